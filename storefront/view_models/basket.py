"""The basket and the three steps of the checkout."""

from dataclasses import dataclass

from .forms import UNTOUCHED, AddressFormView, FieldState, FormView
from .pieces import FactView, LinkView, NoteView, OptionView, PictureView, PlateView, ProductCardView
from .product import DeliveryView


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLineView:
    """A line that will be bought. ``note`` is the price per unit and its reason; ``warning`` what was changed."""

    pack: str
    title: str
    url: str
    picture: PictureView
    quantity: int
    amount: str
    note: str = ""
    warning: str = ""
    max_quantity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenLineView:
    """A line that can't be bought any more, with the heaviest reason, what else stands in the way (``also``), and the
    page that says more.
    """

    pack: str
    title: str
    picture: PictureView
    reason: str
    also: str = ""
    why_url: str = ""
    substitute_url: str = ""
    plate: PlateView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartGroupView:
    """What goes in one parcel: one maker, its own fee and day. ``fee`` is empty while no province is chosen."""

    seller: LinkView
    sent_from: str
    lines: tuple[CartLineView, ...] = ()
    fallen: tuple[FallenLineView, ...] = ()
    fee_label: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumView:
    """What is to be paid: rows, and the total in figures. ``note`` stands under the total."""

    rows: tuple[FactView, ...]
    total_label: str
    total: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartView:
    """The basket. ``blocked`` is the sentence beside the closed button when nothing in it can be bought.

    ``cart_update`` is sent ``pack`` and ``quantity``, or ``to`` when plus or minus was pressed (``to`` wins);
    ``cart_remove`` is sent ``pack``.
    """

    count: int
    groups: tuple[CartGroupView, ...] = ()
    sum: SumView | None = None
    notes: tuple[NoteView, ...] = ()
    delivery: DeliveryView | None = None
    blocked: str = ""
    empty_text: str = ""
    empty_picture: PictureView | None = None
    suggestions: tuple[ProductCardView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutAddressView(FormView):
    """Step 1, where to. ``saved`` are addresses of the account, sent as ``address``; the last of them is ``new``.

    A guest also gives ``email``; the order's link is sent there.
    """

    address: AddressFormView
    sum: SumView
    email: FieldState = UNTOUCHED
    ask_email: bool = True
    saved: tuple[OptionView, ...] = ()
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelView:
    """One maker's parcel in step 2; with several ``services`` the chosen one is sent as ``service_<seller>``."""

    seller: str
    code: str
    sent_from: str
    goods: str
    fee: str
    day: str
    services: tuple[OptionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutDeliveryView(FormView):
    """Step 2: the delivered price and how to pay (``payment``)."""

    to: str
    parcels: tuple[ParcelView, ...]
    payments: tuple[OptionView, ...]
    sum: SumView
    payment: FieldState = UNTOUCHED
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLineView:
    """A line as the contract names it (Law on the protection of consumers' rights 19/2023/QH15, article 37)."""

    title: str
    origin: str
    best_before: str
    quantity: str
    unit_price: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSellerView:
    """One seller's part: goods, terms (delivery, cancelling, returns), and who the seller is."""

    name: str
    lines: tuple[ContractLineView, ...]
    terms: tuple[FactView, ...]
    identity: tuple[FactView, ...]
    subtotal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutReviewView(FormView):
    """Step 3. The form sends ``agree``, ``adult`` where asked, ``fingerprint``, ``topics`` and ``keeps``.

    The fingerprint is of what was shown: when anything of it changed meanwhile, the order is not placed but shown
    again, and the topics tell what it was. Goods may keep longer than the days in ``keeps``.
    """

    facts: tuple[FactView, ...]
    sellers: tuple[ContractSellerView, ...]
    sum: SumView
    in_words: str
    valid_until: str
    fingerprint: str
    topics: str
    keeps: str
    agree: FieldState = UNTOUCHED
    adult: FieldState = UNTOUCHED
    ask_adult: bool = False
    notes: tuple[NoteView, ...] = ()

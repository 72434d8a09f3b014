"""An order after it was placed, its contract, and the account's pages."""

from dataclasses import dataclass

from .basket import ContractSellerView, SumView
from .forms import UNTOUCHED, AddressFormView, FieldState, FormView
from .pieces import (
    FactView,
    LinkView,
    NoteView,
    OptionView,
    PageLinks,
    PictureView,
    StatusView,
    TimelineStepView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineView:
    """A line of an order. ``url`` is empty when the product's page is gone; ``official`` says who has stopped it since,
    and on what ground.
    """

    title: str
    quantity: str
    unit_price: str
    amount: str
    url: str = ""
    picture: PictureView | None = None
    lots: str = ""
    official: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelView:
    """Cancelling one seller's part. ``rule`` says until when, or why not any more: then ``url`` is empty.

    The form sends ``reason`` (a code) and ``note``.
    """

    rule: str
    url: str = ""
    reasons: tuple[OptionView, ...] = ()
    reason: FieldState = UNTOUCHED
    note: FieldState = UNTOUCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerOrderView:
    """One seller's part of an order, with its own way. ``rows`` are goods, delivery, and what was given back."""

    code: str
    seller: LinkView
    status: StatusView
    steps: tuple[TimelineStepView, ...]
    lines: tuple[OrderLineView, ...]
    rows: tuple[FactView, ...]
    total: str
    phone: str = ""
    note: NoteView | None = None
    cancel: CancelView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order. ``guest_link`` is the signed address that shows it without an account."""

    code: str
    placed: str
    status: StatusView
    facts: tuple[FactView, ...]
    sellers: tuple[SellerOrderView, ...]
    sum: SumView
    contract_url: str
    guest_link: str = ""
    is_new: bool = False
    notes: tuple[NoteView, ...] = ()

    @property
    def failed(self) -> bool:
        """True when a cancellation was sent and refused."""
        cancels = (part.cancel for part in self.sellers if part.cancel)
        return any(cancel.reason.error or cancel.note.error for cancel in cancels)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderContractView:
    """The contract as it was concluded: nothing in it changes when a product or a price does."""

    code: str
    concluded: str
    buyer: tuple[FactView, ...]
    floor: tuple[FactView, ...]
    sellers: tuple[ContractSellerView, ...]
    sum: SumView
    in_words: str
    valid_until: str
    order_url: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLookupView(FormView):
    """Finding an order again without an account; the form sends ``code`` and ``phone``.

    ``is_unknown``: an order's address was opened by somebody who may not see it, or there is no such order.
    """

    code: FieldState = UNTOUCHED
    phone: FieldState = UNTOUCHED
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRowView:
    """An order in a list."""

    code: str
    url: str
    placed: str
    goods: str
    total: str
    status: StatusView


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderListView:
    """All orders of the account."""

    orders: tuple[OrderRowView, ...]
    count: int
    pages: PageLinks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressView:
    """A saved address."""

    id: int
    recipient: str
    phone: str
    lines: tuple[str, ...]
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class SellingView:
    """An application to sell that is not decided: how it stands, and the one thing to do about it."""

    status: StatusView
    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """The account's first page. ``links`` lead to what the identity offers (password, second factor), and
    ``selling_url`` to the application to sell here; ``selling`` is the open one, the first thing on the page.
    """

    name: str
    email: str
    orders: tuple[OrderRowView, ...] = ()
    address: AddressView | None = None
    links: tuple[LinkView, ...] = ()
    selling_url: str = ""
    selling: SellingView | None = None


@dataclass(frozen=True, slots=True)
class AddressListView:
    """All saved addresses of the account."""

    addresses: tuple[AddressView, ...]


@dataclass(frozen=True, slots=True)
class AddressDeleteView:
    """The question before a saved address is forgotten."""

    address: AddressView


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPageView(FormView):
    """A new address, or one to change. The form also sends ``is_default``."""

    form: AddressFormView
    action: str
    is_new: bool
    is_default: bool = False

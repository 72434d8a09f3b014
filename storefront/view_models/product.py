"""A product's page, and the page that says why it carries its star."""

from dataclasses import dataclass

from .forms import FieldState
from .pieces import (
    FactView,
    LinkView,
    NoteView,
    OptionView,
    PictureView,
    PlateView,
    ProductCardView,
    StatusView,
    TimelineStepView,
)

ONE = FieldState("1")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackView:
    """A pack that can be bought. ``price_note`` is the sentence under the price, ``stock`` what is left.

    One that is not ``available`` says in ``stock`` when it returns.
    """

    id: str
    label: str
    price: str
    unit_price: str = ""
    former_price: str = ""
    price_note: str = ""
    stock: str = ""
    available: bool = True
    selected: bool = False
    max_quantity: int = 0


@dataclass(frozen=True, slots=True)
class GalleryItemView:
    """One picture of the gallery and the address at which the page shows it large."""

    picture: PictureView
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """The certificate's panel: number, issuer, dates, what it names. ``status`` says how it was checked."""

    facts: tuple[FactView, ...]
    why_url: str
    stars: int
    status: StatusView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotView:
    """A lot's way from the field, and its facts (harvest, best before, plot code, test report)."""

    code: str
    steps: tuple[TimelineStepView, ...] = ()
    facts: tuple[FactView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerView:
    """Who sells: the law wants name, address, telephone, tax and registration numbers (Decree 248/2026/NĐ-CP)."""

    name: str
    facts: tuple[FactView, ...]
    url: str = ""
    products: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """What delivery costs and when it comes; the form sends ``den`` (province code) by GET to ``action``."""

    title: str
    text: str = ""
    action: str = ""
    destinations: tuple[OptionView, ...] = ()
    possible: bool = True

    @property
    def chosen(self) -> bool:
        """Somebody said where to."""
        return any(option.selected and option.value for option in self.destinations)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedView:
    """Why a product is not sold. ``state``: expired, suspended, revoked or other; ``reasons`` are the failed rules,
    ``official`` says who stopped it and on what ground.
    """

    state: str
    title: str
    text: str
    why_url: str
    official: str = ""
    reasons: tuple[str, ...] = ()
    alternatives: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductView:
    """A product's page.

    The form sends ``pack`` and ``quantity`` to ``cart_add``; the button „Mua ngay“ adds ``buy_now=1``. ``blocked`` is
    set when the gate says no: then no price is shown and nothing can be bought. ``sold_out`` is the sentence to show
    when no pack is available. ``age_limit`` is 18 for alcohol, else 0. In a ``preview`` the buttons are shown and do
    nothing.
    """

    name: str
    url: str
    producer: LinkView
    place: str
    gallery: tuple[GalleryItemView, ...]
    facts: tuple[FactView, ...]
    summary: str = ""
    about: tuple[str, ...] = ()
    crumbs: tuple[LinkView, ...] = ()
    plate: PlateView | None = None
    packs: tuple[PackView, ...] = ()
    quantity: FieldState = ONE
    sold_out: str = ""
    sold_out_label: str = ""
    age_limit: int = 0
    delivery: DeliveryView | None = None
    certificate: CertificateView | None = None
    lots: tuple[LotView, ...] = ()
    seller: SellerView | None = None
    blocked: BlockedView | None = None
    notes: tuple[NoteView, ...] = ()
    related: tuple[ProductCardView, ...] = ()
    preview: bool = False

    @property
    def chosen(self) -> PackView | None:
        """The pack whose price is shown: the selected one, else the first that can be bought, else the first."""
        for wanted in (lambda pack: pack.selected, lambda pack: pack.available, lambda _pack: True):
            for pack in self.packs:
                if wanted(pack):
                    return pack
        return None

    @property
    def shown(self) -> GalleryItemView | None:
        """The picture that is shown large: the current one, else the first."""
        return next(
            (item for item in self.gallery if item.current), self.gallery[0] if self.gallery else None
        )

    @property
    def can_buy(self) -> bool:
        """A buy button is shown."""
        return self.blocked is None and not self.sold_out and any(pack.available for pack in self.packs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule of the gate. ``verdict``: ok, bad, warn (looked at by an officer) or na (does not apply)."""

    code: str
    verdict: str
    title: str
    reason: str
    paper: str = ""
    paper_url: str = ""
    paper_date: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyStarView:
    """Why this star: the verdict, the sentence with number, issuer and dates, and every rule, failed ones first."""

    product: LinkView
    listed: bool
    verdict: str
    sentence: str
    checked: str
    rules: tuple[RuleView, ...]
    official: str = ""
    icon: str = "circle-check"
    plate: PlateView | None = None
    comeback: str = ""
    alternatives: tuple[LinkView, ...] = ()
    badge_svg_url: str = ""
    badge_png_url: str = ""

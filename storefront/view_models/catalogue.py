"""Home, lists of products, and what a search found."""

from dataclasses import dataclass

from .forms import UNTOUCHED, FieldState
from .pieces import LinkView, OptionView, PageLinks, PictureView, ProductCardView


@dataclass(frozen=True, slots=True, kw_only=True)
class HeroView:
    """The top of the home page. ``season`` (cam, na, vai) chooses the accent; ``figure`` is one large number."""

    title: str
    text: str
    eyebrow: str = ""
    season: str = "cam"
    figure: str = ""
    figure_label: str = ""
    primary: LinkView | None = None
    secondary: LinkView | None = None
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A producer's own words."""

    quote: str
    by: str
    url: str
    picture: PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page. ``months`` are twelve, beginning with the present one; ``groups`` carry an icon each."""

    hero: HeroView | None
    season_title: str
    season_more: LinkView | None
    months: tuple[LinkView, ...]
    season: tuple[ProductCardView, ...]
    groups: tuple[LinkView, ...]
    newest: tuple[ProductCardView, ...]
    newest_url: str
    provinces: tuple[LinkView, ...]
    sample_star_url: str = ""
    story: StoryView | None = None


@dataclass(frozen=True, slots=True)
class FacetView:
    """One choice of a filter with the number of products behind it.

    Nothing behind it: it can't be ticked. One that is ticked can always be taken off.
    """

    value: str
    label: str
    count: int
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetGroupView:
    """Choices under one heading, sent as ``name``. ``more`` are those behind „Tất cả …“ (``more_label``), ``rest`` is
    where those are that are too many for a page.
    """

    name: str
    title: str
    choices: tuple[FacetView, ...]
    more: tuple[FacetView, ...] = ()
    more_label: str = ""
    rest: LinkView | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class PriceRangeView:
    """The filter by price; the form sends ``gia-tu`` and ``gia-den``."""

    low: FieldState = UNTOUCHED
    high: FieldState = UNTOUCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingFoundView:
    """What to offer when nothing was found: the word that was probably meant, and things that exist."""

    suggestion: LinkView | None = None
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductListView:
    """A list of products: all, a category, or what a search found.

    ``query`` holds the words that were searched and ``reading`` how they were understood („cam hà tĩnh“ for raw Telex).
    ``hidden`` are parameters that the filter form must keep (name, value). ``conditions`` are the links that take one
    chosen condition off. ``also`` are producers and places whose name matches. ``degraded``: the search index does not
    answer and the plain list is shown. ``partial``: nothing has every word, what is shown has some of them.
    """

    title: str
    count: int
    action: str
    query: str = ""
    reading: str = ""
    crumbs: tuple[LinkView, ...] = ()
    conditions: tuple[LinkView, ...] = ()
    clear_url: str = ""
    facets: tuple[FacetGroupView, ...] = ()
    price: PriceRangeView | None = None
    hidden: tuple[tuple[str, str], ...] = ()
    sorts: tuple[OptionView, ...] = ()
    cards: tuple[ProductCardView, ...] = ()
    pages: PageLinks | None = None
    also: tuple[LinkView, ...] = ()
    nothing: NothingFoundView | None = None
    degraded: bool = False
    partial: bool = False

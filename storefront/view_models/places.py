"""Producers and places."""

from dataclasses import dataclass

from .pieces import FactView, LinkView, PageLinks, PictureView, ProductCardView


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerCardView:
    """A producer in a list. ``kind`` is its legal form, in words."""

    name: str
    url: str
    kind: str
    place: str
    products: int
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerListView:
    """All producers, or those of one province; the form sends ``q``."""

    count: int
    action: str
    producers: tuple[ProducerCardView, ...]
    query: str = ""
    provinces: tuple[LinkView, ...] = ()
    pages: PageLinks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerView:
    """A producer's page: who it is, its papers, and what it sells now. ``off_sale`` are names with the reason."""

    name: str
    kind: str
    place: LinkView
    facts: tuple[FactView, ...]
    papers: tuple[FactView, ...] = ()
    story: tuple[str, ...] = ()
    picture: PictureView | None = None
    products: tuple[ProductCardView, ...] = ()
    off_sale: tuple[LinkView, ...] = ()
    pages: PageLinks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceListView:
    """Provinces with the number of products on sale from each, and those ``without``; the form sends ``q``."""

    provinces: tuple[LinkView, ...]
    action: str
    query: str = ""
    found: tuple[LinkView, ...] | None = None
    without: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A province or commune: what it was called before, what comes from it.

    ``facts`` hold the older units and since when the present one exists; ``children`` are communes with products.
    ``nearby`` are those of the same province where there is nothing from the place itself.
    """

    name: str
    count: int
    crumbs: tuple[LinkView, ...] = ()
    facts: tuple[FactView, ...] = ()
    children: tuple[LinkView, ...] = ()
    children_title: str = ""
    nearby: tuple[LinkView, ...] = ()
    producers: tuple[LinkView, ...] = ()
    products: tuple[ProductCardView, ...] = ()
    more_url: str = ""
    pages: PageLinks | None = None

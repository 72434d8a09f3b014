"""What a list is narrowed by, as values and as conditions on the listing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, UnaryExpression

from marketplace.catalog.kinds import Sort
from marketplace.catalog.listing_models import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show. Values of one field widen, fields narrow each other; an empty field narrows nothing.

    Prices are đồng, both ends included, and compared with the cheapest pack. ``month`` (1 to 12) keeps what has a
    season and is in it. ``ids`` are product ids, such as a search has found; ``None`` is all.
    """

    stars: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    sets: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    producers: frozenset[int] = frozenset()
    price_from: int | None = None
    price_to: int | None = None
    in_stock: bool = False
    month: int | None = None
    ids: tuple[int, ...] | None = None


EVERYTHING: Final = Filters()

DIMENSIONS: Final = (
    ("stars", Listing.star),
    ("groups", Listing.group_no),
    ("sets", Listing.set_no),
    ("provinces", Listing.province_code),
    ("communes", Listing.commune_code),
    ("producers", Listing.producer_id),
)
"""Fields that hold a set of values, and the column each is about."""


def listed_at(on: datetime) -> tuple[ColumnElement[bool], ...]:
    """Rows that hold at the instant ``on``."""
    return (Listing.listed_from <= on, Listing.listed_until > on)


def conditions(filters: Filters, on: datetime) -> Iterator[ColumnElement[bool]]:
    """All conditions of ``filters`` at the instant ``on``."""
    yield from listed_at(on)
    for name, column in DIMENSIONS:
        values = getattr(filters, name)
        if values:
            yield column.in_(sorted(values))
    if filters.price_from is not None:
        yield Listing.price >= filters.price_from
    if filters.price_to is not None:
        yield Listing.price <= filters.price_to
    if filters.in_stock:
        yield Listing.stock_until > on
    if filters.month is not None:
        yield Listing.season_mask.bitwise_and(1 << filters.month - 1) != 0
    if filters.ids is not None:
        yield Listing.product_id.in_(filters.ids)


ORDERS: Final[dict[Sort, tuple[UnaryExpression[Any], ...]]] = {
    Sort.DEFAULT: (
        Listing.in_stock.desc(),
        Listing.star.desc(),
        Listing.published_at.desc(),
        Listing.product_id.desc(),
    ),
    Sort.NEWEST: (Listing.published_at.desc(), Listing.product_id.desc()),
    Sort.PRICE_UP: (Listing.price.asc(), Listing.product_id.asc()),
    Sort.PRICE_DOWN: (Listing.price.desc(), Listing.product_id.desc()),
    Sort.NAME: (Listing.sort_key.asc(), Listing.product_id.asc()),
}
"""Each is an index of the listing, read forwards or backwards. These are the ranking criteria that the market publishes
(Decree 248/2026/NĐ-CP art. 11)."""

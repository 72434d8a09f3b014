"""What a list is narrowed by, as values and as conditions on the listing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, bindparam

from marketplace.catalog.kinds import Sort
from marketplace.catalog.tables import LISTING
from marketplace.kernel.db import UTCDateTime


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

_SETS: Final = {
    "stars": LISTING.c.star,
    "groups": LISTING.c.group_no,
    "sets": LISTING.c.set_no,
    "provinces": LISTING.c.province_code,
    "communes": LISTING.c.commune_code,
    "producers": LISTING.c.producer_id,
    "ids": LISTING.c.product_id,
}
ON: Final = bindparam("on", type_=UTCDateTime())
"""The instant that a statement asks about."""

LISTED: Final[tuple[ColumnElement[bool], ...]] = (LISTING.c.listed_from <= ON, LISTING.c.listed_until > ON)
"""Rows that hold at the instant ``on``."""

_CONDITIONS: Final[dict[str, ColumnElement[bool]]] = {
    **{name: column.in_(bindparam(name, expanding=True)) for name, column in _SETS.items()},
    "price_from": LISTING.c.price >= bindparam("price_from"),
    "price_to": LISTING.c.price <= bindparam("price_to"),
    "in_stock": LISTING.c.stock_until > ON,
    "month": LISTING.c.season_mask.bitwise_and(bindparam("month", type_=Integer)) != 0,
}


def narrowing(filters: Filters) -> tuple[str, ...]:
    """The fields that narrow anything: with the order of a list they are the shape of its statement."""
    return tuple(name for name in _CONDITIONS if _narrows(getattr(filters, name)))


def conditions(names: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a shape, with what differs as parameters; ``values`` fills them."""
    return (*LISTED, *(_CONDITIONS[name] for name in names))


def values(filters: Filters, names: tuple[str, ...], on: datetime) -> dict[str, Any]:
    """What the parameters of ``conditions`` are at the instant ``on``."""
    found: dict[str, Any] = {"on": on}
    for name in names:
        value = getattr(filters, name)
        if name in _SETS:
            found[name] = sorted(value)
        elif name == "month":
            found[name] = 1 << value - 1
        elif name != "in_stock":
            found[name] = value
    return found


def _narrows(value: Any) -> bool:
    """An empty set, ``False`` and ``None`` narrow nothing; no ids at all, or a price of 0, do."""
    return value is not None and value is not False and value != frozenset()


ORDERS: Final[dict[Sort, tuple[ColumnElement[Any], ...]]] = {
    Sort.DEFAULT: (
        LISTING.c.in_stock.desc(),
        LISTING.c.star.desc(),
        LISTING.c.published_at.desc(),
        LISTING.c.product_id.desc(),
    ),
    Sort.NEWEST: (LISTING.c.published_at.desc(), LISTING.c.product_id.desc()),
    Sort.PRICE_UP: (LISTING.c.price.asc(), LISTING.c.product_id.asc()),
    Sort.PRICE_DOWN: (LISTING.c.price.desc(), LISTING.c.product_id.desc()),
    Sort.NAME: (LISTING.c.sort_key.asc(), LISTING.c.product_id.asc()),
}
"""Each is an index of the listing, read forwards or backwards. These are the ranking criteria that the market publishes
(Decree 248/2026/NĐ-CP art. 11)."""

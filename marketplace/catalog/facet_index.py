"""Counting what a list holds by every facet, in memory and exactly. Pure.

Each product on sale is one bit, in the order of prices; each value of a facet is the set of its products, as one whole
number. A count is then an AND and a count of bits, a range of prices is a run of bits, and "each facet ignores its own
selection" costs nothing: 10,000 products with all their facets are counted in well under a millisecond.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

DIMENSIONS: Final = ("stars", "groups", "sets", "provinces", "communes", "producers")


REMEMBERED: Final = 200
"""How many choices an index remembers the counts of."""


class Listed(NamedTuple):
    """What is counted of one product. ``season_mask`` has bit 0 for January."""

    product_id: int
    price: int
    stars: int
    groups: int
    sets: int
    provinces: str
    communes: str | None
    producers: int
    season_mask: int
    in_stock: bool


class Selection(Hashable, Protocol):
    """What is chosen: ``queries.filters.Filters``."""

    @property
    def price_from(self) -> int | None:
        """Lowest price in đồng."""
        ...

    @property
    def price_to(self) -> int | None:
        """Highest price in đồng."""
        ...

    @property
    def in_stock(self) -> bool:
        """Only what can be bought now."""
        ...

    @property
    def month(self) -> int | None:
        """Only what has its season then."""
        ...

    @property
    def ids(self) -> tuple[int, ...] | None:
        """Only these products."""
        ...


@dataclass(frozen=True, slots=True)
class Facets:
    """How many products are behind each choice, in a list that is narrowed as it is.

    The counts of a facet ignore what is chosen in it, so they say what choosing another value would give; values with
    nothing behind them are left out. Keys are stars, group and set numbers, province and commune codes, producer ids,
    months 1 to 12. ``in_stock`` and ``months`` are counted as facets of their own. ``total`` is the length of the list.
    """

    total: int
    stars: Mapping[int, int]
    groups: Mapping[int, int]
    sets: Mapping[int, int]
    provinces: Mapping[str, int]
    communes: Mapping[str, int]
    producers: Mapping[int, int]
    months: Mapping[int, int]
    in_stock: int
    province_names: Mapping[str, str]
    producer_names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes of provinces and the ids of producers are called."""

    provinces: Mapping[str, str] = field(default_factory=dict)
    producers: Mapping[int, str] = field(default_factory=dict)


class FacetIndex:
    """All products on sale at an instant, ready to be counted and filtered. Nothing changes it.

    ``listed`` are rows in the order of :class:`Listed`; they need not be instances of it.
    """

    def __init__(self, listed: Iterable[Sequence[Any]], names: Names) -> None:
        rows = sorted(listed, key=itemgetter(1))
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(Listed._fields)
        column = dict(zip(Listed._fields, columns, strict=True))
        self.names = names
        self._prices = column["price"]
        self._all = (1 << len(rows)) - 1
        self._place = {product_id: place for place, product_id in enumerate(column["product_id"])}
        self._sets = {name: _bits(column[name]) for name in DIMENSIONS}
        seasons = _bits(column["season_mask"])
        self._months = {
            month: _union(bits for mask, bits in seasons.items() if mask >> month - 1 & 1)
            for month in range(1, 13)
        }
        self._in_stock = _union(bits for held, bits in _bits(column["in_stock"]).items() if held)
        self._counted: dict[Selection, Facets] = {}

    def __len__(self) -> int:
        return len(self._place)

    def count(self, chosen: Selection) -> Facets:
        """How many products are behind each choice. Lists are asked for again and again, and what was counted holds as
        long as the index does.
        """
        if chosen.ids is not None:
            return self._count(chosen)
        known = self._counted.get(chosen)
        if known is None:
            known = self._count(chosen)
            if len(self._counted) < REMEMBERED:
                self._counted[chosen] = known
        return known

    def _count(self, chosen: Selection) -> Facets:
        parts = self._parts(chosen)
        counts = {
            name: {
                value: number
                for value, bits in self._sets[name].items()
                if (number := (self._but(parts, name) & bits).bit_count())
            }
            for name in DIMENSIONS
        }
        but_month = self._but(parts, "month")
        months = {month: n for month, bits in self._months.items() if (n := (but_month & bits).bit_count())}
        return Facets(
            total=self._but(parts).bit_count(),
            months=months,
            in_stock=(self._but(parts, "in_stock") & self._in_stock).bit_count(),
            province_names=self.names.provinces,
            producer_names=self.names.producers,
            **counts,
        )

    def keep(self, product_ids: Iterable[int], chosen: Selection) -> tuple[int, ...]:
        """Those of ``product_ids`` that fit the choice, in the order given: what a search found, filtered."""
        fits = self._but(self._parts(chosen))
        return tuple(
            product_id
            for product_id in product_ids
            if (place := self._place.get(product_id)) is not None and fits >> place & 1
        )

    def _parts(self, chosen: Selection) -> dict[str, int]:
        """What each field of the choice lets through; fields that narrow nothing are left out."""
        parts = {}
        for name in DIMENSIONS:
            values = getattr(chosen, name)
            if values:
                known = self._sets[name]
                parts[name] = _union(known[value] for value in values if value in known)
        if chosen.price_from is not None or chosen.price_to is not None:
            parts["price"] = self._between(chosen.price_from, chosen.price_to)
        if chosen.in_stock:
            parts["in_stock"] = self._in_stock
        if chosen.month is not None:
            parts["month"] = self._months[chosen.month]
        if chosen.ids is not None:
            parts["ids"] = _from_places([self._place[each] for each in chosen.ids if each in self._place])
        return parts

    def _between(self, low: int | None, high: int | None) -> int:
        start = 0 if low is None else bisect_left(self._prices, low)
        stop = len(self._prices) if high is None else bisect_right(self._prices, high)
        return (1 << stop) - (1 << start) if start < stop else 0

    def _but(self, parts: Mapping[str, int], ignored: str = "") -> int:
        """What passes every part save the ignored one."""
        bits = self._all
        for name, passing in parts.items():
            if name != ignored:
                bits &= passing
        return bits


def _bits(values: Iterable[Hashable]) -> dict[Any, int]:
    """For each value the bits of the places that have it. ``None`` is no value."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        places[value].append(place)
    return {value: _from_places(found) for value, found in places.items() if value is not None}


def _from_places(places: list[int]) -> int:
    """The number with these bits: made from bytes, since adding bits one by one is quadratic."""
    raw = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        raw[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(raw, "little")


def _union(sets: Iterable[int]) -> int:
    bits = 0
    for each in sets:
        bits |= each
    return bits

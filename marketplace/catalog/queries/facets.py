"""Facet counts, remembered in this process and never a second out of date.

What is remembered is the index of all products on sale (see ``facet_index``). It is asked for with a
:class:`~marketplace.catalog.queries.freshness.Freshness`: when the listing's number has grown or its next instant has
come, it is made anew in one statement.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CompoundSelect, Integer, String, cast, literal, null, select, union_all

from marketplace.catalog.facet_index import FacetIndex, Facets, Listed, Names
from marketplace.catalog.queries.filters import EVERYTHING, LISTED, Filters
from marketplace.catalog.queries.freshness import FIRST, Freshness, freshness
from marketplace.catalog.tables import LISTING, PRODUCER, PROVINCE, VERSION
from marketplace.kernel import clock
from marketplace.kernel.db import is_writing, session
from marketplace.kernel.state import current

_MEMO: Final = "catalog.facet_index"


def facets(filters: Filters = EVERYTHING, known: Freshness | None = None) -> Facets:
    """Counts for a list narrowed by ``filters``, at this instant.

    One statement to see whether what is remembered still holds, none where the caller has asked already (``known``);
    one more when it has to be made anew.
    """
    return facet_index(known).count(filters)


def facet_index(known: Freshness | None = None) -> FacetIndex:
    """All products on sale at this instant, in memory. Statements as :func:`facets`."""
    on = clock.now()
    fresh = known if known is not None and known.covers(known.number, on) else freshness(on)
    remembered: tuple[Freshness, FacetIndex] | None = current().memo.get(_MEMO)
    if remembered is not None and remembered[0].covers(fresh.number, on):
        return remembered[1]
    number, index = _load(on)
    # Between the two statements somebody may have changed the listing: then nobody knows until when this holds. And
    # what an open transaction has not committed may yet be undone.
    if number == fresh.number and not is_writing():
        current().memo[_MEMO] = (Freshness(number, on, fresh.until), index)
    return index


def _statement() -> CompoundSelect[Any]:
    number, text = cast(null(), Integer), cast(null(), String)
    numbers = (LISTING.c.star, LISTING.c.group_no, LISTING.c.set_no, LISTING.c.season_mask)
    listed = select(
        literal("listed", String(8)).label("part"),
        LISTING.c.product_id.label("key"),
        LISTING.c.province_code.label("text_1"),
        LISTING.c.commune_code.label("text_2"),
        LISTING.c.price,
        LISTING.c.producer_id,
        *(cast(column, Integer).label(column.name) for column in numbers),
        LISTING.c.stock_until,
    ).where(*LISTED)
    nothing = (*[number] * 6, cast(null(), LISTING.c.stock_until.type))
    producers = select(literal("producer", String(8)), PRODUCER.c.id, PRODUCER.c.display_name, text, *nothing)
    sellers = select(LISTING.c.producer_id).where(*LISTED)
    provinces = select(literal("province", String(8)), number, PROVINCE.c.code, PROVINCE.c.name, *nothing)
    version = select(literal("version", String(8)), VERSION.c.number, text, text, *nothing)
    return union_all(
        listed, producers.where(PRODUCER.c.id.in_(sellers)), provinces, version.where(VERSION.c.id == FIRST)
    )


_ALL: Final = _statement()


def _load(on: datetime) -> tuple[int, FacetIndex]:
    """The listing's number and the index of what it shows at ``on``, in one statement."""
    number, found = 0, list[Listed]()
    names: dict[str, dict[Any, str]] = {"producer": {}, "province": {}}
    rows: Sequence[Any] = session().execute(_ALL, {"on": on}).all()
    for part, key, text_1, text_2, price, producer, star, group, set_no, season, stock_until in rows:
        if part == "listed":
            found.append(
                Listed(key, price, star, group, set_no, text_1, text_2, producer, season, stock_until)
            )
        elif part == "producer":
            names["producer"][key] = text_1
        elif part == "province":
            names["province"][text_1] = text_2
        else:
            number = key
    return number, FacetIndex(found, Names(names["province"], names["producer"]), on)

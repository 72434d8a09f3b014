"""Facet counts, remembered in this process and never a second out of date.

What is remembered is the index of all products on sale (see ``facet_index``). It is asked for with a
:class:`~marketplace.catalog.queries.freshness.Freshness`: when the listing's number has grown or its next instant has
come, it is made anew in one statement.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CompoundSelect, Integer, Select, String, case, cast, literal, null, select, union_all

from marketplace.catalog.facet_index import FacetIndex, Facets, Names
from marketplace.catalog.queries.filters import EVERYTHING, LISTED, ON, Filters
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
    """Rows begin with what they are; those of products go on in the order of ``facet_index.Listed``."""
    listed = select(
        literal("listed", String(8)),
        LISTING.c.product_id,
        LISTING.c.price,
        cast(LISTING.c.star, Integer),
        cast(LISTING.c.group_no, Integer),
        cast(LISTING.c.set_no, Integer),
        LISTING.c.province_code,
        LISTING.c.commune_code,
        LISTING.c.producer_id,
        cast(LISTING.c.season_mask, Integer),
        case((LISTING.c.stock_until > ON, 1), else_=0),
    ).where(*LISTED)
    sellers = select(LISTING.c.producer_id).where(*LISTED)
    producers = _named("producer", PRODUCER.c.id, PRODUCER.c.display_name).where(PRODUCER.c.id.in_(sellers))
    provinces = _named("province", cast(null(), Integer), PROVINCE.c.name, PROVINCE.c.code)
    version = _named("version", VERSION.c.number, cast(null(), String)).where(VERSION.c.id == FIRST)
    return union_all(listed, producers, provinces, version)


def _named(part: str, key: Any, name: Any, code: Any = None) -> Select[Any]:
    """A row of the same form: the key where a product's id is, name and code where its places are."""
    number, text = cast(null(), Integer), cast(null(), String)
    return select(
        literal(part, String(8)), key, *[number] * 4, name, text if code is None else code, *[number] * 3
    )


_ALL: Final = _statement()


def _load(on: datetime) -> tuple[int, FacetIndex]:
    """The listing's number and the index of what it shows at ``on``, in one statement."""
    number, listed = 0, list[Sequence[Any]]()
    producers: dict[int, str] = {}
    provinces: dict[str, str] = {}
    rows: Sequence[Any] = session().execute(_ALL, {"on": on}).all()
    for row in rows:
        match row[0]:
            case "listed":
                listed.append(row[1:])
            case "producer":
                producers[row[1]] = row[6]
            case "province":
                provinces[row[7]] = row[6]
            case _:
                number = row[1]
    return number, FacetIndex(listed, Names(provinces, producers))

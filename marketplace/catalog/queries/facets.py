"""Facet counts, remembered in this process and never a second out of date.

What is remembered is the index of all products on sale (see ``facet_index``). It is asked for with a
:class:`~marketplace.catalog.queries.freshness.Freshness`: when the listing's number has grown or its next instant has
come, it is made anew in one statement.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, String, cast, literal, null, select, union_all

from marketplace.catalog.facet_index import FacetIndex, Facets, Listed, Names
from marketplace.catalog.listing_models import CatalogVersion, Listing
from marketplace.catalog.queries.filters import EVERYTHING, Filters, listed_at
from marketplace.catalog.queries.freshness import FIRST, Freshness, freshness
from marketplace.kernel import clock
from marketplace.kernel.db import is_writing, session
from marketplace.kernel.state import current
from marketplace.places.models import Province
from marketplace.producers.models import Producer

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


def _load(on: datetime) -> tuple[int, FacetIndex]:
    """The listing's number and the index of what it shows at ``on``, in one statement."""
    no_number, no_text = cast(null(), Integer), cast(null(), String)
    listed = select(
        literal("listed", String(8)).label("part"),
        Listing.product_id.label("key"),
        Listing.province_code.label("text_1"),
        Listing.commune_code.label("text_2"),
        Listing.price.label("price"),
        cast(Listing.star, Integer).label("star"),
        cast(Listing.group_no, Integer).label("group_no"),
        cast(Listing.set_no, Integer).label("set_no"),
        Listing.producer_id.label("producer"),
        cast(Listing.season_mask, Integer).label("season"),
        Listing.stock_until.label("stock_until"),
    ).where(*listed_at(on))
    empty = [no_number] * 6
    no_instant = cast(null(), Listing.stock_until.type)
    sellers = select(Listing.producer_id).where(*listed_at(on))
    producers = select(
        literal("producer", String(8)), Producer.id, Producer.display_name, no_text, *empty, no_instant
    ).where(Producer.id.in_(sellers))
    provinces = select(
        literal("province", String(8)), no_number, Province.code, Province.name, *empty, no_instant
    )
    version = select(
        literal("version", String(8)), CatalogVersion.number, no_text, no_text, *empty, no_instant
    ).where(CatalogVersion.id == FIRST)
    rows: Sequence[Any] = session().execute(union_all(listed, producers, provinces, version)).all()
    number, found = 0, list[Listed]()
    names: dict[str, dict[Any, str]] = {"producer": {}, "province": {}}
    for part, key, text_1, text_2, price, star, group, set_no, producer, season, stock_until in rows:
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

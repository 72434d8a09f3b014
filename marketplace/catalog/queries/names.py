"""The words of what is on sale, for searching without an index."""

from typing import Final

from sqlalchemy import select

from marketplace.catalog.kinds import Sort
from marketplace.catalog.queries.filters import LISTED, ORDERS
from marketplace.catalog.tables import LISTING
from marketplace.kernel import clock
from marketplace.kernel.db import session

_NAMES: Final = (
    select(LISTING.c.product_id, LISTING.c.search_text).where(*LISTED).order_by(*ORDERS[Sort.DEFAULT])
)


def listed_names() -> tuple[tuple[int, str], ...]:
    """Product id and folded words (name, producer, places, mark) of everything on sale now, in the default order of
    lists; one statement.
    """
    rows = session().execute(_NAMES, {"on": clock.now()})
    return tuple((row.product_id, row.search_text) for row in rows)

"""The words of what is on sale, for searching without an index."""

from sqlalchemy import select

from marketplace.catalog.listing_models import Listing
from marketplace.catalog.queries.filters import listed_at
from marketplace.kernel import clock
from marketplace.kernel.db import session


def listed_names() -> tuple[tuple[int, str], ...]:
    """Product id and folded words (name, producer, places, mark) of everything on sale now, in the default order of
    lists; one statement.
    """
    rows = session().execute(
        select(Listing.product_id, Listing.search_text)
        .where(*listed_at(clock.now()))
        .order_by(
            Listing.in_stock.desc(),
            Listing.star.desc(),
            Listing.published_at.desc(),
            Listing.product_id.desc(),
        )
    )
    return tuple((row.product_id, row.search_text) for row in rows)

"""Names of what is on sale, for finding things when the search index does not answer."""

from sqlalchemy import select

from marketplace.catalog.listing_models import Listing
from marketplace.catalog.queries.filters import listed_at
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.text import fold


def listed_names() -> list[tuple[int, str]]:
    """Product id and folded words (name, producer, commune, province) of everything on sale now; one statement."""
    columns = (
        Listing.product_id,
        Listing.name,
        Listing.producer_name,
        Listing.commune_name,
        Listing.province_name,
    )
    rows = session().execute(select(*columns).where(*listed_at(clock.now())).order_by(Listing.product_id))
    return [(row[0], fold(" ".join(part or "" for part in row[1:]))) for row in rows]

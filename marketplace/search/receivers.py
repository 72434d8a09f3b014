"""The index follows the catalogue."""

from marketplace.catalog.events import ListingChanged
from marketplace.kernel.outbox import enqueue


def on_listing_changed(event: ListingChanged) -> None:
    """What lists show of some products changed: index them again, after the commit."""
    enqueue("search.index_products", product_ids=list(event.product_ids))

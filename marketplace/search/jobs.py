"""Background work of search."""

from marketplace.search import services


def index_products(product_ids: list[int]) -> None:
    """Put these products into the index as they are now."""
    services.index_products(product_ids)

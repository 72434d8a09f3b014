"""Background work of the catalogue. All of it may be done twice."""

from marketplace.catalog import services


def rebuild_listing(product_ids: list[int]) -> None:
    """Derive the listing rows of these products anew."""
    services.rebuild(product_ids)


def rebuild_all() -> None:
    """Derive the whole listing anew."""
    services.rebuild_all()

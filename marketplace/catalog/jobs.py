"""Background work of the catalogue. All of it may be done twice."""

from marketplace.catalog import services
from marketplace.catalog.services.unfinished import forget_old


def rebuild_listing(product_ids: list[int]) -> None:
    """Derive the listing rows of these products anew."""
    services.rebuild(product_ids)


def rebuild_all() -> None:
    """Derive the whole listing anew."""
    services.rebuild_all()


def forget_unfinished() -> None:
    """Let go of what people typed into products' forms and nobody has saved for three months."""
    forget_old()

"""What a product costs delivered: where the reader wants it, and the parcel of one pack to there."""

from flask import request

from marketplace.catalog.queries.detail import ProductDetail
from marketplace.kernel.errors import NotFound
from marketplace.places import queries as places
from marketplace.shipping import queries as shipping
from marketplace.shipping.queries import Item, Quote

from .. import visitor


def destination() -> str | None:
    """The province that was asked for just now, which is remembered, or the one from before."""
    asked = request.args.get("den")
    if asked:
        try:
            places.province(asked)
        except NotFound:
            return None
        visitor.remember_destination(asked)
        return asked
    return visitor.destination()


def quoted(found: ProductDetail, chosen: int | None, to: str | None) -> Quote | None:
    """The parcel of one of the chosen pack, else of the first; ``None`` where place or weight is not known."""
    if to is None or not found.packs:
        return None
    pack = next((pack for pack in found.packs if pack.variant_id == chosen), found.packs[0])
    if pack.row.gross_grams <= 0:
        return None
    return shipping.quote(
        found.seller.province_code, to, [Item(pack.row.gross_grams, 1, found.storage_class)], found.closed
    )

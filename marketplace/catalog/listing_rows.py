"""One product's rows of the listing, derived from its facts. Pure."""

from datetime import datetime
from typing import Any

from marketplace.catalog.facts import Offer
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.measures import unit_price
from marketplace.catalog.parts import Parts
from marketplace.catalog.stock_hint import FOREVER, StockHint, hint
from marketplace.certification.reference import product_sets
from marketplace.kernel.text import fold
from marketplace.producers.naming import sort_key


def rows_of(offer: Offer, row: Any, own: Parts, now: datetime) -> list[dict[str, Any]]:
    """The rows as they are stored, in order of time: one for each window in which the gate will list the product.

    ``row`` holds ``columns.PRODUCT_FACTS`` and the columns that ``services.listing`` selects beside them. Windows are
    asked for from the publication on, so that the shop can be looked at as of a past instant too.
    """
    packs = [pack for pack in own.packs if pack.active]
    if not offer.is_live or row.published_at is None or not packs:
        return []
    by_parcel = StorageClass(row.storage_class).by_parcel
    shown = _shown(row, own) | stock_columns(hint(packs if by_parcel else ()))
    rows = []
    for window in offer.windows(min(row.published_at, now)):
        if not window.listed or window.star is None:
            continue
        result = offer.evaluate(window.from_)
        rows.append(
            {
                **shown,
                "listed_from": window.from_,
                "listed_until": window.until or FOREVER,
                "star": window.star,
                "badge_state": window.badge_state.value,
                "badge_until": result.badge.until,
                "promotable": result.promotable,
                "minimum_age": result.minimum_age or 0,
            }
        )
    return rows


def stock_columns(stock: StockHint) -> dict[str, Any]:
    """The columns that follow from stock."""
    return {"in_stock": stock.in_stock, "stock_until": stock.until, "stock_left": stock.left}


def _shown(row: Any, own: Parts) -> dict[str, Any]:
    """What does not depend on time."""
    cheapest = min((pack for pack in own.packs if pack.active), key=lambda pack: (pack.price, pack.id))
    per = unit_price(cheapest.price, cheapest.net_amount, cheapest.net_unit)
    words = (
        row.product_name,
        row.display_name,
        row.producer_legal_name,
        row.commune_name or "",
        row.province_name,
        row.origin_printed,
        row.origin_mark,
    )
    return {
        "product_id": row.product_id,
        "slug": row.slug,
        "name": row.product_name,
        "sort_key": sort_key(row.product_name),
        "summary": row.summary,
        "producer_id": row.producer_id,
        "producer_slug": row.seller_slug,
        "producer_name": row.display_name,
        "commune_code": row.origin_commune_code,
        "commune_name": row.commune_name or "",
        "province_code": row.origin_province_code,
        "province_name": row.province_name,
        "group_no": product_sets()[row.product_set].group,
        "set_no": row.product_set,
        "price": cheapest.price,
        "pack_label": cheapest.label,
        "packs": sum(pack.active for pack in own.packs),
        "unit_price": per.dong,
        "unit_price_per": per.per,
        "image_id": own.images[0] if own.images else None,
        "storage_class": row.storage_class,
        "season_mask": row.season_mask,
        "published_at": row.published_at,
        "search_text": " | ".join(fold(word) for word in words if word),
    }

"""Who listens to what, and which jobs exist. The one place to look when you ask what happens next."""

from collections.abc import Callable
from typing import Any

from marketplace.media import jobs as media
from marketplace.notifications import jobs as notifications
from marketplace.notifications import receivers as notifications_hears
from marketplace.orders.events import OrderPlaced, SellerOrderMoved
from marketplace.stock import jobs as stock

RECEIVERS: dict[type, tuple[Callable[[Any], None], ...]] = {
    OrderPlaced: (notifications_hears.on_order_placed,),
    SellerOrderMoved: (notifications_hears.on_seller_order_moved,),
}
"""Event → the functions that are called, in this order, inside the transaction in which it happened."""

JOBS: dict[str, Any] = {
    "media.make_variants": media.make_variants,
    "notifications.order_placed": notifications.order_placed,
    "notifications.seller_order_moved": notifications.seller_order_moved,
    "stock.release_expired": stock.release_expired,
}
"""Name in the outbox → the function, or the ``PreparedJob``, that does it."""

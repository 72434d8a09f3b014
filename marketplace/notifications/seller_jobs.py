"""Mails to guests whose seller is stopped, sells again or has closed. Each job may run twice; each mail goes out once.

Nothing where the seller stands otherwise by now, or the order is no longer with it.
"""

from marketplace.notifications.guest_mails import tell_guest
from marketplace.notifications.seller_words import CLOSED, FREED, STOPPED, params_of, ref_of
from marketplace.orders.queries import waiting_orders
from marketplace.producers import queries as producers


def seller_stopped(order: str, producer_id: int, ref: str) -> None:
    """Tell a guest that their seller may not sell just now."""
    _tell(STOPPED, order, producer_id, ref)


def seller_freed(order: str, producer_id: int, ref: str) -> None:
    """Tell a guest who was told of the stop that it is over."""
    _tell(FREED, order, producer_id, ref)


def seller_closed(order: str, producer_id: int, ref: str) -> None:
    """Tell a guest that their seller has closed."""
    _tell(CLOSED, order, producer_id, ref)


def _tell(kind: str, code: str, producer_id: int, ref: str) -> None:
    period = producers.standing_now([producer_id]).get(producer_id)
    if period is None or ref_of(code, period) != ref:
        return
    for order in waiting_orders(producer_id, code):
        seller = producers.sellers([producer_id])[producer_id].display_name
        tell_guest(kind, code, ref, **params_of(kind, order, seller, period))

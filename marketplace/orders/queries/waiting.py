"""Orders of a producer that the carrier does not have yet, for those who have to tell their buyers something."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marketplace.certification.queries import stopped_by_order
from marketplace.kernel.db import session
from marketplace.orders.models import Order, OrderLine, SellerOrder
from marketplace.orders.states import UNSENT, buyer_may_cancel


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """A buyer's order, by its code. ``user_id`` is ``None`` for a guest. ``cancellable``: the buyer may still cancel
    the producer's part; ``stopped``: the authorities have something in it off sale.
    """

    code: str
    user_id: int | None
    buyer_email: str
    locale: str
    cancellable: bool
    stopped: bool


def waiting_orders(producer_id: int, code: str = "") -> tuple[WaitingOrder, ...]:
    """Those of a producer, oldest first, or the one of this ``code`` if it is among them; at most two statements."""
    statement = (
        select(
            Order.code,
            Order.user_id,
            Order.buyer_email,
            Order.locale,
            SellerOrder.state,
            OrderLine.storage_class,
            OrderLine.recognition_code,
        )
        .join(SellerOrder, SellerOrder.order_id == Order.id)
        .join(OrderLine, OrderLine.seller_order_id == SellerOrder.id)
        .where(SellerOrder.producer_id == producer_id, SellerOrder.state.in_(UNSENT))
        .order_by(Order.id, OrderLine.id)
    )
    if code:
        statement = statement.where(Order.code == code)
    rows = session().execute(statement).all()
    stopped = stopped_by_order({row.recognition_code for row in rows})
    lines: dict[str, list[Any]] = {}
    for row in rows:
        lines.setdefault(row.code, []).append(row)
    return tuple(
        WaitingOrder(
            first.code,
            first.user_id,
            first.buyer_email,
            first.locale,
            buyer_may_cancel(
                first.state, frozenset(each.storage_class for each in all_of_it), stopped=is_stopped
            ),
            is_stopped,
        )
        for all_of_it in lines.values()
        for first in all_of_it[:1]
        for is_stopped in (any(each.recognition_code in stopped for each in all_of_it),)
    )

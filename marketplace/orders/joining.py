"""Orders of a producer that went into another one."""

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import aliased

from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.orders.models import SellerOrder

ENDED = ("cancelled", "delivered")


def move_orders(actor: Actor, kept: int, gone: int) -> int:
    """All seller orders of ``gone`` become those of ``kept``; how many. Part of an open transaction that has moved the
    lots: whoever was ordering meanwhile took from one of them, and has written the order, or will see who sells now.

    Ended ones go as well: the people who have to answer for them work for ``kept`` now. Who the contract was made with
    is told by its words, which never change. An ended part of an order that ``kept`` has a part in stays where it is.

    :raises Conflict: an order has parts of both and one of them is not ended; it names the order.
    """
    here = session()
    both = shared(kept, gone)
    if both:
        raise Conflict(
            Message(
                "Đơn %(code)s có phần của cả hai chủ thể chưa giao xong: giao xong rồi gộp.",
                {"code": both[0]},
            )
        )
    twin = aliased(SellerOrder)
    has_twin = exists().where(twin.order_id == SellerOrder.order_id, twin.producer_id == kept)
    moved = (
        here.execute(
            update(SellerOrder)
            .where(SellerOrder.producer_id == gone, ~has_twin)
            .values(producer_id=kept)
            .returning(SellerOrder.id)
            .execution_options(synchronize_session=False)
        )
        .scalars()
        .all()
    )
    if moved:
        told = {"producer": gone, "rows": len(moved)}
        audit.record(actor, "orders.seller_orders.joined", "producer", kept, told)
    return len(moved)


def shared(kept: int, gone: int) -> tuple[str, ...]:
    """Codes of the parts of orders that both have a part in and that are not over; one statement."""
    mine, yours = aliased(SellerOrder), aliased(SellerOrder)
    rows = session().execute(
        select(yours.code)
        .join(mine, mine.order_id == yours.order_id)
        .where(
            mine.producer_id == kept,
            yours.producer_id == gone,
            mine.state.not_in(ENDED) | yours.state.not_in(ENDED),
        )
        .order_by(yours.id)
    )
    return tuple(rows.scalars())


def order_counts(producer_ids: tuple[int, ...]) -> dict[int, tuple[int, int]]:
    """For each producer how many orders are open and how many there are; one statement."""
    open_ = func.sum(SellerOrder.state.not_in(ENDED).cast(SellerOrder.id.type))
    rows = session().execute(
        select(SellerOrder.producer_id, open_, func.count())
        .where(SellerOrder.producer_id.in_(producer_ids))
        .group_by(SellerOrder.producer_id)
    )
    found = {row[0]: (int(row[1] or 0), row[2]) for row in rows}
    return {each: found.get(each, (0, 0)) for each in producer_ids}

"""Verbs on a seller order after it was placed: accept, pack, hand over, deliver, cancel.

Each move is one conditional UPDATE from the states the machine allows, so of two people who press at once one does it
and the other is told. Cancelling brings the goods back into the lots they came from.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import insert, select, update

from marketplace.accounts.policy import require
from marketplace.certification.queries import stopped_by_order
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.orders.events import SellerOrderMoved
from marketplace.orders.models import Order, OrderLine, OrderStep, SellerOrder
from marketplace.orders.reasons import BUYER_REASONS, OTHER, SELLER_REASONS
from marketplace.orders.states import SELLER_ORDER, STATE_NAMES, buyer_may_cancel
from marketplace.payments import services as payments
from marketplace.stock import services as stock

NOTE_LENGTH: Final = 200
"""Characters that buyer or producer may add to the reason of a cancellation."""


def accept(actor: Actor, producer_id: int, code: str) -> None:
    """The producer takes the order on. ``InvalidMove`` when it is not waiting, ``NotFound`` for somebody else's."""
    _move_by_seller(actor, producer_id, code, "accept")


def pack(actor: Actor, producer_id: int, code: str) -> None:
    """The goods are in the box."""
    _move_by_seller(actor, producer_id, code, "pack")


def hand_over(actor: Actor, producer_id: int, code: str, tracking: str = "") -> None:
    """The carrier has the box. ``tracking`` is the carrier's number, if there is one."""
    tracking = tracking.strip()
    if len(tracking) > 80:
        message = Message("Mã vận đơn dài quá 80 ký tự.")
        raise Invalid(message, fields={"tracking": message})
    _move_by_seller(actor, producer_id, code, "hand_over", note=tracking, tracking=tracking)


def deliver(actor: Actor, producer_id: int, code: str) -> None:
    """The buyer has the box, and what was due on delivery is collected."""
    with transaction():
        _move_by_seller(actor, producer_id, code, "deliver")
        payments.collected_on_delivery(actor, code)


def cancel_by_seller(actor: Actor, producer_id: int, code: str, reason: str, note: str = "") -> None:
    """The producer cannot send it. Stock comes back, nothing is owed.

    :raises Invalid: no reason chosen, "other" without a note, or a note that is too long.
    """
    note = _checked(SELLER_REASONS, reason, note)
    with transaction():
        _move_by_seller(actor, producer_id, code, "cancel_by_seller", reason=reason, note=note)
        _undo(actor, code, reason)


def cancel_by_buyer(actor: Actor, order_code: str, code: str, reason: str, note: str = "") -> None:
    """The buyer does not want it any more. The page has made sure that the order is theirs (account or signed link).

    :raises Invalid: no reason chosen, "other" without a note, or a note that is too long.
    :raises Conflict: too late; the text says which rule.
    :raises NotFound: the order has no such part.
    """
    note = _checked(BUYER_REASONS, reason, note)
    with transaction() as here:
        row = here.execute(
            select(SellerOrder.id, SellerOrder.state)
            .join(Order, Order.id == SellerOrder.order_id)
            .where(SellerOrder.code == code, Order.code == order_code)
        ).one_or_none()
        if row is None:
            raise NotFound
        if SELLER_ORDER.allows(row.state, "cancel_by_buyer") and not buyer_may_cancel(
            row.state, storage_classes_of(row.id), stopped=_is_stopped(row.id)
        ):
            raise Conflict(
                Message(
                    "Chủ thể đã nhận đơn và chuẩn bị hàng tươi, nên không huỷ được nữa. Anh chị gọi chủ thể nhé."
                )
            )
        _move(actor, row.id, code, row.state, "cancel_by_buyer", reason=reason, note=note)
        _undo(actor, code, reason)


def storage_classes_of(seller_order_id: int) -> frozenset[str]:
    """How the goods of a seller order must be kept; one statement."""
    rows = session().execute(
        select(OrderLine.storage_class).where(OrderLine.seller_order_id == seller_order_id).distinct()
    )
    return frozenset(rows.scalars())


def _is_stopped(seller_order_id: int) -> bool:
    """Whether the authorities have something in it off sale; two statements."""
    codes = session().scalars(
        select(OrderLine.recognition_code).where(OrderLine.seller_order_id == seller_order_id)
    )
    return bool(stopped_by_order(codes.all()))


def _move_by_seller(
    actor: Actor,
    producer_id: int,
    code: str,
    move: str,
    *,
    reason: str = "",
    note: str = "",
    tracking: str | None = None,
) -> None:
    require(actor, "orders.fulfil", producer=producer_id)
    with transaction() as here:
        row = here.execute(
            select(SellerOrder.id, SellerOrder.state).where(
                SellerOrder.code == code, SellerOrder.producer_id == producer_id
            )
        ).one_or_none()
        if row is None:
            raise NotFound
        _move(actor, row.id, code, row.state, move, reason=reason, note=note, tracking=tracking)


def _move(
    actor: Actor,
    row_id: int,
    code: str,
    state: str,
    move: str,
    *,
    reason: str = "",
    note: str = "",
    tracking: str | None = None,
) -> None:
    here, now = session(), clock.now()
    if not SELLER_ORDER.allows(state, move):
        raise InvalidMove(code, move, str(STATE_NAMES[state]))
    to = SELLER_ORDER.next(code, state, move)
    values = {"state": to, "changed_at": now} | ({} if tracking is None else {"tracking": tracking})
    moved = here.execute(
        update(SellerOrder).where(SellerOrder.id == row_id, SellerOrder.state == state).values(values)
    )
    if rowcount(moved) != 1:
        raise Conflict(Message("Đơn %(code)s vừa được người khác xử lý. Xin xem lại.", {"code": code}))
    here.execute(
        insert(OrderStep).values(
            seller_order_id=row_id, move=move, state=to, reason=reason, note=note, actor=actor.ref, at=now
        )
    )
    audit.record(actor, f"orders.seller_order.{_PAST[move]}", "seller_order", code, {"from": state, "to": to})
    emit(SellerOrderMoved(row_id, move, to))


_PAST = {
    "accept": "accepted",
    "pack": "packed",
    "hand_over": "handed_over",
    "deliver": "delivered",
    "cancel_by_buyer": "cancelled_by_buyer",
    "cancel_by_seller": "cancelled_by_seller",
}


def _checked(reasons: Mapping[str, Message], reason: str, note: str) -> str:
    """The note as it is kept. Refuses a reason that is not offered, and a note that is too long or missing
    where it alone says why, all at once.
    """
    errors: dict[str, Message] = {}
    if reason not in reasons:
        errors["reason"] = Message("Chọn lý do huỷ.")
    note = one_line(note)
    if reason == OTHER and not note:
        errors["note"] = Message("Ghi rõ lý do khác là gì.")
    if len(note) > NOTE_LENGTH:
        errors["note"] = Message("Lời nhắn dài quá 200 chữ.")
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return note


def _undo(actor: Actor, code: str, reason: str) -> None:
    """Bring the goods back and forget the money."""
    refs = (
        session()
        .execute(
            select(OrderLine.ref)
            .join(SellerOrder, SellerOrder.id == OrderLine.seller_order_id)
            .where(SellerOrder.code == code)
            .order_by(OrderLine.ref)
        )
        .scalars()
        .all()
    )
    stock.put_back(actor, refs, reason)
    payments.cancel(actor, code)

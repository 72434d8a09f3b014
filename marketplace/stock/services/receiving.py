"""Lots as their producer keeps them: receiving a new one, and setting one to what was counted."""

from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.producers.standing_still import hold_open
from marketplace.stock.book import next_count, tell, write_down
from marketplace.stock.lot_rules import MAX_QUANTITY, MAX_REASON, check_lot, code_taken
from marketplace.stock.models import Lot, Movement
from marketplace.stock.queries import lot_called


def receive_lot(
    actor: Actor,
    producer_id: int,
    variant_id: int,
    code: str,
    quantity: int,
    *,
    harvested_on: date | None = None,
    produced_on: date | None = None,
    expires_on: date | None = None,
    plot: str = "",
) -> int:
    """Put a new lot on hand; returns its id.

    :raises Invalid: a quantity that is not positive, a lot number missing or already used, dates in the wrong order,
        a plot of more than 60 characters, control characters.
    :raises Conflict: the producer has closed.
    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "stock.change", producer=producer_id)
    check_lot(code, quantity, harvested_on or produced_on, expires_on, plot)
    with transaction() as here:
        hold_open(producer_id)
        if used := lot_called(producer_id, variant_id, code.strip()):
            raise _used(used)
        try:
            with savepoint():
                lot_id: int = here.execute(
                    insert(Lot)
                    .values(
                        producer_id=producer_id,
                        variant_id=variant_id,
                        code=code.strip(),
                        harvested_on=harvested_on,
                        produced_on=produced_on,
                        expires_on=expires_on,
                        plot=plot.strip(),
                        on_hand=quantity,
                        reserved=0,
                        received_at=clock.now(),
                    )
                    .returning(Lot.id)
                ).scalar_one()
        except IntegrityError:
            raise _used(code.strip()) from None
        write_down(actor, [(f"lot:{lot_id}", lot_id, quantity)], "received")
        audit.record(
            actor, "stock.lot.received", "lot", lot_id, {"variant": variant_id, "quantity": quantity}
        )
        tell([variant_id])
    return lot_id


def adjust(
    actor: Actor, producer_id: int, lot_id: int, counted: int, reason: str, *, known: int | None = None
) -> None:
    """Set a lot to what was counted, with a reason (spoilt, miscounted, given away).

    ``counted`` is without what is sold and waits to be sent: that left the lot when it was ordered. ``known`` is what
    was on hand when that was subtracted.

    :raises Invalid: no reason or one of more than 200 characters, or a count below what is held for buyers.
    :raises NotFound: no such lot of this producer.
    :raises Conflict: packs were sold while counting; count again.
    """
    require(actor, "stock.change", producer=producer_id)
    if not reason.strip():
        raise Invalid(Message("Ghi lý do điều chỉnh."), fields={"reason": Message("Ghi lý do điều chỉnh.")})
    if len(reason.strip()) > MAX_REASON:
        message = Message("Lý do dài quá 200 ký tự.")
        raise Invalid(message, fields={"reason": message})
    if not 0 <= counted <= MAX_QUANTITY:
        raise Invalid(
            Message("Nhập số đếm được, từ 0."), fields={"counted": Message("Nhập số đếm được, từ 0.")}
        )
    with transaction() as here:
        lot = here.execute(
            select(Lot.on_hand, Lot.reserved, Lot.variant_id).where(
                Lot.id == lot_id, Lot.producer_id == producer_id
            )
        ).one_or_none()
        if lot is None:
            raise NotFound(Message("Không có lô này."))
        if known is not None and known != lot.on_hand:
            raise Conflict(Message("Vừa có người mua từ lô này. Xin đếm lại."))
        if counted == lot.on_hand:
            return
        if counted < lot.reserved:
            message = Message("Đang giữ %(n)s cho người mua, không thể đếm ít hơn.", {"n": lot.reserved})
            raise Invalid(message, fields={"counted": message})
        changed = here.execute(
            update(Lot)
            .where(Lot.id == lot_id, Lot.on_hand == lot.on_hand, Lot.reserved <= counted)
            .values(on_hand=counted)
        )
        if rowcount(changed) != 1:
            raise Conflict(Message("Vừa có người mua từ lô này. Xin đếm lại."))
        here.execute(
            insert(Movement).values(
                lot_id=lot_id,
                kind="adjusted",
                delta=counted - lot.on_hand,
                ref=f"count:{lot_id}:{next_count(lot_id)}",
                reason=reason.strip(),
                actor=actor.ref,
                at=clock.now(),
            )
        )
        audit.record(
            actor,
            "stock.lot.adjusted",
            "lot",
            lot_id,
            {"from": lot.on_hand, "to": counted, "reason": reason.strip()},
        )
        tell([lot.variant_id])


def _used(code: str) -> Invalid:
    message = code_taken(code)
    return Invalid(message, fields={"code": message})

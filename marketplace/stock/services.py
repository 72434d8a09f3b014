"""Verbs on stock: receive, adjust, sell, reserve, confirm, release, put back.

Selling and holding are called by orders inside the order's own transaction and act for whoever orders; receiving and
adjusting are a producer's work and need ``stock.change``.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.stock.book import next_count, tell, write_down
from marketplace.stock.lot_rules import MAX_QUANTITY, MAX_REASON, check_lot, code_taken
from marketplace.stock.models import Lot, Movement, Reservation
from marketplace.stock.queries import lot_called
from marketplace.stock.take import Allocation, Want, take


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
    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "stock.change", producer=producer_id)
    check_lot(code, quantity, harvested_on or produced_on, expires_on, plot)
    with transaction() as here:
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


def sell(actor: Actor, wants: Sequence[Want]) -> list[Allocation]:
    """Take packs off the shelf for good, all or nothing. Part of the order's transaction.

    :raises OutOfStock: names what is missing; nothing was taken.
    """
    with transaction():
        plan = take(wants, lambda quantity: {"on_hand": Lot.on_hand - quantity})
        write_down(actor, [(part.ref, part.lot_id, -part.quantity) for part in plan], "sold")
        tell(part.variant_id for part in plan)
        return plan


def reserve(wants: Sequence[Want], until: datetime) -> list[Allocation]:
    """Hold packs for their references until an instant, all or nothing.

    :raises OutOfStock: names what is missing; nothing is held.
    """
    with transaction() as here:
        plan = take(wants, lambda quantity: {"reserved": Lot.reserved + quantity})
        here.execute(
            insert(Reservation),
            [
                {"lot_id": part.lot_id, "quantity": part.quantity, "ref": part.ref, "until": until}
                for part in plan
            ],
        )
        tell(part.variant_id for part in plan)
        return plan


def confirm(actor: Actor, ref: str) -> int:
    """Turn what is held for ``ref`` into sold. Returns the packs sold; 0 when nothing is held any more.

    A hold ends at its instant, whether or not it has been let go of by then: its packs are for everybody again.

    :raises Conflict: a lot does not hold what was held in it; nothing was changed.
    """
    with transaction():
        held = _take_back(ref, Reservation.until > clock.now())
        for lot_id, quantity in held:
            _change_held(lot_id, quantity, on_hand=Lot.on_hand - quantity)
        write_down(actor, [(ref, lot_id, -quantity) for lot_id, quantity in held], "sold")
        return sum(quantity for _lot, quantity in held)


def release(ref: str) -> int:
    """Let go of what is held for ``ref``, or raise as ``confirm``. Returns the packs released; a second call: 0."""
    with transaction():
        held = _take_back(ref)
        for lot_id, quantity in held:
            _change_held(lot_id, quantity)
        tell(_variants(lot_id for lot_id, _quantity in held))
        return sum(quantity for _lot, quantity in held)


def release_expired() -> int:
    """Let go of every hold whose time is over. Returns how many references were released."""
    refs = (
        session()
        .execute(select(Reservation.ref).where(Reservation.until <= clock.now()).distinct())
        .scalars()
        .all()
    )
    return sum(1 for ref in refs if release(ref))


def put_back(actor: Actor, refs: Collection[str], reason: str) -> int:
    """Bring back what was sold to these references into the lots it came from. Returns the packs brought back.

    A second call brings back nothing. All lots are updated in the order of their ids, as they are when they are sold:
    a return and an order that meet wait for each other instead of dead-locking.
    """
    with transaction() as here:
        again = Movement.__table__.alias()
        sold = here.execute(
            select(Movement.ref, Movement.lot_id, Movement.delta)
            .where(
                Movement.ref.in_(sorted(set(refs))),
                Movement.kind == "sold",
                ~exists(
                    select(literal(1)).where(
                        again.c.ref == Movement.ref,
                        again.c.kind == "returned",
                        again.c.lot_id == Movement.lot_id,
                    )
                ),
            )
            .order_by(Movement.lot_id, Movement.ref)
        ).all()
        # The unique key on movements makes the second of two simultaneous returns fail here, before any lot is touched.
        write_down(actor, [(row.ref, row.lot_id, -row.delta) for row in sold], "returned", reason)
        for row in sold:
            here.execute(update(Lot).where(Lot.id == row.lot_id).values(on_hand=Lot.on_hand - row.delta))
        tell(_variants(row.lot_id for row in sold))
        return sum(-int(row.delta) for row in sold)


def _used(code: str) -> Invalid:
    message = code_taken(code)
    return Invalid(message, fields={"code": message})


def _take_back(ref: str, *only: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Delete the holds of ``ref`` and say what they held, in lot order. Whoever deletes a row owns its packs."""
    rows = session().execute(
        delete(Reservation)
        .where(Reservation.ref == ref, *only)
        .returning(Reservation.lot_id, Reservation.quantity)
    )
    return sorted((row.lot_id, row.quantity) for row in rows)


def _change_held(lot_id: int, quantity: int, **more: ColumnElement[int]) -> None:
    """End a hold of ``quantity`` packs in its lot, with whatever else changes there."""
    changed = session().execute(
        update(Lot)
        .where(Lot.id == lot_id, Lot.reserved >= quantity)
        .values(reserved=Lot.reserved - quantity, **more)
    )
    if rowcount(changed) != 1:
        raise Conflict(Message("Số hàng đang giữ trong lô không khớp. Xin thử lại."))


def _variants(lot_ids: Iterable[int]) -> list[int]:
    ids = list(lot_ids)
    if not ids:
        return []
    return list(session().execute(select(Lot.variant_id).where(Lot.id.in_(ids))).scalars())

"""Holding packs for a while: reserve, then confirm or release. What a hold took is nobody else's until it ends."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.stock.book import tell, write_down
from marketplace.stock.models import Lot, Reservation
from marketplace.stock.queries import variants_of
from marketplace.stock.take import Allocation, Want, take


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
        tell(variants_of(lot_id for lot_id, _quantity in held))
        return sum(quantity for _lot, quantity in held)


def release_expired() -> int:
    """Let go of every hold whose time is over. Returns how many references were released."""
    over = select(Reservation.ref).where(Reservation.until <= clock.now()).order_by(Reservation.until)
    # Not DISTINCT: for that a database walks through all of them in the order of their references.
    refs = dict.fromkeys(session().execute(over).scalars().all())
    return sum(1 for ref in refs if release(ref))


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

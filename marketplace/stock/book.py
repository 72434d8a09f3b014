"""The book of stock: movements are written down, and listeners told what can be sold now."""

from collections.abc import Iterable

from sqlalchemy import func, insert, select

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.events import emit
from marketplace.stock.events import AvailabilityChanged
from marketplace.stock.models import Movement
from marketplace.stock.queries import availability


def write_down(actor: Actor, changes: Iterable[tuple[str, int, int]], kind: str, reason: str = "") -> None:
    """Write movements down: ``(ref, lot, delta)``, in the order of lots."""
    rows = [
        {
            "lot_id": lot,
            "kind": kind,
            "delta": delta,
            "ref": ref,
            "reason": reason,
            "actor": actor.ref,
            "at": clock.now(),
        }
        for ref, lot, delta in sorted(changes, key=lambda change: (change[1], change[0]))
    ]
    if rows:
        session().execute(insert(Movement), rows)


def tell(variant_ids: Iterable[int]) -> None:
    """Tell the listeners that what can be sold of these variants is not what it was."""
    changed = tuple(sorted(set(variant_ids)))
    if changed:
        emit(AvailabilityChanged(changed, availability))


def next_count(lot_id: int) -> int:
    """How many times the lot has moved, for a reference that no other movement of it has."""
    moved = select(func.count()).select_from(Movement).where(Movement.lot_id == lot_id)
    return session().execute(moved).scalar_one()

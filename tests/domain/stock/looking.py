"""Stock as the database has it."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.stock.models import Lot, Movement, Reservation


def levels() -> list[tuple[str, int, int]]:
    """Every lot: its number, on hand, reserved."""
    rows = session().execute(select(Lot.code, Lot.on_hand, Lot.reserved).order_by(Lot.id))
    return [tuple(row) for row in rows]


def movements() -> list[tuple[str, str, int, str]]:
    """Every movement: lot, kind, packs, reference."""
    rows = session().execute(
        select(Lot.code, Movement.kind, Movement.delta, Movement.ref)
        .join(Lot, Lot.id == Movement.lot_id)
        .order_by(Movement.id)
    )
    return [tuple(row) for row in rows]


def holds() -> list[tuple[str, str, int]]:
    """Every reservation: reference, lot, packs."""
    rows = session().execute(
        select(Reservation.ref, Lot.code, Reservation.quantity)
        .join(Lot, Lot.id == Reservation.lot_id)
        .order_by(Reservation.id)
    )
    return [tuple(row) for row in rows]


def actions(prefix: str) -> list[tuple[str, str, str]]:
    """The audit log on these actions: action, subject, data."""
    rows = session().execute(
        select(AuditEntry.action, AuditEntry.subject_ref, AuditEntry.data)
        .where(AuditEntry.action.startswith(prefix))
        .order_by(AuditEntry.seq)
    )
    return [tuple(row) for row in rows]

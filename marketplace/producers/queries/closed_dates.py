"""Reads on days on which producers send nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.producers.models import ClosedDates


@dataclass(frozen=True, slots=True)
class ClosedView:
    """Days off in a row, both ends included."""

    id: int
    producer_id: int
    first_day: date
    last_day: date
    reason: str


_CLOSED = (
    ClosedDates.id,
    ClosedDates.producer_id,
    ClosedDates.first_day,
    ClosedDates.last_day,
    ClosedDates.reason,
)


def closed_dates_of(producer_id: int) -> tuple[ClosedView, ...]:
    """The days off that have not passed, the next first; one statement."""
    rows = session().execute(
        select(*_CLOSED)
        .where(ClosedDates.producer_id == producer_id, ClosedDates.last_day >= clock.today())
        .order_by(ClosedDates.first_day)
    )
    return tuple(ClosedView(*row) for row in rows)


def days_off(producer_ids: Collection[int], since: date) -> dict[int, tuple[tuple[date, date], ...]]:
    """The first and last days off of these producers that end on ``since`` or later, also those that have passed; one
    statement.
    """
    found: dict[int, list[tuple[date, date]]] = {}
    for row in session().execute(
        select(ClosedDates.producer_id, ClosedDates.first_day, ClosedDates.last_day)
        .where(ClosedDates.producer_id.in_(sorted(set(producer_ids))), ClosedDates.last_day >= since)
        .order_by(ClosedDates.first_day)
    ):
        found.setdefault(row.producer_id, []).append((row.first_day, row.last_day))
    return {producer_id: tuple(days) for producer_id, days in found.items()}


def closed_dates(closed_id: int) -> ClosedView | None:
    """One of them; one statement."""
    row = session().execute(select(*_CLOSED).where(ClosedDates.id == closed_id)).one_or_none()
    return ClosedView(*row) if row is not None else None

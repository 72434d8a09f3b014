"""Reads on days on which producers send nothing."""

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


def closed_dates(closed_id: int) -> ClosedView | None:
    """One of them; one statement."""
    row = session().execute(select(*_CLOSED).where(ClosedDates.id == closed_id)).one_or_none()
    return ClosedView(*row) if row is not None else None

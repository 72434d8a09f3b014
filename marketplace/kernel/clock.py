"""The only clock. Instants are aware UTC datetimes; legal days are dates in Asia/Ho_Chi_Minh.

The clock can be held still (``hold``), which is how tests stand on a second and how a member of staff looks at the shop
as of another instant. Nothing else in the project reads the machine's time, and no column has a database-side default.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
"""What a datetime can hold. A day typed with an absurd year is measured against these; it must not end in an error."""

_held: ContextVar[datetime | None] = ContextVar("mkt_clock_held", default=None)


def now() -> datetime:
    """The present instant, in UTC, aware."""
    return _held.get() or datetime.now(UTC)


def today() -> date:
    """The present legal day in Vietnam."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """``instant`` as clocks in Vietnam show it. A naive datetime is refused: nobody knows what it means."""
    if instant.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    return instant.astimezone(VIETNAM)


def start_of_day(day: date) -> datetime:
    """The instant (UTC) at which the legal day ``day`` begins; for the very first day, the first instant there is."""
    try:
        return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
    except OverflowError:
        return FIRST


def end_exclusive(day: date) -> datetime:
    """The first instant (UTC) after the legal day ``day``: windows are half-open.

    For the very last day it is the last instant there is.
    """
    return LAST if day == date.max else start_of_day(day + timedelta(days=1))


@contextmanager
def hold(instant: datetime) -> Iterator[None]:
    """Inside, ``now()`` is ``instant``."""
    if instant.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    token = _held.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)

"""Whether what somebody remembers of the listing still holds: a number and an instant, in one small statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, select

from marketplace.catalog.tables import LISTING, VERSION
from marketplace.kernel import clock
from marketplace.kernel.db import UTCDateTime, session

FIRST: Final = 1
"""The id of the one row of ``mkt_catalog_version``."""

_BOUNDARIES: Final = (LISTING.c.listed_from, LISTING.c.listed_until, LISTING.c.stock_until)
_FRESHNESS: Final = select(
    select(VERSION.c.number).where(VERSION.c.id == FIRST).scalar_subquery(),
    *(
        select(func.min(column)).where(column > bindparam("on", type_=UTCDateTime())).scalar_subquery()
        for column in _BOUNDARIES
    ),
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """What was made at ``at`` under ``number`` holds while the number is the same and ``until`` has not come.

    ``until`` is the next instant at which a row of the listing begins, ends or runs out of stock by itself; ``None``
    when none ever will.
    """

    number: int
    at: datetime
    until: datetime | None

    def covers(self, number: int, on: datetime) -> bool:
        """True when something made now is as good as something made at the instant ``on`` under ``number``."""
        return self.number == number and self.at <= on and (self.until is None or on < self.until)


def freshness(on: datetime | None = None) -> Freshness:
    """The listing's number, and until when it speaks by itself as it does at ``on`` (now); one statement."""
    on = on or clock.now()
    row = session().execute(_FRESHNESS, {"on": on}).one()
    number, *instants = row
    return Freshness(number or 0, on, min((each for each in instants if each is not None), default=None))


def next_boundary(on: datetime) -> datetime | None:
    """The next instant after ``on`` at which a row of the listing begins, ends or sells out by itself."""
    return freshness(on).until

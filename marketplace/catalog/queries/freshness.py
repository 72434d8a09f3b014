"""Whether what somebody remembers of the listing still holds: a number and an instant, in one small statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from marketplace.catalog.listing_models import CatalogVersion, Listing
from marketplace.kernel import clock
from marketplace.kernel.db import session

FIRST = 1
"""The id of the one row of ``mkt_catalog_version``."""


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
    columns = (Listing.listed_from, Listing.listed_until, Listing.stock_until)
    row = (
        session()
        .execute(
            select(
                select(CatalogVersion.number).where(CatalogVersion.id == FIRST).scalar_subquery(),
                *(select(func.min(column)).where(column > on).scalar_subquery() for column in columns),
            )
        )
        .one()
    )
    number, *instants = row
    return Freshness(number or 0, on, min((each for each in instants if each is not None), default=None))


def next_boundary(on: datetime) -> datetime | None:
    """The next instant after ``on`` at which a row of the listing begins, ends or sells out by itself."""
    return freshness(on).until

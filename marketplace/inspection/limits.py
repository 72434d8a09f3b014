"""The days that the law gives, as dated data (``data/limits.csv``): legal days, counted by the calendar."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from marketplace.kernel import clock

DECISION: Final = "decision"
"""From the conclusion of an inspection to the decision of the authority (26/2026/QĐ-TTg art. 8)."""
APPEAL: Final = "appeal"
"""From the day of what is complained about to the complaint (Law on complaints 02/2011/QH13 art. 9, from memory)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many days there are from a day between ``first_day`` and ``last_day`` (``None``: in force)."""

    key: str
    days: int
    first_day: date
    last_day: date | None
    quality: str
    source: str


@cache
def limits() -> tuple[Limit, ...]:
    """All of them, read once."""
    with (files("marketplace.inspection") / "data" / "limits.csv").open(encoding="utf-8") as lines:
        return tuple(
            Limit(
                row["key"],
                int(row["days"]),
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]) if row["last_day"] else None,
                row["quality"],
                row["source"],
            )
            for row in csv.DictReader(lines)
        )


def last_day(key: str, begins: datetime) -> date:
    """The last day of a limit that begins with an instant: the day of that instant in Vietnam does not count.

    ``LookupError`` where no rule covers the day.
    """
    day = clock.local(begins).date()
    for limit in limits():
        if limit.key == key and limit.first_day <= day and (limit.last_day is None or day <= limit.last_day):
            return day + timedelta(days=limit.days)
    raise LookupError(f"no limit {key!r} on {day}")

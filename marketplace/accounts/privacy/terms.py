"""How long things may take and have to be kept, as dated data with its source. Pure."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: ``amount`` of ``unit`` (``working_days``, ``days``, ``hours`` or ``years``)."""

    name: str
    amount: int
    unit: str
    since: date
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """Every term of ``data/terms.csv``."""
    text = files(__package__).joinpath("data", "terms.csv").read_text(encoding="utf-8")
    return tuple(
        Term(row["name"], int(row["amount"]), row["unit"], date.fromisoformat(row["since"]), row["source"])
        for row in csv.DictReader(text.splitlines())
    )


def term(name: str, on: date) -> Term:
    """The term of that name that counts on a day. ``KeyError`` where there is none."""
    found = [each for each in terms() if each.name == name and each.since <= on]
    if not found:
        raise KeyError(name)
    return max(found, key=lambda each: each.since)


def until(name: str, start: datetime, on: date) -> datetime:
    """The instant at which the term ends that begins at ``start``, whose legal day is ``on``.

    Saturdays and Sundays are no working days. Public holidays are not known here, so an answer is due rather too early.
    """
    found = term(name, on)
    if found.unit == "hours":
        return start + timedelta(hours=found.amount)
    if found.unit == "working_days":
        return start + timedelta(days=_calendar_days(on, found.amount))
    if found.unit == "days":
        return start + timedelta(days=found.amount)
    raise ValueError(f"{name} is counted in {found.unit}")


def kept_until(name: str, since: date, on: date) -> date:
    """The last day on which what dates from ``since`` has to be kept, by the term that counts on the day ``on``.

    Counted from the end of its year, as the accounts of a year are closed with it.
    """
    found = term(name, on)
    if found.unit != "years":
        raise ValueError(f"{name} is counted in {found.unit}")
    return date(since.year + found.amount, 12, 31)


def _calendar_days(on: date, working: int) -> int:
    days = 0
    while working:
        days += 1
        if (on + timedelta(days=days)).weekday() < SATURDAY:
            working -= 1
    return days

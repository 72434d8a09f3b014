"""Which papers are asked of whom, as dated data (``data/requirements.csv``). Pure."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from marketplace.producers.kinds import PaperKind, ProducerKind

_EVERY_SET: Final = frozenset(range(1, 27))


class Level(StrEnum):
    """Whether an application can be sent without the paper."""

    REQUIRED = "required"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of ``papers`` has to be there, the usual one first. ``rule`` is the gate's that asks for it too, if any."""

    papers: tuple[PaperKind, ...]
    level: Level
    rule: str
    source: str

    @property
    def usual(self) -> PaperKind:
        """The paper that most people have."""
        return self.papers[0]

    def implies(self, other: "Requirement") -> bool:
        """True where whatever meets this one meets ``other`` as well."""
        as_strict = self.level is Level.REQUIRED or other.level is Level.ADVISED
        return as_strict and set(self.papers) <= set(other.papers)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the data: the requirement, of whom and from when on. Days are legal days, ``last_day`` included."""

    requirement: Requirement
    kinds: frozenset[ProducerKind]
    sets: frozenset[int]
    first_day: date
    last_day: date | None

    def asks(self, kind: ProducerKind | None, sets: Collection[int], on: date) -> bool:
        """Whether it is asked of such a producer on that day. Before a kind is chosen it may be any."""
        in_force = self.first_day <= on and (self.last_day is None or on <= self.last_day)
        return in_force and (kind is None or kind in self.kinds) and bool(self.sets.intersection(sets))


@cache
def rules() -> tuple[Rule, ...]:
    """Every row, in the order of the file."""
    text = files(__package__).joinpath("data", "requirements.csv").read_text(encoding="utf-8")
    return tuple(
        Rule(
            Requirement(
                tuple(PaperKind(each) for each in row["papers"].split()),
                Level(row["level"]),
                row["rule"],
                row["source"],
            ),
            frozenset(ProducerKind)
            if row["kinds"] == "all"
            else frozenset(ProducerKind(each) for each in row["kinds"].split()),
            _numbers(row["sets"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in csv.DictReader(text.splitlines())
    )


def required(kind: ProducerKind | None, sets: Collection[int], on: date) -> tuple[Requirement, ...]:
    """What is asked of a producer of ``kind`` with goods of ``sets`` on a legal day, the required before the advised.

    ``kind`` is ``None`` before one is chosen. Without sets only what every set asks for is known. What another
    requirement implies is left out: who needs the certificate for jam need not also sign the commitment for fruit.
    """
    asked = [rule.requirement for rule in rules() if rule.asks(kind, sets or _EVERY_SET, on)]
    if not sets:
        asked = [each for each in asked if _is_for_every_set(each)]
    kept: list[Requirement] = []
    for each in sorted(asked, key=lambda one: one.level is Level.ADVISED):
        if any(other.implies(each) for other in kept):
            continue
        kept = [other for other in kept if not each.implies(other)]
        kept.append(each)
    return tuple(kept)


def _is_for_every_set(requirement: Requirement) -> bool:
    return any(rule.requirement == requirement and rule.sets >= _EVERY_SET for rule in rules())


def _numbers(text: str) -> frozenset[int]:
    found: set[int] = set()
    for span in text.split():
        first, _, last = span.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)

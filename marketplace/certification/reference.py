"""The law as dated data: the CSV files in ``data/``, each read once, when it is first asked for."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from marketplace.certification.kinds import IssuerKind, RegimeCode, Round
from marketplace.kernel.i18n import DEFAULT_LOCALE, locale


@dataclass(frozen=True, slots=True)
class Regime:
    """One decision and the days on which recognitions followed it; ``last_day`` is included, ``None`` is open."""

    code: RegimeCode
    decision_no: str
    first_day: date
    last_day: date | None
    part_maxima: tuple[int, int, int]
    validity_months: int
    source: str


@dataclass(frozen=True, slots=True)
class Authority:
    """Who could recognise ``star`` from ``first_day`` to ``last_day``; ``review`` are issuers that need a second
    look.
    """

    first_day: date
    last_day: date | None
    star: int
    issuers: frozenset[IssuerKind]
    review: frozenset[IssuerKind]
    source: str


@dataclass(frozen=True, slots=True)
class MinistryName:
    """A name of the ministry in charge of agriculture, and from when to when it bore it; ``None`` is open.

    On the days of the review, outside of these, a decision that carries the name is worth a second look.
    """

    name: str
    first_day: date | None
    last_day: date | None
    review_from: date | None
    review_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Transition:
    """The days on which a dossier of the old ``regime`` could still be decided, by kind of round."""

    regime: RegimeCode
    round: Round
    first_day: date
    last_day: date
    source: str


@dataclass(frozen=True, slots=True)
class ProductSet:
    """One of the 26 product sets of 26/2026/QĐ-TTg, with the group it is in and who leads it."""

    number: int
    name_vi: str
    name_en: str
    group: int
    group_vi: str
    group_en: str
    subgroup_vi: str
    lead_ministry_vi: str
    is_fresh_food: bool
    needs_food_safety: bool
    needs_quality_paper: bool

    @property
    def name(self) -> str:
        """The set's name in the reader's language."""
        return self.name_vi if locale() == DEFAULT_LOCALE else self.name_en

    @property
    def group_name(self) -> str:
        """The group's name in the reader's language."""
        return self.group_vi if locale() == DEFAULT_LOCALE else self.group_en


@dataclass(frozen=True, slots=True)
class Criterion:
    """One scored line of a set: its part, its maximum and the points that 3, 4 and 5 stars ask for, where they do."""

    code: str
    part: str
    maximum: int
    minima: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """One demand of the law on a category, on top of OCOP. ``rule`` says which, ``value`` how much or what."""

    product_set: int
    first_day: date
    last_day: date | None
    rule: str
    value: str
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath("data", name).open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _issuers(text: str) -> frozenset[IssuerKind]:
    return frozenset(IssuerKind(word) for word in text.split())


@cache
def regimes() -> tuple[Regime, ...]:
    """Every regime, oldest first."""
    return tuple(
        Regime(
            RegimeCode(row["regime"]),
            row["decision_no"],
            date.fromisoformat(row["valid_from"]),
            _day(row["valid_to"]),
            (int(row["part_a_max"]), int(row["part_b_max"]), int(row["part_c_max"])),
            int(row["validity_months"]),
            row["source"],
        )
        for row in _rows("regimes.csv")
    )


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority, as the file orders them."""
    return tuple(
        Authority(
            date.fromisoformat(row["valid_from"]),
            _day(row["valid_to"]),
            int(row["star"]),
            _issuers(row["issuers"]),
            _issuers(row["review"]),
            row["source"],
        )
        for row in _rows("authorities.csv")
    )


@cache
def ministries() -> tuple[MinistryName, ...]:
    """The names of the ministry in charge of agriculture, as the file orders them."""
    return tuple(
        MinistryName(
            row["name"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            _day(row["review_from"]),
            _day(row["review_to"]),
            row["source"],
        )
        for row in _rows("ministries.csv")
    )


@cache
def transitions() -> tuple[Transition, ...]:
    """Until when old dossiers could be decided."""
    return tuple(
        Transition(
            RegimeCode(row["regime"]),
            Round(row["round"]),
            date.fromisoformat(row["decided_from"]),
            date.fromisoformat(row["decided_to"]),
            row["source"],
        )
        for row in _rows("transitions.csv")
    )


@cache
def product_sets() -> Mapping[int, ProductSet]:
    """The 26 sets by number."""
    return MappingProxyType(
        {
            int(row["set_no"]): ProductSet(
                int(row["set_no"]),
                row["name_vi"],
                row["name_en"],
                int(row["group_no"]),
                row["group_vi"],
                row["group_en"],
                row["subgroup_vi"],
                row["lead_ministry_vi"],
                row["is_fresh_food"] == "1",
                row["needs_food_safety"] == "1",
                row["needs_quality_paper"] == "1",
            )
            for row in _rows("product_sets.csv")
        }
    )


@cache
def criteria_2026() -> Mapping[int, Mapping[str, Criterion]]:
    """The scored criteria of 26/2026/QĐ-TTg by set and code."""
    sets: dict[int, dict[str, Criterion]] = {}
    for row in _rows("criteria_2026.csv"):
        minima = {star: int(row[f"minimum_{star}"]) for star in (3, 4, 5) if row[f"minimum_{star}"]}
        sets.setdefault(int(row["set_no"]), {})[row["criterion"]] = Criterion(
            row["criterion"], row["part"], int(row["max_points"]), MappingProxyType(minima)
        )
    return MappingProxyType({number: MappingProxyType(lines) for number, lines in sets.items()})


@cache
def category_rules() -> Mapping[int, tuple[CategoryRule, ...]]:
    """The demands of the law by product set."""
    sets: dict[int, list[CategoryRule]] = {}
    for row in _rows("category_rules.csv"):
        number = int(row["set_no"])
        sets.setdefault(number, []).append(
            CategoryRule(
                number,
                date.fromisoformat(row["valid_from"]),
                _day(row["valid_to"]),
                row["rule"],
                row["value"],
                row["source"],
            )
        )
    return MappingProxyType({number: tuple(rules) for number, rules in sets.items()})


@cache
def mandatory_fields() -> Mapping[int, frozenset[str]]:
    """What an offer must say, by product set: names of ``fields.Field``."""
    sets: dict[int, set[str]] = {number: set() for number in product_sets()}
    for row in _rows("mandatory_fields.csv"):
        for span in row["sets"].split():
            first, _, last = span.partition("-")
            for number in range(int(first), int(last or first) + 1):
                sets[number].add(row["field"])
    return MappingProxyType({number: frozenset(names) for number, names in sets.items()})

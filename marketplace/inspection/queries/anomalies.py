"""What looks too good to be true in the register (bệnh thành tích): asked for by a seed of the domain, row 4.6.

A report names groups of recognitions whose pattern is worth a second look. It finds nobody guilty and stops nothing.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import select

from marketplace.accounts.queries import people_of
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.inspection.queries.scope import CaseScope
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places

LONGEST: Final = timedelta(days=366)
"""The longest period of a report: what it reads grows with the period, not with the register."""
EDGES: Final = frozenset({5000, 7000, 9000})
"""The lowest scores of three, four and five stars, in hundredths (26/2026/QĐ-TTg art. 3)."""


class AnomalyKind(StrEnum):
    """What is odd about a group."""

    ALL_PASSED = "all_passed"
    EQUAL_SCORES = "equal_scores"
    ONE_PERSON = "one_person"
    ON_THE_EDGE = "on_the_edge"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _KINDS[self]


_KINDS: Final = {
    AnomalyKind.ALL_PASSED: Message("Cả loạt đạt trong một ngày"),
    AnomalyKind.EQUAL_SCORES: Message("Điểm bằng nhau"),
    AnomalyKind.ONE_PERSON: Message("Một người nhập gần hết"),
    AnomalyKind.ON_THE_EDGE: Message("Điểm vừa chạm ngưỡng sao"),
}


@dataclass(frozen=True, slots=True)
class AnomalyRecord:
    """One recognition of a group. ``score`` is in hundredths."""

    id: int
    code: str
    product_name: str
    star: int
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """A group that is worth a look: ``count`` recognitions ``of`` all in the same place (and on the same ``day``).

    ``commune`` and ``commune_code`` are empty where a whole province is meant. ``score`` is in hundredths; ``person``
    is who entered them (``user:12``), ``person_name`` what they go by.
    """

    kind: AnomalyKind
    province_code: str
    province: str
    commune_code: str
    commune: str
    day: date | None
    count: int
    of: int
    score: int | None
    person: str
    person_name: str
    records: tuple[AnomalyRecord, ...]

    @property
    def percent(self) -> int:
        """``count`` of ``of`` in whole percent."""
        return self.count * 100 // self.of


@cache
def threshold(key: str) -> int:
    """A number of ``data/anomaly_thresholds.csv``. ``KeyError`` for one that is not there."""
    with (files("marketplace.inspection") / "data" / "anomaly_thresholds.csv").open(
        encoding="utf-8"
    ) as lines:
        return {row["key"]: int(row["value"]) for row in csv.DictReader(lines)}[key]


def anomalies(scope: CaseScope, since: date, until: date) -> tuple[Anomaly, ...]:
    """The odd groups among the decisions of a period, both days included, by place; 4 statements at most.

    :raises Invalid: (fields ``since``, ``until``) the period ends before it begins, or is longer than ``LONGEST``.
    """
    if until < since:
        wrong = Message("Ngày cuối phải sau ngày đầu.")
        raise Invalid(wrong, fields={"until": wrong})
    if until - since > LONGEST:
        wrong = Message("Chọn khoảng thời gian không quá %(days)s ngày.", {"days": LONGEST.days})
        raise Invalid(wrong, fields={"since": wrong})
    rows = _rows(scope, since, until)
    found = [each for finder in _FINDERS for each in finder(rows)]
    communes = places.communes({each.commune_code for each in found if each.commune_code})
    provinces = {each.code: each.name for each in places.provinces()} if found else {}
    people = people_of({each.person for each in found})
    return tuple(
        Anomaly(
            kind=each.kind,
            province_code=each.province_code,
            province=provinces.get(each.province_code, ""),
            commune_code=each.commune_code,
            commune=communes[each.commune_code].full_name if each.commune_code in communes else "",
            day=each.day,
            count=len(each.rows),
            of=each.of,
            score=each.score,
            person=each.person,
            person_name=people.get(each.person, ""),
            records=tuple(
                AnomalyRecord(row.id, row.code, row.product_name, row.star, row.score) for row in each.rows
            ),
        )
        for each in sorted(found, key=lambda each: (each.province_code, each.commune_code, each.kind))
    )


@dataclass(frozen=True, slots=True)
class _Group:
    kind: AnomalyKind
    province_code: str
    commune_code: str
    rows: tuple[Any, ...]
    of: int
    day: date | None = None
    score: int | None = None
    person: str = ""


def _rows(scope: CaseScope, since: date, until: date) -> list[Any]:
    """All records of the period, those that were taken back, too: they are what did not pass."""
    statement = (
        select(
            Recognition.id,
            Recognition.code,
            Recognition.product_name,
            Recognition.star,
            Recognition.score,
            Recognition.state,
            Recognition.issued_on,
            Recognition.entered_by,
            Recognition.province_code,
            Recognition.commune_code,
        )
        .where(scope.clause(Recognition), Recognition.issued_on.between(since, until))
        .order_by(Recognition.issued_on, Recognition.id)
    )
    return list(session().execute(statement))


def _by(rows: Iterable[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Rows in groups that agree in these columns."""
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        groups[tuple(getattr(row, name) for name in names)].append(row)
    yield from map(tuple, groups.values())


def _standing(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(row for row in rows if row.state != RecordState.WITHDRAWN)


def _all_passed(rows: list[Any]) -> Iterator[_Group]:
    """A commune all of whose records of one day of decision passed."""
    for group in _by(rows, "commune_code", "issued_on"):
        first = group[0]
        if len(group) >= threshold("all_passed_records") and len(_standing(group)) == len(group):
            place = first.province_code, first.commune_code
            yield _Group(AnomalyKind.ALL_PASSED, *place, group, len(group), day=first.issued_on)


def _equal_scores(rows: list[Any]) -> Iterator[_Group]:
    """Records of one commune and day with one and the same score."""
    of_day = {
        (group[0].commune_code, group[0].issued_on): group for group in _by(rows, "commune_code", "issued_on")
    }
    scored = (row for row in _standing(rows) if row.score is not None)
    for group in _by(scored, "commune_code", "issued_on", "score"):
        first = group[0]
        if len(group) >= threshold("equal_scores_records"):
            yield _Group(
                AnomalyKind.EQUAL_SCORES,
                first.province_code,
                first.commune_code,
                group,
                len(of_day[first.commune_code, first.issued_on]),
                day=first.issued_on,
                score=first.score,
            )


def _one_person(rows: list[Any]) -> Iterator[_Group]:
    """A province nearly all of whose records one person entered."""
    for group in _by(_standing(rows), "province_code"):
        if len(group) < threshold("one_person_records"):
            continue
        for own in _by(group, "entered_by"):
            if len(own) * 100 >= len(group) * threshold("one_person_percent"):
                first = own[0]
                yield _Group(
                    AnomalyKind.ONE_PERSON, first.province_code, "", own, len(group), person=first.entered_by
                )


def _on_the_edge(rows: list[Any]) -> Iterator[_Group]:
    """A commune many of whose scores are exactly the lowest of a star."""
    scored = [row for row in _standing(rows) if row.score is not None]
    for group in _by(scored, "commune_code"):
        at_edge = tuple(row for row in group if row.score in EDGES)
        enough = len(at_edge) >= threshold("edge_records")
        if enough and len(at_edge) * 100 >= len(group) * threshold("edge_percent"):
            first = at_edge[0]
            place = first.province_code, first.commune_code
            yield _Group(AnomalyKind.ON_THE_EDGE, *place, at_edge, len(group))


_FINDERS: Final[tuple[Callable[[list[Any]], Iterator[_Group]], ...]] = (
    _all_passed,
    _equal_scores,
    _one_person,
    _on_the_edge,
)

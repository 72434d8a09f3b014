"""The list of inspections: tabs with counts, filters, a page of rows."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from marketplace.accounts.queries import people_of
from marketplace.certification.models import Recognition
from marketplace.inspection.kinds import InspectionState, Occasion, Verdict
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.inspection.queries.parts import (
    BY_INSPECTION,
    about_of,
    own_columns,
    page_of,
    placed,
    words_in,
)
from marketplace.inspection.queries.scope import CaseScope
from marketplace.inspection.queries.views import InspectionRow
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page


class InspectionTab(StrEnum):
    """The tabs of the list."""

    DRAFT = "draft"
    FAILED = "failed"
    REMEDY = "remedy"
    PASSED = "passed"
    DROPPED = "dropped"
    ALL = "all"

    @property
    def label(self) -> Message:
        """What the tab is called."""
        return _TABS[self]


_TABS: Final = {
    InspectionTab.DRAFT: Message("Đang ghi"),
    InspectionTab.FAILED: Message("Không đạt"),
    InspectionTab.REMEDY: Message("Phải khắc phục"),
    InspectionTab.PASSED: Message("Đạt"),
    InspectionTab.DROPPED: Message("Đã bỏ"),
    InspectionTab.ALL: Message("Tất cả"),
}
_VERDICTS: Final = {
    InspectionTab.FAILED: Verdict.FAIL,
    InspectionTab.REMEDY: Verdict.REMEDY,
    InspectionTab.PASSED: Verdict.PASS,
}


class InspectionSort(StrEnum):
    """What the rows are in order of; ``-`` before it turns the order round."""

    CHANGED = "changed"
    DAY = "day"
    HOLDER = "holder"


_ORDERS: Final[dict[InspectionSort, Any]] = {
    InspectionSort.CHANGED: Inspection.changed_at,
    InspectionSort.DAY: Inspection.day,
    InspectionSort.HOLDER: Inspection.folded,
}
_LATER: Final = aliased(Inspection)
OVERDUE: Final = and_(
    Inspection.state == InspectionState.CONCLUDED,
    Inspection.verdict == Verdict.REMEDY,
    ~exists().where(_LATER.follows_id == Inspection.id, _LATER.state == InspectionState.CONCLUDED),
)
"""With ``remedy_by`` past: nobody has looked again at what had to be mended."""


def inspections(
    scope: CaseScope,
    *,
    tab: str = InspectionTab.DRAFT,
    mine: bool = False,
    text: str = "",
    occasion: str = "",
    commune: str = "",
    since: date | None = None,
    until: date | None = None,
    sort: str = "-changed",
    number: int = 1,
    size: int = 50,
) -> Page[InspectionRow]:
    """A page of the list; 3 statements. ``mine``: those that the actor has begun; ``since`` and ``until`` are days of
    the visit, both included.
    """
    conditions = [
        scope.clause(Inspection),
        *_of_tab(tab),
        *_narrowed(scope, mine=mine, text=text, occasion=occasion, commune=commune, since=since, until=until),
    ]
    statement = placed(
        select(
            *own_columns(Inspection),
            Proposal.code.label("proposal"),
            Misuse.code.label("misuse"),
            case((and_(OVERDUE, Inspection.remedy_by < clock.today()), True), else_=False).label("overdue"),
            *BY_INSPECTION,
        )
        .outerjoin(Recognition, Recognition.id == Inspection.recognition_id)
        .outerjoin(Proposal, Proposal.inspection_id == Inspection.id)
        .outerjoin(Misuse, Misuse.inspection_id == Inspection.id),
        Inspection,
    )
    rows = page_of(statement, Inspection, conditions, _order(sort), number, size, lambda row: row)
    people = people_of({row.begun_by for row in rows.items})
    return rows.map(lambda row: _row(row, people))


def inspection_counts(
    scope: CaseScope,
    *,
    mine: bool = False,
    text: str = "",
    occasion: str = "",
    commune: str = "",
    since: date | None = None,
    until: date | None = None,
) -> dict[InspectionTab, int]:
    """How many rows each tab would show under the same filter; 1 statement."""
    tabs = list(InspectionTab)
    counted = [
        func.coalesce(func.sum(case((and_(True, *_of_tab(tab)), 1), else_=0)), 0).label(tab.value)
        for tab in tabs
    ]
    narrowed = _narrowed(
        scope, mine=mine, text=text, occasion=occasion, commune=commune, since=since, until=until
    )
    row = session().execute(select(*counted).where(scope.clause(Inspection), *narrowed)).one()
    return dict(zip(tabs, map(int, row), strict=True))


def overdue_count(scope: CaseScope) -> int:
    """How many producers of these places have let the time to mend something pass; 1 statement."""
    return int(
        session()
        .execute(
            select(func.count(Inspection.id)).where(
                scope.clause(Inspection), OVERDUE, Inspection.remedy_by < clock.today()
            )
        )
        .scalar_one()
    )


def _of_tab(tab: str) -> list[ColumnElement[bool]]:
    if tab in _VERDICTS:
        verdict = _VERDICTS[InspectionTab(tab)]
        return [Inspection.state == InspectionState.CONCLUDED, Inspection.verdict == verdict]
    if tab == InspectionTab.ALL:
        return []
    dropped = tab == InspectionTab.DROPPED
    return [Inspection.state == (InspectionState.DROPPED if dropped else InspectionState.DRAFT)]


def _narrowed(
    scope: CaseScope,
    *,
    mine: bool,
    text: str,
    occasion: str,
    commune: str,
    since: date | None,
    until: date | None,
) -> list[ColumnElement[bool]]:
    found = words_in(Inspection.folded, text)
    if mine:
        found.append(Inspection.begun_by == scope.ref)
    if occasion:
        found.append(Inspection.occasion == occasion)
    if commune:
        found.append(Inspection.commune_code == commune)
    if since:
        found.append(Inspection.day >= since)
    if until:
        found.append(Inspection.day <= until)
    return found


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    column = _ORDERS[InspectionSort(name) if name in set(InspectionSort) else InspectionSort.CHANGED]
    turned = sort.startswith("-")
    first = (column.is_(None),) if name == InspectionSort.DAY else ()
    return (*first, column.desc() if turned else column.asc(), Inspection.id.desc())


def _row(row: Any, people: dict[str, str]) -> InspectionRow:
    own, about = row, about_of(row, row.producer_id)
    return InspectionRow(
        code=own.code,
        state=InspectionState(own.state),
        occasion=Occasion(own.occasion) if own.occasion else None,
        verdict=Verdict(own.verdict) if own.verdict else None,
        day=own.day,
        holder=about.holder,
        producer_id=own.producer_id,
        product_name=about.product_name,
        recognition_id=own.recognition_id,
        commune=about.commune,
        province=about.province,
        inspector=own.begun_by,
        inspector_name=people.get(own.begun_by, ""),
        changed_at=own.changed_at,
        concluded_at=own.concluded_at,
        remedy_by=own.remedy_by,
        overdue=bool(row.overdue),
        proposal=row.proposal or "",
        misuse=row.misuse or "",
    )

"""The officers' queue: tabs with counts, a filter, a page of rows with how long each has waited."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.kernel.text import MAX_CHARS, MAX_WORDS, fold_tokens
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.applications.kinds import WITH_OFFICERS
from marketplace.producers.applications.kinds import ApplicationState as State
from marketplace.producers.applications.models import Application, ApplicationAnswer
from marketplace.producers.applications.queries.scope import ReviewScope
from marketplace.producers.kinds import ProducerKind


class QueueTab(StrEnum):
    """The tabs of the queue. ``MINE`` are those that the officer has claimed, wherever they are just now."""

    WAITING = "waiting"
    MINE = "mine"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """What the tab is called."""
        return _TABS[self]


_TABS: Final = {
    QueueTab.WAITING: Message("Chờ xem xét"),
    QueueTab.MINE: Message("Tôi đang xem"),
    QueueTab.PROPOSED: Message("Chờ người thứ hai"),
    QueueTab.RETURNED: Message("Chờ bổ sung"),
    QueueTab.APPROVED: Message("Đã duyệt"),
    QueueTab.CLOSED: Message("Không duyệt, đã rút"),
}
_STATES: Final[dict[QueueTab, tuple[State, ...]]] = {
    QueueTab.WAITING: (State.SUBMITTED,),
    QueueTab.PROPOSED: (State.PROPOSED,),
    QueueTab.RETURNED: (State.RETURNED,),
    QueueTab.APPROVED: (State.APPROVED,),
    QueueTab.CLOSED: (State.REFUSED, State.WITHDRAWN),
}


class QueueSort(StrEnum):
    """What the rows are in order of; ``-`` before it turns the order round."""

    WAITING = "waiting"
    """The longest first: who was sent first."""
    NAME = "name"
    CHANGED = "changed"


_ORDERS: Final[dict[QueueSort, Any]] = {
    QueueSort.WAITING: Application.submitted_at,
    QueueSort.NAME: Application.folded,
    QueueSort.CHANGED: Application.changed_at,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue. ``typed_commune`` is how the applicant calls the commune, maybe by the name it had.
    ``waiting`` is how long officers have had it since it was last sent; ``None`` where it lies with the applicant or
    is closed.
    """

    code: str
    name: str
    kind: ProducerKind | None
    state: State
    applicant_id: int
    province_code: str
    province: str
    commune_code: str
    commune: str
    typed_commune: str
    round: int
    submitted_at: datetime
    changed_at: datetime
    waiting: timedelta | None
    claimed_by: int | None
    claimed_name: str
    proposed_by: str


def queue(
    scope: ReviewScope,
    *,
    tab: QueueTab = QueueTab.WAITING,
    text: str = "",
    kind: str = "",
    commune: str = "",
    sort: str = QueueSort.WAITING,
    number: int = 1,
    size: int = 50,
) -> Page[QueueRow]:
    """A page of the queue as it is now; 2 statements. A page beyond the last is the last.

    ``text`` is looked for, without marks, in the name and the code; ``kind`` and ``commune`` are codes.
    """
    conditions = [scope.clause(), _of_tab(scope, tab), *_narrowed(text, kind, commune)]
    here = session()
    total = here.execute(select(func.count(Application.id)).where(*conditions)).scalar_one()
    page = max(1, min(number, -(-total // size)))
    rows = here.execute(
        _rows().where(*conditions).order_by(*_order(sort)).limit(size).offset((page - 1) * size)
    )
    now = clock.now()
    return Page(tuple(_row(each, now) for each in rows), total, page, size)


def queue_counts(
    scope: ReviewScope, *, text: str = "", kind: str = "", commune: str = ""
) -> dict[QueueTab, int]:
    """How many rows each tab would show under the same filter; 1 statement."""
    tabs = list(QueueTab)
    counted = [
        func.coalesce(func.sum(case((_of_tab(scope, tab), 1), else_=0)), 0).label(tab.value) for tab in tabs
    ]
    row = session().execute(select(*counted).where(scope.clause(), *_narrowed(text, kind, commune))).one()
    return dict(zip(tabs, map(int, row), strict=True))


def waiting_count(scope: ReviewScope) -> int:
    """How many applications lie with the officers of these places; one statement."""
    wanted = Application.state.in_(sorted(WITH_OFFICERS))
    return int(
        session().execute(select(func.count(Application.id)).where(scope.clause(), wanted)).scalar_one()
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an application stands among those in the same tab, the longest wait first; empty codes at both ends."""

    number: int
    total: int
    before: str
    after: str


def neighbours(scope: ReviewScope, tab: QueueTab, code: str) -> Neighbours | None:
    """The applications before and after one in a tab; ``None`` where it is not in it. One statement."""
    order = (Application.submitted_at, Application.id)
    rows = (
        select(
            Application.code,
            func.row_number().over(order_by=order).label("number"),
            func.count().over().label("total"),
            func.lag(Application.code).over(order_by=order).label("before"),
            func.lead(Application.code).over(order_by=order).label("after"),
        )
        .where(scope.clause(), _of_tab(scope, tab))
        .subquery()
    )
    found = session().execute(select(rows).where(rows.c.code == code)).one_or_none()
    return Neighbours(found.number, found.total, found.before or "", found.after or "") if found else None


def tab_of(state: State) -> QueueTab | None:
    """The tab in which an application of this state stands for every officer."""
    return next((tab for tab, states in _STATES.items() if state in states), None)


def _of_tab(scope: ReviewScope, tab: QueueTab) -> ColumnElement[bool]:
    if tab is QueueTab.MINE:
        mine = Application.claimed_by == scope.user_id
        return mine & Application.state.in_((*sorted(WITH_OFFICERS), State.RETURNED))
    return Application.state.in_(_STATES[tab])


def _narrowed(text: str, kind: str, commune: str) -> list[ColumnElement[bool]]:
    found = [
        Application.folded.contains(word, autoescape=True)
        for word in fold_tokens(text[:MAX_CHARS])[:MAX_WORDS]
    ]
    if kind:
        found.append(Application.kind == kind)
    if commune:
        found.append(Application.commune_code == commune)
    return found


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    column = _ORDERS[QueueSort(name) if name in list(QueueSort) else QueueSort.WAITING]
    return (column.desc() if sort.startswith("-") else column.asc(), Application.id)


def _rows() -> Any:
    officer = aliased(User)
    return (
        select(
            Application.code,
            Application.name,
            Application.kind,
            Application.state,
            Application.applicant_id,
            Application.province_code,
            Province.name.label("province"),
            Application.commune_code,
            Commune.name.label("commune"),
            Commune.unit_type.label("commune_type"),
            ApplicationAnswer.value.label("typed_commune"),
            Application.round,
            Application.submitted_at,
            Application.changed_at,
            Application.claimed_by,
            officer.name.label("claimed_name"),
            officer.email.label("claimed_email"),
            Application.proposed_by,
        )
        .outerjoin(Province, Province.code == Application.province_code)
        .outerjoin(Commune, Commune.code == Application.commune_code)
        .outerjoin(
            ApplicationAnswer,
            and_(ApplicationAnswer.application_id == Application.id, ApplicationAnswer.name == "commune"),
        )
        .outerjoin(officer, officer.id == Application.claimed_by)
    )


def _row(row: Any, now: datetime) -> QueueRow:
    values = dict(row._mapping)
    email, commune_type = values.pop("claimed_email"), values.pop("commune_type")
    state = State(row.state)
    values |= {
        "kind": ProducerKind(row.kind) if row.kind else None,
        "state": state,
        "province_code": row.province_code or "",
        "province": row.province or "",
        "commune_code": row.commune_code or "",
        "commune": full_name(commune_type, row.commune) if row.commune else "",
        "typed_commune": row.typed_commune or "",
        "claimed_name": row.claimed_name or email or "",
        "waiting": now - row.submitted_at if state in WITH_OFFICERS else None,
    }
    return QueueRow(**values)

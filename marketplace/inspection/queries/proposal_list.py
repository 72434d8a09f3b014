"""The lists of proposals to revoke: of the officers, and of what waits for an authority."""

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from marketplace.accounts.policy import Role
from marketplace.certification import regimes
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition
from marketplace.certification.services.revocation import may_revoke
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.models import Inspection, Proposal
from marketplace.inspection.queries.case_views import ProposalRow
from marketplace.inspection.queries.parts import (
    BY_RECOGNITION,
    about_of,
    days_left,
    own_columns,
    page_of,
    placed,
    words_in,
)
from marketplace.inspection.queries.scope import CaseScope, scope_of
from marketplace.inspection.registered import UNDECIDED
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page


class ProposalTab(StrEnum):
    """The tabs of the list. ``LATE`` are those, drafted or submitted, whose days are over."""

    OPEN = "open"
    WAITING = "waiting"
    LATE = "late"
    REVOKED = "revoked"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """What the tab is called."""
        return _TABS[self]


_TABS: Final = {
    ProposalTab.OPEN: Message("Đang soạn"),
    ProposalTab.WAITING: Message("Chờ quyết định"),
    ProposalTab.LATE: Message("Quá hạn"),
    ProposalTab.REVOKED: Message("Đã thu hồi"),
    ProposalTab.CLOSED: Message("Không thu hồi, đã rút"),
}
_STATES: Final = {
    ProposalTab.OPEN: (ProposalState.DRAFTED,),
    ProposalTab.WAITING: (ProposalState.SUBMITTED,),
    ProposalTab.LATE: UNDECIDED,
    ProposalTab.REVOKED: (ProposalState.REVOKED,),
    ProposalTab.CLOSED: (ProposalState.REJECTED, ProposalState.WITHDRAWN),
}


class ProposalSort(StrEnum):
    """What the rows are in order of; ``-`` before it turns the order round."""

    DUE = "due"
    CONCLUDED = "concluded"


_ORDERS: Final[dict[ProposalSort, Any]] = {
    ProposalSort.DUE: Proposal.due_on,
    ProposalSort.CONCLUDED: Proposal.concluded_at,
}


def proposals(
    scope: CaseScope,
    *,
    tab: str = ProposalTab.OPEN,
    text: str = "",
    sort: str = "due",
    number: int = 1,
    size: int = 50,
) -> Page[ProposalRow]:
    """A page of proposals; 2 statements."""
    conditions = [scope.clause(Proposal), _of_tab(tab), *_narrowed(text)]
    return page_of(_rows(), Proposal, conditions, _order(sort), number, size, _row)


def proposal_counts(scope: CaseScope, *, text: str = "") -> dict[ProposalTab, int]:
    """How many rows each tab would show; 1 statement."""
    tabs = list(ProposalTab)
    counted = [func.coalesce(func.sum(case((_of_tab(tab), 1), else_=0)), 0).label(tab.value) for tab in tabs]
    row = session().execute(select(*counted).where(scope.clause(Proposal), *_narrowed(text))).one()
    return dict(zip(tabs, map(int, row), strict=True))


def waiting(actor: Actor, *, number: int = 1, size: int = 50) -> Page[ProposalRow]:
    """The submitted proposals that are this actor's to decide, by place and star, the most urgent first; 2 statements.

    Those in which the actor had a hand stand among them: the page of each says why somebody else has to.
    """
    conditions = [_for_decider(actor), Proposal.state == ProposalState.SUBMITTED]
    return page_of(_rows(), Proposal, conditions, _order(ProposalSort.DUE), number, size, _row)


def waiting_count(actor: Actor) -> int:
    """How many of them there are; 1 statement."""
    statement = select(func.count(Proposal.id)).where(
        _for_decider(actor), Proposal.state == ProposalState.SUBMITTED
    )
    return int(session().execute(statement).scalar_one())


def _for_decider(actor: Actor) -> ColumnElement[bool]:
    """The cases whose star the actor's authority decides, in their places: three and four stars the chair's, five the
    ministry's, by the rule of today (``regimes.revokers``).
    """
    today = clock.today()
    stars = {
        star
        for star in regimes.CERTIFIED_STARS
        if any(may_revoke(actor, star, today, province=place) for place in _provinces(actor))
    }
    of_star = select(Recognition.id).where(Recognition.star.in_(sorted(stars)))
    return and_(scope_of(actor, "inspection.decide").clause(Proposal), Proposal.recognition_id.in_(of_star))


def _provinces(actor: Actor) -> set[str]:
    return {
        grant.ref or ""
        for grant in actor.grants
        if grant.role in {Role.CHAIR, Role.MINISTRY} and grant.scope in {EVERYTHING, "province"}
    }


def _of_tab(tab: str) -> ColumnElement[bool]:
    chosen = ProposalTab(tab) if tab in set(ProposalTab) else ProposalTab.OPEN
    of_state = Proposal.state.in_(_STATES[chosen])
    return and_(of_state, Proposal.due_on < clock.today()) if chosen is ProposalTab.LATE else of_state


def _narrowed(text: str) -> list[ColumnElement[bool]]:
    """By words of the producer, the product or a code, as the inspection knows them."""
    words = words_in(Inspection.folded, text)
    if not words:
        return []
    inspected = select(Inspection.id).where(*words)
    return [or_(Proposal.inspection_id.in_(inspected), Proposal.code == text.strip().upper())]


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    column = _ORDERS[ProposalSort(name) if name in set(ProposalSort) else ProposalSort.DUE]
    return (column.desc() if sort.startswith("-") else column.asc(), Proposal.id)


def _rows() -> Any:
    return placed(
        select(*own_columns(Proposal), Inspection.code.label("inspection"), *BY_RECOGNITION)
        .join(Inspection, Inspection.id == Proposal.inspection_id)
        .join(Recognition, Recognition.id == Proposal.recognition_id),
        Proposal,
    )


def _row(row: Any) -> ProposalRow:
    state, today = ProposalState(row.state), clock.today()
    left = days_left(row.due_on, today, decided=state not in UNDECIDED)
    return ProposalRow(
        code=row.code,
        state=state,
        about=about_of(row, row.producer_id),
        ground=RevocationGround(row.ground),
        inspection=row.inspection,
        concluded_at=row.concluded_at,
        due_on=row.due_on,
        days_left=left,
        late=left is not None and left < 0,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
    )

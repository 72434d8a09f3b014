"""Complaints of producers: the officers' list, the producer's own, and one in full."""

from typing import Any

from sqlalchemy import ColumnElement, select

from marketplace.accounts.queries import people_of
from marketplace.certification.models import Recognition
from marketplace.inspection.access import AppealCore, appeal_for
from marketplace.inspection.access import own_appeal as own_core
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.complaint import complainable
from marketplace.inspection.deciders import appeal_refusal_of
from marketplace.inspection.kinds import Against, AppealState
from marketplace.inspection.models import Proposal
from marketplace.inspection.queries.case_views import AppealRow, AppealView
from marketplace.inspection.queries.parts import (
    BY_RECOGNITION,
    about_of,
    counts_by,
    own_columns,
    page_of,
    placed,
    words_in,
)
from marketplace.inspection.queries.scope import CaseScope
from marketplace.inspection.registered import head_of
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page


def appeals(
    scope: CaseScope, *, state: str = "", text: str = "", number: int = 1, size: int = 50
) -> Page[AppealRow]:
    """A page of complaints, the newest first; 2 statements. ``state`` is an ``AppealState``, or empty for all."""
    conditions = [scope.clause(Appeal), *_narrowed(state, text)]
    return page_of(_rows(), Appeal, conditions, (Appeal.id.desc(),), number, size, _row)


def appeal_counts(scope: CaseScope) -> dict[AppealState, int]:
    """How many there are in each state; 1 statement."""
    return counts_by(AppealState, Appeal.state, scope.clause(Appeal))


def appeal(actor: Actor, code: str) -> AppealView:
    """A complaint in full, for whoever may see its place; at most 8 statements. :class:`NotFound`."""
    core = appeal_for(actor, "inspection.view", code)
    refusal = None
    if core.state is AppealState.OPENED:
        about = complainable(core.recognition_id)
        refusal = appeal_refusal_of(actor, core, head_of(core.recognition_id), about.by if about else None)
    return _view(core, refusal)


def own_appeal(actor: Actor, producer_id: int, code: str) -> AppealView:
    """A complaint for the owner whose it is; 3 statements. :class:`NotFound` for anybody else's."""
    return _view(own_core(actor, producer_id, code), None)


def own_appeals(producer_id: int, *, number: int = 1, size: int = 20) -> Page[AppealRow]:
    """A page of a producer's complaints, the newest first; 2 statements. Whose they are is for the caller to know."""
    return page_of(
        _rows(), Appeal, [Appeal.producer_id == producer_id], (Appeal.id.desc(),), number, size, _row
    )


def _view(core: AppealCore, refusal: Message | None) -> AppealView:
    row = session().execute(_rows().where(Appeal.id == core.id)).one()
    return AppealView(
        id=core.id,
        code=core.code,
        state=core.state,
        against=Against(core.against),
        against_no=core.against_no,
        against_on=row.against_on,
        about=about_of(row, core.producer_id),
        proposal=row.proposal or "",
        words=row.words,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        last_day=row.last_day,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision_no=row.decision_no,
        reason=row.reason,
        restored=row.restored,
        stays_stopped=core.state is AppealState.UPHELD and not row.restored,
        refusal=refusal,
        people=people_of({row.opened_by, row.decided_by}),
    )


def _narrowed(state: str, text: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if state in set(AppealState):
        found.append(Appeal.state == state)
    words = words_in(Recognition.folded, text)
    if words:
        found.append(Appeal.recognition_id.in_(select(Recognition.id).where(*words)))
    return found


def _rows() -> Any:
    return placed(
        select(*own_columns(Appeal), Proposal.code.label("proposal"), *BY_RECOGNITION)
        .join(Recognition, Recognition.id == Appeal.recognition_id)
        .outerjoin(Proposal, Proposal.id == Appeal.proposal_id),
        Appeal,
    )


def _row(row: Any) -> AppealRow:
    return AppealRow(
        code=row.code,
        state=AppealState(row.state),
        against=Against(row.against),
        about=about_of(row, row.producer_id),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
    )

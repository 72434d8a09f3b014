"""Products that carry the mark without a recognition: the list, and one in full."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from marketplace.accounts.queries import people_of
from marketplace.certification.models import Recognition
from marketplace.inspection.access import misuse_for
from marketplace.inspection.deciders import inspectors_of
from marketplace.inspection.kinds import MisuseState
from marketplace.inspection.models import Inspection, Misuse
from marketplace.inspection.queries.case_views import MisuseRow, MisuseView
from marketplace.inspection.queries.inspection_detail import files_of
from marketplace.inspection.queries.parts import (
    BY_INSPECTION,
    about_of,
    counts_by,
    own_columns,
    page_of,
    placed,
    words_in,
)
from marketplace.inspection.queries.scope import CaseScope
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page


def misuses(
    scope: CaseScope, *, state: str = "", text: str = "", number: int = 1, size: int = 50
) -> Page[MisuseRow]:
    """A page of the cases, the newest first; 2 statements. ``state`` is a ``MisuseState``, or empty for all."""
    conditions = [scope.clause(Misuse), *_narrowed(state, text)]
    return page_of(_rows(), Misuse, conditions, (Misuse.id.desc(),), number, size, _row)


def misuse_counts(scope: CaseScope) -> dict[MisuseState, int]:
    """How many there are in each state; 1 statement."""
    return counts_by(MisuseState, Misuse.state, scope.clause(Misuse))


def misuse(actor: Actor, code: str) -> MisuseView:
    """A case in full; 6 statements. :class:`NotFound` for none of the actor's places."""
    core = misuse_for(actor, "inspection.view", code)
    row = session().execute(_rows().where(Misuse.id == core.id)).one()
    files = files_of(core.inspection_id)
    return MisuseView(
        id=core.id,
        code=core.code,
        state=core.state,
        about=about_of(row, core.producer_id),
        inspection=row.inspection,
        note=row.note,
        files=files,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        handling=row.handling,
        paper_no=row.paper_no,
        handled_by=row.handled_by,
        handled_at=row.handled_at,
        outcome=row.outcome,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        is_inspector=actor.ref in inspectors_of(core.inspection_id),
        version=row.version,
        people=people_of({row.opened_by, row.handled_by, row.closed_by}),
    )


def _narrowed(state: str, text: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if state in set(MisuseState):
        found.append(Misuse.state == state)
    words = words_in(Inspection.folded, text)
    if words:
        inspected = select(Inspection.id).where(*words)
        found.append(or_(Misuse.inspection_id.in_(inspected), Misuse.code == text.strip().upper()))
    return found


def _rows() -> Any:
    return placed(
        select(*own_columns(Misuse), Inspection.code.label("inspection"), *BY_INSPECTION)
        .join(Inspection, Inspection.id == Misuse.inspection_id)
        .outerjoin(Recognition, Recognition.id == Inspection.recognition_id),
        Misuse,
    )


def _row(row: Any) -> MisuseRow:
    about = about_of(row, row.producer_id)
    return MisuseRow(
        code=row.code,
        state=MisuseState(row.state),
        holder=about.holder,
        producer_id=row.producer_id,
        product_name=about.product_name,
        commune=about.commune,
        province=about.province,
        inspection=row.inspection,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
    )

"""One inspection in full."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.accounts.queries import people_of
from marketplace.certification.models import Recognition
from marketplace.inspection.access import InspectionCore, inspection_for
from marketplace.inspection.keeping import Kept, kept_answers, texts
from marketplace.inspection.kinds import (
    Check,
    EvidenceKind,
    InspectionState,
    Occasion,
    ProposalState,
    Verdict,
)
from marketplace.inspection.models import Inspection, InspectionClash, InspectionFile, Misuse, Proposal
from marketplace.inspection.queries.parts import BY_INSPECTION, about_of, own_columns, placed
from marketplace.inspection.queries.views import (
    CheckView,
    ClashView,
    EvidenceView,
    InspectionView,
    Recommended,
)
from marketplace.inspection.reading import Reading, article_of, missing, read, recommended
from marketplace.inspection.registered import head_of
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.media import queries as media


def inspection(actor: Actor, code: str) -> InspectionView:
    """The minutes in full; at most 9 statements, however much is in them.

    :raises NotFound: none of the actor's places.
    """
    core = inspection_for(actor, "inspection.view", code)
    row, kept = _row(core), kept_answers(core.id)
    answers, files = texts(kept), files_of(core.id)
    found = read(answers)
    draft = core.state is InspectionState.DRAFT
    clashes = _clashes(core.id, kept) if draft else ()
    certified = draft and _certified(core)
    ground = recommended(found)
    refs = {row.begun_by, row.concluded_by, *(each.by for each in clashes)}
    return InspectionView(
        id=core.id,
        code=core.code,
        state=core.state,
        about=about_of(row, core.producer_id),
        certified=certified,
        occasion=Occasion(row.occasion) if row.occasion else None,
        day=row.day,
        verdict=Verdict(row.verdict) if row.verdict else None,
        remedy_by=row.remedy_by,
        team=found.team,
        checks=checks_of(found, answers),
        recommended=Recommended(ground, article_of(ground)) if ground else None,
        answers=answers,
        errors=found.errors if draft else {},
        missing=_missing(found, answers, files, certified=certified) if draft else {},
        files=files,
        clashes=clashes,
        follows=row.follows or "",
        followed_by=row.followed_by or "",
        proposal=row.proposal or "",
        proposal_state=ProposalState(row.proposal_state) if row.proposal_state else None,
        misuse=row.misuse or "",
        inspector=row.begun_by,
        begun_at=row.begun_at,
        concluded_by=row.concluded_by,
        concluded_at=row.concluded_at,
        dropped_reason=row.dropped_reason,
        version=core.version,
        changed_at=row.changed_at,
        people=people_of(refs | {each.added_by for each in files}),
    )


def files_of(inspection_id: int) -> tuple[EvidenceView, ...]:
    """The pictures of an inspection by kind, in order; 2 statements."""
    rows = (
        session()
        .execute(
            select(*own_columns(InspectionFile))
            .where(InspectionFile.inspection_id == inspection_id)
            .order_by(InspectionFile.kind, InspectionFile.position)
        )
        .all()
    )
    cards = media.papers([row.file_id for row in rows])
    return tuple(
        EvidenceView(
            row.id,
            EvidenceKind(row.kind),
            row.name,
            row.note,
            row.added_by,
            row.added_at,
            cards[row.file_id],
        )
        for row in rows
    )


def checks_of(found: Reading, answers: dict[str, str]) -> tuple[CheckView, ...]:
    """The three checks in their order."""
    return tuple(
        CheckView(check, found.findings[check], answers.get(f"{check.value}_note", "")) for check in Check
    )


def _row(core: InspectionCore) -> Any:
    before, after = aliased(Inspection), aliased(Inspection)
    followed_by = (
        select(after.code)
        .where(after.follows_id == Inspection.id, after.state != InspectionState.DROPPED)
        .order_by(after.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = placed(
        select(
            *own_columns(Inspection),
            before.code.label("follows"),
            followed_by.label("followed_by"),
            Proposal.code.label("proposal"),
            Proposal.state.label("proposal_state"),
            Misuse.code.label("misuse"),
            *BY_INSPECTION,
        )
        .outerjoin(Recognition, Recognition.id == Inspection.recognition_id)
        .outerjoin(before, before.id == Inspection.follows_id)
        .outerjoin(Proposal, Proposal.inspection_id == Inspection.id)
        .outerjoin(Misuse, Misuse.inspection_id == Inspection.id),
        Inspection,
    )
    return session().execute(statement.where(Inspection.id == core.id)).one()


def _certified(core: InspectionCore) -> bool:
    head = head_of(core.recognition_id) if core.recognition_id is not None else None
    return head is not None and head.in_force


def _missing(
    found: Reading, answers: dict[str, str], files: tuple[EvidenceView, ...], *, certified: bool
) -> dict[str, Message]:
    stamps = sum(each.kind is EvidenceKind.STAMP for each in files)
    return missing(found, answers, certified=certified, stamps=stamps)


def _clashes(inspection_id: int, kept: dict[str, Kept]) -> tuple[ClashView, ...]:
    rows = session().execute(
        select(*own_columns(InspectionClash))
        .where(InspectionClash.inspection_id == inspection_id)
        .order_by(InspectionClash.id)
    )
    return tuple(
        ClashView(
            row.id,
            row.name,
            row.value,
            kept[row.name].value if row.name in kept else "",
            row.typed_by,
            row.typed_at,
        )
        for row in rows
    )

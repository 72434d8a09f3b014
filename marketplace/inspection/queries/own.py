"""What a producer sees: the inspections of their products with their outcome, and what they may complain about."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, or_, select

from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.complaint import complainables
from marketplace.inspection.holding import recognitions_of
from marketplace.inspection.keeping import Kept, texts
from marketplace.inspection.kinds import AppealState, InspectionState, MisuseState, ProposalState, Verdict
from marketplace.inspection.models import Inspection, InspectionAnswer, Misuse, Proposal
from marketplace.inspection.queries.case_views import Appealable, OwnCase
from marketplace.inspection.queries.inspection_detail import checks_of
from marketplace.inspection.queries.parts import own_columns, page_of
from marketplace.inspection.reading import read
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page


def own_cases(producer_id: int, *, number: int = 1, size: int = 20) -> Page[OwnCase]:
    """The concluded inspections of a producer, the newest first; 3 statements. Whose they are is for the caller to
    know.
    """
    conditions = [Inspection.producer_id == producer_id, Inspection.state == InspectionState.CONCLUDED]
    order = (Inspection.concluded_at.desc(), Inspection.id.desc())
    rows = page_of(_rows(), Inspection, conditions, order, number, size, lambda row: row)
    answers = _answers(row.id for row in rows.items)
    return rows.map(lambda row: _case(row, answers.get(row.id, {})))


def own_case(producer_id: int, code: str) -> OwnCase:
    """One of them; 2 statements. :class:`NotFound` for a draft, and for anybody else's."""
    row = (
        session()
        .execute(
            _rows().where(
                Inspection.code == code,
                Inspection.producer_id == producer_id,
                Inspection.state == InspectionState.CONCLUDED,
            )
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có biên bản này."))
    return _case(row, _answers([row.id]).get(row.id, {}))


def whose_case(producer_ids: Collection[int], code: str) -> int | None:
    """Which of these producers a concluded inspection is of; ``None`` for none of them. 1 statement."""
    found: int | None = session().scalar(
        select(Inspection.producer_id).where(
            Inspection.code == code,
            Inspection.producer_id.in_(sorted(producer_ids)),
            Inspection.state == InspectionState.CONCLUDED,
        )
    )
    return found


def appealables(producer_id: int, *, number: int = 1, size: int = 20) -> Page[Appealable]:
    """A page of what is stopped or revoked of a producer's products, by name, with the last day to complain; 7
    statements.
    """
    wanted, order = _stopped(producer_id), (Recognition.product_name, Recognition.id)
    rows = page_of(_STOPPED, Recognition, wanted, order, number, size, lambda row: row)
    found = _appealables(producer_id, rows.items)
    return Page(found, rows.total, rows.number, rows.size)


def appealable(producer_id: int, recognition_id: int) -> Appealable | None:
    """One of them; ``None`` where that is not stopped, or not theirs. At most 6 statements."""
    wanted = (*_stopped(producer_id), Recognition.id == recognition_id)
    rows = session().execute(_STOPPED.where(*wanted)).all()
    return next(iter(_appealables(producer_id, rows)), None)


def _stopped(producer_id: int) -> tuple[ColumnElement[bool], ...]:
    """That a recognition is this producer's and stopped or revoked; a stop that was only announced is none yet."""
    is_stopped = exists().where(
        SuspensionPeriod.recognition_id == Recognition.id,
        SuspensionPeriod.until.is_(None),
        SuspensionPeriod.since <= clock.now(),
    )
    return (
        recognitions_of(producer_id),
        Recognition.superseded_on.is_(None),
        or_(Recognition.revoked_at.is_not(None), is_stopped),
    )


_STOPPED: Final[Any] = select(Recognition.id, Recognition.code, Recognition.product_name, Recognition.star)


def _appealables(producer_id: int, rows: Sequence[Any]) -> tuple[Appealable, ...]:
    if not rows:
        return ()
    ids = [row.id for row in rows]
    open_ones = {
        (row.recognition_id, row.against): row.code
        for row in session().execute(
            select(Appeal.recognition_id, Appeal.against, Appeal.code).where(
                Appeal.producer_id == producer_id,
                Appeal.recognition_id.in_(ids),
                Appeal.state == AppealState.OPENED,
            )
        )
    }
    about_them = complainables(ids)
    found = ((row, about_them.get(row.id)) for row in rows)
    return tuple(
        Appealable(
            recognition_id=row.id,
            recognition_code=row.code,
            product_name=row.product_name,
            star=row.star,
            against=about.against,
            since=about.since,
            no=about.no,
            reason=about.reason,
            until=about.last_day,
            past=about.past,
            open_appeal=open_ones.get((row.id, about.against), ""),
        )
        for row, about in found
        if about is not None
    )


def _rows() -> Any:
    return (
        select(
            *own_columns(Inspection),
            Proposal.state.label("proposal_state"),
            Proposal.ground,
            Proposal.due_on,
            Proposal.decision_no,
            Proposal.reason,
            Misuse.state.label("misuse_state"),
        )
        .outerjoin(Proposal, Proposal.inspection_id == Inspection.id)
        .outerjoin(Misuse, Misuse.inspection_id == Inspection.id)
    )


def _answers(inspection_ids: Iterable[int]) -> dict[int, dict[str, Kept]]:
    found: dict[int, dict[str, Kept]] = {}
    rows = session().execute(
        select(*own_columns(InspectionAnswer)).where(
            InspectionAnswer.inspection_id.in_(sorted(set(inspection_ids)))
        )
    )
    for row in rows:
        kept = Kept(row.value, row.version, row.typed_by, row.typed_at)
        found.setdefault(row.inspection_id, {})[row.name] = kept
    return found


def _case(row: Any, kept: dict[str, Kept]) -> OwnCase:
    answers = texts(kept)
    return OwnCase(
        code=row.code,
        day=row.day,
        concluded_at=row.concluded_at,
        product_name=row.product_name,
        recognition_id=row.recognition_id,
        verdict=Verdict(row.verdict),
        checks=checks_of(read(answers), answers),
        summary=answers.get("summary", ""),
        remedy_by=row.remedy_by,
        remedy=answers.get("remedy", ""),
        proposal_state=ProposalState(row.proposal_state) if row.proposal_state else None,
        ground=RevocationGround(row.ground) if row.ground else None,
        due_on=row.due_on,
        decision_no=row.decision_no or "",
        reason=row.reason or "",
        misuse_state=MisuseState(row.misuse_state) if row.misuse_state else None,
    )

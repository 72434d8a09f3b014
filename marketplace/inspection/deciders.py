"""Who may decide a case: the authority for the star, and nobody who had a hand in it."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import and_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.certification.services.revocation import may_revoke, who_revokes
from marketplace.inspection.access import AppealCore, ProposalCore
from marketplace.inspection.models import Inspection, InspectionAnswer, InspectionFile, Proposal
from marketplace.inspection.registered import Head
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message

SAME_PERSON = Message("Người đã kiểm tra, soạn hay trình không tự quyết định: cần một người khác.")
_DECIDED_BEFORE = Message(
    "Người đã ra hay ghi quyết định bị khiếu nại không tự giải quyết: cần một người khác."
)


def inspectors_of(inspection_id: int) -> frozenset[str]:
    """Who began, typed, photographed or concluded an inspection, as the audit log names them; one statement."""
    parts = [select(name).where(visit == inspection_id) for visit, name in _AT_THE_VISIT]
    return frozenset(name for (name,) in session().execute(union(*parts)) if name)


def hands_in(proposal_id: int) -> frozenset[str]:
    """Those who inspected, and who wrote, submitted or decided the proposal, be it only in between; one statement.

    A proposal knows its last writer; the earlier ones stand in the audit log.
    """
    return hands_by([proposal_id]).get(proposal_id, frozenset())


def hands_by(proposal_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The same of several proposals; one statement, none for none."""
    if not proposal_ids:
        return {}
    parts = [select(Proposal.id, column) for column in _WRITTEN_ON_IT]
    parts += [
        select(Proposal.id, name).join(name.class_, visit == Proposal.inspection_id)
        for visit, name in _AT_THE_VISIT
    ]
    parts.append(
        select(Proposal.id, AuditEntry.actor).join(
            AuditEntry,
            and_(
                AuditEntry.subject_kind == "proposal",
                AuditEntry.subject_ref == Proposal.code,
                AuditEntry.action == "inspection.proposal.edited",
            ),
        )
    )
    wanted = Proposal.id.in_(sorted(set(proposal_ids)))
    found: dict[int, set[str]] = {}
    for proposal_id, name in session().execute(union(*(part.where(wanted) for part in parts))):
        if name:
            found.setdefault(proposal_id, set()).add(name)
    return {proposal_id: frozenset(names) for proposal_id, names in found.items()}


_WRITTEN_ON_IT: Final = (Proposal.drafted_by, Proposal.submitted_by, Proposal.decided_by)
_AT_THE_VISIT: Final[tuple[tuple[InstrumentedAttribute[int], InstrumentedAttribute[Any]], ...]] = (
    (Inspection.id, Inspection.begun_by),
    (Inspection.id, Inspection.concluded_by),
    (InspectionAnswer.inspection_id, InspectionAnswer.typed_by),
    (InspectionFile.inspection_id, InspectionFile.added_by),
)
"""Who had a hand in a visit: the key of the visit, and the name beside it."""


def refusal_of(actor: Actor, core: ProposalCore, head: Head | None) -> Message | None:
    """Why the actor may not decide a case of their places, if they may not: the wrong authority, or the same person."""
    if head is None:
        return Message("Sổ không còn bản ghi này.")
    if not may_revoke(actor, head.star, clock.today(), province=head.province_code):
        return Message(
            "Thu hồi hạng %(star)s sao thuộc thẩm quyền của %(authority)s.",
            {"star": head.star, "authority": who_revokes(head.star)},
        )
    return SAME_PERSON if actor.ref in hands_in(core.id) else None


def appeal_refusal_of(
    actor: Actor, core: AppealCore, head: Head | None, stopped_by: str | None
) -> Message | None:
    """As :func:`refusal_of`, of an appeal: nobody judges what they did. ``stopped_by`` put the suspension on, or
    recorded the revocation, as the register has it.
    """
    if head is None:
        return Message("Sổ không còn bản ghi này.")
    if not may_revoke(actor, head.star, clock.today(), province=head.province_code):
        return Message(
            "Giải quyết khiếu nại về hạng %(star)s sao thuộc thẩm quyền của %(authority)s.",
            {"star": head.star, "authority": who_revokes(head.star)},
        )
    involved = {stopped_by, core.opened_by}
    if core.proposal_id is not None:
        involved |= hands_in(core.proposal_id)
    return _DECIDED_BEFORE if actor.ref in involved else None

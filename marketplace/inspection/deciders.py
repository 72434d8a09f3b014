"""Who may decide a case: the authority for the star, and nobody who had a hand in it."""

from sqlalchemy import select

from marketplace.certification.services.revocation import may_revoke, who_revokes
from marketplace.inspection.access import AppealCore, ProposalCore
from marketplace.inspection.models import Inspection, Proposal
from marketplace.inspection.registered import Head
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message

SAME_PERSON = Message("Người đã kiểm tra, soạn hay trình không tự quyết định: cần một người khác.")
_DECIDED_BEFORE = Message(
    "Người đã ra hay ghi quyết định bị khiếu nại không tự giải quyết: cần một người khác."
)


def concluder_of(inspection_id: int) -> str:
    """Who concluded an inspection, as the audit log names them; one statement."""
    found: str = (
        session().execute(select(Inspection.concluded_by).where(Inspection.id == inspection_id)).scalar_one()
    )
    return found


def refusal_of(actor: Actor, core: ProposalCore, head: Head | None) -> Message | None:
    """Why the actor may not decide a case of their places, if they may not: the wrong authority, or the same person."""
    if head is None:
        return Message("Sổ không còn bản ghi này.")
    if not may_revoke(actor, head.star, clock.today(), province=head.province_code):
        return Message(
            "Thu hồi hạng %(star)s sao thuộc thẩm quyền của %(authority)s.",
            {"star": head.star, "authority": who_revokes(head.star)},
        )
    involved = {core.inspected_by, core.drafted_by, core.submitted_by, concluder_of(core.inspection_id)}
    return SAME_PERSON if actor.ref in involved else None


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
        row = (
            session()
            .execute(
                select(
                    Proposal.inspected_by,
                    Proposal.drafted_by,
                    Proposal.submitted_by,
                    Proposal.decided_by,
                    Inspection.concluded_by,
                )
                .join(Inspection, Inspection.id == Proposal.inspection_id)
                .where(Proposal.id == core.proposal_id)
            )
            .one()
        )
        involved |= set(row)
    return _DECIDED_BEFORE if actor.ref in involved else None

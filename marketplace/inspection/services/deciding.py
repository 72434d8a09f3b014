"""The authority's word on a proposal to revoke (26/2026/QĐ-TTg art. 8): the chair of the province, five stars the
ministry. Being late is shown, and stops nothing.
"""

from datetime import datetime

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.access import ProposalCore, proposal_for
from marketplace.inspection.deciders import SAME_PERSON, refusal_of
from marketplace.inspection.events import ProposalDecided
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.moving import FASTER, move_proposal
from marketplace.inspection.registered import Head, head_of, hold
from marketplace.inspection.services.proposing import let_go, line, number
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.reasons import check_reason

_NOTE_LIMIT = 500


def decide_to_revoke(
    actor: Actor,
    code: str,
    decision_no: str,
    *,
    note: str = "",
    at: datetime | None = None,
    seen: int | None = None,
) -> None:
    """Revoke as proposed: the register takes the recognition back everywhere at once, from ``at`` on (default: now).

    It is the newest decision for the product that is taken back, also where that came while the case was open.

    :raises Invalid: no number, or ``at`` does not fit. :raises InvalidMove: not submitted, or decided already.
    :raises Conflict: somebody was faster, or it was revoked past this case.
    :raises NotFound: none of the actor's places.
    :raises NotAllowed: not the authority for that star, one of those who inspected, drafted or submitted, or one of the
        producer's own people.
    """
    decision_no = number(decision_no, "decision_no", Message("Ghi số quyết định thu hồi."))
    note = line(note, "note", _NOTE_LIMIT)
    with transaction():
        core, head = _to_decide(actor, code, seen)
        move_proposal(
            core,
            "revoke",
            recognition_id=head.id,
            decided_by=actor.ref,
            decided_at=clock.now(),
            decision_no=decision_no,
            reason=note,
        )
        register.revoke(
            actor,
            head.id,
            decision_no=decision_no,
            ground=RevocationGround(core.ground),
            note=note,
            at=at,
            quiet=True,
        )
        told = {"decision": decision_no, "ground": core.ground}
        audit.record(actor, "inspection.proposal.revoked", "proposal", code, told)
        emit(ProposalDecided(core.id, code, head.id, core.producer_id, ProposalState.REVOKED, lifted=False))


def reject_proposal(
    actor: Actor, code: str, reason: str, *, decision_no: str = "", seen: int | None = None
) -> bool:
    """Decide not to revoke. The suspension that the case began is lifted with it, and only that: true if it was.

    What ran before the case, or was put on by a higher authority since, stays. Raises as :func:`decide_to_revoke`.
    """
    reason = check_reason(reason)
    decision_no = number(decision_no, "decision_no", None)
    with transaction():
        core, _head = _to_decide(actor, code, seen)
        move_proposal(
            core,
            "reject",
            decided_by=actor.ref,
            decided_at=clock.now(),
            decision_no=decision_no,
            reason=reason,
        )
        lifted = let_go(actor, core, reason)
        told = {"reason": reason, "decision": decision_no, "lifted": lifted}
        audit.record(actor, "inspection.proposal.rejected", "proposal", code, told)
        emit(
            ProposalDecided(
                core.id, code, core.recognition_id, core.producer_id, ProposalState.REJECTED, lifted
            )
        )
    return lifted


def _to_decide(actor: Actor, code: str, seen: int | None) -> tuple[ProposalCore, Head]:
    core = proposal_for(actor, "inspection.decide", code)
    if seen is not None and seen != core.version:
        raise Conflict(FASTER)
    head = head_of(core.recognition_id)
    refusal = refusal_of(actor, core, head)
    if refusal is not None or head is None:
        raise NotAllowed(refusal or SAME_PERSON)
    hold(head.id)
    return core, head

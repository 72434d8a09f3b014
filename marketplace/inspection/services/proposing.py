"""A proposal to revoke in the hands of the officers: written on, put before the authority, withdrawn."""

from sqlalchemy import update

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.services.lifting import may_lift
from marketplace.inspection.access import ProposalCore, proposal_for
from marketplace.inspection.deciders import inspectors_of
from marketplace.inspection.events import ProposalDecided, ProposalSubmitted
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.models import Proposal
from marketplace.inspection.moving import FASTER, change_proposal, move_proposal
from marketplace.inspection.reading import article_of
from marketplace.inspection.registered import Stop, head_of, hold, is_own_stop, open_stop, other_case
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc, one_line
from marketplace.producers.reasons import check_reason

NUMBER_LIMIT = 80
_ARTICLE_LIMIT, _NOTE_LIMIT = 200, 4000


def edit_proposal(
    actor: Actor,
    code: str,
    *,
    ground: str,
    article: str = "",
    note: str = "",
    seen: int | None = None,
) -> None:
    """Change the ground, its source and the words of a proposal that was not submitted yet.

    ``ground`` is a ``RevocationGround``; an empty ``article`` is that ground's own. ``seen`` is the version looked at.

    :raises Invalid: names what is wrong. :raises Conflict: submitted already, or changed since ``seen``.
    :raises NotFound: none of the actor's places. :raises NotAllowed: not an officer, or of the producer's own people.
    """
    errors: dict[str, Message | str] = {}
    if ground not in set(RevocationGround):
        errors["ground"] = Message("Chọn căn cứ thu hồi.")
    article, note = one_line(article), nfc(note).replace("\0", "").strip()
    for name, text, limit in (("article", article, _ARTICLE_LIMIT), ("note", note, _NOTE_LIMIT)):
        if len(text) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    chosen = RevocationGround(ground)
    with transaction():
        core = _seen(proposal_for(actor, "inspection.propose", code), seen)
        if core.state is not ProposalState.DRAFTED:
            raise Conflict(Message("Tờ trình đã gửi, không sửa được nữa."))
        change_proposal(
            core,
            ground=chosen,
            article=article or article_of(chosen),
            note=note,
            drafted_by=actor.ref,
            drafted_at=clock.now(),
        )
        audit.record(actor, "inspection.proposal.edited", "proposal", code, {"ground": chosen})


def submit_proposal(actor: Actor, code: str, paper_no: str, *, seen: int | None = None) -> None:
    """Put a proposal before the authority, under the number of its paper (số tờ trình).

    :raises Invalid: no number. :raises InvalidMove: submitted or ended already. :raises Conflict: somebody was faster.
    :raises NotFound: none of the actor's places. :raises NotAllowed: not an officer, or of the producer's own people.
    """
    paper_no = number(paper_no, "paper_no", Message("Ghi số tờ trình."))
    with transaction():
        core = _seen(proposal_for(actor, "inspection.propose", code), seen)
        move_proposal(core, "submit", paper_no=paper_no, submitted_by=actor.ref, submitted_at=clock.now())
        audit.record(actor, "inspection.proposal.submitted", "proposal", code, {"paper": paper_no})
        emit(ProposalSubmitted(core.id, code, core.recognition_id, core.producer_id))


def withdraw_proposal(actor: Actor, code: str, reason: str, *, seen: int | None = None) -> bool:
    """Withdraw a proposal that nobody has decided and let the product go on, if this case alone stopped it; true if it
    did. Another officer than the one who inspected does: who stopped a product does not alone put it back on sale.

    :raises Invalid: no reason. :raises InvalidMove: ended already. :raises Conflict: somebody was faster.
    :raises NotFound: none of the actor's places. :raises NotAllowed: not an officer, one of the producer's own people,
        or the one who inspected.
    """
    reason = check_reason(reason)
    with transaction():
        core = _seen(proposal_for(actor, "inspection.propose", code), seen)
        if actor.ref in inspectors_of(core.inspection_id):
            raise NotAllowed(Message("Người đã kiểm tra không tự rút đề nghị: cần một cán bộ khác."))
        hold(core.recognition_id)
        move_proposal(core, "withdraw", decided_by=actor.ref, decided_at=clock.now(), reason=reason)
        lifted = let_go(actor, core, reason)
        told = {"reason": reason, "lifted": lifted}
        audit.record(actor, "inspection.proposal.withdrawn", "proposal", code, told)
        emit(
            ProposalDecided(
                core.id, code, core.recognition_id, core.producer_id, ProposalState.WITHDRAWN, lifted
            )
        )
    return lifted


def let_go(actor: Actor, core: ProposalCore, reason: str) -> bool:
    """Lift the suspension that a case began, if it is still that and the actor may; part of an open transaction.

    What ran before the case, or runs now in a higher name, stays. So does what another case about the same product
    still waits for: it is that one's from now on.
    """
    head = head_of(core.recognition_id)
    if head is None:
        return False
    stop = open_stop(head.id)
    if stop is None or not is_own_stop(core, stop):
        return False
    if pass_on(stop, head.id, core.id):
        return False
    if not may_lift(actor, stop.suspended_as, province=head.province_code, commune=head.commune_code):
        return False
    register.lift(actor, head.id, reason, quiet=True)
    return True


def pass_on(stop: Stop, recognition_id: int, proposal_id: int | None) -> bool:
    """Leave a suspension to another undecided case about the same product, which began none of its own; true where
    there is one. ``proposal_id`` is the case that ends.
    """
    other = other_case(recognition_id, than=proposal_id)
    if other is None:
        return False
    session().execute(
        update(Proposal)
        .where(Proposal.id == other, Proposal.suspension_id.is_(None))
        .values(suspension_id=stop.id, suspended_as=stop.suspended_as)
    )
    return True


def number(text: str, field: str, missing: Message | None) -> str:
    """The number of a paper, in one line. :class:`Invalid`, naming ``field``, where there is none or it is too long;
    there need be none where ``missing`` is ``None``.
    """
    return line(text, field, NUMBER_LIMIT, missing)


def line(text: str, field: str, limit: int, missing: Message | None = None) -> str:
    """Words in one line; raises as :func:`number`."""
    text = one_line(text)
    wrong = None if text else missing
    if len(text) > limit:
        wrong = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if wrong is not None:
        raise Invalid(wrong, fields={field: wrong})
    return text


def _seen(core: ProposalCore, seen: int | None) -> ProposalCore:
    if seen is not None and seen != core.version:
        raise Conflict(FASTER)
    return core

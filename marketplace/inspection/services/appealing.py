"""Complaints (khiếu nại) of producers against being stopped or revoked, and what is decided on them."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.certification import services as register
from marketplace.certification.models import Recognition
from marketplace.inspection.access import (
    AppealCore,
    appeal_for,
    may_appeal,
    own_appeal,
    proposal_for,
)
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.complaint import Complainable, complainable
from marketplace.inspection.deciders import appeal_refusal_of
from marketplace.inspection.events import AppealDecided, AppealOpened, AppealWithdrawn, ProposalDecided
from marketplace.inspection.holding import recognitions_of
from marketplace.inspection.kinds import Against, AppealState, ProposalState
from marketplace.inspection.machine import APPEAL
from marketplace.inspection.models import Proposal
from marketplace.inspection.moving import move_appeal, move_proposal
from marketplace.inspection.registered import UNDECIDED, Head, head_of, hold, open_stop
from marketplace.inspection.services.proposing import let_go, number, pass_on
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc, one_line

_WORDS_LIMIT, _REASON_LIMIT = 4000, 400


def open_appeal(actor: Actor, producer_id: int, recognition_id: int, words: str) -> str:
    """Complain about the revocation of a product's recognition, or about the suspension that stops it; the code.

    ``recognition_id`` is any decision of the product; the newest counts.

    :raises Invalid: no words, too long, or the last day is past.
    :raises Conflict: there is nothing to complain about, or a complaint is being decided already.
    :raises NotFound: not an owner of the producer, or not a product of theirs.
    """
    words = nfc(words).replace("\0", "").strip()
    wrong = None if words else Message("Ghi lý do khiếu nại.")
    if len(words) > _WORDS_LIMIT:
        wrong = Message("Dài quá %(limit)s ký tự.", {"limit": _WORDS_LIMIT})
    if wrong is not None:
        raise Invalid(wrong, fields={"words": wrong})
    with transaction():
        mine = select(Recognition.id).where(Recognition.id == recognition_id, recognitions_of(producer_id))
        if not may_appeal(actor, producer_id) or session().scalar(mine) is None:
            raise NotFound(Message("Không có sản phẩm này."))
        head = head_of(recognition_id)
        about = None if head is None else complainable(head.id)
        if head is None or about is None:
            raise Conflict(Message("Sản phẩm không bị tạm dừng hay thu hồi."))
        if about.past:
            raise Invalid(
                Message(
                    "Đã quá thời hiệu khiếu nại: ngày cuối là %(day)s.",
                    {"day": f"{about.last_day:%d/%m/%Y}"},
                )
            )
        code = codes.new()
        appeal_id = _insert(actor, code, producer_id, head, about, words)
        told = {"against": about.against, "no": about.no}
        audit.record(actor, "inspection.appeal.opened", "appeal", code, told)
        emit(AppealOpened(appeal_id, code, head.id, producer_id))
    return code


def withdraw_appeal(actor: Actor, producer_id: int, code: str) -> None:
    """Take a complaint back that nobody has decided.

    :raises InvalidMove: decided already. :raises Conflict: somebody was faster. :raises NotFound: not the actor's.
    """
    with transaction():
        core = own_appeal(actor, producer_id, code)
        move_appeal(core, "withdraw", decided_by=actor.ref, decided_at=clock.now())
        audit.record(actor, "inspection.appeal.withdrawn", "appeal", code)
        emit(AppealWithdrawn(core.id, code))


def uphold_appeal(actor: Actor, code: str, *, decision_no: str, reason: str) -> bool:
    """Find a complaint right: the suspension is lifted, or the revocation annulled and with it what the same case had
    stopped. True where nothing in the register stops the product any more; false where something else still does: a
    suspension from before the case, or one in a higher name. An open proposal on the same suspension ends with it.

    :raises Invalid: no number or no reason. :raises InvalidMove: decided already.
    :raises Conflict: somebody was faster; the suspension has become a revocation meanwhile.
    :raises NotFound: none of the actor's places.
    :raises NotAllowed: not the authority for that star, who had a hand in what is complained about, or one of the
        producer's own people.
    """
    decision_no, reason = _words(decision_no, reason)
    with transaction():
        core, head = _to_decide(actor, code)
        APPEAL.next(core.code, core.state, "uphold")
        hold(head.id)
        if core.against == Against.REVOCATION:
            _annul(actor, core, decision_no, reason)
        else:
            _lift_stopped(actor, core, head, decision_no, reason)
        stop = open_stop(head.id)
        restored = stop is None or stop.since > clock.now()
        move_appeal(
            core,
            "uphold",
            decided_by=actor.ref,
            decided_at=clock.now(),
            decision_no=decision_no,
            reason=reason,
            restored=restored,
        )
        told = {"decision": decision_no, "reason": reason, "lifted": restored}
        audit.record(actor, "inspection.appeal.upheld", "appeal", code, told)
        emit(
            AppealDecided(core.id, code, core.recognition_id, core.producer_id, AppealState.UPHELD, restored)
        )
    return restored


def dismiss_appeal(actor: Actor, code: str, *, decision_no: str, reason: str) -> None:
    """Find a complaint wrong: everything stays as it is. Raises as :func:`uphold_appeal`."""
    decision_no, reason = _words(decision_no, reason)
    with transaction():
        core, _head = _to_decide(actor, code)
        move_appeal(
            core,
            "dismiss",
            decided_by=actor.ref,
            decided_at=clock.now(),
            decision_no=decision_no,
            reason=reason,
        )
        told = {"decision": decision_no, "reason": reason}
        audit.record(actor, "inspection.appeal.dismissed", "appeal", code, told)
        emit(
            AppealDecided(
                core.id,
                code,
                core.recognition_id,
                core.producer_id,
                AppealState.DISMISSED,
                restored=False,
            )
        )


def _to_decide(actor: Actor, code: str) -> tuple[AppealCore, Head]:
    core = appeal_for(actor, "inspection.decide", code)
    head = head_of(core.recognition_id)
    about = complainable(core.recognition_id)
    refusal = appeal_refusal_of(actor, core, head, about.by if about else None)
    if refusal is not None or head is None:
        raise NotAllowed(refusal or Message("Sổ không còn bản ghi này."))
    return core, head


def _lift_stopped(actor: Actor, core: AppealCore, head: Head, decision_no: str, reason: str) -> None:
    """Lift the suspension complained about, if it still runs, and end the case that lies on it."""
    about = complainable(head.id)
    if about is not None and about.against is Against.REVOCATION:
        raise Conflict(
            Message("Sản phẩm đã bị thu hồi sau khi khiếu nại; chủ thể khiếu nại quyết định thu hồi.")
        )
    stop, lifted = open_stop(head.id), False
    if stop is not None and (stop.id == core.suspension_id or stop.carried_from == _code_of(core)):
        lifted = not pass_on(stop, head.id, core.proposal_id)
        if lifted:
            register.lift(actor, head.id, reason, quiet=True)
    if core.proposal_id is not None:
        _end_case(actor, core.proposal_id, f"{decision_no}: {reason}", lifted=lifted)


def _code_of(core: AppealCore) -> str:
    """The code of the recognition complained about, from which a suspension goes on with a newer decision."""
    found: str = (
        session().execute(select(Recognition.code).where(Recognition.id == core.recognition_id)).scalar_one()
    )
    return found


def _end_case(actor: Actor, proposal_id: int, reason: str, *, lifted: bool) -> None:
    row = session().execute(select(Proposal.code, Proposal.state).where(Proposal.id == proposal_id)).one()
    if row.state not in UNDECIDED:
        return
    case = proposal_for(actor, "inspection.decide", row.code)
    move_proposal(case, "withdraw", decided_by=actor.ref, decided_at=clock.now(), reason=reason[:500])
    told = {"reason": reason[:500], "lifted": lifted}
    audit.record(actor, "inspection.proposal.withdrawn", "proposal", case.code, told)
    emit(
        ProposalDecided(
            case.id, case.code, case.recognition_id, case.producer_id, ProposalState.WITHDRAWN, lifted
        )
    )


def _annul(actor: Actor, core: AppealCore, decision_no: str, reason: str) -> None:
    """Annul the revocation complained about, and lift what the case that led to it had begun by stopping: that went on
    with the annulment.
    """
    about = complainable(core.recognition_id)
    if about is None or about.no != core.against_no:
        raise Conflict(
            Message("Quyết định thu hồi %(number)s không còn hiệu lực.", {"number": core.against_no})
        )
    register.annul_revocation(actor, core.recognition_id, decision_no=decision_no, reason=reason)
    if core.proposal_id is not None:
        code = session().execute(select(Proposal.code).where(Proposal.id == core.proposal_id)).scalar_one()
        let_go(actor, proposal_for(actor, "inspection.decide", code), reason)


def _insert(actor: Actor, code: str, producer_id: int, head: Head, about: Complainable, words: str) -> int:
    try:
        with savepoint() as here:
            made: int = here.execute(
                insert(Appeal)
                .values(
                    code=code,
                    state=AppealState.OPENED,
                    against=about.against,
                    recognition_id=head.id,
                    producer_id=producer_id,
                    province_code=head.province_code,
                    commune_code=head.commune_code,
                    suspension_id=about.suspension_id,
                    proposal_id=about.proposal_id,
                    against_no=about.no,
                    against_on=about.since,
                    last_day=about.last_day,
                    words=words,
                    opened_by=actor.ref,
                    opened_at=clock.now(),
                )
                .returning(Appeal.id)
            ).scalar_one()
    except IntegrityError:
        raise Conflict(Message("Đang có một khiếu nại chờ giải quyết về sản phẩm này.")) from None
    return made


def _words(decision_no: str, reason: str) -> tuple[str, str]:
    decision_no = number(decision_no, "decision_no", Message("Ghi số quyết định giải quyết khiếu nại."))
    reason = one_line(reason)
    wrong = None if reason else Message("Ghi lý do.")
    if len(reason) > _REASON_LIMIT:
        wrong = Message("Dài quá %(limit)s ký tự.", {"limit": _REASON_LIMIT})
    if wrong is not None:
        raise Invalid(wrong, fields={"reason": wrong})
    return decision_no, reason

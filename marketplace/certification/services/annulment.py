"""Annulling a revocation (huỷ quyết định thu hồi): an unlawful decision is taken back by another one.

Who finds a complaint right annuls or changes the decision complained about (Law on complaints 02/2011/QH13 arts. 18–31,
from memory). A revoked recognition then holds on as it did: its 36 months have not stopped running meanwhile. What was
off sale was off sale, though, so the time of the revocation stays in the register as one in which it was stopped.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import aliased

from marketplace.accounts.policy import Role
from marketplace.certification.events import RevocationAnnulled
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.services.carrying import carry_over
from marketplace.certification.services.own_people import refuse_own_people
from marketplace.certification.services.record import Record, change, line_of, load_all, load_for, words
from marketplace.certification.services.revocation import may_revoke, who_revokes
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import DEFAULT_LOCALE, Message, speaking

_NOT_REVOKED = Message("Giấy chứng nhận không bị thu hồi, hoặc quyết định thu hồi vừa được huỷ.")


def annul_revocation(actor: Actor, recognition_id: int, *, decision_no: str, reason: str) -> None:
    """Record the decision that annuls a revocation. From now on the recognition counts again, as far as its time runs.

    The authority that revokes that star today annuls, by somebody else than who recorded the revocation, and never one
    of the holder's own people. Suspensions that ended only because of the revocation go on: whether they were right was
    not asked here, so whoever put them on lifts them. So does what has stopped the same product since.

    :raises Invalid: no decision number or no reason.
    :raises NotAllowed: outside the actor's scope, not the authority for that star, the same person, or one of the
        holder's own people.
    :raises Conflict: not revoked, or somebody else was faster.
    """
    decision_no = words(
        decision_no, "decision_no", limit=80, missing=Message("Ghi số quyết định huỷ việc thu hồi.")
    )
    reason = words(reason, "reason", limit=400, missing=Message("Ghi lý do huỷ quyết định thu hồi."))
    now = clock.now()
    with transaction():
        record = load_for(actor, "certification.revoke", recognition_id)
        revoked_at = record.revoked_at
        if revoked_at is None:
            raise Conflict(_NOT_REVOKED)
        if not may_revoke(actor, record.star, clock.local(now).date(), province=record.province_code):
            raise NotAllowed(
                Message(
                    "Huỷ quyết định thu hồi hạng %(star)s sao thuộc thẩm quyền của %(authority)s.",
                    {"star": record.star, "authority": who_revokes(record.star)},
                )
            )
        refuse_own_people(actor, record.producer_id, record.holder_tax_id, record.holder_name)
        revoked = _revocation(record.id)
        if revoked.revoked_by == actor.ref:
            raise NotAllowed(Message("Ai ghi quyết định thu hồi thì không tự huỷ: cần một người khác."))
        if not change(
            record.id,
            Recognition.revoked_at == revoked_at,
            Recognition.revocation_decision_no == revoked.decision_no,
            revoked_at=None,
            revocation_decision_no="",
            revocation_ground="",
            revocation_note="",
            revoked_by=None,
        ):
            raise Conflict(_NOT_REVOKED)
        details = {
            "decision": decision_no,
            "reason": reason,
            "annulled": revoked.decision_no,
            "since": revoked_at.isoformat(),
        }
        _keep_the_time(actor, record, revoked, decision_no, reason, now)
        _resume(actor, record, decision_no)
        carry_over(actor, [record.id])
        audit.record(
            actor, "certification.recognition.revocation_annulled", "recognition", record.code, details
        )
        emit(RevocationAnnulled(record.id, line_of(record.lineage), decision_no))


def _revocation(recognition_id: int) -> Any:
    """The columns of the revocation that is being annulled."""
    return (
        session()
        .execute(
            select(
                Recognition.revoked_at,
                Recognition.revocation_decision_no.label("decision_no"),
                Recognition.revocation_ground.label("ground"),
                Recognition.revoked_by,
            ).where(Recognition.id == recognition_id)
        )
        .one()
    )


def _keep_the_time(
    actor: Actor, record: Record, revoked: Any, decision_no: str, reason: str, now: datetime
) -> None:
    """The time in which it was revoked, as one in which it was stopped: whoever asks about it is told so."""
    ground = RevocationGround(revoked.ground)
    with speaking(DEFAULT_LOCALE):  # of record: the same in whatever language the officer reads
        why = f"Thu hồi theo quyết định {revoked.decision_no}, điểm {ground}: {ground.label}"
    session().execute(
        insert(SuspensionPeriod).values(
            recognition_id=record.id,
            since=revoked.revoked_at,
            until=max(now, revoked.revoked_at),
            reason=why,
            paper_no=revoked.decision_no,
            suspended_by=revoked.revoked_by or "system:unknown",
            suspended_as=Role.MINISTRY if record.star == 5 else Role.CHAIR,
            lifted_by=actor.ref,
            lift_reason=f"Huỷ quyết định thu hồi theo quyết định {decision_no}: {reason}"[:500],
            annulled_no=decision_no,
        )
    )


def _resume(actor: Actor, record: Record, decision_no: str) -> None:
    """Let go on what ended with the revocation, on the earlier decisions of the line, too."""
    open_one = aliased(SuspensionPeriod)
    has_another = (
        select(open_one.id)
        .where(open_one.recognition_id == SuspensionPeriod.recognition_id, open_one.until.is_(None))
        .exists()
    )
    resumed = session().scalars(
        update(SuspensionPeriod)
        .where(SuspensionPeriod.ended_with == record.code, ~has_another)
        .values(until=None, lifted_by="", lift_reason="", ended_with=None)
        .returning(SuspensionPeriod.recognition_id)
    )
    ids = sorted(resumed)
    codes = {each.id: each.code for each in load_all(ids).values()}
    for each in ids:
        told = {"decision": decision_no}
        audit.record(actor, "certification.recognition.suspension_resumed", "recognition", codes[each], told)

"""Stopping a recognition for a while, as post-inspection does (26/2026/QĐ-TTg art. 9)."""

from datetime import datetime, timedelta

from sqlalchemy import case, insert, or_, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import policy
from marketplace.accounts.policy import Role
from marketplace.certification import lifecycle
from marketplace.certification.events import RecognitionSuspended
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.services.record import change, line_of, load, load_to_decide, words
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_REASON = Message("Ghi lý do tạm dừng.")

SAME_MOMENT = timedelta(minutes=1)
"""Suspensions that begin within so short a time of each other are one, and the second is refused."""


def may_raise(actor: Actor, suspended_as: str | None, *, province: str, commune: str) -> bool:
    """Whether the actor outranks the role in whose name a suspension runs, and so may put a word of its own on it."""
    own = policy.highest_authority(actor, "certification.suspend", province=province, commune=commune)
    return rank(own) > rank(suspended_as)


def rank(role: str | None) -> int:
    """The place of a role among those who suspend, the lowest first; the system's is below them all."""
    return policy.AUTHORITIES.index(Role(role)) if role else -1


def suspend(
    actor: Actor,
    recognition_id: int,
    reason: str,
    *,
    paper_no: str = "",
    since: datetime | None = None,
    quiet: bool = False,
) -> None:
    """Stop a recognition until it is lifted; the product is off sale from the instant ``since`` on, by default now.

    A later ``since`` announces a suspension ahead; an earlier one is refused: what was sold was sold. An announced one
    does not stand in the way of one that begins sooner: it never begins. One that has begun does not stand in the way
    of a higher authority: it goes on in that one's name, for its reason, from when it began. ``quiet``: whoever asks
    tells people of it.

    :raises Invalid: no reason, or ``since`` in the past or after the last day the star can have.
    :raises NotAllowed: outside the actor's scope, or one of the producer's own people: a stop of one's own making would
        hide the one that is coming.
    :raises Conflict: not verified, revoked, replaced by a newer decision, or suspended already by then in the same
        name or a higher one.
    """
    reason = words(reason, "reason", missing=_REASON)
    now = clock.now()
    since = since or now
    if since < now:
        wrong = Message("Thời điểm tạm dừng không thể ở quá khứ.")
        raise Invalid(wrong, fields={"since": wrong})
    with transaction():
        record = load_to_decide(actor, "certification.suspend", recognition_id)
        if since >= clock.end_exclusive(lifecycle.calendar_of(record.issued_on).grace_ends):
            wrong = Message("Thời điểm tạm dừng sau ngày sao hết hạn.")
            raise Invalid(wrong, fields={"since": wrong})
        if not change(
            record.id,
            Recognition.state == RecordState.VERIFIED,
            Recognition.revoked_at.is_(None),
            Recognition.superseded_on.is_(None),
        ):
            # Nobody is to believe a product stopped whose newer decision, verified at this moment, goes on.
            if load(record.id).superseded_on is not None:
                raise Conflict(Message("Giấy chứng nhận đã được thay bằng quyết định mới."))
            raise Conflict(Message("Bản ghi chưa được duyệt hoặc đã bị thu hồi."))
        # Somebody who pressed at the same moment, on a machine whose clock is a little ahead, did not announce.
        ahead = SuspensionPeriod.since > since + SAME_MOMENT
        dropped = (
            update(SuspensionPeriod)
            .where(SuspensionPeriod.recognition_id == record.id, SuspensionPeriod.until.is_(None), ahead)
            .values(until=SuspensionPeriod.since, lifted_by=actor.ref, lift_reason=reason)
            .returning(SuspensionPeriod.suspended_as)
        )
        announced = session().scalars(dropped).all()
        own = policy.highest_authority(
            actor, "certification.suspend", province=record.province_code, commune=record.commune_code
        )
        details = {"reason": reason, "paper": paper_no.strip(), "since": since.isoformat()}
        if raise_to(own, record.id, since, by=actor.ref, reason=reason, paper_no=paper_no):
            audit.record(
                actor, "certification.recognition.suspension_raised", "recognition", record.code, details
            )
            emit(RecognitionSuspended(record.id, line_of(record.lineage), reason, quiet))
            return
        # One that begins sooner stands for the announced one, too: whoever could not lift that cannot lift this.
        suspended_as = max((own, *announced), key=rank)
        try:
            with savepoint() as here:
                here.execute(
                    insert(SuspensionPeriod).values(
                        recognition_id=record.id,
                        since=since,
                        reason=reason,
                        paper_no=paper_no.strip()[:80],
                        suspended_by=actor.ref,
                        suspended_as=suspended_as,
                    )
                )
        except IntegrityError:
            raise Conflict(Message("Sản phẩm đang tạm dừng rồi.")) from None
        audit.record(actor, "certification.recognition.suspended", "recognition", record.code, details)
        emit(RecognitionSuspended(record.id, line_of(record.lineage), reason, quiet))


def raise_to(
    role: str | None,
    recognition_id: int,
    since: datetime,
    *,
    by: str,
    reason: str,
    paper_no: str,
    carried_from: str | None = None,
) -> bool:
    """Let the open suspension go on in the name of ``role``, from ``since`` at the latest, if that one is higher; false
    where none is open or it is not. Whoever of several comes last, the highest name stays: the database compares.

    ``carried_from`` is the code of the recognition whose suspension this one goes on with from now on, if it does.
    """
    if role is None:
        return False
    below = [each for each in policy.AUTHORITIES if rank(each) < rank(role)]
    raised = session().scalar(
        update(SuspensionPeriod)
        .where(
            SuspensionPeriod.recognition_id == recognition_id,
            SuspensionPeriod.until.is_(None),
            or_(SuspensionPeriod.suspended_as.is_(None), SuspensionPeriod.suspended_as.in_(below)),
        )
        .values(
            since=case((SuspensionPeriod.since > since, since), else_=SuspensionPeriod.since),
            reason=reason,
            paper_no=paper_no.strip()[:80],
            suspended_by=by,
            suspended_as=role,
            carried_from=carried_from,
        )
        .returning(SuspensionPeriod.id)
    )
    return raised is not None

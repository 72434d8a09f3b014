"""Taking a recognition back: by whom and on which ground the law lets it be (26/2026/QĐ-TTg art. 8)."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import case, or_, select, update

from marketplace.accounts.policy import Role
from marketplace.certification import reference, regimes
from marketplace.certification.events import RecognitionRevoked
from marketplace.certification.kinds import IssuerKind, RecordState, RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.services.record import Record, change, line_of, load_for, words
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_SPEAKS_FOR: Final = {
    IssuerKind.DISTRICT: Role.CHAIR,
    IssuerKind.PROVINCE: Role.CHAIR,
    IssuerKind.MINISTRY: Role.MINISTRY,
    IssuerKind.CENTRAL: Role.MINISTRY,
}
"""In whose name a person acts. Districts are gone; what they decided is recorded by their province."""


def revoke(
    actor: Actor,
    recognition_id: int,
    *,
    decision_no: str,
    ground: RevocationGround,
    note: str = "",
    at: datetime | None = None,
    quiet: bool = False,
) -> None:
    """Record the decision to revoke. The product is off sale from the instant ``at`` on, by default now.

    A decision is recorded when it has taken effect, not ahead: one that was typed with a wrong year would leave the
    product on sale with nothing to stop it. Until the day comes, suspend.

    Three and four stars are revoked by the provincial chair, five by the minister (:func:`regimes.revokers`, on the
    day of ``at``), and the actor must act in that name. A revocation stays until the same authority annuls it by a
    decision of its own (``annulment``). What stopped it for a while ends with it, on the decisions before it, too: a
    new recognition is judged anew. ``quiet``: whoever asks tells people of it.

    :raises Invalid: no decision number, or ``at`` before the day of issue, before there was a rule to revoke by,
        or later than today.
    :raises NotAllowed: outside the actor's scope, or not the authority for that star.
    :raises Conflict: not verified, or revoked already.
    """
    decision_no = words(decision_no, "decision_no", limit=80, missing=Message("Ghi số quyết định thu hồi."))
    at = at or clock.now()
    with transaction():
        record = load_for(actor, "certification.revoke", recognition_id)
        if at >= clock.end_exclusive(clock.today()):
            wrong = Message("Ngày hiệu lực không thể ở tương lai.")
            raise Invalid(wrong, fields={"at": wrong})
        if at < clock.start_of_day(record.issued_on):
            wrong = Message("Không thể thu hồi trước ngày công nhận.")
            raise Invalid(wrong, fields={"at": wrong})
        day = clock.local(at).date()
        if regimes.regime_on(day) is None:
            wrong = Message(
                "Trước ngày %(day)s chưa có quy định về thu hồi. Ghi ngày hiệu lực từ ngày ấy.",
                {"day": f"{min(each.first_day for each in reference.regimes()):%d/%m/%Y}"},
            )
            raise Invalid(wrong, fields={"at": wrong})
        if not may_revoke(actor, record.star, day, province=record.province_code):
            raise NotAllowed(
                Message(
                    "Thu hồi hạng %(star)s sao thuộc thẩm quyền của %(authority)s.",
                    {"star": record.star, "authority": who_revokes(record.star)},
                )
            )
        if not change(
            record.id,
            Recognition.state == RecordState.VERIFIED,
            Recognition.revoked_at.is_(None),
            revoked_at=at,
            revocation_decision_no=decision_no,
            revocation_ground=RevocationGround(ground),
            revocation_note=note.strip(),
            revoked_by=actor.ref,
        ):
            raise Conflict(Message("Bản ghi chưa được duyệt hoặc đã bị thu hồi."))
        _end_suspensions(actor, record, decision_no)
        details = {"decision": decision_no, "ground": RevocationGround(ground), "at": at.isoformat()}
        audit.record(actor, "certification.recognition.revoked", "recognition", record.code, details)
        emit(RecognitionRevoked(record.id, line_of(record.lineage), decision_no, quiet))


def _end_suspensions(actor: Actor, record: Record, decision_no: str) -> None:
    """End what is open on it, and on the decisions of its line that ended before; those never count again."""
    now, reason = clock.now(), f"Đã thu hồi theo quyết định {decision_no}"
    ended_ones = select(Recognition.id, Recognition.code).where(
        Recognition.lineage == record.lineage,
        or_(Recognition.revoked_at.is_not(None), Recognition.superseded_on.is_not(None)),
    )
    codes = {row.id: row.code for row in session().execute(ended_ones)}
    ended = session().scalars(
        update(SuspensionPeriod)
        .where(SuspensionPeriod.recognition_id.in_(codes), SuspensionPeriod.until.is_(None))
        .values(
            until=case((SuspensionPeriod.since > now, SuspensionPeriod.since), else_=now),
            lifted_by=actor.ref,
            lift_reason=reason,
            ended_with=record.code,
        )
        .returning(SuspensionPeriod.recognition_id)
    )
    for each in sorted(ended):
        audit.record(
            actor, "certification.recognition.lifted", "recognition", codes[each], {"reason": reason}
        )


def may_revoke(actor: Actor, star: int, day: date, *, province: str) -> bool:
    """Whether the actor acts, for that province, in the name of who may take back that star on that legal day.

    The grant has to be over the province or everything: nobody is chair of a commune's worth of it, and what somebody
    may do elsewhere does not count here.
    """
    authorities = regimes.revokers(star, day)
    roles = {_SPEAKS_FOR[kind] for kind in authorities if kind in _SPEAKS_FOR}
    return actor.is_system or any(
        grant.role in roles
        and (grant.scope == EVERYTHING or (grant.scope, grant.ref) == ("province", province))
        for grant in actor.grants
    )


def who_revokes(star: int) -> Message:
    """Who takes that star back today, in words."""
    return (
        Message("Bộ trưởng Bộ Nông nghiệp và Môi trường") if star == 5 else Message("Chủ tịch UBND cấp tỉnh")
    )

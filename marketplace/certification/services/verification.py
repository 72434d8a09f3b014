"""The second pair of eyes: somebody else compares the record with the paper, and from then on it counts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import aliased

from marketplace.certification import regimes
from marketplace.certification.events import RecognitionChanged, RecognitionSuperseded, RecognitionVerified
from marketplace.certification.kinds import IssuerKind, RecordState, RegimeCode, Round
from marketplace.certification.models import Recognition
from marketplace.certification.regimes import Authorised
from marketplace.certification.services.carrying import carry_over
from marketplace.certification.services.record import (
    Record,
    change,
    line_of,
    load,
    load_to_decide,
    refuse_ended,
    words,
)
from marketplace.certification.states import RECORD
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

SAME_PERSON = Message("Người nhập không tự duyệt được: cần một cán bộ khác.")


def verify(
    actor: Actor, recognition_id: int, *, accept_authority: bool = False, version: int | None = None
) -> None:
    """Confirm that a submitted record says what its paper says. Not by who entered it (seed 004, 4.6).

    What the paper says may still be against the law: the gate judges that, whenever it is asked.
    ``accept_authority`` is the officer's word that an authority which needed a second look
    (``regimes.check_authority`` says ``review``) is good; for one that is plainly wrong it changes nothing.
    ``version`` is the one that was looked at. When the product had an earlier recognition, that one ends as this
    one begins, and a suspension that is open goes on with this one.

    :raises NotAllowed: outside the actor's scope, the actor entered it, or is one of the producer's own people.
    :raises InvalidMove: not submitted.
    :raises Conflict: it changed while it was looked at, or the product has a newer verified recognition.
    """
    with transaction():
        record = load_to_decide(actor, "certification.verify", recognition_id)
        _verify(actor, record, accept_authority=accept_authority, version=version)


def _verify(actor: Actor, record: Record, *, accept_authority: bool, version: int | None) -> None:
    if record.entered_by == actor.ref:
        raise NotAllowed(SAME_PERSON)
    state = RECORD.next(record.code, record.state, "verify")
    accepted = accept_authority and needs_a_second_look(
        record.issued_on, record.star, record.issuer_kind, record.regime, record.round
    )
    refuse_out_of_order([record.id])
    done = change(
        record.id,
        Recognition.state == record.state,
        Recognition.version == (record.version if version is None else version),
        Recognition.entered_by != actor.ref,
        state=state,
        verified_by=actor.ref,
        verified_at=clock.now(),
        authority_accepted=accepted,
        remark="",
    )
    if not done:
        now = load(record.id)
        RECORD.next(now.code, now.state, "verify")
        raise Conflict(Message("Bản ghi vừa được sửa. Tải lại trang và đối chiếu lại."))
    tell_verified(
        actor,
        record.id,
        record.code,
        {"decision": record.decision_no, "star": record.star, "authority_accepted": accepted},
        line_of(record.lineage),
        supersede({record.lineage: record.id}).get(record.lineage, ()),
    )
    carry_over(actor, [record.id])


def accept_authority(actor: Actor, recognition_id: int, reason: str) -> None:
    """Accept the authority of a verified record, where it needed a second look and nobody gave it one then.

    By somebody other than who entered it, as at verification; ``reason`` says what the acceptance rests on.

    :raises Invalid: no reason.
    :raises NotAllowed: outside the actor's scope, the actor entered it, or is one of the producer's own people.
    :raises Conflict: not verified, revoked or replaced, accepted already, or an authority that needs no second look.
    """
    reason = words(reason, "reason", missing=Message("Ghi căn cứ chấp nhận thẩm quyền."))
    with transaction():
        record = load_to_decide(actor, "certification.verify", recognition_id)
        if record.entered_by == actor.ref:
            raise NotAllowed(SAME_PERSON)
        refuse_ended(record)
        if not needs_a_second_look(
            record.issued_on, record.star, record.issuer_kind, record.regime, record.round
        ):
            raise Conflict(Message("Thẩm quyền của quyết định này không cần xem lại."))
        if not change(
            record.id,
            Recognition.state == RecordState.VERIFIED,
            Recognition.revoked_at.is_(None),
            Recognition.superseded_on.is_(None),
            Recognition.entered_by != actor.ref,
            ~Recognition.authority_accepted,
            authority_accepted=True,
        ):
            raise Conflict(Message("Thẩm quyền của quyết định này đã được chấp nhận."))
        audit.record(
            actor,
            "certification.recognition.authority_accepted",
            "recognition",
            record.code,
            {"reason": reason},
        )
        emit(RecognitionChanged(record.id, line_of(record.lineage)))


def tell_verified(
    actor: Actor,
    new_id: int,
    code: str,
    details: Mapping[str, object],
    line: tuple[int, ...],
    ended: Sequence[tuple[int, str]],
    *,
    quiet: bool = False,
) -> None:
    """Note and tell that a record was verified, and which ``ended`` as it began (id and code)."""
    audit.record(actor, "certification.recognition.verified", "recognition", code, details)
    for old_id, old_code in ended:
        audit.record(actor, "certification.recognition.superseded", "recognition", old_code, {"by": code})
        emit(RecognitionSuperseded(old_id, line, new_id))
    emit(RecognitionVerified(new_id, line, quiet))


def needs_a_second_look(issued_on: date, star: int, issuer_kind: str, regime: str, round_: str) -> bool:
    """Whether an officer's word counts on who recognised (``regimes.check_authority`` says ``review``)."""
    check = regimes.check_authority(
        issued_on,
        star,
        IssuerKind(issuer_kind),
        RegimeCode(regime) if regime else None,
        Round(round_) if round_ else None,
    )
    return check.result is Authorised.REVIEW


def refuse_out_of_order(new_ids: Collection[int]) -> None:
    """Recognitions of one product are verified in the order of their decisions, so that each ends where one begins.

    1 statement. :class:`Conflict` when the product of one of these has a newer verified recognition.
    """
    new, newer = aliased(Recognition), aliased(Recognition)
    code = session().scalar(
        select(newer.code)
        .join(
            new,
            and_(new.lineage == newer.lineage, new.id != newer.id, new.issued_on <= newer.issued_on),
        )
        .where(new.id.in_(new_ids), newer.state == RecordState.VERIFIED)
        .order_by(newer.id)
        .limit(1)
    )
    if code is not None:
        raise Conflict(Message("Sản phẩm đã có quyết định mới hơn: bản ghi %(code)s.", {"code": code}))


def supersede(new_ids: Mapping[str, int]) -> dict[str, list[tuple[int, str]]]:
    """End the earlier recognitions of products on the day the new ones, by lineage, begin; a filing on an earlier one
    has its result then. Returns the ids and codes of those that ended, by lineage. 1 statement.
    """
    new = aliased(Recognition)
    begins = (
        select(new.issued_on)
        .where(new.lineage == Recognition.lineage, new.id.in_(new_ids.values()))
        .correlate(Recognition)
        .scalar_subquery()
    )
    statement = (
        update(Recognition)
        .where(
            Recognition.lineage.in_(new_ids),
            Recognition.id.not_in(new_ids.values()),
            Recognition.state == RecordState.VERIFIED,
            Recognition.superseded_on.is_(None),
        )
        .values(
            superseded_on=begins,
            filing_result_on=func.coalesce(Recognition.filing_result_on, begins),
            version=Recognition.version + 1,
            changed_at=clock.now(),
        )
        .returning(Recognition.lineage, Recognition.id, Recognition.code)
    )
    ended: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(session().execute(statement, execution_options={"synchronize_session": False})):
        ended.setdefault(row.lineage, []).append((row.id, row.code))
    return ended

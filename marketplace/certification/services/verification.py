"""The second pair of eyes: somebody else compares the record with the paper, and from then on it counts."""

from sqlalchemy import func, select, update

from marketplace.accounts.policy import require
from marketplace.certification import regimes
from marketplace.certification.events import RecognitionSuperseded, RecognitionVerified
from marketplace.certification.kinds import IssuerKind, RecordState, RegimeCode, Round
from marketplace.certification.models import Recognition
from marketplace.certification.regimes import Authorised
from marketplace.certification.services.data import RecognitionData, checked
from marketplace.certification.services.entry import insert_record, refuse_incomplete
from marketplace.certification.services.record import Record, change, line_of, load, load_for
from marketplace.certification.services.upgrade import followed
from marketplace.certification.states import RECORD
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_SAME_PERSON = Message("Người nhập không tự duyệt được: cần một cán bộ khác.")


def verify(
    actor: Actor, recognition_id: int, *, accept_authority: bool = False, version: int | None = None
) -> None:
    """Confirm that a submitted record says what its paper says. Not by who entered it (seed 004, 4.6).

    What the paper says may still be against the law: the gate judges that, whenever it is asked.
    ``accept_authority`` is the officer's word that an authority which needed a second look
    (``regimes.check_authority`` says ``review``) is good; for one that is plainly wrong it changes nothing.
    ``version`` is the one that was looked at. When the product had an earlier recognition, that one ends as this
    one begins.

    :raises NotAllowed: outside the actor's scope, or the actor entered it. :raises InvalidMove: not submitted.
    :raises Conflict: it changed while it was looked at, or the product has a newer verified recognition.
    """
    with transaction():
        record = load_for(actor, "certification.verify", recognition_id)
        _verify(actor, record, accept_authority=accept_authority, version=version)


def enter_verified(
    actor: Actor,
    data: RecognitionData,
    *,
    entered_by: Actor,
    follows: int | None = None,
    accept_authority: bool = False,
    demo: bool = False,
) -> int:
    """Take over a record that ``entered_by`` has prepared and ``actor`` confirms, as imports do; returns its id.

    The same checks as enter (or upgrade, of the recognition ``follows``), submit and verify one after the other, in one
    transaction.

    :raises Invalid: names the fields at fault.
    :raises NotAllowed: outside the scope of either, or both are the same.
    :raises Conflict: the register has it already.
    """
    values = checked(data)
    for who, permission in ((entered_by, "certification.enter"), (actor, "certification.verify")):
        require(who, permission, province=values["province_code"], commune=data.commune_code)
    if entered_by.ref == actor.ref:
        raise NotAllowed(_SAME_PERSON)
    with transaction():
        old = None if follows is None else followed(entered_by, follows, data)
        new_id = insert_record(
            values,
            entered_by=entered_by,
            by=actor,
            demo=demo,
            lineage=old.lineage if old else None,
            producer_id=old.producer_id if old else None,
        )
        record = load(new_id)
        refuse_incomplete(record)
        change(new_id, state=RecordState.SUBMITTED)
        _verify(actor, load(new_id), accept_authority=accept_authority)
    return new_id


def _verify(
    actor: Actor, record: Record, *, accept_authority: bool = False, version: int | None = None
) -> None:
    if record.entered_by == actor.ref:
        raise NotAllowed(_SAME_PERSON)
    state = RECORD.next(record.code, record.state, "verify")
    accepted = accept_authority and _needs_a_second_look(record)
    _refuse_out_of_order(record)
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
    details = {"decision": record.decision_no, "star": record.star, "authority_accepted": accepted}
    audit.record(actor, "certification.recognition.verified", "recognition", record.code, details)
    line = line_of(record.lineage)
    for old_id, old_code in _supersede(record):
        audit.record(
            actor, "certification.recognition.superseded", "recognition", old_code, {"by": record.code}
        )
        emit(RecognitionSuperseded(old_id, line, record.id))
    emit(RecognitionVerified(record.id, line))


def _needs_a_second_look(record: Record) -> bool:
    check = regimes.check_authority(
        record.issued_on,
        record.star,
        IssuerKind(record.issuer_kind),
        RegimeCode(record.regime) if record.regime else None,
        Round(record.round) if record.round else None,
    )
    return check.result is Authorised.REVIEW


def _refuse_out_of_order(record: Record) -> None:
    """Recognitions of one product are verified in the order of their decisions, so that each ends where one begins."""
    newer = session().scalar(
        select(Recognition.code).where(
            Recognition.lineage == record.lineage,
            Recognition.id != record.id,
            Recognition.state == RecordState.VERIFIED,
            Recognition.issued_on >= record.issued_on,
        )
    )
    if newer is not None:
        raise Conflict(Message("Sản phẩm đã có quyết định mới hơn: bản ghi %(code)s.", {"code": newer}))


def _supersede(record: Record) -> list[tuple[int, str]]:
    """End the earlier recognition of the product on the day the new one begins; a filing on it has its result then."""
    statement = (
        update(Recognition)
        .where(
            Recognition.lineage == record.lineage,
            Recognition.id != record.id,
            Recognition.state == RecordState.VERIFIED,
            Recognition.superseded_on.is_(None),
        )
        .values(
            superseded_on=record.issued_on,
            filing_result_on=func.coalesce(Recognition.filing_result_on, record.issued_on),
            version=Recognition.version + 1,
            changed_at=clock.now(),
        )
        .returning(Recognition.id, Recognition.code)
    )
    return [(row.id, row.code) for row in session().execute(statement)]

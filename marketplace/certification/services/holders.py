"""Whose a recognition is among the producers of this market."""

from sqlalchemy import select

from marketplace.accounts.policy import refuse_own_people
from marketplace.certification.events import RecognitionChanged
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.services.carrying import carry_over
from marketplace.certification.services.record import change, line_of, load_for
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer


def attach_holder(actor: Actor, recognition_id: int, producer_id: int) -> None:
    """Say that the holder in the decision is that producer. An officer's word: it outranks names and tax numbers.

    What had stopped the same product of that producer stops this recognition, too.

    :raises Invalid: there is no such producer, or it has closed.
    :raises Conflict: attached to a producer already; detach it first.
    :raises NotAllowed: outside the officer's place, or one of the producer's own people.
    """
    with transaction():
        record = load_for(actor, "certification.attach", recognition_id)
        standing = session().scalar(select(Producer.standing).where(Producer.id == producer_id))
        if standing is None or standing == Standing.CLOSED:
            wrong = Message("Không có chủ thể này.") if standing is None else Message("Chủ thể này đã đóng.")
            raise Invalid(wrong, fields={"producer_id": wrong})
        refuse_own_people(actor, producer_id)
        if not change(record.id, Recognition.producer_id.is_(None), producer_id=producer_id):
            raise Conflict(Message("Bản ghi đã gắn với một chủ thể."))
        details = {"producer": producer_id}
        audit.record(actor, "certification.recognition.attached", "recognition", record.code, details)
        emit(RecognitionChanged(record.id, line_of(record.lineage)))
        if record.state is RecordState.VERIFIED:
            carry_over(actor, [record.id])


def detach_holder(actor: Actor, recognition_id: int) -> None:
    """Take back an attachment that was wrong. :class:`Conflict` when there is none, :class:`NotAllowed` for the
    producer's own people.
    """
    with transaction():
        record = load_for(actor, "certification.attach", recognition_id)
        if record.producer_id is not None:
            refuse_own_people(actor, record.producer_id)
        if not change(
            record.id,
            Recognition.producer_id == record.producer_id,
            Recognition.producer_id.is_not(None),
            producer_id=None,
        ):
            raise Conflict(Message("Bản ghi chưa gắn với chủ thể nào."))
        details = {"producer": record.producer_id}
        audit.record(actor, "certification.recognition.detached", "recognition", record.code, details)
        emit(RecognitionChanged(record.id, line_of(record.lineage)))

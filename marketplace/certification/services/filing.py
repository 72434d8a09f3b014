"""Proof that re-evaluation was asked for, which carries a recognition through its grace."""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, func

from marketplace.certification import lifecycle
from marketplace.certification.events import FilingCorrected, RecognitionChanged
from marketplace.certification.models import Recognition
from marketplace.certification.services.record import (
    Record,
    change,
    line_of,
    load_for,
    load_to_decide,
    refuse_ended,
    words,
)
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_CHANGED: Final = Message("Số biên nhận vừa được người khác sửa. Xin xem lại.")
_CONFIRMED: Final = Message("Biên nhận đã được người thứ hai xác nhận.")


def record_filing(actor: Actor, recognition_id: int, receipt_no: str, filed_on: date) -> None:
    """Note the receipt of a dossier for re-evaluation and the day it was filed.

    The window is from 180 to 120 days before expiry (26/2026/QĐ-TTg art. 6). A dossier that missed it still counts
    until the last day of validity: what is in force then *stays* in force until the result, for 180 days at most
    (art. 12(3)). What has ended cannot stay in force, so a later dossier gives nothing back; a receipt may be noted
    later than that, the day on it counts.

    The filing counts once another officer has confirmed it (:func:`confirm_filing`): half a year of grace is not for
    one to give.

    :raises Invalid: no number, a day in the future, before the window or after the last day. :raises Conflict: a
    filing is recorded already, or the recognition is not one that can be re-evaluated.
    """
    receipt_no = words(receipt_no, "receipt_no", limit=80, missing=Message("Ghi số biên nhận."))
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        refuse_ended(record)
        days = lifecycle.calendar_of(record.issued_on)
        wrong = None
        if filed_on > clock.today():
            wrong = Message("Ngày nộp không thể ở tương lai.")
        elif filed_on < days.window_opens:
            wrong = Message(
                "Hồ sơ đánh giá lại nộp sớm nhất ngày %(day)s.",
                {"day": days.window_opens.strftime("%d/%m/%Y")},
            )
        elif filed_on > days.expires_on:
            wrong = Message(
                "Giấy chứng nhận hết hạn ngày %(day)s. Hồ sơ nộp sau ngày ấy không giữ được sao: "
                "chỉ giấy còn hạn khi nộp mới được gia hạn (26/2026/QĐ-TTg, Điều 12).",
                {"day": days.expires_on.strftime("%d/%m/%Y")},
            )
        if wrong is not None:
            raise Invalid(wrong, fields={"filed_on": wrong})
        if not change(
            record.id,
            Recognition.filed_on.is_(None),
            Recognition.revoked_at.is_(None),
            filing_receipt_no=receipt_no,
            filed_on=filed_on,
            filing_by=actor.ref,
            filing_confirmed_by=None,
        ):
            raise Conflict(Message("Bản ghi đã có biên nhận hồ sơ đánh giá lại."))
        details = {"receipt": receipt_no, "filed_on": filed_on}
        audit.record(actor, "certification.recognition.filed", "recognition", record.code, details)
        emit(RecognitionChanged(record.id, line_of(record.lineage)))


def confirm_filing(actor: Actor, recognition_id: int, receipt_no: str) -> None:
    """Confirm a filing that another officer noted, or the number that another one put right; from now on it counts.
    ``receipt_no`` is the number looked at.

    :raises NotAllowed: outside the actor's scope, the actor noted or corrected it, or is one of the producer's own
        people.
    :raises Conflict: nothing was filed, it is confirmed already or was changed, or the recognition has ended.
    """
    with transaction():
        record = load_to_decide(actor, "certification.verify", recognition_id)
        filed_on = _refuse_unfiled(record)
        waiting = record.filing_waiting_no
        noted_by = record.filing_by if waiting is None else record.filing_waiting_by
        if noted_by == actor.ref:
            raise NotAllowed(Message("Người ghi biên nhận không tự xác nhận được: cần một cán bộ khác."))
        if waiting is None and record.filing_confirmed_by is not None:
            raise Conflict(_CONFIRMED)
        if not change(
            record.id,
            *_as_shown(receipt_no),
            *_as_loaded(record),
            filing_receipt_no=receipt_no,
            filing_by=noted_by,
            filing_confirmed_by=actor.ref,
            filing_waiting_no=None,
            filing_waiting_by=None,
        ):
            raise Conflict(_CHANGED)
        details = {"receipt": receipt_no, "filed_on": filed_on}
        audit.record(actor, "certification.recognition.filing_confirmed", "recognition", record.code, details)
        line = line_of(record.lineage)
        emit(RecognitionChanged(record.id, line))
        if waiting is not None:
            emit(FilingCorrected(record.id, line, record.filing_receipt_no, receipt_no, filed_on))


def drop_filing(actor: Actor, recognition_id: int, reason: str) -> None:
    """Take off again what nobody has confirmed: a filing noted for the wrong record or with a wrong day, or a corrected
    number. A filing that was confirmed goes on with the number that was.

    :raises Invalid: no reason. :raises Conflict: nothing was filed, it is confirmed, or the recognition has ended.
    """
    reason = words(reason, "reason", missing=Message("Ghi lý do bỏ biên nhận."))
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        _refuse_unfiled(record)
        dropped = _number_of(record)
        values: dict[str, Any] = {"filing_waiting_no": None, "filing_waiting_by": None}
        if record.filing_confirmed_by is None:
            values = {"filing_receipt_no": "", "filed_on": None, "filing_by": None}
        elif record.filing_waiting_no is None:
            raise Conflict(_CONFIRMED)
        if not change(record.id, *_as_shown(dropped), *_as_loaded(record), **values):
            raise Conflict(_CHANGED)
        details = {"receipt": dropped, "filed_on": record.filed_on, "reason": reason}
        audit.record(actor, "certification.recognition.filing_dropped", "recognition", record.code, details)
        emit(RecognitionChanged(record.id, line_of(record.lineage)))


def correct_receipt(actor: Actor, recognition_id: int, receipt_no: str, *, shown: str) -> None:
    """Put a receipt's mistyped number right; the day of filing stays. The same number changes nothing.

    ``shown`` is the number that was to be put right, so that of two who correct at once one is refused. Whoever
    corrects counts as who noted it: another one has to confirm the new number. Until then a number that was confirmed
    goes on to count, and with it the grace: a slip of the pen takes nothing off sale.

    :raises Invalid: no number.
    :raises Conflict: nothing was filed, somebody else has just corrected it, or the recognition has ended.
    """
    receipt_no = words(receipt_no, "receipt_no", limit=80, missing=Message("Ghi số biên nhận."))
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        _refuse_unfiled(record)
        if receipt_no == _number_of(record):
            return
        values: dict[str, Any] = {"filing_waiting_no": receipt_no, "filing_waiting_by": actor.ref}
        if record.filing_confirmed_by is None:
            values = {"filing_receipt_no": receipt_no, "filing_by": actor.ref}
        elif receipt_no == record.filing_receipt_no:
            values = {"filing_waiting_no": None, "filing_waiting_by": None}
        if not change(record.id, *_as_shown(shown), *_as_loaded(record), **values):
            raise Conflict(_CHANGED)
        details = {"from": shown, "to": receipt_no}
        audit.record(
            actor, "certification.recognition.receipt_corrected", "recognition", record.code, details
        )
        emit(RecognitionChanged(record.id, line_of(record.lineage)))


def record_result(actor: Actor, recognition_id: int, result_on: date) -> None:
    """Note the day of the authority's result where no new decision follows (not recognised again). It ends the grace.

    A result that is a new decision needs no noting: verifying that decision does it.

    :raises Invalid: a day in the future or before the filing.
    :raises Conflict: nothing was filed, nobody has confirmed it, the result is recorded already, or the recognition has
        ended.
    """
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        filed_on = _refuse_unfiled(record)
        if record.filing_confirmed_by is None:
            raise Conflict(Message("Biên nhận chờ người thứ hai xác nhận."))
        if not filed_on <= result_on <= clock.today():
            wrong = Message("Ngày có kết quả nằm từ ngày nộp hồ sơ đến hôm nay.")
            raise Invalid(wrong, fields={"result_on": wrong})
        if not change(
            record.id,
            Recognition.filing_result_on.is_(None),
            Recognition.filing_confirmed_by.is_not(None),
            Recognition.revoked_at.is_(None),
            filing_result_on=result_on,
        ):
            raise Conflict(Message("Bản ghi đã có ngày kết quả đánh giá lại."))
        details = {"result_on": result_on}
        audit.record(actor, "certification.recognition.result_recorded", "recognition", record.code, details)
        emit(RecognitionChanged(record.id, line_of(record.lineage)))


def _refuse_unfiled(record: Record) -> date:
    """The day of the filing. :class:`Conflict` where the record does not count or nothing was filed."""
    refuse_ended(record)
    if record.filed_on is None:
        raise Conflict(Message("Bản ghi chưa có biên nhận hồ sơ đánh giá lại."))
    return record.filed_on


def _number_of(record: Record) -> str:
    """The number that was typed last, whether it counts yet or not."""
    return record.filing_waiting_no or record.filing_receipt_no


def _as_shown(receipt_no: str) -> tuple[ColumnElement[bool], ...]:
    """True while the receipt is the one that was looked at and the recognition goes on."""
    return (
        func.coalesce(Recognition.filing_waiting_no, Recognition.filing_receipt_no) == receipt_no,
        Recognition.filed_on.is_not(None),
        Recognition.revoked_at.is_(None),
        Recognition.superseded_on.is_(None),
    )


def _as_loaded(record: Record) -> tuple[ColumnElement[bool], ...]:
    """True while nobody else has noted, corrected or confirmed the receipt."""
    return (
        Recognition.filing_by.is_not_distinct_from(record.filing_by),
        Recognition.filing_confirmed_by.is_not_distinct_from(record.filing_confirmed_by),
        Recognition.filing_waiting_by.is_not_distinct_from(record.filing_waiting_by),
    )

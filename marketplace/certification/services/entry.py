"""A record on its way into the register: entered by one officer, verified by another."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import require
from marketplace.certification.decision_numbers import may_be_same
from marketplace.certification.events import RecognitionChanged, RecognitionEntered, RecordMoved
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.services.data import RecognitionData, checked
from marketplace.certification.services.record import Record, change, line_of, load, load_for, words
from marketplace.certification.states import RECORD
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_SAVED_IN_BETWEEN = Message("Có người vừa sửa bản ghi này. Tải lại trang rồi làm tiếp.")


def enter(actor: Actor, data: RecognitionData, *, demo: bool = False) -> int:
    """Enter a recognition as a draft; returns its id. It counts for nothing before somebody else verifies it.

    :raises Invalid: names the fields at fault.
    :raises Conflict: the register has this product of this holder from this decision.
    :raises NotAllowed: the commune is outside the actor's scope.
    """
    values = checked(data)
    require(actor, "certification.enter", province=values["province_code"], commune=data.commune_code)
    with transaction():
        return insert_record(values, entered_by=actor, by=actor, demo=demo)


def edit(actor: Actor, recognition_id: int, data: RecognitionData, *, version: int | None = None) -> None:
    """Replace the words of a draft. Whoever edits counts as who entered it, so another one has to verify it.

    ``version`` is the one the form was filled from; without it the last writer wins.

    :raises Invalid: names the fields at fault.
    :raises InvalidMove: not a draft any more.
    :raises Conflict: somebody else saved in between, or the register has another record of the same.
    """
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        RECORD.next(record.code, record.state, "edit")
        values = checked(data)
        require(actor, "certification.enter", province=values["province_code"], commune=data.commune_code)
        refuse_cut_number(values, beside=recognition_id)
        try:
            with savepoint():
                saved = change(
                    recognition_id,
                    Recognition.state == record.state,
                    Recognition.version == (record.version if version is None else version),
                    **values,
                    entered_by=actor.ref,
                )
        except IntegrityError as refusal:
            raise _known([values], refusal) from None
        if not saved:
            raise Conflict(_SAVED_IN_BETWEEN)
        audit.record(actor, "certification.recognition.edited", "recognition", record.code)
        emit(RecognitionChanged(recognition_id, line_of(record.lineage)))


def submit(actor: Actor, recognition_id: int) -> None:
    """Hand a draft over to be verified.

    :raises Invalid: the scan or the grade of the evidence is missing.
    :raises InvalidMove: not a draft.
    """
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        refuse_incomplete(record.scan_hash, record.grade)
        _move(actor, record, "submit", "certification.recognition.submitted")


def send_back(actor: Actor, recognition_id: int, remark: str) -> None:
    """Give a submitted record back with a remark that says what to change.

    :raises Invalid: no remark.
    :raises InvalidMove: not submitted.
    """
    remark = words(remark, "remark", missing=Message("Ghi chỗ sai và cách sửa."))
    with transaction():
        record = load_for(actor, "certification.verify", recognition_id)
        _move(actor, record, "send_back", "certification.recognition.sent_back", remark=remark)


def withdraw(actor: Actor, recognition_id: int, reason: str) -> None:
    """Drop a record that was never verified, such as one entered twice. Its decision may then be entered again.

    :raises Invalid: no reason.
    :raises InvalidMove: verified records are revoked, not withdrawn.
    """
    reason = words(reason, "reason", missing=Message("Ghi lý do bỏ bản ghi."))
    with transaction():
        record = load_for(actor, "certification.enter", recognition_id)
        _move(actor, record, "withdraw", "certification.recognition.withdrawn", remark=reason)


def insert_record(
    values: dict[str, Any],
    *,
    entered_by: Actor,
    by: Actor,
    demo: bool,
    lineage: str | None = None,
    producer_id: int | None = None,
) -> int:
    """Write a checked record as a draft of ``entered_by``, done by ``by``; part of an open transaction.

    :raises Conflict: the register has this product of this holder from this decision.
    """
    refuse_cut_number(values)
    row = {
        **new_row(values, entered_by=entered_by, demo=demo, lineage=lineage, producer_id=producer_id),
        "state": RecordState.DRAFT,
    }
    new_id = insert_rows([row])[row["code"]]
    tell_entered(by, new_id, row, line_of(row["lineage"]))
    return new_id


def new_row(
    values: Mapping[str, Any], *, entered_by: Actor, demo: bool, lineage: str | None, producer_id: int | None
) -> dict[str, Any]:
    """The columns of a new record but for its state. Without a ``lineage`` it is the first of its product."""
    code, now = codes.new(), clock.now()
    return {
        **values,
        "code": code,
        "lineage": lineage or code,
        "entered_by": entered_by.ref,
        "entered_at": now,
        "producer_id": producer_id,
        "demo": demo,
        "version": 1,
        "changed_at": now,
    }


def insert_rows(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Write records; returns their ids by code. 1 statement for about 700 rows; part of an open transaction.

    :raises Conflict: the register has one of them, or two of them are of one product, holder and decision.
    """
    # Without render_nulls rows that leave other columns empty would be other statements.
    statement = insert(Recognition).returning(Recognition.id, Recognition.code)
    try:
        with savepoint() as here:
            written = here.execute(statement, rows, execution_options={"render_nulls": True})
            return {row.code: row.id for row in written}
    except IntegrityError as refusal:
        raise _known(rows, refusal) from None


def tell_entered(by: Actor, new_id: int, row: Mapping[str, Any], line: tuple[int, ...]) -> None:
    """Note and tell that a record was entered, done by ``by``."""
    details = {"decision": row["decision_no"], "star": row["star"], "entered_by": row["entered_by"]}
    audit.record(by, "certification.recognition.entered", "recognition", row["code"], details)
    emit(RecognitionEntered(new_id, line))


def refuse_incomplete(scan_hash: str, grade: str) -> None:
    """:class:`Invalid` when a record lacks what it takes to be compared with its paper."""
    missing: dict[str, Message | str] = {}
    if not scan_hash:
        missing["scan_hash"] = Message("Đính kèm bản quét quyết định hoặc bản chụp bằng chứng.")
    if not grade:
        missing["grade"] = Message("Chọn hạng bằng chứng.")
    if missing:
        raise Invalid(Message("Bản ghi chưa đủ để trình duyệt."), fields=missing)


def refuse_cut_number(values: Mapping[str, Any], *, beside: int = 0) -> None:
    """:class:`Conflict` when a record other than ``beside`` has the product and the holder from a decision of this very
    day, and one of the two numbers is the beginning of the other, as "2394" is of "2394/QĐ-UBND"; 1 statement.

    Equal numbers are refused by the table itself.
    """
    found = session().execute(
        select(Recognition.code, Recognition.decision_no).where(
            Recognition.product_key == values["product_key"],
            Recognition.holder_key == values["holder_key"],
            Recognition.issued_on == values["issued_on"],
            Recognition.issuer_province_code.is_not_distinct_from(values["issuer_province_code"]),
            Recognition.decision_key != values["decision_key"],
            Recognition.state != RecordState.WITHDRAWN,
            Recognition.id != beside,
        )
    )
    for row in found:
        if may_be_same(row.decision_no, values["decision_no"]):
            message = Message(
                "Sổ đã có sản phẩm này của chủ thể này theo quyết định cùng ngày, ghi số %(known)s: bản ghi %(code)s. "
                "Số %(decision)s là cùng một quyết định.",
                {"known": row.decision_no, "code": row.code, "decision": values["decision_no"]},
            )
            raise Conflict(message, fields={"decision_no": message})


def _move(actor: Actor, record: Record, move: str, action: str, *, remark: str = "") -> None:
    state = RECORD.next(record.code, record.state, move)
    if not change(record.id, Recognition.state == record.state, state=state, remark=remark):
        now = load(record.id)
        RECORD.next(now.code, now.state, move)
        raise Conflict(_SAVED_IN_BETWEEN)
    audit.record(actor, action, "recognition", record.code, {"remark": remark} if remark else None)
    emit(RecordMoved(record.id, line_of(record.lineage), move, actor.ref, record.entered_by, remark))


def _known(rows: Sequence[Mapping[str, Any]], refusal: IntegrityError) -> Exception:
    """What to raise for refused rows: the record that the first of them repeats, two of them that are the same, or the
    refusal itself when it is neither. They are looked up by their decisions, of which there are few; 1 statement.
    """
    decisions = {row["decision_key"] for row in rows}
    keys = (Recognition.decision_key, Recognition.product_key, Recognition.holder_key)
    known: dict[tuple[str, ...], str] = {
        (found.decision_key, found.product_key, found.holder_key): found.code
        for found in session().execute(
            select(*keys, Recognition.code).where(
                Recognition.decision_key.in_(decisions), Recognition.state != RecordState.WITHDRAWN
            )
        )
    }
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = (row["decision_key"], row["product_key"], row["holder_key"])
        if key in known:
            message = Message(
                "Sổ đã có sản phẩm này của chủ thể này theo quyết định %(decision)s: bản ghi %(code)s.",
                {"decision": row["decision_no"], "code": known[key]},
            )
            return Conflict(message, fields={"decision_no": message})
        if key in seen:
            return Conflict(
                Message(
                    "Hai hàng cùng sản phẩm, chủ thể và quyết định: %(product)s.",
                    {"product": row["product_name"]},
                )
            )
        seen.add(key)
    return refusal

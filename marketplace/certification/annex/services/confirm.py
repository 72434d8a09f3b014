"""The second officer: what both have seen enters the register, all of it or nothing."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import insert, select

from marketplace.certification.annex.assess.findings import Finding
from marketplace.certification.annex.assess.report import Report, RowState
from marketplace.certification.annex.lookup import register_of
from marketplace.certification.annex.models import ImportBatch, ImportedRow
from marketplace.certification.annex.services.batch import (
    CHANGED,
    Batch,
    book_of,
    change,
    is_as_loaded,
    load_for,
    look_at,
)
from marketplace.certification.annex.services.recognise import entrant_of, entries_of
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.certification.events import ImportConfirmed
from marketplace.certification.models import Recognition
from marketplace.certification.services.taking_over import Checked, check_entries, take_over
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_OWN = Message("Người trình không tự xác nhận được: cần một cán bộ khác.")
_BOTH = Message(
    "Người tải tệp và người trình không tự xác nhận được: cần một cán bộ khác. Chỉ có hai người thì rút lại, để người "
    "tải tệp trình, người kia xác nhận."
)
ATTEMPTS = 3
"""How often a file is looked at anew because the register changed while it was being looked at."""


@dataclass(frozen=True, slots=True)
class ImportedRecognition:
    """Which row became which recognition."""

    row: int
    recognition_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What came of a confirmation. ``left`` are the product rows that did not enter the register."""

    batch: str
    imported: tuple[ImportedRecognition, ...]
    left: tuple[int, ...]


def confirm(
    actor: Actor,
    code: str,
    *,
    only_ready: bool = False,
    accepted_authorities: Collection[int] = (),
) -> Confirmation:
    """Enter the rows of a submitted batch into the register, verified: all of them in one transaction, or none.

    ``only_ready`` is the explicit wish to import the rows without errors and to leave the others. The rows in
    ``accepted_authorities`` carry an authority that needs a second look, and the actor has looked. Confirming twice
    imports once: the second time tells what the first one did.

    Reading the file and comparing its rows takes seconds for a long one, so that is done before the transaction. In it
    the batch and the register must still be as they were looked at; otherwise the look is repeated.

    Who entered the rows is who handed them over; whoever brought the file chose what is in it and does not confirm
    either, so that of the two who compare rows and paper one had no hand in them.

    :raises NotAllowed: outside the actor's scope, or the actor handed the batch over or brought the file.
    :raises Invalid: rows with errors or open questions, and ``only_ready`` was not asked for.
    :raises InvalidMove: not submitted.
    :raises Conflict: the register kept changing meanwhile, or the findings are not those that were submitted:
        ``recheck`` first.
    """
    for _attempt in range(ATTEMPTS):
        batch = load_for(actor, code, "certification.confirm_import")
        if batch.state is BatchState.CONFIRMED:
            return _done(batch)
        BATCH.next(batch.subject, batch.state, "confirm")
        if actor.ref in batch.first_pair_of_eyes:
            raise NotAllowed(_OWN if batch.submitted_by == batch.uploaded_by else _BOTH)
        register = register_of(batch.province_code)
        report = look_at(batch, book_of(batch), batch.mapping, batch.declared, register)
        _refuse_surprises(batch, report)
        _refuse_errors(report, only_ready=only_ready)
        entries = entries_of(batch, report.ready, accepted_authorities)
        ready = check_entries(actor, entries, entered_by=entrant_of(batch))
        with transaction():
            if is_as_loaded(batch) and register_of(batch.province_code) == register:
                return _import(actor, batch, report, ready, only_ready=only_ready)
    raise Conflict(CHANGED)


def _import(actor: Actor, batch: Batch, report: Report, ready: Checked, *, only_ready: bool) -> Confirmation:
    """Write what was looked at. Part of an open transaction; as many statements for a hundred rows as for ten."""
    change(
        batch,
        "confirm",
        ImportBatch.uploaded_by != actor.ref,
        ImportBatch.submitted_by != actor.ref,
        decided_by=actor.ref,
        decided_at=clock.now(),
        only_ready=only_ready,
    )
    taken = take_over(ready, demo=batch.demo, quiet=True)
    imported = tuple(
        ImportedRecognition(draft.number, each.id, each.code)
        for draft, each in zip(report.ready, taken, strict=True)
    )
    session().execute(
        insert(ImportedRow),
        [
            {"batch_id": batch.id, "row_number": each.row, "recognition_id": each.recognition_id}
            for each in imported
        ],
    )
    done = Confirmation(batch.code, imported, _left(report))
    audit.record(
        actor,
        "certification.import.confirmed",
        "import",
        batch.code,
        {
            "sha256": batch.sha256,
            "entered_by": batch.submitted_by,
            "imported": len(done.imported),
            "left": list(done.left),
            "only_ready": only_ready,
        },
    )
    emit(ImportConfirmed(batch.code, tuple(each.recognition_id for each in imported)))
    return done


def _refuse_surprises(batch: Batch, report: Report) -> None:
    """What is confirmed is what was seen: not a row more, less or different, and nothing else said of any row.

    What is said of the file as a whole may differ: it says nothing of what enters the register.
    """
    if changed := _change(batch.report, report):
        raise Conflict(changed)


def _change(seen: Report, now: Report) -> Message | None:
    """The first thing that is otherwise than it was seen, in words."""
    before, after = _of_rows(seen), _of_rows(now)
    for key, finding in after.items():
        if key not in before:
            return Message(
                "Kết quả đọc tệp đã khác lúc trình: %(place)s nay có thêm “%(finding)s” Kiểm tra lại rồi xác nhận.",
                {"place": finding.place, "finding": finding.message},
            )
    for key, finding in before.items():
        if key not in after:
            return Message(
                "Kết quả đọc tệp đã khác lúc trình: %(place)s nay không còn “%(finding)s” Kiểm tra lại rồi xác nhận.",
                {"place": finding.place, "finding": finding.message},
            )
    if seen.rows != now.rows:
        return Message("Kết quả đọc tệp đã khác lúc trình (sổ vừa thay đổi). Kiểm tra lại rồi xác nhận.")
    return None


def _of_rows(report: Report) -> dict[str, Finding]:
    """The findings about single rows, by the form in which they are stored."""
    return {
        json.dumps(finding.to_json(), sort_keys=True): finding
        for finding in report.findings
        if finding.row is not None
    }


def _refuse_errors(report: Report, *, only_ready: bool) -> None:
    if not report.ready:
        raise Invalid(Message("Không có hàng nào nhập được."))
    counts = report.counts
    if not only_ready and counts.blocked + counts.question:
        raise Invalid(
            Message(
                "Còn %(open)s hàng sai hoặc chưa chọn. Trả lại để sửa, hoặc chọn chỉ nhập %(ready)s hàng không sai.",
                {"open": counts.blocked + counts.question, "ready": counts.ready},
            )
        )


def _done(batch: Batch) -> Confirmation:
    """What entered the register from a batch; 1 statement."""
    statement = (
        select(ImportedRow.row_number, ImportedRow.recognition_id, Recognition.code)
        .join(Recognition, Recognition.id == ImportedRow.recognition_id)
        .where(ImportedRow.batch_id == batch.id)
        .order_by(ImportedRow.row_number)
    )
    imported = tuple(ImportedRecognition(*row) for row in session().execute(statement))
    return Confirmation(batch.code, imported, _left(batch.report))


def _left(report: Report) -> tuple[int, ...]:
    return tuple(row.draft.number for row in report.rows if row.state is not RowState.READY)

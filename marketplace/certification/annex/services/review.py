"""Handing a batch over, giving it back, taking it up again."""

from marketplace.certification.annex.services.batch import (
    book_of,
    change,
    load_for,
    look_at,
    report_columns,
)
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.certification.events import ImportRejected, ImportReopened
from marketplace.certification.services.record import words
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message


def submit(actor: Actor, code: str) -> None:
    """Hand a draft over to another officer. The file is looked at once more, so that both see the same.

    Whoever hands it over answers for the mapping and the answers, and counts as who entered the rows.

    :raises Invalid: no row could be imported. :raises InvalidMove: not a draft.
    :raises Conflict: somebody changed it meanwhile.
    """
    batch = load_for(actor, code, "certification.import")
    BATCH.next(batch.subject, batch.state, "submit")
    report = look_at(batch, book_of(batch), batch.mapping, batch.declared)
    if not report.ready:
        raise Invalid(Message("Chưa có hàng nào nhập được. Sửa các chỗ sai trước khi trình."))
    with transaction():
        change(
            batch,
            "submit",
            submitted_at=clock.now(),
            submitted_by=actor.ref,
            **report_columns(report),
        )
        counts = report.counts
        audit.record(
            actor,
            "certification.import.submitted",
            "import",
            code,
            {"ready": counts.ready, "left": counts.rows - counts.ready},
        )


def reject(actor: Actor, code: str, reason: str) -> None:
    """Give a submitted batch back with a reason. Nothing of it enters the register.

    :raises Invalid: no reason. :raises NotAllowed: the actor handed it over; taking it back is ``reopen``.
    :raises InvalidMove: not submitted.
    """
    reason = words(reason, "reason", missing=Message("Ghi lý do trả lại."))
    with transaction():
        batch = load_for(actor, code, "certification.confirm_import")
        BATCH.next(batch.subject, batch.state, "reject")
        if actor.ref in batch.first_pair_of_eyes:
            raise NotAllowed(Message("Người trình không tự trả lại được: rút lại để sửa."))
        change(batch, "reject", rejection=reason, decided_by=actor.ref, decided_at=clock.now())
        audit.record(actor, "certification.import.rejected", "import", code, {"reason": reason})
        emit(ImportRejected(code, batch.version, batch.first_pair_of_eyes, batch.file_name, reason))


def reopen(actor: Actor, code: str) -> None:
    """Take up again what was given back, or what still waits: it is a draft once more.

    :raises InvalidMove: a draft already, or confirmed.
    """
    with transaction():
        batch = load_for(actor, code, "certification.import")
        change(
            batch,
            "reopen",
            submitted_by="",
            submitted_at=None,
            rejection="",
            decided_by="",
            decided_at=None,
        )
        action = "reopened" if batch.state is BatchState.REJECTED else "taken_back"
        audit.record(actor, f"certification.import.{action}", "import", code)
        emit(ImportReopened(code))

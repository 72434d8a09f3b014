"""One batch as the verbs see it, how its file is looked at, and the one guarded way to change it.

Looking at a long file takes a second or two, so the verbs look before they open a transaction; ``change`` refuses what
is no longer as it was loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update

from marketplace.accounts.policy import may, require
from marketplace.certification.annex.assess.assess import assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.duplicates import Registered
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.mapping import ColumnMapping
from marketplace.certification.annex.lookup import world_of
from marketplace.certification.annex.models import ImportBatch, ImportFile
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.documents.tables.grid import Book
from marketplace.documents.tables.reader import read
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message

CHANGED = Message("Có người vừa sửa lần nhập này. Tải lại trang rồi làm tiếp.")


@dataclass(frozen=True, slots=True)
class Batch:
    """What a verb has to know of a batch before it does anything."""

    id: int
    code: str
    state: BatchState
    version: int
    province_code: str
    file_name: str
    sha256: str
    uploaded_by: str
    submitted_by: str
    demo: bool
    mapping: ColumnMapping
    declared: Declared
    report: Report

    @property
    def first_pair_of_eyes(self) -> frozenset[str]:
        """Who brought the rows in: they neither confirm nor give back."""
        return frozenset({self.uploaded_by, self.submitted_by} - {""})

    @property
    def subject(self) -> str:
        """What a refusal calls it."""
        return str(Message("Lần nhập %(code)s", {"code": self.code}))


def load_for(actor: Actor, code: str, *permissions: str) -> Batch:
    """The batch, if the actor holds the first permission, or else any other, for its province.

    :raises NotFound: there is none.
    :raises NotAllowed: none of the permissions is held there.
    """
    columns = [getattr(ImportBatch, name) for name in Batch.__dataclass_fields__]
    row = session().execute(select(*columns).where(ImportBatch.code == code)).one_or_none()
    if row is None:
        raise NotFound(Message("Không có lần nhập này."))
    if not any(may(actor, permission, province=row.province_code) for permission in permissions[1:]):
        require(actor, permissions[0], province=row.province_code)
    return Batch(
        **{
            **row._mapping,
            "state": BatchState(row.state),
            "mapping": ColumnMapping.from_json(row.mapping),
            "declared": Declared.from_json(row.declared),
            "report": Report.from_json(row.report),
        }
    )


def book_of(batch: Batch) -> Book:
    """The file of a batch, read anew; 1 statement."""
    data = session().scalar(select(ImportFile.data).where(ImportFile.batch_id == batch.id))
    if data is None:
        raise NotFound(Message("Không tìm thấy tệp."))
    return read(data)


def look_at(
    batch: Batch,
    book: Book,
    mapping: ColumnMapping,
    declared: Declared,
    register: Sequence[Registered] | None = None,
) -> Report:
    """The report on the file of a batch as things are now, or beside what ``register`` holds."""
    return assess(book, mapping, declared, world_of(batch.province_code, batch.sha256, batch.id, register))


def report_columns(report: Report) -> dict[str, Any]:
    """What is stored of a report: the whole of it, and its counts for lists."""
    counts = report.counts
    return {
        "report": report.to_json(),
        "assessed_at": clock.now(),
        "rows_total": counts.rows,
        "rows_ready": counts.ready,
        "rows_question": counts.question,
        "rows_blocked": counts.blocked,
        "rows_skipped": counts.skipped,
        "errors": counts.errors,
        "warnings": counts.warnings,
    }


def is_as_loaded(batch: Batch) -> bool:
    """Whether nobody has touched the batch since it was loaded; 1 statement."""
    statement = select(ImportBatch.id).where(
        ImportBatch.id == batch.id, ImportBatch.state == batch.state, ImportBatch.version == batch.version
    )
    return session().scalar(statement) is not None


def change(batch: Batch, move: str, *guards: ColumnElement[bool], **values: Any) -> None:
    """Make a move of the state machine, if the batch is still as it was loaded.

    The state and version are looked at by the database in the statement that writes, so of two who act at once one
    is refused.

    :raises InvalidMove: the move cannot be made from the present state.
    :raises Conflict: somebody else was faster.
    """
    state = BATCH.next(batch.subject, batch.state, move)
    done = session().scalar(
        update(ImportBatch)
        .where(
            ImportBatch.id == batch.id,
            ImportBatch.state == batch.state,
            ImportBatch.version == batch.version,
            *guards,
        )
        .values(**values, state=state, version=ImportBatch.version + 1)
        .returning(ImportBatch.id)
    )
    if done is None:
        raise Conflict(CHANGED)

"""Correcting how a file is read, answering its questions, and looking at it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.mapping import ColumnMapping, correct, guess_sheet
from marketplace.certification.annex.services.answers import checked
from marketplace.certification.annex.services.batch import (
    Batch,
    book_of,
    change,
    load_for,
    look_at,
    report_columns,
)
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.documents.tables.grid import Book
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Remap:
    """What an officer changes; whatever is ``None`` stays as it is.

    Another ``sheet`` or ``header_rows`` (first and last row) are guessed anew, and ``columns`` (column number to what
    it holds) are then laid over. ``declared`` replaces all that was declared, save for the province, which stays.
    """

    sheet: str | None = None
    header_rows: tuple[int, int] | None = None
    columns: Mapping[int, Field | None] = field(default_factory=dict)
    declared: Declared | None = None


def remap(actor: Actor, code: str, wanted: Remap, *, version: int | None = None) -> Report:
    """Read the file of a draft anew; returns the new report.

    ``version`` is the one the page was filled from; without it, the one that is read first.

    :raises Invalid: an unknown sheet, header or column, or an answer that cannot be; nothing has changed then.
    :raises InvalidMove: not a draft any more. :raises Conflict: somebody else changed it.
    """
    batch = _at(load_for(actor, code, "certification.import"), version)
    BATCH.next(batch.subject, batch.state, "remap")
    book = book_of(batch)
    declared = batch.declared
    if wanted.declared is not None:
        declared = checked(replace(wanted.declared, province_code=batch.province_code))
    mapping = _mapping(book, batch.mapping, wanted)
    report = look_at(batch, book, mapping, declared)
    with transaction():
        change(
            batch,
            "remap",
            mapping=mapping.to_json(),
            declared=declared.to_json(),
            **report_columns(report),
        )
        audit.record(
            actor,
            "certification.import.remapped",
            "import",
            code,
            {"ready": report.counts.ready, "skipped": sorted(declared.skipped)},
        )
    return report


def recheck(actor: Actor, code: str) -> Report:
    """Look at the file again with the same mapping and answers, as when the register has changed since.

    The uploader's side may ask for it in a draft, the confirmer's as long as the batch waits for them.

    :raises InvalidMove: the batch was decided. :raises Conflict: somebody else changed it.
    """
    batch = load_for(actor, code, "certification.import", "certification.confirm_import")
    move = "remap" if batch.state is BatchState.DRAFT else "recheck"
    BATCH.next(batch.subject, batch.state, move)
    report = look_at(batch, book_of(batch), batch.mapping, batch.declared)
    with transaction():
        change(batch, move, **report_columns(report))
        audit.record(actor, "certification.import.rechecked", "import", code, {"ready": report.counts.ready})
    return report


def _at(batch: Batch, version: int | None) -> Batch:
    return batch if version is None else replace(batch, version=version)


def _mapping(book: Book, mapping: ColumnMapping, wanted: Remap) -> ColumnMapping:
    if wanted.sheet is not None or wanted.header_rows is not None:
        name = wanted.sheet if wanted.sheet is not None else mapping.sheet
        grid = book.sheet(name)
        if grid is None or not grid.cells:
            unknown = Message("Tệp không có trang tính “%(sheet)s”, hoặc trang đó trống.", {"sheet": name})
            raise Invalid(unknown, fields={"sheet": unknown})
        mapping = guess_sheet(grid, wanted.header_rows)
    return correct(mapping, wanted.columns) if wanted.columns else mapping

"""Reads of imports. Lists begin with whose they are: the provinces of the officer."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, func, select, true

from marketplace.accounts.policy import scopes
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.mapping import ColumnMapping
from marketplace.certification.annex.models import ImportBatch, ImportedRow, ImportFile
from marketplace.certification.annex.states import BatchState
from marketplace.certification.models import Recognition
from marketplace.documents.tables.grid import column_letter
from marketplace.documents.tables.reader import read
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.places.models import Province


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import in a list. ``rows`` are its product rows, ``imported`` how many entered the register."""

    code: str
    state: BatchState
    province_code: str
    province: str
    file_name: str
    rows: int
    ready: int
    errors: int
    warnings: int
    imported: int
    uploaded_by: str
    uploaded_at: datetime
    submitted_by: str
    decided_by: str
    decided_at: datetime | None
    demo: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    """An import with everything that was found. ``imported`` says which row became which recognition (its code)."""

    code: str
    state: BatchState
    version: int
    province_code: str
    file_name: str
    file_kind: str
    file_size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    submitted_by: str
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    assessed_at: datetime
    only_ready: bool
    rejection: str
    demo: bool
    mapping: ColumnMapping
    declared: Declared
    report: Report
    imported: dict[int, str]

    @property
    def first_pair_of_eyes(self) -> frozenset[str]:
        """Who brought the rows in: the button to confirm is not for them."""
        return frozenset({self.uploaded_by, self.submitted_by} - {""})


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a sheet as they stand in the file, for choosing header and columns.

    ``sheets`` are the names of all sheets; ``letters`` the columns shown; ``rows`` the numbers of rows with their
    cells, one for each letter. Of a merged range the first cell alone shows its text.
    """

    sheets: tuple[str, ...]
    sheet: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The import a recognition came from."""

    batch: str
    row: int
    file_name: str
    sha256: str


def provinces_of(actor: Actor, permission: str = "certification.import") -> frozenset[str] | None:
    """The provinces whose imports ``actor`` may see; ``None`` without limit, empty for none."""
    return scopes(actor, permission, "province")


def batches(
    provinces: frozenset[str] | None, *, state: BatchState | None = None, page: int = 1, size: int = 50
) -> Page[BatchRow]:
    """A page of imports, the newest first; 2 statements. A page beyond the last is the last."""
    conditions = [_within(provinces), *([ImportBatch.state == state] if state else [])]
    total = session().scalar(select(func.count()).select_from(ImportBatch).where(*conditions)) or 0
    number = max(1, min(page, -(-total // size)))
    imported = (
        select(func.count())
        .where(ImportedRow.batch_id == ImportBatch.id)
        .correlate(ImportBatch)
        .scalar_subquery()
    )
    statement = (
        select(
            ImportBatch.code,
            ImportBatch.state,
            ImportBatch.province_code,
            Province.name.label("province"),
            ImportBatch.file_name,
            ImportBatch.rows_total.label("rows"),
            ImportBatch.rows_ready.label("ready"),
            ImportBatch.errors,
            ImportBatch.warnings,
            imported.label("imported"),
            ImportBatch.uploaded_by,
            ImportBatch.uploaded_at,
            ImportBatch.submitted_by,
            ImportBatch.decided_by,
            ImportBatch.decided_at,
            ImportBatch.demo,
        )
        .join(Province, Province.code == ImportBatch.province_code)
        .where(*conditions)
        .order_by(ImportBatch.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    items = tuple(
        BatchRow(**{**row._mapping, "state": BatchState(row.state)}) for row in session().execute(statement)
    )
    return Page(items, total, number, size)


def counts(provinces: frozenset[str] | None) -> dict[BatchState, int]:
    """How many imports are in each state; 1 statement."""
    statement = select(ImportBatch.state, func.count()).where(_within(provinces)).group_by(ImportBatch.state)
    found = {row[0]: row[1] for row in session().execute(statement)}
    return {state: found.get(state, 0) for state in BatchState}


def batch(provinces: frozenset[str] | None, code: str) -> BatchView:
    """One import; 2 statements. :class:`NotFound` for one of another province."""
    plain = [
        name
        for name in BatchView.__dataclass_fields__
        if name not in {"mapping", "declared", "report", "imported"}
    ]
    statement = select(
        *(getattr(ImportBatch, name) for name in plain),
        ImportBatch.id,
        ImportBatch.mapping,
        ImportBatch.declared,
        ImportBatch.report,
    ).where(ImportBatch.code == code, _within(provinces))
    row = session().execute(statement).one_or_none()
    if row is None:
        raise NotFound(Message("Không có lần nhập này."))
    values = {name: getattr(row, name) for name in plain}
    imported = (
        select(ImportedRow.row_number, Recognition.code)
        .join(Recognition, Recognition.id == ImportedRow.recognition_id)
        .where(ImportedRow.batch_id == row.id)
        .order_by(ImportedRow.row_number)
    )
    return BatchView(
        **{
            **values,
            "state": BatchState(row.state),
            "mapping": ColumnMapping.from_json(row.mapping),
            "declared": Declared.from_json(row.declared),
            "report": Report.from_json(row.report),
            "imported": {each[0]: each[1] for each in session().execute(imported)},
        }
    )


def file_of(provinces: frozenset[str] | None, code: str) -> tuple[str, bytes]:
    """The name and the bytes of an import's file, as uploaded; 1 statement. :class:`NotFound`."""
    statement = (
        select(ImportBatch.file_name, ImportFile.data)
        .join(ImportFile, ImportFile.batch_id == ImportBatch.id)
        .where(ImportBatch.code == code, _within(provinces))
    )
    row = session().execute(statement).one_or_none()
    if row is None:
        raise NotFound(Message("Không có lần nhập này."))
    return row.file_name, row.data


def preview(
    provinces: frozenset[str] | None, code: str, *, sheet: str | None = None, rows: int = 20
) -> Preview:
    """The first ``rows`` rows that hold anything, of the mapped sheet or another one; 2 statements.

    :class:`NotFound` for an import of another province, or a sheet that the file does not have.
    """
    _, data = file_of(provinces, code)
    if sheet is None:
        stored = session().scalar(select(ImportBatch.mapping).where(ImportBatch.code == code)) or {}
        sheet = ColumnMapping.from_json(stored).sheet
    book = read(data)
    grid = book.sheet(sheet)
    if grid is None:
        raise NotFound(Message("Tệp không có trang tính “%(sheet)s”.", {"sheet": sheet}))
    shown = []
    for number, cells in islice(grid.rows(), rows):
        texts = {cell.column: cell.line for cell in cells if cell.is_own}
        shown.append((number, tuple(texts.get(column, "") for column in grid.columns)))
    return Preview(
        tuple(each.sheet for each in book.sheets),
        sheet,
        tuple(map(column_letter, grid.columns)),
        tuple(shown),
    )


def provenance(recognition_id: int) -> Provenance | None:
    """The file and row a recognition came from, if it was imported; 1 statement."""
    statement = (
        select(ImportBatch.code, ImportedRow.row_number, ImportBatch.file_name, ImportBatch.sha256)
        .join(ImportBatch, ImportBatch.id == ImportedRow.batch_id)
        .where(ImportedRow.recognition_id == recognition_id)
    )
    row = session().execute(statement).one_or_none()
    return Provenance(*row) if row else None


def _within(provinces: frozenset[str] | None) -> ColumnElement[bool]:
    return true() if provinces is None else ImportBatch.province_code.in_(sorted(provinces))

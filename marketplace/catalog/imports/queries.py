"""Imports of products as their pages show them. Whose they are comes first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from marketplace.catalog.imports.models import ProductImport, ProductImportFile
from marketplace.catalog.imports.report import Report
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in a list. ``changes`` are rows that would change something, or did."""

    code: str
    producer_id: int
    file_name: str
    rows: int
    faults: int
    changes: int
    applied: bool
    uploaded_by: str
    uploaded_at: datetime
    applied_by: str
    applied_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import with what was found in its file at ``read_at``."""

    row: ImportRow
    file_kind: str
    read_at: datetime
    report: Report


def recent(producer_ids: Collection[int], most: int = 10) -> tuple[ImportRow, ...]:
    """The newest imports of these producers; one statement."""
    rows = session().execute(
        select(*_COLUMNS)
        .where(_whose(producer_ids))
        .order_by(ProductImport.uploaded_at.desc(), ProductImport.id.desc())
        .limit(most)
    )
    return tuple(_row(row) for row in rows)


def view(producer_ids: Collection[int], code: str) -> ImportView:
    """One import; one statement. ``NotFound`` for somebody else's."""
    wanted = select(*_COLUMNS, ProductImport.file_kind, ProductImport.read_at, ProductImport.report).where(
        ProductImport.code == code, _whose(producer_ids)
    )
    row = session().execute(wanted).one_or_none()
    if row is None:
        raise NotFound(Message("Không có lần nhập này."))
    return ImportView(_row(row), row.file_kind, row.read_at, Report.from_json(row.report))


def file_of(producer_ids: Collection[int], code: str) -> tuple[str, bytes]:
    """Name and bytes of the file of an import; one statement. ``NotFound`` for somebody else's."""
    row = (
        session()
        .execute(
            select(ProductImport.file_name, ProductImportFile.data)
            .join(ProductImportFile, ProductImportFile.import_id == ProductImport.id)
            .where(ProductImport.code == code, _whose(producer_ids))
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có lần nhập này."))
    return row.file_name, bytes(row.data)


_COLUMNS = (
    ProductImport.code,
    ProductImport.producer_id,
    ProductImport.file_name,
    ProductImport.rows,
    ProductImport.faults,
    ProductImport.changes,
    ProductImport.state,
    ProductImport.uploaded_by,
    ProductImport.uploaded_at,
    ProductImport.applied_by,
    ProductImport.applied_at,
    ProductImport.version,
)


def _whose(producer_ids: Collection[int]) -> ColumnElement[bool]:
    return ProductImport.producer_id.in_(sorted(set(producer_ids)))


def _row(row: Any) -> ImportRow:
    return ImportRow(
        row.code,
        row.producer_id,
        row.file_name,
        row.rows,
        row.faults,
        row.changes,
        row.state == "applied",
        row.uploaded_by,
        row.uploaded_at,
        row.applied_by,
        row.applied_at,
        row.version,
    )

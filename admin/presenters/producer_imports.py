"""Bringing products in: the form, and the files that came before."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.imports.queries import ImportRow
from marketplace.catalog.imports.rows import MAX_ROWS
from marketplace.documents.tables.limits import MAX_BYTES
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..listing import here
from ..view_models import EMPTY, Cell, Column, Field, Form, Link, Option, Row, Status, Table
from .words import number


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsPage(Form):
    """The form and the list. ``producers`` is empty where there is no choice."""

    action: str
    producers: tuple[Option, ...]
    hint: str
    samples: tuple[Link, ...]
    tables: tuple[Link, ...]
    table: Table
    file: Field = EMPTY
    producer: Field = EMPTY


def imports_page(
    rows: Sequence[ImportRow], producers: tuple[Option, ...], chosen: str, refusal: MarketplaceError | None
) -> ImportsPage:
    """The form with what is wrong with it, and the newest imports."""
    errors = refusal.fields if refusal else {}
    return ImportsPage(
        action=url_for(".producer_product_import_send"),
        producers=producers,
        hint=_(
            "Tệp .xlsx hoặc .csv, nhiều nhất %(mb)s MB và %(rows)s hàng, mỗi quy cách một hàng.",
            mb=MAX_BYTES // 1024 // 1024,
            rows=number(MAX_ROWS),
        ),
        samples=(
            Link(_("Bảng mẫu .xlsx"), url_for(".producer_product_import_sample", kind="xlsx"), "download"),
            Link(_("Bảng mẫu .csv"), url_for(".producer_product_import_sample", kind="csv"), "download"),
        ),
        tables=_tables(producers),
        table=Table(_("Các lần nhập gần đây, mới nhất ở trên"), _columns(), tuple(_row(row) for row in rows)),
        file=Field(error=str(errors.get("file") or "")),
        producer=Field(chosen, str(errors.get("producer") or "")),
    )


def state_of(row: ImportRow) -> Status:
    """How an import stands, in a word."""
    if row.applied:
        return Status(_("Đã áp dụng"), "ok", "check")
    if row.faults:
        return Status(ngettext("%(n)s chỗ sai", "%(n)s chỗ sai", row.faults), "bad", "circle-x")
    if not row.changes:
        return Status(_("Không đổi gì"))
    return Status(_("Chưa áp dụng"), "info", "hourglass")


def _tables(producers: tuple[Option, ...]) -> tuple[Link, ...]:
    """The present products, ready to be changed and brought back."""
    if not producers:
        return (
            Link(
                _("Sản phẩm hiện có .xlsx"), url_for(".producer_product_table_file", kind="xlsx"), "download"
            ),
            Link(_("Sản phẩm hiện có .csv"), url_for(".producer_product_table_file", kind="csv"), "download"),
        )
    return tuple(
        Link(
            _("Sản phẩm của %(name)s .xlsx", name=each.label),
            here(".producer_product_table_file", kind="xlsx", **{"chu-the": each.value}),
            "download",
        )
        for each in producers
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Tệp")),
        Column(_("Số hàng"), "n"),
        Column(_("Hàng có đổi"), "n"),
        Column(_("Tải lên lúc"), "nw"),
        Column(_("Tình trạng")),
    )


def _row(row: ImportRow) -> Row:
    return Row(
        Cell(row.file_name, url=url_for(".producer_product_import", code=row.code)),
        (Cell(number(row.rows)), Cell(number(row.changes)), Cell(formats.moment(row.uploaded_at))),
        state_of(row),
    )

"""What is wrong with a file as a whole, before any row is looked at."""

from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.remarks import Remarks
from marketplace.certification.annex.layout.fields import LABELS, Field
from marketplace.certification.annex.layout.mapping import ColumnMapping, missing_fields
from marketplace.certification.annex.values.decisions import Decision
from marketplace.certification.decision_numbers import is_same
from marketplace.documents.tables.grid import Book, Grid
from marketplace.kernel.i18n import Message


def check_mapping(mapping: ColumnMapping, remarks: Remarks) -> None:
    """Remark on a header that was not found, on columns without which nothing can be read, and on unread ones."""
    if mapping.header_first is None:
        remarks.add(
            Code.HEADER_MISSING,
            Message("Không thấy hàng tiêu đề có “Tên sản phẩm” và “Chủ thể”. Chọn hàng tiêu đề."),
        )
        return
    for field in missing_fields(mapping):
        remarks.add(
            Code.COLUMN_MISSING,
            Message("Chưa có cột nào là “%(field)s”. Chọn cột.", {"field": LABELS[field]}),
        )
    for column in mapping.columns:
        if column.field is None and column.samples:
            remarks.add_column(
                Code.COLUMN_UNMAPPED,
                Message(
                    "Chưa biết cột này ghi gì nên không đọc. Chọn nội dung, hoặc “%(ignored)s”.",
                    {"ignored": LABELS[Field.IGNORED]},
                ),
                column.number,
                row=None,
            )


_COMMON = {
    Code.STAR_MISSING: Message("Không hàng nào có hạng sao. Chọn cột hạng sao."),
    Code.DECISION_MISSING: Message(
        "Không hàng nào có số quyết định. Chọn cột, hoặc ghi số quyết định cho cả tệp."
    ),
    Code.DATE_MISSING: Message("Không hàng nào có ngày quyết định. Chọn cột, hoặc ghi ngày cho cả tệp."),
    Code.ISSUER_MISSING: Message(
        "Không hàng nào có cơ quan ban hành. Chọn cột, hoặc ghi cơ quan cho cả tệp."
    ),
}
"""What is said once, about the file, when it is missing in each of its rows."""


def fold_common(remarks: Remarks, rows: int) -> None:
    """Say once what is missing in all of ``rows`` rows: one thing is to be done about it, not forty."""
    for code, message in _COMMON.items():
        if rows > 1 and remarks.count(code) == rows:
            remarks.drop(code)
            remarks.add(code, message)


def check_grid(book: Book, grid: Grid, mapping: ColumnMapping, remarks: Remarks) -> None:
    """Remark on what a person who opens the file does not see: hidden rows, columns and sheets."""
    used = {column.number for column in mapping.columns if column.field not in {None, Field.IGNORED}}
    for number in grid.hidden_columns:
        if number in used:
            remarks.add_column(
                Code.COLUMN_HIDDEN, Message("Cột này đang ẩn trong tệp, vẫn được đọc."), number
            )
    others = [other for other in book.sheets if other is not grid and len(other.cells) > 3]
    for other in others:
        remarks.add(
            Code.SHEET_UNREAD,
            Message(
                "Trang tính “%(sheet)s” không được đọc. Mỗi lần nhập một trang tính.", {"sheet": other.sheet}
            ),
        )


def check_seen(batches: tuple[str, ...], remarks: Remarks) -> None:
    """Remark on the very same file having been uploaded before, as when the rows left out last time are tried again."""
    if batches:
        remarks.add(Code.FILE_SEEN, Message("Tệp này đã tải lên: %(codes)s.", {"codes": ", ".join(batches)}))


def check_title(declared: Declared, title: Decision, remarks: Remarks) -> None:
    """Remark where the officer says another number or day than the title of the file."""
    number, day = declared.decision.number, declared.decision.day
    pairs = (
        (number, None if number and title.number and is_same(number, title.number) else title.number),
        (f"{day:%d/%m/%Y}" if day else None, f"{title.day:%d/%m/%Y}" if title.day else None),
    )
    for told, printed in pairs:
        if told and printed and told != printed:
            remarks.add(
                Code.TITLE_DIFFERS,
                Message(
                    "Tiêu đề của tệp ghi %(printed)s, cán bộ ghi %(told)s; lấy theo cán bộ.",
                    {"printed": printed, "told": told},
                ),
                value=printed,
            )

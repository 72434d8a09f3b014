"""The table of products as a file: what is there, or an empty one to fill in."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from marketplace.catalog.imports.cellwords import cell
from marketplace.catalog.imports.columns import EXAMPLE, PACK, SPECS, WORDS, Column
from marketplace.catalog.imports.rows import MAX_ROWS
from marketplace.catalog.imports.world import KnownPack, KnownProduct
from marketplace.reports.spreadsheet import csv_bytes

Cells = list[str | int]

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no workbook may hold."""

_SHEET: Final = "Sản phẩm"
_GUIDE: Final = "Cách ghi"
_LISTS: Final = "Danh sách chọn"
GUIDE: Final = (
    "Mỗi hàng một quy cách. Sản phẩm có nhiều quy cách thì ghi nhiều hàng, cùng mã sản phẩm.",
    "Sản phẩm đã có: ghi mã sản phẩm. Sản phẩm mới: ghi mã công nhận; tên và nơi làm lấy từ giấy.",
    "Ô trống: giữ như trên sàn. Muốn xoá lời đã ghi: ghi dấu -.",
    "Lời giới thiệu của một sản phẩm chỉ cần ghi ở một hàng.",
    "Tồn kho không ghi ở đây: hàng theo lô, đếm ở trang Bảng giá và tồn.",
    "Tệp chỉ được áp dụng trọn vẹn: còn một ô sai thì chưa đổi gì.",
)


def header() -> Cells:
    """The headings."""
    return [spec.heading for spec in SPECS.values()]


def example() -> Cells:
    """A row that shows how; its code says that it is one."""
    row: Cells = [spec.example for spec in SPECS.values()]
    row[0] = f"{EXAMPLE}, xoá hàng này"
    return row


def rows_of(products: Iterable[KnownProduct], recognitions: Mapping[int, str]) -> Iterator[Cells]:
    """A row for each pack, words at the first one; ``recognitions`` are their codes by product."""
    for product in products:
        packs: Sequence[KnownPack | None] = product.packs or (None,)
        for place, pack in enumerate(packs):
            yield [_cell(product, pack, column, recognitions, first=place == 0) for column in Column]


def workbook(rows: Iterable[Cells], *, sample: bool = False) -> bytes:
    """The rows as .xlsx, with lists to choose from and a sheet that says how. Text is never a formula in it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    lists = book.create_sheet(_LISTS)
    for number, column in enumerate(Column, start=1):
        _column(sheet, lists, number, column)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            if value != "":
                put(sheet, number, place, value)
    if sample:
        for place in range(1, len(SPECS) + 1):
            sheet.cell(row=2, column=place).font = Font(italic=True, color="4B5A52")
    sheet.freeze_panes = "D2"
    lists.sheet_state = "hidden"
    guide = book.create_sheet(_GUIDE, 1)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 28, 90
    for line in (*((each,) for each in GUIDE), (), *((spec.heading, spec.guide) for spec in SPECS.values())):
        guide.append(line)
    return saved(book)


def _column(sheet: Any, lists: Any, number: int, column: Column) -> None:
    """The heading of a column, how wide it is, what it says when one comes into it and what can be chosen there."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    spec, letter = SPECS[column], get_column_letter(number)
    put(sheet, 1, number, spec.heading)
    head = sheet.cell(row=1, column=number)
    head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    head.fill = PatternFill("solid", fgColor="E1EFE6" if column in PACK else "E6EAF6")
    sheet.column_dimensions[letter].width = spec.width
    rule = DataValidation(allow_blank=True, showErrorMessage=False)
    if spec.choices:
        for place, choice in enumerate(spec.choices, start=1):
            lists.cell(row=place, column=number, value=choice)
        rule.type, rule.formula1 = "list", f"'{_LISTS}'!${letter}$1:${letter}${len(spec.choices)}"
    if spec.guide:
        rule.promptTitle, rule.prompt, rule.showInputMessage = spec.heading[:32], spec.guide[:255], True
    rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.add_data_validation(rule)
    if column in {Column.GTIN, Column.MONTHS}:
        # Else a spreadsheet program makes 8.93E+12 of a bar code and a day of 11-1.
        sheet.column_dimensions[letter].number_format = "@"


def csv(rows: Iterable[Cells]) -> bytes:
    """The same rows as .csv."""
    return csv_bytes([header(), *rows])


def _cell(
    product: KnownProduct,
    pack: KnownPack | None,
    column: Column,
    recognitions: Mapping[int, str],
    *,
    first: bool,
) -> str | int:
    if column is Column.CODE:
        return product.slug
    if column is Column.RECOGNITION:
        return recognitions.get(product.product_id, "")
    if column is Column.NAME:
        return product.data.name
    if column in PACK:
        return cell(column, getattr(pack, column.value)) if pack else ""
    return cell(column, getattr(product.data, column.value)) if first and column in WORDS else ""


def put(sheet: Any, row: int, column: int, value: str | int) -> None:
    """Write a cell; what begins like a formula stays the text that it is."""
    spot = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        spot.value = _UNPRINTABLE.sub("", value)[:32_767]
        spot.data_type = "s"
        spot.quotePrefix = value[:1] in {"=", "+", "-", "@"}
    else:
        spot.value = value


def saved(book: Any) -> bytes:
    """The workbook as the bytes of its file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

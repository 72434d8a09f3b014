"""Tables as files: .xlsx by openpyxl, .csv as programs export it."""

import csv
import io
from typing import Any

from tests.data.annex.table import Table


def xlsx(
    table: Table, *, sheet: str = "Phụ lục", hide_rows: tuple[int, ...] = (), hide_columns: str = ""
) -> bytes:
    """The table as a workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    page.title = sheet
    fill(page, table)
    for row in hide_rows:
        page.row_dimensions[row].hidden = True
    for letter in hide_columns:
        page.column_dimensions[letter].hidden = True
    return saved(book)


def fill(page: Any, table: Table) -> None:
    """Write the table onto a sheet."""
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                page.cell(number, column, value)
    for top, left, bottom, right in table.merges:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def delimited(table: Table, delimiter: str = ",", encoding: str = "utf-8", *, padded: bool = True) -> bytes:
    """The table as .csv. Of a merged range the first cell alone keeps its value, as spreadsheet programs export it."""
    width = max(map(len, table.rows))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in table.rows:
        values = ["" if value is None else value for value in row]
        writer.writerow(values + [""] * (width - len(values)) if padded else values)
    return stream.getvalue().encode(encoding)

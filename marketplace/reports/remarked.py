"""A file of products that goes back to who sent it, with what was said of each row beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from marketplace.catalog.imports.columns import REMARKS
from marketplace.catalog.imports.rows import LIMITS
from marketplace.documents.tables.container import repack
from marketplace.documents.tables.grid import Grid
from marketplace.documents.tables.reader import read as read_book
from marketplace.reports.products import put, saved
from marketplace.reports.spreadsheet import csv_bytes


def remarked(data: bytes, header_row: int, sheet: str, remarks: Mapping[int, str]) -> tuple[bytes, str]:
    """The same file with a column of remarks by row, and its kind. What is no text or number in it (pictures, links) is
    left out.
    """
    if not data.startswith(b"PK"):
        grid = read_book(data, LIMITS).sheets[0]
        return csv_bytes(_with_remarks(grid, header_row, remarks)), "csv"
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    try:
        book = load_workbook(repack(data), keep_links=False)
        found = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        at = _remarks_column(found, header_row)
        put(found, header_row, at, REMARKS)
        found.cell(row=header_row, column=at).font = Font(bold=True)
        found.column_dimensions[found.cell(row=header_row, column=at).column_letter].width = 60
        for number, text in remarks.items():
            put(found, number, at, text)
            spot = found.cell(row=number, column=at)
            spot.alignment = Alignment(wrap_text=True, vertical="top")
            spot.fill = PatternFill("solid", fgColor="FBE6E4")
        return saved(book), "xlsx"
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # A workbook can be sound enough to read and too odd to write again; its table is not lost by that.
        sheets = read_book(data, LIMITS).sheets
        grid = next((each for each in sheets if each.sheet == sheet), sheets[0])
        return csv_bytes(_with_remarks(grid, header_row, remarks)), "csv"


def _remarks_column(sheet: Any, header_row: int) -> int:
    """The column of earlier remarks, else the first one behind the headings."""
    last = 0
    for spot in sheet[header_row]:
        if spot.value == REMARKS:
            return int(spot.column)
        if spot.value not in {None, ""}:
            last = int(spot.column)
    return last + 1


def _with_remarks(grid: Grid, header_row: int, remarks: Mapping[int, str]) -> Iterator[list[str]]:
    columns = [at for at in grid.columns if getattr(grid.at(header_row, at), "line", "") != REMARKS]
    last = max((number for number, _ in grid.rows()), default=0)
    for number in range(1, last + 1):
        row = [found.text if (found := grid.at(number, at)) else "" for at in range(1, max(columns) + 1)]
        yield [*row, REMARKS if number == header_row else remarks.get(number, "")]

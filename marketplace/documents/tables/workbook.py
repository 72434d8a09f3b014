"""Reading .xlsx through openpyxl's streaming reader, which leaves pictures, charts and links alone."""

import io
import math
import re
import threading
import warnings
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marketplace.documents.tables.grid import Book, Cell, Grid
from marketplace.documents.tables.limits import LIST, Limits
from marketplace.documents.tables.package import SheetFacts, inspect, too_many_rows, unreadable
from marketplace.documents.tables.text import clean
from marketplace.kernel.errors import Invalid

_PADDED = re.compile(r"0{2,20}")

# Silencing openpyxl's remarks changes a list that all threads share, so only one of us does it at a time.
_quiet = threading.Lock()


def read_workbook(data: bytes, within: Limits = LIST) -> Book:
    """The worksheets of an .xlsx file. Formulas give the value that the file carries.

    Raises:
        Invalid: not a workbook, too large, or broken.
    """
    archive, facts = inspect(data, within)
    try:
        with _quiet, warnings.catch_warnings():
            # openpyxl remarks on styles and extensions that it drops; none of them is about a value.
            warnings.simplefilter("ignore")
            return Book("xlsx", tuple(_open(archive, facts, within)))
    except Invalid:
        raise
    except Exception as error:
        # The container is sound but a part of it is not; openpyxl then fails in whatever line reads that part.
        raise unreadable() from error


def _open(archive: io.BytesIO, facts: Any, within: Limits) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(archive, read_only=True, data_only=True, keep_links=False)
    try:
        return [_grid(sheet, facts[sheet.title], within) for sheet in book.worksheets if sheet.title in facts]
    finally:
        book.close()


def _grid(sheet: Any, facts: SheetFacts, within: Limits) -> Grid:
    sheet.reset_dimensions()
    cells: dict[tuple[int, int], Cell] = {}
    for row in sheet.iter_rows(max_row=within.rows, max_col=within.columns):
        for source in row:
            if source.value is None:
                continue
            cell = _cell(source, within)
            if cell.text:
                cells[cell.row, cell.column] = cell
    _expand(cells, facts, within)
    columns = {column for _, column in cells}
    rows = {row for row, _ in cells}
    return Grid(
        sheet=sheet.title,
        cells=cells,
        hidden_rows=tuple(sorted(rows.intersection(facts.hidden_rows))),
        hidden_columns=tuple(
            sorted(c for c in columns if any(first <= c <= last for first, last in facts.hidden_columns))
        ),
        uncomputed=tuple(facts.uncomputed),
        formulas=frozenset(facts.formulas),
        is_hidden=sheet.sheet_state != "visible",
    )


def _cell(source: Any, within: Limits) -> Cell:
    value, row, column = source.value, source.row, source.column
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(row, column, f"{day:%d/%m/%Y}", day=day)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return Cell(row, column, _digits(number, source.number_format), number=number)
    return Cell(row, column, clean(str(value), within))


def _digits(number: Decimal, number_format: str | None) -> str:
    """A number as it is read: 4.0 is ``4``; one that is shown with leading zeros (a tax code, a phone) keeps them."""
    if number == number.to_integral_value():
        text = f"{number:.0f}"
        return text.zfill(len(number_format)) if number_format and _PADDED.fullmatch(number_format) else text
    return f"{number.normalize():f}"


def _expand(cells: dict[tuple[int, int], Cell], facts: SheetFacts, within: Limits) -> None:
    for top, left, bottom, right in facts.merged:
        anchor = cells.get((top, left))
        if anchor is None:
            continue
        if bottom > within.rows or right > within.columns:
            raise too_many_rows(within)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) not in cells:
                    cells[row, column] = Cell(
                        row, column, anchor.text, anchor.day, anchor.number, (top, left)
                    )

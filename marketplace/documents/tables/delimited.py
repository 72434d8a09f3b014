"""Reading .csv: which sign parts the columns is found by trying."""

import csv
import io
import statistics
from collections.abc import Iterator
from itertools import islice

from marketplace.documents.tables.encodings import decode
from marketplace.documents.tables.grid import Book, Cell, Grid
from marketplace.documents.tables.limits import LIST, Limits
from marketplace.documents.tables.package import too_many_rows
from marketplace.documents.tables.text import clean
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

DELIMITERS = (",", ";", "\t", "|")

_EMPTY = Message("Tệp không có chữ nào.")

_NOTHING = "".join(DELIMITERS) + '" \n\u00a0'

Table = list[list[str]]


def read_delimited(data: bytes, within: Limits = LIST) -> Book:
    """The one table of a .csv file. Rows are counted as a spreadsheet program counts them: a line break inside quotes
    does not begin a row, and the line ``sep=;`` that Excel writes for itself is no row.

    Raises:
        Invalid: not text in Unicode, or too large.
    """
    text = _without_end(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip(_NOTHING):
        raise Invalid(_EMPTY)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        tables = [_parse(rest, first[4], within)]
    else:
        tables = [_parse(text, delimiter, within) for delimiter in DELIMITERS]
    if not any(tables):
        raise Invalid(Message("Không tách được cột của tệp .csv này. Lưu bảng dạng .xlsx rồi tải lên."))
    table = max(filter(None, tables), key=_regularity)
    if len(table) > within.rows:
        raise too_many_rows(within)
    if not any(any(row) for row in table):
        raise Invalid(_EMPTY)
    return Book("csv", (_grid(table, within),))


def _parse(text: str, delimiter: str, within: Limits) -> Table:
    """The table under one delimiter, or its beginning: it ends with the first row that is one too many or too wide.

    Empty where the text does not parse.
    """
    table: Table = []
    lines = _Lines(text, within)
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            lines.begin_row()
            beyond = list(islice(filter(str.strip, row[within.columns :]), 1))
            table.append([clean(cell, within) for cell in row[: within.columns] + beyond])
            if len(table) > within.rows or beyond:
                break
    except csv.Error:
        return []
    return table


class _Lines:
    """The lines of a text one by one, as many of them for one row as there may be characters in it."""

    def __init__(self, text: str, within: Limits) -> None:
        self._lines = io.StringIO(text)
        self._within = within
        self._room = within.row_text

    def begin_row(self) -> None:
        self._room = self._within.row_text

    def __iter__(self) -> Iterator[str]:
        while line := self._lines.readline(self._room + 1):
            if len(line) > self._room:
                if '"' in line or self._room < self._within.row_text:
                    raise csv.Error("quotes that are not closed, it seems")
                raise too_many_rows(self._within)
            self._room -= len(line)
            yield line


def _without_end(text: str) -> str:
    """The text without the lines at its end that hold nothing, of which spreadsheet programs write thousands."""
    end = text.find("\n", len(text.rstrip(_NOTHING)))
    return text if end < 0 else text[: end + 1]


def _regularity(table: Table) -> tuple[float, int]:
    """How much a table looks like one: the share of its lines that have the usual number of cells, then that number.

    The share comes first, since addresses full of commas make a file that is parted by semicolons look wide, though
    never in its title and header as well.
    """
    lines = [row for row in table if any(row)]
    widths = [len(row) for row in lines if len(row) > 1]
    if not widths:
        return (0, 0)
    usual = statistics.mode(widths)
    return (widths.count(usual) / len(lines), usual)


def _grid(table: Table, within: Limits) -> Grid:
    cells = {
        (row, column): Cell(row, column, text)
        for row, line in enumerate(table, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    if any(column > within.columns for _, column in cells):
        raise too_many_rows(within)
    return Grid(sheet="", cells=cells)

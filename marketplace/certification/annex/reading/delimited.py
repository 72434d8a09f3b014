"""Reading .csv: which sign parts the columns is found by trying."""

import csv
import io
import statistics

from marketplace.certification.annex.grid import Book, Cell, Grid
from marketplace.certification.annex.reading import limits
from marketplace.certification.annex.reading.encodings import decode
from marketplace.certification.annex.reading.package import too_many_rows
from marketplace.certification.annex.reading.text import clean
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

DELIMITERS = (",", ";", "\t", "|")

Table = list[list[str]]


def read_delimited(data: bytes) -> Book:
    """The one table of a .csv file. Rows are counted as a spreadsheet program counts them: a line break inside quotes
    does not begin a row, and the line ``sep=;`` that Excel writes for itself is no row.

    Raises:
        Invalid: not text in Unicode, or too large.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        tables = [_parse(rest, first[4])]
    else:
        tables = [_parse(text, delimiter) for delimiter in DELIMITERS]
    if not any(tables):
        raise Invalid(Message("Không tách được cột của tệp .csv này. Lưu bảng dạng .xlsx rồi tải lên."))
    table = max(tables, key=_regularity)
    if not any(any(row) for row in table):
        raise Invalid(Message("Tệp không có chữ nào."))
    return Book("csv", (_grid(table),))


def _parse(text: str, delimiter: str) -> Table:
    """The table under one delimiter; empty where the text does not parse or has too many rows for this delimiter."""
    try:
        return [[clean(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error:
        return []


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


def _grid(table: Table) -> Grid:
    cells = {
        (row, column): Cell(row, column, text)
        for row, line in enumerate(table, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    if any(row > limits.MAX_ROWS or column > limits.MAX_COLUMNS for row, column in cells):
        raise too_many_rows()
    return Grid(sheet="", cells=cells)

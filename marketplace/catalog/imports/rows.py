"""The rows of a file: which sheet and which columns are meant, what stands in every cell, what cannot be read. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from marketplace.catalog.imports import values
from marketplace.catalog.imports.columns import (
    CLEARABLE,
    EXAMPLE,
    IDENTITY,
    PACK,
    SILENT,
    STOCK_HEADINGS,
    Column,
    called,
)
from marketplace.catalog.imports.findings import Finding, shortened
from marketplace.documents.tables.grid import Book, Cell, Grid, column_letter
from marketplace.documents.tables.limits import Limits
from marketplace.documents.tables.reader import read as read_book
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold

MAX_ROWS: Final = 2_000
LIMITS: Final = Limits(rows=MAX_ROWS + 100, text=40_000, row_text=200_000, blank_lines=True)
"""Of the file. A cell of Excel holds 32,767 characters: what is longer is told, not cut."""
_TITLE_ROWS: Final = 20
_CLEAR: Final = frozenset({"(xoá)", "(xóa)", "-", "–"})
"""What empties a text; an empty cell leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells as values (``None``: to be emptied). What cannot be read is in ``faulty`` instead."""

    number: int
    given: Mapping[Column, Any]
    typed: Mapping[Column, str]
    faulty: frozenset[Column] = frozenset()

    def get(self, column: Column) -> Any:
        """The value, ``None`` for an empty cell."""
        return self.given.get(column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. ``headings`` are the known columns with letter and heading as the file has them."""

    kind: str
    name: str
    header_row: int
    headings: Mapping[Column, tuple[str, str]]
    ignored: tuple[tuple[str, str], ...]
    stock_column: bool
    rows: tuple[Row, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...] = field(default=())

    def finding(self, row: Row, column: Column | None, message: Message | str) -> Finding:
        """Something about a cell of a row, or about the row."""
        letter, heading = self.headings.get(column, ("", "")) if column else ("", "")
        typed = row.typed.get(column, "") if column else ""
        return Finding(row.number, letter, heading, shortened(typed), _message(message))


def read(data: bytes) -> Sheet:
    """Read a file by what it is. :class:`Invalid` where it is no table of products at all."""
    return read_sheet(read_book(data, LIMITS))


def read_sheet(book: Book) -> Sheet:
    """The first sheet that has the headings, and its rows."""
    for grid in book.sheets:
        if (found := _header(grid)) is not None:
            return _Reader(book.kind, grid, *found).sheet()
    raise Invalid(
        Message(
            "Không thấy hàng tiêu đề. Cần có cột %(ways)s và cột Quy cách hoặc Giá bán: tải bảng mẫu rồi chép sang.",
            {"ways": ", ".join(column.heading for column in (*IDENTITY, Column.SKU))},
        )
    )


def _header(grid: Grid) -> tuple[int, dict[int, Column]] | None:
    """The row of headings among the first ones, and what each of its columns is."""
    for number, cells in grid.rows():
        if number > _TITLE_ROWS:
            break
        columns: dict[int, Column] = {}
        for cell in cells:
            column = called(cell.line) if cell.is_own else None
            if column is not None and column not in columns.values():
                columns[cell.column] = column
        known = set(columns.values())
        if len(known) >= 2 and known & {*IDENTITY, Column.SKU} and len(known - set(IDENTITY)) >= 1:
            return number, columns
    return None


class _Reader:
    """Reads the rows below the header."""

    def __init__(self, kind: str, grid: Grid, header: int, columns: dict[int, Column]) -> None:
        self._kind, self._grid, self._header, self._columns = kind, grid, header, columns
        self._faults: list[Finding] = []
        self._notes: list[Finding] = []
        self._uncomputed = frozenset(grid.uncomputed)

    def sheet(self) -> Sheet:
        headings, ignored, stock, twice = {}, [], False, []
        for cell in self._grid.row(self._header):
            at = (column_letter(cell.column), cell.line)
            column = self._columns.get(cell.column)
            if column is not None:
                headings[column] = at
            elif called(cell.line) is not None and cell.is_own:
                twice.append(at)
            elif fold(cell.line) in STOCK_HEADINGS:
                stock = True
            elif fold(cell.line) not in SILENT:
                ignored.append(at)
        for letter, heading in twice:
            message = Message("Hai cột cùng tên: bỏ bớt một, để khỏi lấy nhầm.")
            self._faults.append(Finding(self._header, letter, heading, heading, message))
        rows = list(self._rows())
        if len(rows) > MAX_ROWS:
            raise Invalid(
                Message(
                    "Tệp có %(rows)s hàng sản phẩm, nhiều nhất %(most)s. Chia thành nhiều tệp rồi tải lần lượt.",
                    {"rows": len(rows), "most": MAX_ROWS},
                )
            )
        if not rows:
            raise Invalid(Message("Dưới hàng tiêu đề không có hàng nào. Ghi mỗi quy cách một hàng."))
        return Sheet(
            self._kind,
            self._grid.sheet,
            self._header,
            headings,
            tuple(ignored),
            stock,
            tuple(rows),
            tuple(self._faults),
            tuple(self._notes),
        )

    def _rows(self) -> Iterator[Row]:
        for number, _cells in self._grid.rows():
            if number <= self._header:
                continue
            cells = {
                column: cell
                for at, column in self._columns.items()
                if (cell := self._grid.at(number, at)) is not None
            }
            # What a merged range copies into an empty row makes no row of it.
            if not any(cell.origin[0] == number for cell in cells.values()):
                continue
            code = cells.get(Column.CODE)
            if code is not None and fold(code.line).startswith(fold(EXAMPLE)):
                continue
            yield self._row(number, cells)

    def _row(self, number: int, cells: dict[Column, Cell]) -> Row:
        given: dict[Column, Any] = {}
        faulty = set()
        typed = {column: cell.text for column, cell in cells.items()}
        for column, cell in cells.items():
            if cell.origin[0] != number and column in PACK and column not in {Column.PRICE, Column.ACTIVE}:
                continue  # a merged name of a pack is the first one's
            try:
                given[column] = self._value(column, cell)
            except Invalid as refusal:
                faulty.add(column)
                self._note(self._faults, cell, refusal.message)
            if (number, cell.column) in self._grid.formulas and column not in faulty:
                said = Message(
                    "Ô này là công thức; lấy kết quả đang thấy: %(value)s.", {"value": shortened(cell.line)}
                )
                self._note(self._notes, cell, said)
        for at, column in self._columns.items():
            if f"{column_letter(at)}{number}" in self._uncomputed and column not in cells:
                faulty.add(column)
                empty = Cell(number, at, "")
                said = Message("Công thức chưa có kết quả. Mở bằng Excel, lưu lại; hoặc gõ thẳng giá trị.")
                self._note(self._faults, empty, said)
        return Row(number, given, typed, frozenset(faulty))

    def _value(self, column: Column, cell: Cell) -> Any:
        if column in CLEARABLE and cell.line in _CLEAR:
            return None
        return values.read(column, cell)

    def _note(self, to: list[Finding], cell: Cell, message: Message | str) -> None:
        heading = self._grid.at(self._header, cell.column)
        to.append(
            Finding(
                cell.row,
                column_letter(cell.column),
                heading.line if heading else "",
                shortened(cell.text),
                _message(message),
            )
        )


def _message(msgid: Message | str) -> Message:
    return msgid if isinstance(msgid, Message) else Message(msgid)

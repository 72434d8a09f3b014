"""A table as an office lays it out: title, header of one or two rows, merged cells, sub-headings, footer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tests.data.annex.items import Item

Value = Any
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Col:
    """A column: heading, an upper heading over it, and what stands in it."""

    heading: str
    value: Callable[[int, Item], Value]
    parent: str = ""


STT = Col("STT", lambda number, item: number)
PRODUCT = Col("Tên sản phẩm", lambda number, item: item.product)
HOLDER = Col("Chủ thể", lambda number, item: item.holder)
HOLDER_TYPE = Col("Loại hình", lambda number, item: item.holder_type)
ADDRESS = Col("Địa chỉ", lambda number, item: item.address)
GROUP = Col("Nhóm sản phẩm", lambda number, item: item.group)
PACK = Col("Quy cách đóng gói", lambda number, item: item.pack)
SCORE = Col("Điểm", lambda number, item: item.score, "Kết quả đánh giá")
STAR = Col("Hạng sao", lambda number, item: int(item.star), "Kết quả đánh giá")
NUMBER = Col("Số", lambda number, item: item.decision_no, "Quyết định công nhận")
DAY = Col("Ngày", lambda number, item: item.decided_on, "Quyết định công nhận")
ISSUER = Col("Cơ quan ban hành", lambda number, item: item.issuer, "Quyết định công nhận")
NOTE = Col("Ghi chú", lambda number, item: item.note)

ANNEX = (STT, PRODUCT, HOLDER, HOLDER_TYPE, ADDRESS, GROUP, PACK, SCORE, STAR, NUMBER, DAY, ISSUER, NOTE)


def flat(*columns: Col) -> tuple[Col, ...]:
    """The columns for a header of one row: what an upper heading said moves into the heading."""
    words = {"Số": "Số quyết định", "Ngày": "Ngày quyết định"}
    return tuple(Col(words.get(column.heading, column.heading), column.value) for column in columns)


@dataclass
class Table:
    """Rows of values and merged ranges, counted from 1. ``row_of`` says where each product stands."""

    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.rows)

    def add(self, *values: Value) -> int:
        """Add a row and say its number."""
        self.rows.append(list(values))
        return self.last

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range, unless it is one cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def lay_out(
    items: Sequence[Item],
    columns: Sequence[Col] = ANNEX,
    *,
    title: Iterable[str] = (),
    numbered_columns: bool = False,
    heading_of: Callable[[Item], str] | None = None,
    merged: Sequence[Col] = (),
    header_again_after: int | None = None,
    footer: Iterable[Sequence[Value]] = (),
) -> Table:
    """Lay the items out.

    ``heading_of`` puts a sub-heading before each run of items that share it, merged over the whole width.
    ``merged`` columns are merged downwards where neighbours say the same.
    """
    table, width = Table(), len(columns)
    for line in title:
        table.merge(table.add(line), 1, table.last, width)
    if table.rows:
        table.add()
    _header(table, columns)
    if numbered_columns:
        table.add(*(f"({number})" for number in range(1, width + 1)))
    number = 0
    for heading, group in groupby(items, heading_of or (lambda item: "")):
        if heading_of:
            table.merge(table.add(heading), 1, table.last, width)
        for item in group:
            number += 1
            table.row_of[item.product] = table.add(*(column.value(number, item) for column in columns))
            if number == header_again_after:
                _header(table, columns)
    for column in merged:
        _merge_down(table, columns.index(column) + 1)
    for line in footer:
        table.add(*line)
    return table


def _header(table: Table, columns: Sequence[Col]) -> None:
    if not any(column.parent for column in columns):
        table.add(*(column.heading for column in columns))
        return
    top = table.add(*(column.parent or column.heading for column in columns))
    table.add(*(column.heading if column.parent else None for column in columns))
    start = 1
    for parent, group in groupby(columns, lambda column: column.parent):
        run = len(list(group))
        if parent:
            table.merge(top, start, top, start + run - 1)
            for hidden in range(start, start + run - 1):
                table.rows[top - 1][hidden] = None
        else:
            for column in range(start, start + run):
                table.merge(top, column, top + 1, column)
        start += run


def _merge_down(table: Table, column: int) -> None:
    rows = sorted(table.row_of.values())
    start = 0
    while start < len(rows):
        end = start
        value = table.rows[rows[start] - 1][column - 1]
        while (
            end + 1 < len(rows)
            and rows[end + 1] == rows[end] + 1
            and table.rows[rows[end + 1] - 1][column - 1] == value
        ):
            end += 1
            table.rows[rows[end] - 1][column - 1] = None
        table.merge(rows[start], column, rows[end], column)
        start = end + 1

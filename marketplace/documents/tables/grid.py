"""What a sheet holds, with positions as a person sees them in a spreadsheet program: row 8, column F."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


def column_letter(column: int) -> str:
    """The letters of a column, counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty.

    ``text`` is NFC with single spaces; a line break inside the cell stays a line break. ``day`` is set for a date cell,
    ``number`` for a number. ``origin`` is the row and column where a merged range is written down; it equals the
    cell's own position otherwise.
    """

    row: int
    column: int
    text: str
    day: date | None = None
    number: Decimal | None = None
    origin: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.origin == (0, 0):
            object.__setattr__(self, "origin", (self.row, self.column))

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def is_own(self) -> bool:
        """False for a copy of the value of a merged range."""
        return self.origin == (self.row, self.column)


@dataclass(frozen=True)
class Grid:
    """One sheet. Merged ranges are expanded: each of their cells holds the value, with its ``origin``.

    ``uncomputed`` names cells that hold a formula whose value the file does not carry, ``formulas`` are the positions
    of all that hold one. ``hidden_rows`` and
    ``hidden_columns`` are read like all others, but a person should know.
    """

    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    uncomputed: tuple[str, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False
    _rows: dict[int, tuple[Cell, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[Cell]] = {}
        for position in sorted(self.cells):
            rows.setdefault(position[0], []).append(self.cells[position])
        object.__setattr__(self, "_rows", {number: tuple(cells) for number, cells in rows.items()})

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row that are not empty, from left to right."""
        return self._rows.get(number, ())

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows that hold anything, from the top, with their numbers."""
        yield from self._rows.items()

    def at(self, row: int, column: int) -> Cell | None:
        """The cell, or ``None`` where nothing is written."""
        return self.cells.get((row, column))

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold anything."""
        return tuple(sorted({column for _, column in self.cells}))


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read: its sheets in order. A .csv has one, named after nothing."""

    kind: str
    sheets: tuple[Grid, ...]

    def sheet(self, name: str) -> Grid | None:
        """The sheet of that name."""
        return next((grid for grid in self.sheets if grid.sheet == name), None)

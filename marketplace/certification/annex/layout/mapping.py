"""Which column holds what: guessed, shown with its confidence, corrected by the officer, stored, and applied again.

The same file with the same mapping always gives the same rows: nothing is guessed again once a mapping is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from marketplace.certification.annex.layout.contents import ENOUGH, recognise, share
from marketplace.certification.annex.layout.fields import HOLDER_FIELDS, Field
from marketplace.certification.annex.layout.header import SURE, Header, find_header, is_numbering, read_header
from marketplace.certification.annex.layout.headings import match_heading
from marketplace.documents.tables.grid import Book, Cell, Grid, column_letter
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

BY_OFFICER = 100
BY_CONTENT = 60
SAMPLES = 3
SAMPLE_ROWS = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and first values as in the file, what it is taken for, and how surely (0 to 100)."""

    number: int
    heading: str
    field: Field | None
    confidence: int
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The column as a spreadsheet program names it."""
        return column_letter(self.number)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one sheet of a file is read. ``header_first`` is ``None`` while no header is known."""

    sheet: str
    header_first: int | None
    header_last: int | None
    columns: tuple[Column, ...]

    def column_of(self, field: Field) -> Column | None:
        """The column that holds ``field``."""
        return next((column for column in self.columns if column.field is field), None)

    @property
    def fields(self) -> frozenset[Field]:
        """The kinds of columns that were found."""
        return frozenset(column.field for column in self.columns if column.field is not None)

    @property
    def doubtful(self) -> tuple[Column, ...]:
        """Columns that somebody should look at: nothing or little speaks for what they are taken for."""
        return tuple(column for column in self.columns if column.field is None or column.confidence < SURE)

    def to_json(self) -> dict[str, Any]:
        """A plain form to store."""
        return {
            "sheet": self.sheet,
            "header": [self.header_first, self.header_last] if self.header_first else None,
            "columns": [
                {
                    "number": column.number,
                    "heading": column.heading,
                    "field": column.field,
                    "confidence": column.confidence,
                    "samples": list(column.samples),
                }
                for column in self.columns
            ],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The mapping that ``to_json`` stored."""
        first, last = stored["header"] or (None, None)
        return cls(
            stored["sheet"],
            first,
            last,
            tuple(
                Column(
                    column["number"],
                    column["heading"],
                    Field(column["field"]) if column["field"] else None,
                    column["confidence"],
                    tuple(column["samples"]),
                )
                for column in stored["columns"]
            ),
        )


def guess_mapping(book: Book) -> ColumnMapping:
    """The mapping of the sheet whose header is known best; hidden sheets come last."""
    guesses = [guess_sheet(grid) for grid in book.sheets if grid.cells]
    hidden = {grid.sheet for grid in book.sheets if grid.is_hidden}
    return max(guesses, key=lambda guess: (guess.sheet not in hidden, len(guess.fields - {Field.IGNORED})))


def guess_sheet(grid: Grid, header_rows: tuple[int, int] | None = None) -> ColumnMapping:
    """The mapping of one sheet. ``header_rows`` are the first and last row of its header when somebody has said so.

    Raises:
        Invalid: ``header_rows`` name empty rows, or more than two.
    """
    if header_rows is None:
        header = find_header(grid)
    else:
        header = _told_header(grid, *header_rows)
    if header is None:
        columns = tuple(Column(number, "", None, 0, _samples(grid, number, 0)) for number in grid.columns)
        return ColumnMapping(grid.sheet, None, None, columns)
    fields = _assign(grid, header)
    return ColumnMapping(
        grid.sheet,
        header.first_row,
        header.last_row,
        tuple(_column(grid, header, number, fields.get(number)) for number in grid.columns),
    )


def correct(mapping: ColumnMapping, changes: Mapping[int, Field | None]) -> ColumnMapping:
    """The mapping with what an officer says about some columns, given by their numbers.

    A field that is given to a column leaves the column that had it.

    Raises:
        Invalid: a column that is not there, or one field for two columns.
    """
    numbers = {column.number for column in mapping.columns}
    if unknown := sorted(set(changes) - numbers):
        raise Invalid(Message("Tệp không có cột %(letter)s.", {"letter": column_letter(unknown[0])}))
    given = [field for field in changes.values() if field not in {None, Field.IGNORED}]
    for field in given:
        if given.count(field) > 1:
            raise Invalid(Message("Một nội dung chỉ chọn cho một cột; cột khác để “Không dùng”."))
    columns = []
    for column in mapping.columns:
        if column.number in changes:
            columns.append(replace(column, field=changes[column.number], confidence=BY_OFFICER))
        elif column.field in given:
            columns.append(replace(column, field=None, confidence=0))
        else:
            columns.append(column)
    return replace(mapping, columns=tuple(columns))


def missing_fields(mapping: ColumnMapping) -> tuple[Field, ...]:
    """Kinds of columns without which no row can be read. Stars may stand in sub-headings, so they are none of them."""
    missing = []
    if Field.PRODUCT not in mapping.fields:
        missing.append(Field.PRODUCT)
    if not mapping.fields & HOLDER_FIELDS:
        missing.append(Field.HOLDER)
    return tuple(missing)


def _told_header(grid: Grid, first: int, last: int) -> Header:
    header = read_header(grid, first, last) if first <= last <= first + 1 else None
    if header is None and last == first + 1:
        header = read_header(grid, first, first)
        if header is not None:
            lower = {cell.column: cell.line for cell in grid.row(last) if cell.origin[0] == last}
            paths = {
                c: (*header.paths.get(c, ()), *filter(None, (lower.get(c),))) for c in {*header.paths, *lower}
            }
            header = Header(first, last, paths)
    if header is None:
        raise Invalid(Message("Hàng tiêu đề gồm một hoặc hai hàng liền nhau và không được trống."))
    return header


def _assign(grid: Grid, header: Header) -> dict[int, tuple[Field, int]]:
    """Each field to the column that fits it best; then columns nobody claimed, by what their cells look like."""
    offers = sorted(
        (-confidence, column, field)
        for column, path in header.paths.items()
        for field, confidence in match_heading(path).items()
    )
    taken: dict[int, tuple[Field, int]] = {}
    for minus, column, field in offers:
        if column in taken or (
            field is not Field.IGNORED and any(field is other for other, _ in taken.values())
        ):
            continue
        fits = share(field, _values(grid, column, header.last_row))
        confidence = -minus if fits is None or fits >= 1 - ENOUGH else -minus // 2
        if confidence >= SURE or fits is not None:
            taken[column] = (field, confidence)
    for column in grid.columns:
        found = recognise(_values(grid, column, header.last_row))
        free = found is not None and all(found is not field for field, _ in taken.values())
        if found is not None and free and (column not in taken or taken[column][1] < SURE):
            taken[column] = (found, BY_CONTENT)
    return taken


def _values(grid: Grid, column: int, below: int) -> Sequence[Cell]:
    """The first cells of a column below a row, without a row that numbers the columns."""
    rows = [(number, cells) for number, cells in grid.rows() if number > below][:SAMPLE_ROWS]
    if rows and is_numbering(rows[0][1]):
        del rows[0]
    found = [grid.at(number, column) for number, cells in rows if len(cells) > 2]
    return [cell for cell in found if cell is not None]


def _column(grid: Grid, header: Header, number: int, found: tuple[Field, int] | None) -> Column:
    field, confidence = found or (None, 0)
    return Column(number, header.text(number), field, confidence, _samples(grid, number, header.last_row))


def _samples(grid: Grid, column: int, below: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.line for cell in _values(grid, column, below)))[:SAMPLES]

"""Finding the header of a table: which rows it takes, and what each column is headed."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketplace.certification.annex.layout.fields import HOLDER_FIELDS, Field
from marketplace.certification.annex.layout.headings import match_heading
from marketplace.documents.tables.grid import Cell, Grid
from marketplace.kernel.text import fold

SEARCHED_ROWS = 80
"""A header stands in the first rows that hold anything; below them is data."""

MINIMUM_FIELDS = 3
SURE = 70
"""From this confidence on a heading counts as known; it is what "begins with a known heading" gives at least."""

LONGEST_HEADING = 120

_BARE_CHILDREN = frozenset(
    {"ten", "so", "ngay", "loai", "ngay thang", "ngay thang nam", "so hieu", "co quan", "ho ten", "ho va ten"}
)
"""Headings that say something only under another one, such as "Số" under "Quyết định"."""

_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header, and for each column its heading from the top down."""

    first_row: int
    last_row: int
    paths: Mapping[int, tuple[str, ...]]

    def text(self, column: int) -> str:
        """The heading of a column on one line: "Quyết định / Số"."""
        return " / ".join(self.paths.get(column, ()))


def find_header(grid: Grid) -> Header | None:
    """The header with the most known headings, or ``None`` where no row looks like one.

    Of equally good ones that of two rows counts, then the upper one: the other is the same header repeated on a later
    page.
    """
    best: tuple[tuple[int, int], Header] | None = None
    for number, _ in list(grid.rows())[:SEARCHED_ROWS]:
        for last in (number, number + 1):
            header = read_header(grid, number, last)
            known = _known(header.paths.values()) if header else set()
            if header is None or len(known) < MINIMUM_FIELDS or not known & {Field.PRODUCT, *HOLDER_FIELDS}:
                continue
            merit = (len(known), last - number)
            if best is None or merit > best[0]:
                best = (merit, header)
    return best[1] if best else None


def read_header(grid: Grid, first: int, last: int) -> Header | None:
    """The header that the given rows make, or ``None`` when the second row does not continue the first."""
    upper = {cell.column: cell for cell in grid.row(first) if len(cell.line) <= LONGEST_HEADING}
    if not upper:
        return None
    if last == first:
        return Header(first, last, {column: (cell.line,) for column, cell in upper.items()})
    lower = {cell.column: cell for cell in grid.row(last) if cell.origin[0] == last}
    known = _known((cell.line,) for cell in upper.values())
    if not known & {Field.ORDER, Field.PRODUCT, *HOLDER_FIELDS} or not _continues(lower):
        # A line of the title stands above a header, too, or a product of the page before.
        return None
    paths: dict[int, tuple[str, ...]] = {}
    for column in sorted({*upper, *lower}):
        parent = _parent(upper, lower, column)
        child = lower.get(column)
        paths[column] = tuple(cell.line for cell in (parent, child) if cell is not None)
    return Header(first, last, paths)


def is_numbering(cells: tuple[Cell, ...]) -> bool:
    """True for the row below a header that numbers its columns: 1, 2, 3 or (1), (2), (3) or A, B, 1, 2."""
    texts = [cell.line for cell in cells if cell.is_own]
    if len(texts) < MINIMUM_FIELDS or not all(map(_NUMBERING.fullmatch, texts)):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) >= 2 and all(after == before + 1 for before, after in itertools.pairwise(numbers))


def _known(paths: Iterable[tuple[str, ...]]) -> set[Field]:
    """The kinds of columns that headings surely mean."""
    fields = set()
    for path in paths:
        fits = match_heading(path)
        best = max(fits, key=lambda field: fits[field], default=None)
        if best is not None and fits[best] >= SURE:
            fields.add(best)
    return fields - {Field.IGNORED}


def _continues(lower: Mapping[int, Cell]) -> bool:
    """Whether a row reads like the second row of a header: what it holds are headings, not a product's particulars."""
    texts = [cell.line for cell in lower.values()]
    if not texts:
        return False
    like = sum(
        fold(text) in _BARE_CHILDREN or max(match_heading((text,)).values(), default=0) >= SURE
        for text in texts
    )
    return like >= 0.8 * len(texts)


def _parent(upper: Mapping[int, Cell], lower: Mapping[int, Cell], column: int) -> Cell | None:
    """The heading above a column. A .csv has no merged cells: there it stands over the first of its columns only."""
    if column in upper or column not in lower:
        return upper.get(column)
    left = column - 1
    while left in lower and left not in upper:
        left -= 1
    return upper.get(left) if left in lower else None

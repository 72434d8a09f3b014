"""How large a file may be, and what is read of it."""

from dataclasses import dataclass

MAX_BYTES = 5 * 1024 * 1024
"""Bytes of the uploaded file."""

MAX_MERGED_CELLS = 200_000
"""Cells covered by merged ranges in one sheet."""

MAX_PARTS = 2_000
"""Files inside the .xlsx container."""

MAX_UNPACKED_BYTES = 48 * 1024 * 1024
"""All files of the container together, unpacked, as its own directory states it; ``container`` unpacks none further
than stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a table may hold. An annex of a province has tens or hundreds of rows; what stands here is above that.

    ``rows`` and ``columns`` are the last that may hold anything (the longest annexes have a few hundred products;
    column 100 is CV), ``cells`` those written down in one sheet, empty but formatted ones included. ``text`` are the
    characters of one cell: what is longer is cut. ``row_text`` are those of one row of a .csv file, delimiters
    included: the longest rows of annexes have about two thousand. ``blank_lines``: empty lines inside a cell are kept,
    as paragraphs need them.
    """

    rows: int = 1_000
    columns: int = 100
    cells: int = 100_000
    text: int = 4_000
    row_text: int = 100_000
    blank_lines: bool = False


LIST = Limits()
"""A list as offices keep them."""

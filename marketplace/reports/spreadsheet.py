"""Tables as CSV files that spreadsheet programs open without asking and without harm."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet program, and a name that somebody typed is none."""


def csv_bytes(rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows the encoding.

    A text that would be read as a formula gets an apostrophe in front; numbers stay as they are.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text

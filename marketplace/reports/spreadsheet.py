"""Tables as CSV files that spreadsheet programs open without asking and without harm."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet program, and a name that somebody typed is none."""
PART = 500
"""Rows of a part of a file that is sent while it is made."""


def csv_bytes(rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows the encoding.

    A text that would be read as a formula gets an apostrophe in front; numbers stay as they are.
    """
    return b"".join(csv_parts(rows))


def csv_parts(rows: Iterable[Sequence[str | int]]) -> Iterator[bytes]:
    """The same in parts of some hundred rows, each made when it is asked for, so that no more is ever in memory."""
    yield codecs.BOM_UTF8
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
        if number % PART == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text

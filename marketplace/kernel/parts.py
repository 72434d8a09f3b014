"""Lists that are taken out whole, read in parts while they are written: no more than a part is ever in memory."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Final, TypeVar

from marketplace.kernel.db import session
from marketplace.kernel.paging import Page

T = TypeVar("T")

PART: Final = 500
"""Rows of a part."""


def in_parts(read: Callable[[int], Page[T]]) -> tuple[int, Iterator[tuple[T, ...]]]:
    """How many rows a list has, and its rows in parts. ``read`` gives the page of a number, of ``PART`` rows: the first
    is read at once, so that whatever may be refused is refused, each other when it is asked for.
    """
    first = read(1)

    def parts() -> Iterator[tuple[T, ...]]:
        page = first
        yield page.items
        while page.has_next:
            page = read(page.number + 1)
            yield page.items

    return first.total, parts()


def one_by_one(parts: Iterator[tuple[T, ...]]) -> Iterator[T]:
    """The rows of the parts."""
    for part in parts:
        yield from part


def streamed(asked: Any, make: Callable[[Any], T], part: int = PART) -> Iterator[T]:
    """What a statement finds, fetched ``part`` rows at a time while it is asked for."""
    # Closed when whoever reads goes away too: on PostgreSQL the rest would stay open on the server.
    with closing(session().execute(asked.execution_options(yield_per=part))) as rows:
        yield from map(make, rows)

"""Counting the SQL statements of a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "PRAGMA")
"""Where a transaction begins, ends and may fail in part: not what a page asks of the database."""


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL that is sent through ``engine`` inside the block, without the control of transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(CONTROL):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)

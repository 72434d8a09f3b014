"""Lists that are taken out whole are read while they are written."""

from __future__ import annotations

from itertools import islice

from flask import Flask
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.paging import Page
from marketplace.kernel.parts import in_parts, one_by_one, streamed
from tests.conftest import NOON


def test_a_part_is_read_when_it_is_asked_for() -> None:
    read: list[int] = []

    def page(number: int) -> Page[int]:
        read.append(number)
        start = (number - 1) * 3
        return Page(tuple(range(start, min(start + 3, 8))), 8, number, 3)

    total, parts = in_parts(page)
    rows = one_by_one(parts)
    assert (total, read) == (8, [1])
    assert list(islice(rows, 3)) == [0, 1, 2]
    assert read == [1]
    assert next(rows) == 3
    assert read == [1, 2]
    assert list(rows) == [4, 5, 6, 7]
    assert read == [1, 2, 3]


def test_a_list_without_rows_is_one_part_without_rows() -> None:
    total, parts = in_parts(lambda number: Page((), 0, number, 3))
    assert (total, list(parts)) == (0, [()])


def test_what_a_statement_finds_is_made_row_by_row(app: Flask, session: Session) -> None:
    row = {"job": "x", "args": "{}", "created_at": NOON, "available_at": NOON}
    session.execute(insert(OutboxRow), [row] * 25)
    made: list[int] = []
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    rows = streamed(select(OutboxRow.id).order_by(OutboxRow.id), lambda each: made.append(each.id), part=10)
    assert sent == []
    list(islice(rows, 12))
    assert (len(made), len(sent)) == (12, 1)
    list(rows)
    assert (len(made), len(sent)) == (25, 1)

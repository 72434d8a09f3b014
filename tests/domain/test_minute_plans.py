"""What the worker asks every minute is answered from indexes, however much there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

from marketplace.accounts import ended
from marketplace.kernel import outbox, worker_beat
from marketplace.wiring import EVERY_MINUTE

TASKS: Final = (*EVERY_MINUTE, ended.forget_ended, outbox.sweep, outbox.go_ahead, worker_beat.keep_beating)

WALKED: Final = {"ix_mkt_notifications_notice_waiting"}
"""Indexes that hold no more than what is looked for and are read from their beginning: what waits for the mail of the
day.
"""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.__module__}.{task.__name__}")
def test_nothing_is_read_from_its_beginning_to_its_end(
    app: Flask, session: Session, task: Callable[[], Any]
) -> None:
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # Where there are few rows it reads them all: it is to say which index it would take for many.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        task()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    found = [
        (line, statement) for statement, values in sent for line in walked(connection, statement, values)
    ]
    assert found == []


def walked(connection: Connection, statement: str, values: Any) -> list[str]:
    """The lines of a statement's plan that say that a whole table or index is read."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        lines = [row[3] for row in rows if re.match(r"SCAN ", row[3])]
    else:
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
        lines = [row[0] for row in rows if "Seq Scan on mkt_" in row[0]]
    return [line for line in lines if not any(index in line for index in WALKED)]

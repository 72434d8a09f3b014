"""Jobs of the test's own, and the outbox as the database has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.outbox import OutboxRow
from tests.conftest import state_of


class Backend:
    """A job backend that only remembers; with ``away`` it cannot be reached."""

    def __init__(self) -> None:
        self.handed: list[int] = []
        self.away = False

    def hand_over(self, row_ids: Sequence[int]) -> None:
        if self.away:
            raise ConnectionError("the queue is away")
        self.handed += row_ids


@pytest.fixture
def backend(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Backend:
    """Nothing is done until the test does it."""
    made = Backend()
    monkeypatch.setitem(state_of(app).ports, "jobs", made)
    return made


@pytest.fixture
def jobs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The jobs that exist: what the test puts in."""
    table: dict[str, Any] = {}
    monkeypatch.setattr(state_of(app), "jobs", table)
    return table


@pytest.fixture
def row_of(app: Flask) -> Callable[[int], OutboxRow]:
    def look(row_id: int) -> OutboxRow:
        session().expire_all()
        return session().execute(select(OutboxRow).where(OutboxRow.id == row_id)).scalar_one()

    return look

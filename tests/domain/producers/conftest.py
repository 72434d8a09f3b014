"""What was told and written down."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.audit import AuditEntry
from marketplace.producers import events
from tests.conftest import state_of


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of producers, as receivers are told of them."""
    heard: list[Any] = []
    kinds = [
        each
        for each in vars(events).values()
        if isinstance(each, type) and each.__module__ == events.__name__
    ]
    monkeypatch.setattr(state_of(app), "receivers", dict.fromkeys(kinds, (heard.append,)))
    return heard


@pytest.fixture
def log(session: Session) -> Callable[[], list[tuple[str, str]]]:
    """What the audit log has on producers: actor and action, in order."""

    def entries() -> list[tuple[str, str]]:
        statement = (
            select(AuditEntry.actor, AuditEntry.action)
            .where(AuditEntry.action.startswith("producers."))
            .order_by(AuditEntry.seq)
        )
        return [(row.actor, row.action) for row in session.execute(statement)]

    return entries

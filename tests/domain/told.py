"""What happens is told and written down: overheard by tests of a domain, without any receiver acting."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.audit import AuditEntry
from tests.conftest import state_of


def overheard(app: Flask, monkeypatch: pytest.MonkeyPatch, events: ModuleType) -> list[Any]:
    """The events of one module, in order, as receivers are told of them."""
    heard: list[Any] = []
    kinds = [
        each
        for each in vars(events).values()
        if isinstance(each, type) and each.__module__ == events.__name__
    ]
    monkeypatch.setattr(state_of(app), "receivers", dict.fromkeys(kinds, (heard.append,)))
    return heard


def written(session: Session, domain: str) -> Callable[[], list[tuple[str, str]]]:
    """Reads what the audit log has on a domain by then: actor and action, in order."""

    def entries() -> list[tuple[str, str]]:
        statement = (
            select(AuditEntry.actor, AuditEntry.action)
            .where(AuditEntry.action.startswith(f"{domain}."))
            .order_by(AuditEntry.seq)
        )
        return [(row.actor, row.action) for row in session.execute(statement)]

    return entries

"""Officers of Hà Tĩnh and elsewhere, a decision to enter, and what the log and the receivers were told."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import events
from marketplace.kernel.audit import AuditEntry
from marketplace.producers import services as producers
from marketplace.producers.kinds import ProducerKind
from tests.conftest import state_of
from tests.domain.certification import build


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of recognitions, as receivers are told of them."""
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
    """What the audit log has on recognitions: actor and action, in order."""

    def entries() -> list[tuple[str, str]]:
        statement = (
            select(AuditEntry.actor, AuditEntry.action)
            .where(AuditEntry.action.startswith("certification."))
            .order_by(AuditEntry.seq)
        )
        return [(row.actor, row.action) for row in session.execute(statement)]

    return entries


@pytest.fixture
def producer_id(app: Flask) -> int:
    """A producer of Hương Đô."""
    officer = build.actor(20, Role.OFFICER)
    return producers.register(
        officer,
        producers.ProducerData(
            kind=ProducerKind.COOPERATIVE,
            legal_name="HTX Long Nhâm",
            representative="Bùi Thị Nhâm",
            phone="0912345678",
            tax_code="9900000016",
            commune_code=build.HUONG_DO,
        ),
    )

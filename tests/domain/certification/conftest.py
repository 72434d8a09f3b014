"""Officers of Hà Tĩnh and elsewhere, a decision to enter, and what the log and the receivers were told."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import events
from marketplace.kernel.audit import AuditEntry
from marketplace.places import loader
from marketplace.producers import services as producers
from marketplace.producers.kinds import ProducerKind
from tests.conftest import state_of
from tests.domain.certification import build


@pytest.fixture(scope="session", autouse=True)
def gazetteer(site: Flask) -> None:
    """The communes that recognitions lie in."""
    with site.app_context(), Session(site.extensions["sqlalchemy"].engine) as here, here.begin():
        loader.load(here)


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
def statements(session: Session) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with statements() as sent:`` gathers the SQL that is sent inside."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        sent: list[str] = []
        engine = session.get_bind().engine

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE")):
                sent.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return watch


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

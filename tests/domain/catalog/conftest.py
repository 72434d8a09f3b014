"""What the catalogue hears and tells, and a counter of SQL statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from marketplace import wiring
from marketplace.catalog import events, receivers
from tests.conftest import state_of


@pytest.fixture(autouse=True)
def heard(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The catalogue hears what the wiring has it hear; what it tells others is gathered here."""
    told: list[Any] = []
    listening: dict[type, Any] = {
        kind: tuple(each for each in functions if each.__module__ == receivers.__name__)
        for kind, functions in wiring.RECEIVERS.items()
    }
    own = [
        each
        for each in vars(events).values()
        if isinstance(each, type) and each.__module__ == events.__name__
    ]
    listening.update(dict.fromkeys(own, (told.append,)))
    monkeypatch.setattr(state_of(app), "receivers", listening)
    return told


@pytest.fixture
def statements(session: Session) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with statements() as sent:`` gathers the SQL that is sent inside."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        sent: list[str] = []
        engine = session.get_bind().engine

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")):
                sent.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return watch

"""The gazetteer, loaded once a run into the database of the tests, and a counter of SQL statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from marketplace.places import loader


@pytest.fixture(scope="session", autouse=True)
def gazetteer(site: Flask) -> None:
    """Every test of places has the places of the package."""
    with site.app_context(), Session(site.extensions["sqlalchemy"].engine) as here, here.begin():
        loader.load(here)


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

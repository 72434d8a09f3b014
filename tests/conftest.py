"""An app, a database and a clock for tests.

The database is made once a run. A test works inside an outer transaction that is rolled back at its end, so the code
under test may commit as it does in life. Tests that need true commits (threads, processes) make their own site.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from config.app import create_app
from marketplace import migrate
from marketplace.kernel import clock
from marketplace.kernel.state import AppState
from marketplace.places import services as places

pytest_plugins = ["tests.servers.plugin"]

# How long an example takes depends on what else the machine does; a test asserts what comes out, not how fast.
hypothesis.settings.register_profile("market", deadline=None)
hypothesis.settings.load_profile("market")

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
"""21/11/2026 12:00 in Vietnam: the moment at which tests stand unless they say otherwise."""


Statements = Callable[[], AbstractContextManager[list[str]]]
"""What the fixture ``statements`` is."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, database_url: str | None) -> Iterator[Flask]:
    """One app for the run, with its tables made and the places loaded."""
    folder: Path = tmp_path_factory.mktemp("site")
    overrides: dict[str, Any] = {
        "TESTING": True,
        "SECRET_KEY": "test",
        "MARKETPLACE_INSTANCE": str(folder),
        "MARKETPLACE_JOBS": "immediate:",
        "MARKETPLACE_STORAGE": "memory:",
        "MARKETPLACE_MAIL": "memory:",
    }
    if database_url:
        overrides["MARKETPLACE_DATABASE"] = database_url
    app = create_app(overrides)
    with app.app_context():
        migrate.upgrade(engine_of(app))
        places.load()
    yield app
    with app.app_context():
        state_of(app).session.remove()
        engine_of(app).dispose()


def engine_of(app: Flask) -> Engine:
    """The engine of an app's database."""
    engine: Engine = app.extensions["sqlalchemy"].engine
    return engine


def state_of(app: Flask) -> AppState:
    """What the app holds of the marketplace."""
    state: AppState = app.extensions["marketplace"]
    return state


@pytest.fixture
def app(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The app inside an outer transaction, the clock held at ``NOON``, an app context pushed."""
    with site.app_context(), clock.hold(NOON):
        connection: Connection = engine_of(site).connect()
        outer = connection.begin()
        factory = scoped_session(
            sessionmaker(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        )
        monkeypatch.setattr(state_of(site), "session", factory)
        monkeypatch.setattr(state_of(site), "memo", {})
        state_of(site).ports["mail"].sent.clear()
        state_of(site).ports["storage"].files.clear()
        site.extensions["site_limits"].reset()
        try:
            yield site
        finally:
            factory.remove()
            outer.rollback()
            connection.close()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session that the code under test uses."""
    return state_of(app).session()


@pytest.fixture
def statements(session: Session) -> Statements:
    """``with statements() as sent:`` gathers the SQL that is sent inside, without the savepoints of tests."""

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


@pytest.fixture
def new_client(app: Flask, session: Session) -> Callable[[], FlaskClient]:
    """Makes visitors, each with their own browser.

    What a request left in the session's memory and in ``g``, which lives as long as the test's app context, is
    forgotten before the next one and before the test looks.
    """

    def make() -> FlaskClient:
        client = app.test_client()
        opened = client.open

        def open_and_forget(*args: Any, **kwargs: Any) -> Any:
            try:
                return opened(*args, **kwargs)
            finally:
                session.expire_all()
                for name in list(g):
                    g.pop(name)

        client.open = open_and_forget
        return client

    return make


@pytest.fixture
def client(new_client: Callable[[], FlaskClient]) -> FlaskClient:
    """A visitor."""
    return new_client()

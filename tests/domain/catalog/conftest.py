"""The gazetteer, the events that the catalogue hears, and a counter of SQL statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from marketplace.catalog import receivers
from marketplace.certification import events as certification_events
from marketplace.places import loader
from marketplace.producers import events as producer_events
from marketplace.stock import models as stock_models
from marketplace.stock.events import AvailabilityChanged
from tests.conftest import state_of

assert stock_models.Lot.__tablename__ == "mkt_stock_lot"


@pytest.fixture(scope="session", autouse=True)
def gazetteer(site: Flask) -> None:
    """The communes that producers and products are in."""
    with site.app_context(), Session(site.extensions["sqlalchemy"].engine) as here, here.begin():
        loader.load(here)


def _events_of(module: Any) -> list[type]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__
    ]


@pytest.fixture(autouse=True)
def heard(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The catalogue hears what it listens to; what it tells itself is gathered here."""
    from marketplace.catalog import events

    told: list[Any] = []
    listening: dict[type, Any] = {}
    listening.update(dict.fromkeys(_events_of(producer_events), (receivers.on_producer,)))
    listening.update(dict.fromkeys(_events_of(certification_events), (receivers.on_recognition,)))
    listening[AvailabilityChanged] = (receivers.on_availability,)
    listening.update(dict.fromkeys(_events_of(events), (told.append,)))
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

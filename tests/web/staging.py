"""A stage on which every kind of caller stands before one of everything: built once for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import Connection, inspect, text
from werkzeug.test import TestResponse

from tests.conftest import state_of
from tests.web.permission_world import World


@dataclass(frozen=True, slots=True)
class Stage:
    """The app with its world in it, a browser of each caller, and the connection under everything."""

    app: Flask
    world: World
    browsers: Mapping[str, FlaskClient]
    connection: Connection


class Browser(FlaskClient):
    """A browser for an app whose context outlives its requests: nothing that one left is found by the next."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, and read the whole answer."""
        state_of(self.application).session().expire_all()
        for name in list(g):
            g.pop(name)
        return super().open(*args, **{**kwargs, "buffered": True})


@contextmanager
def taken_back(stage: Stage) -> Iterator[None]:
    """What happens inside is undone."""
    state = state_of(stage.app)
    state.session.remove()
    point = stage.connection.begin_nested()
    try:
        yield
    finally:
        state.session.remove()
        point.rollback()
        state.memo.clear()


def contents(connection: Connection) -> dict[str, int]:
    """Every table of ours with a mark of all that is in it; the places never change."""
    names = [name for name in inspect(connection).get_table_names() if name.startswith("mkt_")]
    return {
        name: hash(frozenset(map(str, connection.execute(text(f'SELECT * FROM "{name}"')))))
        for name in names
        if not name.startswith("mkt_places_")
    }

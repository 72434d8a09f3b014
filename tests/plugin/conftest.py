"""Hosts: the portal of ``examples/host_app``, and apps that are nothing but Flask with the market in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Table, insert, select

from examples.host_app.portal import create_app
from marketplace import Marketplace, migrate
from marketplace.catalog.queries import slug_of
from marketplace.kernel import clock
from marketplace.places import services as places
from tests import stories
from tests.conftest import NOON, engine_of

MakePortal = Callable[..., Flask]
MakeHost = Callable[..., Flask]


def market_config(folder: Path, **changes: Any) -> dict[str, Any]:
    """Settings under which a host leaves nothing outside ``folder`` and sends nothing."""
    return {
        "TESTING": True,
        "SECRET_KEY": "host",
        "MARKETPLACE_JOBS": "immediate:",
        "MARKETPLACE_STORAGE": "memory:",
        "MARKETPLACE_MAIL": "memory:",
        "MARKETPLACE_SEARCH": f"fts5:{folder / 'search.db'}",
        **changes,
    }


def fill(app: Flask) -> Flask:
    """Make the market's tables in the host's database and load the places."""
    with app.app_context():
        migrate.upgrade(engine_of(app))
        if not GAZETTEER:
            places.load()
            with engine_of(app).connect() as connection:
                tables = [
                    each for each in migrate.metadata().sorted_tables if each.name.startswith("mkt_places_")
                ]
                GAZETTEER.update({each: connection.execute(select(each)).mappings().all() for each in tables})
        else:
            with engine_of(app).begin() as connection:
                for table, rows in GAZETTEER.items():
                    if rows:
                        connection.execute(insert(table), [dict(row) for row in rows])
    return app


GAZETTEER: dict[Table, Sequence[Mapping[str, Any]]] = {}
"""The rows that the first load of the run left, by table: every host after it is given them as they are."""


def let_go(app: Flask) -> None:
    """Close what the app holds of its database."""
    with app.app_context():
        app.extensions["marketplace"].session.remove()
        engine_of(app).dispose()


def put_on_sale(app: Flask, name: str = "Cam Khe Mây", **changes: Any) -> str:
    """Put a certified product with 50 packs on sale in the app's market; its slug."""
    with app.app_context():
        slug = slug_of(stories.goods(name=name, **changes).product_id)
    assert slug is not None
    return slug


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """The clock stands at noon for every market in the process."""
    with clock.hold(NOON):
        yield


@pytest.fixture
def make_portal(tmp_path: Path, make_database: Callable[[], str]) -> Iterator[MakePortal]:
    """Makes portals, each with a database of its own. ``filled=False`` leaves the market's tables out, and
    ``migrated=False`` the portal's.
    """
    made: list[Flask] = []

    def make(*, filled: bool = True, migrated: bool = True, **changes: Any) -> Flask:
        folder = tmp_path / f"portal-{len(made)}"
        config = market_config(folder, SQLALCHEMY_DATABASE_URI=make_database(), **changes)
        app = create_app(INSTANCE_PATH=folder, **config)
        made.append(app)
        if migrated:
            with app.app_context():
                flask_migrate.upgrade()
        return fill(app) if filled else app

    yield make
    for app in made:
        let_go(app)


@pytest.fixture
def portal(make_portal: MakePortal) -> Flask:
    """One portal."""
    return make_portal()


@pytest.fixture
def make_host(tmp_path: Path, make_database: Callable[[], str]) -> Iterator[MakeHost]:
    """Makes Flask apps with a market in them, each with a database and a folder of its own.

    ``market`` is the object to put in, else what is ``given`` goes to a new one. ``before`` gets the app just before.
    """
    made: list[Flask] = []

    def make(
        *,
        market: Marketplace | None = None,
        before: Callable[[Flask], object] = lambda _app: None,
        filled: bool = True,
        settings: dict[str, Any] | None = None,
        static_folder: str | None = "static",
        **given: Any,
    ) -> Flask:
        folder = tmp_path / f"host-{len(made)}"
        folder.mkdir()
        app = Flask(
            f"host{len(made)}", root_path=str(folder), instance_path=str(folder), static_folder=static_folder
        )
        app.config.update(market_config(folder, SQLALCHEMY_DATABASE_URI=make_database(), **(settings or {})))
        before(app)
        (market or Marketplace(**given)).init_app(app)
        made.append(app)
        return fill(app) if filled else app

    yield make
    for app in made:
        let_go(app)

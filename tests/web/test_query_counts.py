"""What each page of the shop asks of the database: so many statements, however much there is to sell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from bench import catalogue
from bench.statements import counts_of, engine_of
from config.app import create_app
from marketplace import migrate
from marketplace.kernel.db import writers_take_turns
from marketplace.places import services as places


@pytest.fixture
def market(make_database: Callable[[], str], tmp_path: Path) -> Iterator[Callable[[int], Flask]]:
    """Makes a market of so many products, on a database of its own."""
    apps: list[Flask] = []

    def make(products: int) -> Flask:
        app = create_app(
            {
                "SECRET_KEY": "counts",
                "MARKETPLACE_INSTANCE": str(tmp_path / str(products)),
                "MARKETPLACE_DATABASE": make_database(),
                "MARKETPLACE_STORAGE": "memory:",
                "MARKETPLACE_MAIL": "memory:",
            }
        )
        apps.append(app)
        with app.app_context():
            migrate.upgrade(engine_of(app))
            places.load()
            catalogue.fill(products)
        return app

    yield make
    for app in apps:
        with app.app_context():
            engine_of(app).dispose()


EXPECTED = {
    "home, made": 7,
    "home": 1,
    "list, made": 4,
    "list": 1,
    "list, narrowed, made": 4,
    "list, narrowed": 1,
    "search, made": 7,
    "search": 1,
    "search without marks, made": 7,
    "search without marks": 1,
    "product, made": 10,
    "product": 2,
    "add, newcomer": 5,
    "list, with a basket, made": 5,
    "list, with a basket": 2,
    "product, with a basket, made": 11,
    "product, with a basket": 3,
    "add": 6,
    "cart": 7,
    "cart, delivered to": 7,
    "address": 5,
    "address, sent": 2,
    "delivery": 6,
    "delivery, sent": 6,
    "review": 8,
    "place": 27,
    "order": 7,
}
"""Statements of each page once a process is warm, for a basket with two products: pages that the
process has to make, and the same when it remembers them."""


def expected(app: Flask) -> dict[str, int]:
    """On PostgreSQL one more: the packs of an order are held for counting, as SQLite's writers are by themselves."""
    with app.app_context():
        return EXPECTED if writers_take_turns() else EXPECTED | {"place": EXPECTED["place"] + 1}


@pytest.mark.slow
def test_as_many_statements_for_ten_thousand_products_as_for_a_hundred(
    market: Callable[[int], Flask],
) -> None:
    assert counts_of(few := market(100)) == expected(few)
    assert counts_of(many := market(10_000)) == expected(many)

"""What each page of the shop asks of the database: so many statements, however much there is to sell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from bench import catalogue
from config.app import create_app
from marketplace import migrate
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Variant
from marketplace.kernel.db import session
from marketplace.places import services as places
from tests.factories import HA_NOI, HOAN_KIEM
from tests.web.counting import statements

ADDRESS = {
    "recipient": "Nguyễn Thị Lan",
    "phone": "0912 000 000",
    "email": "lan@example.vn",
    "province": HA_NOI,
    "commune": "Phường Hoàn Kiếm",
    "commune_code": HOAN_KIEM,
    "street": "12 phố Hàng Bài",
    "note": "",
}


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


def engine_of(app: Flask) -> Engine:
    engine: Engine = app.extensions["sqlalchemy"].engine
    return engine


class Counter:
    """A visitor whose statements are counted, page by page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.engine = engine_of(app)
        self.counts: dict[str, int] = {}
        self.client: FlaskClient = app.test_client()

    def newcomer(self) -> None:
        self.client = self.app.test_client()

    def ask(self, name: str, method: str, path: str, status: int = 200, **fields: str) -> str:
        with statements(self.engine) as sent:
            answer = self.client.open(path, method=method, data=fields or None)
        assert answer.status_code == status, (name, answer.status_code, answer.headers.get("Location"))
        self.counts[name] = len(sent)
        return answer.headers.get("Location") or answer.text


def counts_of(app: Flask) -> dict[str, int]:
    with app.app_context():
        wanted = select(Listing.slug, Variant.id).join(Variant, Variant.product_id == Listing.product_id)
        one, other = (
            session().execute(wanted.where(Listing.stock_left > 10, Variant.position == 0).limit(2)).all()
        )
    visitor = Counter(app)
    # Everything is asked twice: the first visitor of a process fills its memory, as in life.
    for _ in range(2):
        visitor.newcomer()
        visitor.ask("home", "GET", "/")
        visitor.ask("list", "GET", "/san-pham")
        visitor.ask("list, narrowed", "GET", "/san-pham?sao=4&con_hang=1&xep=gia-tang&trang=2")
        visitor.ask("search", "GET", "/tim-kiem?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFm")
        visitor.ask("search without marks", "GET", "/tim-kiem?q=nuoc+mam")
        visitor.ask("product", "GET", f"/san-pham/{one.slug}")
        visitor.ask("add, newcomer", "POST", "/gio-hang/them", 302, pack=str(one.id), quantity="2")
        visitor.ask("product, with a basket", "GET", f"/san-pham/{one.slug}")
        visitor.ask("list, with a basket", "GET", "/san-pham")
        visitor.ask("add", "POST", "/gio-hang/them", 302, pack=str(other.id), quantity="1")
        visitor.ask("cart", "GET", "/gio-hang")
        visitor.ask("cart, delivered to", "GET", f"/gio-hang?den={HA_NOI}")
        visitor.ask("address", "GET", "/thanh-toan")
        visitor.ask("address, sent", "POST", "/thanh-toan", 302, **ADDRESS)
        visitor.ask("delivery", "GET", "/thanh-toan/giao-hang")
        visitor.ask("delivery, sent", "POST", "/thanh-toan/giao-hang", 302, payment="cod")
        page = visitor.ask("review", "GET", "/thanh-toan/xem-lai")
        found = re.search(r'name="fingerprint" value="([0-9a-f]+)"', page)
        assert found is not None
        order = visitor.ask("place", "POST", "/thanh-toan/dat", 302, fingerprint=found[1], agree="1")
        visitor.ask("order", "GET", order)
    return visitor.counts


EXPECTED = {
    "home": 8,
    "list": 4,
    "list, narrowed": 4,
    "search": 8,
    "search without marks": 8,
    "product": 11,
    "add, newcomer": 5,
    "product, with a basket": 12,
    "list, with a basket": 5,
    "add": 6,
    "cart": 9,
    "cart, delivered to": 11,
    "address": 8,
    "address, sent": 9,
    "delivery": 9,
    "delivery, sent": 9,
    "review": 11,
    "place": 29,
    "order": 6,
}
"""Statements of each page once a process is warm, for a basket with two products."""


@pytest.mark.slow
def test_as_many_statements_for_ten_thousand_products_as_for_a_hundred(
    market: Callable[[int], Flask],
) -> None:
    assert counts_of(market(100)) == EXPECTED
    assert counts_of(market(10_000)) == EXPECTED

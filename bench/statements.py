"""What each page of the shop asks of the database, counted on a client in this process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Variant
from marketplace.kernel.db import session

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "PRAGMA")
"""Where a transaction begins, ends and may fail in part: not what a page asks of the database."""
ADDRESS = {
    "recipient": "Nguyễn Thị Lan",
    "phone": "0912 000 000",
    "email": "lan@example.vn",
    "province": "01",
    "commune": "Phường Hoàn Kiếm",
    "commune_code": "00070",
    "street": "12 phố Hàng Bài",
    "note": "",
}
PAGES = {
    "home": "/",
    "list": "/san-pham",
    "list, narrowed": "/san-pham?sao=4&con-hang=1&xep=price_asc&trang=2",
    "search": "/tim-kiem?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFm",
    "search without marks": "/tim-kiem?q=nuoc+mam",
}
"""Pages that every process remembers: what they take to make, and what they take to show again."""
CHECKOUT = ("add, newcomer", "address, sent", "delivery, sent", "review", "place")
"""What a guest's whole checkout takes at least: the requests of ``wrk/checkout.lua``."""


def engine_of(app: Flask) -> Engine:
    """The engine of an app whose context is pushed."""
    engine: Engine = app.extensions["sqlalchemy"].engine
    return engine


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL that is sent through ``engine`` inside the block, without the control of transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(CONTROL):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Visitor:
    """Somebody whose statements are counted, page by page, in ``counts``."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.engine = engine_of(app)
        self.counts: dict[str, int] = {}
        self.client: FlaskClient = app.test_client()

    def begin_anew(self) -> None:
        """Forget basket and cookies."""
        self.client = self.app.test_client()

    def forget_pages(self) -> None:
        """Let the next page be made, whoever asked for it before."""
        self.app.extensions["marketplace"].memo.pop("storefront.pages", None)

    def ask(self, name: str, method: str, path: str, status: int = 200, **fields: str) -> str:
        """Send a request and note under ``name`` what it took; the page, or where it leads to."""
        with statements(self.engine) as sent:
            answer = self.client.open(path, method=method, data=fields or None)
        if answer.status_code != status:
            raise RuntimeError(f"{name}: {answer.status_code} {answer.headers.get('Location')}")
        self.counts[name] = len(sent)
        return answer.headers.get("Location") or answer.text


def counts_of(app: Flask) -> dict[str, int]:
    """The statements of each page of a generated market, once the process is warm."""
    with app.app_context():
        wanted = select(Listing.slug, Variant.id).join(Variant, Variant.product_id == Listing.product_id)
        many = wanted.where(Listing.stock_left > 10, Variant.position == 0).order_by(Listing.product_id)
        one, other = session().execute(many.limit(2)).all()
    visitor = Visitor(app)
    # Everything is asked twice: the first visitor of a process fills its memory, as in life.
    for _ in range(2):
        visitor.begin_anew()
        for name, path in {**PAGES, "product": f"/san-pham/{one.slug}"}.items():
            visitor.forget_pages()
            visitor.ask(f"{name}, made", "GET", path)
            visitor.ask(name, "GET", path)
        visitor.ask("add, newcomer", "POST", "/gio-hang/them", 302, pack=str(one.id), quantity="2")
        # The note that it is in the basket is for one page only.
        visitor.ask("cart", "GET", "/gio-hang")
        for name, path in {"list": "/san-pham", "product": f"/san-pham/{one.slug}"}.items():
            visitor.forget_pages()
            visitor.ask(f"{name}, with a basket, made", "GET", path)
            visitor.ask(f"{name}, with a basket", "GET", path)
        visitor.ask("add", "POST", "/gio-hang/them", 302, pack=str(other.id), quantity="1")
        visitor.ask("cart", "GET", "/gio-hang")
        visitor.ask("cart, delivered to", "GET", f"/gio-hang?den={ADDRESS['province']}")
        visitor.ask("address", "GET", "/thanh-toan")
        visitor.ask("address, sent", "POST", "/thanh-toan", 302, **ADDRESS)
        visitor.ask("delivery", "GET", "/thanh-toan/giao-hang")
        visitor.ask("delivery, sent", "POST", "/thanh-toan/giao-hang", 302, payment="cod")
        page = visitor.ask("review", "GET", "/thanh-toan/xem-lai")
        found = re.search(r'name="fingerprint" value="([0-9a-f]+)"', page)
        if found is None:
            raise RuntimeError("the review has no fingerprint")
        order = visitor.ask("place", "POST", "/thanh-toan/dat", 302, fingerprint=found[1], agree="1")
        visitor.ask("order", "GET", order)
    return visitor.counts

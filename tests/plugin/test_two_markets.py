"""Two markets in one process: whatever one of them is asked, the other stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from marketplace import Marketplace
from marketplace.kernel import outbox
from marketplace.kernel.db import session
from marketplace.kernel.i18n import locale
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.state import AppState
from marketplace.orders import queries as orders
from marketplace.orders.links import key_of
from marketplace.orders.models import Order
from marketplace.search import queries as search
from marketplace.stock import queries as stock
from tests import stories
from tests.conftest import engine_of, state_of
from tests.plugin.buying import buy
from tests.plugin.conftest import MakeHost, put_on_sale
from tests.plugin.reading import addresses, press
from tests.web.desks import words

NORTH = {"MARKETPLACE_SITE_NAME": "Chợ Bắc", "MARKETPLACE_BASE_URL": "https://bac.example.vn"}
SOUTH = {
    "MARKETPLACE_SITE_NAME": "Chợ Nam",
    "MARKETPLACE_BASE_URL": "https://nam.example.vn",
    "MARKETPLACE_DEMO": "true",
    "MARKETPLACE_PAGE_MEMORY_MB": "8",
    "MARKETPLACE_RATE_LIMIT_PER_MINUTE": "0",
    "SECRET_KEY": "another host",
}


@dataclass(frozen=True)
class Market:
    """A market, what is sold in it, and a browser that looks at it."""

    app: Flask
    prefix: str
    name: str
    slug: str
    sells: str
    client: FlaskClient

    @property
    def state(self) -> AppState:
        return state_of(self.app)

    def get(self, path: str) -> Any:
        return self.client.get(f"{self.prefix}/{path}")


@pytest.fixture(params=["two objects", "one object twice"])
def markets(request: pytest.FixtureRequest, make_host: MakeHost) -> tuple[Market, Market]:
    """The north sells oranges below ``/bac``, the south pomelos below ``/nam``; one object hangs both at one path."""
    if request.param == "one object twice":
        market = Marketplace(url_prefix="/cho")
        apps = (make_host(market=market, settings=NORTH), make_host(market=market, settings=SOUTH))
        prefixes = ("/cho", "/cho")
    else:
        prefixes = ("/bac", "/nam")
        apps = (
            make_host(url_prefix=prefixes[0], settings=NORTH),
            make_host(url_prefix=prefixes[1], settings=SOUTH),
        )
    sold = ("Cam Khe Mây", "Bưởi Phúc Trạch")
    north, south = (
        Market(app, prefix, name, put_on_sale(app, name=sells), sells, app.test_client())
        for app, prefix, name, sells in zip(apps, prefixes, ("Chợ Bắc", "Chợ Nam"), sold, strict=True)
    )
    return north, south


@contextmanager
def statements(market: Market) -> Iterator[list[str]]:
    """Gathers the SQL that reaches a market's database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with market.app.app_context():
        engine = engine_of(market.app)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def rows(market: Market, table: type) -> int:
    with market.app.app_context():
        return session().scalar(select(func.count()).select_from(table)) or 0


def test_pages_show_their_own_market_however_requests_alternate(markets: tuple[Market, Market]) -> None:
    north, south = markets
    for _round in range(3):
        for here, there in ((north, south), (south, north)):
            home = here.get("")
            assert (here.sells in home.text, there.sells in home.text) == (True, False)
            assert (here.name in home.text, there.name in home.text) == (True, False)
            assert ("DEMO:" in home.text) == (here is south)
            paths = {address for address in addresses(home) if address.startswith("/")}
            assert [path for path in paths if not path.startswith(f"{here.prefix}/")] == []
            assert here.get(f"san-pham/{here.slug}").status_code == 200
            assert here.get(f"san-pham/{there.slug}").status_code == 404
            found = here.get("tim-kiem?q=cam+khe+may")
            assert (f"/san-pham/{north.slug}" in found.text) == (here is north)
            typed = here.get("goi-y?q=buoi").get_json()["items"]
            assert (south.sells in {item["label"] for item in typed}) == (here is south)


def test_a_request_to_one_sends_nothing_to_the_others_database(markets: tuple[Market, Market]) -> None:
    north, south = markets
    with statements(north) as at_north, statements(south) as at_south:
        for path in (
            "",
            f"san-pham/{north.slug}",
            "tim-kiem?q=cam",
            "chu-the",
            "dia-phuong",
            "gio-hang",
            "healthz",
        ):
            north.get(path)
        buy(north.client, north.prefix, north.slug)
    assert len(at_north) > 50
    assert at_south == []


def test_an_order_in_one_moves_nothing_in_the_other(markets: tuple[Market, Market]) -> None:
    north, south = markets
    counted = {table: rows(south, table) for table in (Order, OutboxRow)}
    south_mails = len(south.state.ports["mail"].sent)
    north_mails = len(north.state.ports["mail"].sent)
    code, _page = buy(north.client, north.prefix, north.slug)
    assert rows(north, Order) == 1
    assert {table: rows(south, table) for table in (Order, OutboxRow)} == counted
    assert len(south.state.ports["mail"].sent) == south_mails
    sent = north.state.ports["mail"].sent[north_mails:]
    assert {mail.recipient for mail in sent} >= {"lan@example.vn"}
    assert all("https://bac.example.vn" + north.prefix in mail.text for mail in sent)
    assert all("nam.example.vn" not in mail.text + mail.html for mail in sent)
    with south.app.app_context():
        assert orders.order(code) is None
        other = key_of(code)
    with north.app.app_context():
        assert orders.order(code) is not None
        # Signed with the key of the app it was made in.
        assert key_of(code) != other
    stranger = north.app.test_client()
    assert stranger.get(f"{north.prefix}/don-hang/{code}?khoa={other}").status_code == 404


def test_a_browsers_session_in_one_is_nothing_to_the_other(markets: tuple[Market, Market]) -> None:
    """Even where a browser sends one's cookie to the other: it is signed with another key."""
    north, south = markets
    press(north.client, north.get(f"san-pham/{north.slug}"), f"{north.prefix}/gio-hang/them", quantity="1")
    cookie = north.client.get_cookie("session")
    assert cookie is not None
    south.client.set_cookie("session", cookie.value)
    assert "Giỏ đang trống" in words(south.get("gio-hang"))
    assert north.sells in words(north.get("gio-hang"))


def test_a_language_is_spoken_only_where_it_was_chosen(markets: tuple[Market, Market]) -> None:
    north, south = markets
    north.get("ngon-ngu/en")
    for _round in range(2):
        assert "Your basket is empty" in words(north.get("gio-hang"))
        assert locale() == "vi"
        assert "Giỏ đang trống" in words(south.get("gio-hang"))


def test_what_sells_out_in_one_is_remembered_by_no_cache_of_the_other(make_host: MakeHost) -> None:
    """The same product, with the same ids, at the same moment, in both: finished pages remembered in both."""
    remembering = {"MARKETPLACE_PAGE_MEMORY_MB": "8"}
    one = make_host(url_prefix="/cho", settings=remembering)
    two = make_host(url_prefix="/cho", settings=remembering)
    slug = put_on_sale(one, stock_of_each=3)
    assert put_on_sale(two, stock_of_each=3) == slug
    path = f"/cho/san-pham/{slug}"
    for app in (one, two, one, two):
        assert "Thêm vào giỏ" in app.test_client().get(path).text
        assert slug in app.test_client().get("/cho/san-pham").text
    with one.app_context():
        (variant,) = stories.variants_of(1)
        stories.order((variant, 3))
        assert stock.available([variant]) == {variant: 0}
    for app, left in ((one, False), (two, True), (one, False)):
        assert ("Thêm vào giỏ" in app.test_client().get(path).text) is left
    with two.app_context():
        assert stock.available([variant]) == {variant: 3}


def test_threads_that_serve_both_at_once_mix_nothing_up(markets: tuple[Market, Market]) -> None:
    """Four visitors in one process at the same time: two markets, two languages in each."""
    north, south = markets
    said = {"vi": "Giỏ đang trống", "en": "Your basket is empty"}
    together = Barrier(4)

    def visit(here: Market, there: Market, language: str) -> list[str]:
        client, wrong = here.app.test_client(), []
        client.get(f"{here.prefix}/ngon-ngu/{language}")
        together.wait()
        for _round in range(10):
            shop, cart = (words(client.get(f"{here.prefix}/{path}")) for path in ("san-pham", "gio-hang"))
            if here.sells not in shop or there.sells in shop or there.name in shop:
                wrong.append(shop)
            if said[language] not in cart:
                wrong.append(cart)
        return wrong

    with ThreadPoolExecutor(4) as pool:
        seen = [
            pool.submit(visit, here, there, language)
            for here, there in ((north, south), (south, north))
            for language in said
        ]
    assert [each.result() for each in seen] == [[], [], [], []]


def test_state_is_the_apps_and_nothing_is_on_the_object(make_host: MakeHost) -> None:
    market = Marketplace(url_prefix="/cho")
    before = dict(vars(market))
    one, two = make_host(market=market, settings=NORTH), make_host(market=market, settings=SOUTH)
    put_on_sale(one)
    one.test_client().get("/cho/")
    two.test_client().get("/cho/")
    assert vars(market) == before
    first, second = state_of(one), state_of(two)
    assert (first.settings.site_name, second.settings.site_name) == ("Chợ Bắc", "Chợ Nam")
    assert (first.settings.rate_limit_per_minute, second.settings.rate_limit_per_minute) == (120, 0)
    assert first.memo is not second.memo
    shared = {name for name, port in first.ports.items() if second.ports[name] is port}
    assert shared <= {"payments"}, "a port with something of its app in it"
    assert one.blueprints["marketplace"] is not two.blueprints["marketplace"]
    assert one.blueprints["marketplace.storefront"] is not two.blueprints["marketplace.storefront"]


def test_the_limit_of_requests_is_counted_in_each(make_host: MakeHost) -> None:
    limited = {"MARKETPLACE_RATE_LIMIT_PER_MINUTE": "2"}
    one, two = make_host(url_prefix="/cho", settings=limited), make_host(url_prefix="/cho", settings=limited)
    clients = one.test_client(), two.test_client()
    said = [
        clients[turn].post("/cho/gio-hang/bo", data={"pack": "1"}).status_code for turn in (0, 0, 0, 1, 1, 1)
    ]
    assert said == [302, 302, 429, 302, 302, 429]


def test_jobs_wait_in_the_queue_of_their_own_app(make_host: MakeHost) -> None:
    """Real queues, each in its app's instance folder, where nobody said otherwise."""
    queued = {"MARKETPLACE_JOBS": "sqlite:jobs.db"}
    one, two = make_host(url_prefix="/cho", settings=queued), make_host(url_prefix="/cho", settings=queued)
    queues = state_of(one).ports["jobs"].queue, state_of(two).ports["jobs"].queue
    waiting = len(queues[0]), len(queues[1])
    unfinished = select(func.count()).select_from(OutboxRow).where(OutboxRow.done_at.is_(None))
    put_on_sale(one)
    with one.app_context():
        waiting_rows = session().scalar(unfinished)
        assert search.find("cam khe may").ids == ()
    assert waiting_rows
    assert (len(queues[0]) - waiting[0], len(queues[1]) - waiting[1]) == (waiting_rows, 0)
    with two.app_context():
        assert outbox.sweep() == 0
    while (task := queues[0].dequeue()) is not None:
        queues[0].execute(task)
    with one.app_context():
        assert session().scalar(unfinished) == 0
        assert len(search.find("cam khe may").ids) == 1
    with two.app_context():
        assert session().scalar(select(func.count()).select_from(OutboxRow)) == 0
        assert search.find("cam khe may").ids == ()
    assert len(queues[1]) == waiting[1]

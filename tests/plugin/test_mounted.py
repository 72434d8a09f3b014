"""The whole market in a host below a ``SCRIPT_NAME``: every page, desks too, as the host's own users see it.

What there is to see, and who may, is the permission matrix's: a page that somebody adds is crawled here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from urllib.parse import urlsplit

import flask_migrate
import pypdfium2
import pytest
import zxingcpp
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from examples.host_app.portal import create_app
from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from tests.conftest import NOON, state_of
from tests.plugin.buying import buy
from tests.plugin.conftest import MakePortal, fill, let_go, market_config, put_on_sale
from tests.plugin.mounted import HERE, ROOT, Mounted
from tests.plugin.readers import browser_of, code_of, enter_reader
from tests.plugin.reading import addresses, form, forms, press
from tests.plugin.talkative import make_talkative
from tests.web.permission_lines import LINES
from tests.web.permission_world import CALLERS, GUEST, NO_FACTOR, World, build

SCRIPTED = re.compile(r'\sdata-[\w-]+="(/[^"]*)"')
"""Addresses that scripts go to."""
SERVER = "http://localhost"
OWN = (f"{ROOT}/", f"{ROOT}/vao", f"{ROOT}/ra", f"{ROOT}/static/site.css")
"""The portal's own, on the market's pages."""


@dataclass(frozen=True)
class Town:
    """A portal whose readers are everybody that the permission matrix knows, each in a browser of their own."""

    app: Flask
    world: World
    browsers: Mapping[str, FlaskClient]

    def endpoint(self, address: str, method: str = "GET") -> str:
        """What answers there; empty for nothing of the market's."""
        adapter = self.app.url_map.bind("localhost")
        try:
            found, _values = adapter.match(urlsplit(address).path.removeprefix(ROOT), method=method)
        except (HTTPException, RequestRedirect):
            return ""
        return str(found)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Town]:
    make_database = request.getfixturevalue("make_database")
    folder = tmp_path_factory.mktemp("town")
    settings = {"SQLALCHEMY_DATABASE_URI": make_database(), "MARKETPLACE_RATE_LIMIT_PER_MINUTE": "0",
                "MARKETPLACE_BASE_URL": f"{SERVER}{ROOT}"}  # fmt: skip
    app = create_app(INSTANCE_PATH=folder, **market_config(folder, **settings))
    app.test_client_class = Mounted
    make_talkative(app)
    with clock.hold(NOON):
        with app.app_context():
            flask_migrate.upgrade()
        fill(app)
        with app.app_context():
            world = build()
        for caller, email in world.emails.items():
            reader = enter_reader(app, email, caller, shows_code=caller != NO_FACTOR)
            with app.app_context(), transaction() as here:
                # Who holds the roles is somebody whom the portal knows.
                mine = update(User).where(User.id == world.actors[caller].id)
                here.execute(mine.values(subject=f"reader:{reader}"))
        browsers = {caller: browser_of(app, email, f"{ROOT}/") for caller, email in world.emails.items()}
        yield Town(app, world, {**browsers, GUEST: app.test_client()})
    let_go(app)


@dataclass
class Walk:
    """What was met by whoever is let in: addresses on their pages, with the page; and what is not as it should be."""

    addresses: dict[str, dict[str, str]]
    wrong: list[str]
    papers: dict[str, str] = field(default_factory=dict)
    """Where the codes lead that are printed on papers, with the paper."""


@pytest.fixture(scope="module")
def walk(town: Town) -> Walk:
    """Every page of the market is opened, as the first and as the last of those who are let in to it."""
    found = Walk({caller: {} for caller in CALLERS}, [])
    for endpoint, line in LINES.items():
        if not endpoint.startswith("marketplace.") or not _is_read(town.app, endpoint):
            continue
        with town.app.test_request_context(base_url=f"{SERVER}{ROOT}"):
            address = url_for(endpoint, **line.at(town.world), **line.query)
        for caller in dict.fromkeys((*line.who[:1], *line.who[-1:])):
            _look(town, found, caller, address)
    return found


def _look(town: Town, found: Walk, caller: str, address: str) -> None:
    answer = town.browsers[caller].get(address)
    leads = answer.headers.get("Location", HERE)
    if answer.status_code not in {200, 302} or not leads.startswith(HERE):
        found.wrong.append(f"{address} for {caller}: {answer.status_code} {leads}")
    elif answer.mimetype == "application/pdf":
        printed = {each.removeprefix(SERVER) for each in codes_on(answer.data)}
        found.addresses[caller] |= dict.fromkeys(printed, address)
        found.papers |= dict.fromkeys(printed, address)
    elif answer.mimetype == "text/html" and answer.status_code == 200:
        # Mails that are shown name the server too.
        there = [each.removeprefix(SERVER) for each in addresses(answer)] + SCRIPTED.findall(answer.text)
        found.addresses[caller] |= dict.fromkeys(there, address)
        posted = {each.action for each in forms(answer) if each.method == "post" and each.action}
        found.wrong += [
            f"{address}: a form sends to {action}"
            for action in posted
            if not town.endpoint(action, "POST").startswith("marketplace.")
        ]


def codes_on(pdf: bytes) -> set[str]:
    """What a telephone reads on a paper."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return {
        code.text
        for page in document
        for code in zxingcpp.read_barcodes(
            page.render(scale=3).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode
        )
    }


def _is_read(app: Flask, endpoint: str) -> bool:
    return any("GET" in (rule.methods or ()) for rule in app.url_map.iter_rules(endpoint))


@pytest.mark.slow
def test_every_page_answers_and_leads_on_within_the_market(walk: Walk) -> None:
    assert walk.wrong == []


@pytest.mark.slow
def test_every_address_on_every_page_is_below_the_script_name_and_the_prefix(town: Town, walk: Walk) -> None:
    seen = walk.addresses.values()
    pages = {town.endpoint(page) for there in seen for page in there.values()}
    assert {"marketplace.storefront.home", "marketplace.admin.users", "marketplace.admin.register"} <= pages
    assert len(pages) > 100
    outside = {
        f"{page}: {address}"
        for there in seen
        for address, page in there.items()
        if not address.startswith(f"{HERE}/") and address.partition("?")[0] not in OWN
    }
    assert outside == set()


@pytest.mark.slow
def test_codes_on_papers_lead_to_pages_below_them_too(town: Town, walk: Walk) -> None:
    """That these answer is asked with the other addresses."""
    pages = {town.endpoint(address).rpartition(".")[2] for address in walk.papers}
    assert pages == {"order_lookup", "producer", "product", "why_star"}
    assert len(set(walk.papers.values())) > 3


@pytest.mark.slow
def test_what_those_pages_lead_to_answers(town: Town, walk: Walk) -> None:
    """Two of each kind that each of them is led to. Who showed the host no code finds the doors of desks closed."""
    silent = []
    for caller, there in walk.addresses.items():
        if caller == NO_FACTOR:
            continue
        # In the log of mails the secret of a link is an ellipsis, and opens nothing.
        shown = (address for address in there if "…" not in address)
        kinds = sorted((kind, address) for address in shown if (kind := town.endpoint(address)))
        for _kind, those in groupby(kinds, key=lambda each: each[0]):
            for _same, address in list(those)[:2]:
                answer = town.browsers[caller].get(address)
                if answer.status_code not in {200, 302}:
                    silent.append(f"{answer.status_code} {address} on {there[address]} for {caller}")
    assert silent == []


def test_a_guest_buys_and_the_mails_lead_back(make_portal: MakePortal) -> None:
    base = f"https://huong-do.example.vn{ROOT}"
    portal = make_portal(
        MARKETPLACE_BASE_URL=base, SESSION_COOKIE_PATH=ROOT, MARKETPLACE_RATE_LIMIT_PER_MINUTE="0"
    )
    portal.test_client_class = Mounted
    client = portal.test_client()
    slug = put_on_sale(portal)
    code, page = buy(client, HERE, slug)
    assert "Chờ chủ thể nhận" in page.text
    mails = [mail for mail in state_of(portal).ports["mail"].sent if mail.recipient == "lan@example.vn"]
    links = [link for mail in mails for link in re.findall(r"https?://[^\s\"<>]+", mail.text + mail.html)]
    assert f"{base}/cho-ocop/don-hang/{code}" in {link.partition("?")[0] for link in links}
    assert [link for link in links if not link.startswith(f"{base}/cho-ocop/")] == []
    # The browser keeps what it was given for the portal alone, and not for what else that server has.
    given = client.get(f"{HERE}/ngon-ngu/en?next={HERE}/gio-hang")
    assert given.headers["Location"] == f"{HERE}/gio-hang"
    cookies = given.headers.getlist("Set-Cookie")
    assert [f"Path={ROOT}" in cookie.split("; ") for cookie in cookies] == [True]


def test_one_is_led_to_sign_in_and_back(make_portal: MakePortal) -> None:
    portal = make_portal()
    portal.test_client_class = Mounted
    enter_reader(portal, "hanh@huong-do.vn", shows_code=True)
    client = portal.test_client()
    asked = client.get(f"{HERE}/tai-khoan/don-hang?trang=2").headers["Location"]
    assert asked == f"{ROOT}/vao?next={HERE}/tai-khoan/don-hang?trang%3D2"
    page = client.get(asked)
    assert form(page, "").method == "post"
    typed = {"email": "hanh@huong-do.vn", "password": "cam-khe-may-2026"}
    back = press(client, page, "", **typed, code=code_of(portal, "hanh@huong-do.vn"))
    assert back.headers["Location"] == f"{HERE}/tai-khoan/don-hang?trang=2"
    assert client.get(back.headers["Location"]).status_code == 200

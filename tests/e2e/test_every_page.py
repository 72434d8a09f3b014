"""Every page that links lead to, one of each kind, as everybody who has pages of their own sees them.

Nothing is listed here: whoever adds a page and links to it has it looked at.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.e2e.browsing import DESK, PHONE, Visitor
from tests.e2e.conftest import Market, Open

START = (
    "/san-pham/cam-khe-may",
    "/san-pham/demo-mat-ong-mau",
    "/san-pham/demo-che-mau",
    "/san-pham/demo-nuoc-mam-mau",
    "/tim-kiem?q=khong+co+gi",
    "/dia-phuong?q=dai+nai",
    "/dia-phuong/ha-tinh/huong-do",
)
"""Pages of a kind that looks different from others of its kind."""
NOT_PAGES = (
    "static",
    "_csv",
    "set_locale",
    "badge",
    "picture",
    "application_page",
    "packing_slip",
    "packing_slips",
    "scan",
    "_file",
    "_sample",
)
"""Ends of endpoints that answer with a file, or change something for the reader."""
PEOPLE = {
    "guest": ("", "/"),
    "buyer": ("nguoi-mua@demo.test", "/tai-khoan"),
    "producer": ("chu-the@demo.test", "/quan-ly/chu-the"),
    "officer": ("can-bo-ha-tinh-2@demo.test", "/quan-ly/can-bo"),
    "operator": ("van-hanh@demo.test", "/quan-ly/van-hanh/nguoi-dung"),
}
LEAST = {"guest": 16, "buyer": 8, "producer": 6, "officer": 6, "operator": 6}
"""How many kinds of pages there are at least, so that a crawl that stands still is seen."""


def kind_of(adapter: MapAdapter, address: str) -> str:
    """The endpoint of a page's address; empty for anything that is no page of the site."""
    try:
        endpoint, _values = adapter.match(urlsplit(address).path, method="GET")
    except (HTTPException, RequestRedirect):
        return ""
    return "" if str(endpoint).endswith(NOT_PAGES) else str(endpoint)


def links(who: Visitor) -> list[str]:
    """Addresses on this site that the page leads to."""
    found: list[str] = who.page.evaluate(
        "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin)"
        ".map(a => a.pathname + a.search)"
    )
    return found


def walk(who: Visitor, adapter: MapAdapter, start: tuple[str, ...], within: str) -> set[str]:
    """Look at one page of each kind whose endpoint begins with ``within``; the kinds seen."""
    waiting, seen, wrong = [*start], set[str](), []
    asked = set(start)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(adapter, address)
        if not kind or not kind.startswith(within) or (kind in seen and address not in asked):
            continue
        seen.add(kind)
        asked.discard(address)
        try:
            who.go(address)
        except AssertionError as error:
            wrong.append(str(error))
            who.complaints.clear()
        waiting += links(who)
    assert wrong == [], "\n\n".join(wrong)
    return seen


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", list(PEOPLE))
def test_every_page(market: Market, open_window: Open, name: str, width: int) -> None:
    email, first = PEOPLE[name]
    adapter = market.site.app().url_map.bind("127.0.0.1")
    with open_window(width, name) as who:
        if email:
            market.sign_in(who, email, first)
        within = "marketplace.admin." if first.startswith("/quan-ly") else ""
        seen = walk(who, adapter, (first, *START) if name == "guest" else (first,), within)
    assert len(seen) >= LEAST[name], sorted(seen)


def test_every_page_in_english(market: Market, open_window: Open) -> None:
    """English words are longer in other places; nothing sticks out, and every page says which language it is in."""
    adapter = market.site.app().url_map.bind("127.0.0.1")
    with open_window(PHONE, "english") as who:
        who.go("/ngon-ngu/en")
        assert who.page.locator("html").get_attribute("lang") == "en"
        seen = walk(who, adapter, ("/", *START), "marketplace.storefront.")
    assert len(seen) >= 12, sorted(seen)

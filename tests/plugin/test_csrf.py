"""A host that checks CSRF tokens on every form of its app: ours carry them, and the host's stay guarded."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_wtf.csrf import CSRFProtect

from marketplace.notifications.kind import Topic
from marketplace.notifications.wish_links import token_of
from marketplace.orders import carts
from marketplace.stock import queries as stock
from tests import stories
from tests.architecture.templates import COMMENT
from tests.architecture.tree import ROOT
from tests.conftest import state_of
from tests.plugin.buying import buy
from tests.plugin.conftest import MakeHost, put_on_sale
from tests.plugin.readers import browser_of, enter_reader
from tests.plugin.reading import form, press

TOKEN = "csrf_token"
POSTED = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)


def guarded(app: Flask) -> None:
    """A host with CSRFProtect, a form of its own, and a view that is exempt."""
    CSRFProtect(app)
    done: list[str] = []
    app.extensions["done"] = done

    @app.post("/gop-y")
    def letter() -> str:
        done.append("letter")
        return "đã nhận"


@pytest.fixture
def host(make_host: MakeHost) -> Flask:
    return make_host(before=guarded, url_prefix="/cho")


def test_a_guest_buys_in_it(host: Flask) -> None:
    slug = put_on_sale(host)
    code, page = buy(host.test_client(), "/cho", slug)
    assert code in page.text
    assert "Chờ chủ thể nhận" in page.text


def test_without_a_token_nothing_is_changed(host: Flask) -> None:
    with host.app_context():
        variant = stories.goods().variant
    client = host.test_client()
    refused = client.post("/cho/gio-hang/them", data={"pack": variant, "quantity": 1})
    assert refused.status_code == 400
    with client.session_transaction() as kept:
        assert "_marketplace_cart" not in kept
    with host.app_context():
        assert carts.find(stories.GUEST, None) is None
        assert stock.available([variant]) == {variant: 50}


def test_the_hosts_own_form_stays_guarded(host: Flask) -> None:
    slug = put_on_sale(host)
    client = host.test_client()
    assert client.post("/gop-y").status_code == 400
    assert host.extensions["done"] == []
    # A token of one of our pages is the host's token: it guards the session, whoever drew the form.
    token = form(client.get(f"/cho/san-pham/{slug}"), "/cho/gio-hang/them").fields[TOKEN]
    assert client.post("/gop-y", data={TOKEN: token}).text == "đã nhận"
    assert host.extensions["done"] == ["letter"]
    assert host.test_client().post("/gop-y", data={TOKEN: token}).status_code == 400
    assert host.extensions["done"] == ["letter"]


def test_another_site_is_refused_even_with_a_token(host: Flask) -> None:
    """Ours is a check of its own: where the request comes from."""
    slug = put_on_sale(host)
    client = host.test_client()
    page = client.get(f"/cho/san-pham/{slug}")
    fields = form(page, "/cho/gio-hang/them").fields
    for header in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/cho/gio-hang/them", data=fields, headers=header).status_code == 403
    with client.session_transaction() as kept:
        assert "_marketplace_cart" not in kept
    assert press(client, page, "/cho/gio-hang/them").status_code == 302


def test_nobody_is_shown_the_page_with_anothers_token(make_host: MakeHost) -> None:
    """Even where finished pages are remembered."""
    host = make_host(before=guarded, url_prefix="/cho", settings={"MARKETPLACE_PAGE_MEMORY_MB": 8})
    slug = put_on_sale(host)
    tokens = set()
    for _visitor in range(3):
        client = host.test_client()
        for _time in range(2):
            page = client.get(f"/cho/san-pham/{slug}")
        tokens.add(form(page, "/cho/gio-hang/them").fields[TOKEN])
        assert press(client, page, "/cho/gio-hang/them", quantity="1").status_code == 302
    assert len(tokens) == 3


@pytest.mark.parametrize("first", [True, False])
def test_a_mail_program_stops_mails_without_a_token(make_host: MakeHost, first: bool) -> None:
    """Whether the host guards its forms before our market comes into its app, or afterwards."""
    host = make_host(before=guarded if first else lambda _app: None, url_prefix="/cho")
    if not first:
        guarded(host)
    with host.app_context():
        reader = stories.person("doc-thu").id
        assert reader is not None
        token = token_of(reader, Topic.LISTING)
    client = host.test_client()
    refused = client.post("/cho/gio-hang/them", data={"pack": 1, "quantity": 1})
    assert refused.status_code == 400
    done = client.post(f"/cho/thu/thoi-nhan/{token}", data={"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "Đã thôi gửi thư" in done.text) == (200, True)
    assert client.post("/gop-y").status_code == 400


def test_every_form_of_ours_that_posts_carries_a_token(portal: Flask) -> None:
    """On every page of the shop and of an account that has one, as they stand in the portal."""
    slug = put_on_sale(portal)
    enter_reader(portal, "hanh@huong-do.vn")
    client = browser_of(portal, "hanh@huong-do.vn")
    code, _order = buy(client, "/cho-ocop", slug)
    press(client, client.get(f"/cho-ocop/san-pham/{slug}"), "/cho-ocop/gio-hang/them", quantity="1")
    posted = {
        f"san-pham/{slug}": 1,
        "gio-hang": 2,
        "thanh-toan": 1,
        "don-hang": 1,
        f"don-hang/{code}": 1,
        "tai-khoan/dia-chi/moi": 1,
    }
    for path, forms in posted.items():
        page = client.get(f"/cho-ocop/{path}")
        assert page.status_code == 200, path
        found = POSTED.findall(page.text)
        assert [f'name="{TOKEN}"' in each for each in found] == [True] * forms, path


def test_every_template_of_ours_with_such_a_form_asks_for_the_token() -> None:
    """The desks' too, and those that only somebody in a certain position sees."""
    forms = [
        (path.name, "csrf_input()" in form)
        for package in ("storefront", "admin")
        for path in sorted((ROOT / package / "templates").rglob("*.html"))
        for form in POSTED.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert len(forms) > 20
    assert [name for name, asks in forms if not asks] == []


def test_without_such_a_host_there_is_no_token_and_no_session(make_host: MakeHost) -> None:
    host = make_host(url_prefix="/cho")
    slug = put_on_sale(host)
    client = host.test_client()
    page = client.get(f"/cho/san-pham/{slug}")
    assert TOKEN not in form(page, "/cho/gio-hang/them").fields
    assert page.headers.getlist("Set-Cookie") == []
    assert "csrf" not in host.extensions
    assert state_of(host).settings.page_memory_mb == 0

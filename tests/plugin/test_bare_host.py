"""An app that is nothing but Flask: the market makes its own database, and leaves the app as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort, flash, g, got_request_exception, render_template_string
from flask_sqlalchemy import SQLAlchemy
from werkzeug.exceptions import HTTPException, NotFound

from marketplace import Marketplace, migrate
from marketplace.accounts.identity import NoIdentity
from marketplace.cli.root import marketplace as commands
from marketplace.kernel.i18n import Message, locale
from marketplace.orders import queries as orders
from marketplace.web.access import public
from marketplace.web.replies import CONTENT_SECURITY_POLICY
from tests.conftest import engine_of, state_of
from tests.plugin.buying import buy
from tests.plugin.conftest import MakeHost, fill, let_go, put_on_sale
from tests.plugin.reading import addresses, press, status_of
from tests.web.desks import words

OURS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
}


def with_a_page(app: Flask) -> None:
    """A host with a page of its own and words for what goes wrong."""

    @app.get("/gioi-thieu")
    def about() -> str:
        return render_template_string("Xã Hương Đô {{ site is defined }} {{ static_url is defined }}")

    @app.get("/hong")
    def broken() -> str:
        raise ZeroDivisionError

    @app.get("/cam")
    def forbidden() -> str:
        abort(403)

    app.register_error_handler(404, lambda _error: ("Xã không có trang này.", 404))
    app.register_error_handler(500, lambda _error: ("Xã đang sửa.", 500))
    app.register_error_handler(HTTPException, lambda error: (f"Xã nói: {error.code}", error.code))


def hooks(app: Flask) -> dict[str, Any]:
    """Everything that is app-wide in Flask."""
    return {
        "before": list(app.before_request_funcs.get(None, ())),
        "after": list(app.after_request_funcs.get(None, ())),
        "teardown": list(app.teardown_request_funcs.get(None, ())),
        "context": list(app.template_context_processors[None]),
        "defaults": list(app.url_default_functions.get(None, ())),
        "values": list(app.url_value_preprocessors.get(None, ())),
        "errors": {
            code: dict(found) for code, found in app.error_handler_spec.get(None, {}).items() if found
        },
        "globals": set(app.jinja_env.globals),
        "filters": set(app.jinja_env.filters),
        "tests": set(app.jinja_env.tests),
        "jinja": list(app.jinja_env.extensions),
        "login": getattr(app, "login_manager", None),
        "json": app.json.__class__,
        "session": app.session_interface,
        "wsgi": getattr(app.wsgi_app, "__func__", app.wsgi_app),
        "converters": set(app.url_map.converters),
        "processors": list(app.shell_context_processors),
    }


def test_nothing_app_wide_is_added(make_host: MakeHost) -> None:
    found: dict[str, Any] = {}

    def before(app: Flask) -> None:
        with_a_page(app)
        SQLAlchemy().init_app(app)
        found.update(
            hooks=hooks(app),
            extensions=set(app.extensions),
            commands=set(app.cli.commands),
            config=set(app.config),
        )

    app = make_host(before=before, url_prefix="/cho", filled=False)
    assert hooks(app) == found["hooks"]
    assert set(app.extensions) - found["extensions"] == {"marketplace"}
    assert set(app.cli.commands) - found["commands"] == {"marketplace"}
    assert app.cli.commands["marketplace"] is commands
    assert set(app.config) == found["config"]
    assert set(app.blueprints) == {"marketplace", "marketplace.storefront", "marketplace.admin"}
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint in endpoints if not endpoint.startswith("marketplace.")} == {
        "static",
        "about",
        "broken",
        "forbidden",
    }


def test_a_page_of_the_host_gets_nothing_of_ours(make_host: MakeHost) -> None:
    app = make_host(before=with_a_page, url_prefix="/cho")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    said = {
        "/gioi-thieu": (200, "Xã Hương Đô False False"),
        "/hong": (500, "Xã đang sửa."),
        "/cam": (403, "Xã nói: 403"),
        "/khong-co": (404, "Xã không có trang này."),
        "/cho/khong-co": (404, "Xã không có trang này."),
    }
    for path, (status, text) in said.items():
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (status, text), path
        assert OURS.isdisjoint(answer.headers.keys()), path
        assert answer.headers.getlist("Set-Cookie") == [], path
    # The market does not answer to this method; which words are said is the host's affair, since no view of ours ran.
    assert client.delete("/cho/gio-hang").text == "Xã nói: 405"
    ours = client.get("/cho/gio-hang")
    assert ours.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert set(ours.headers.keys()) >= OURS


@pytest.mark.parametrize("by", [404, NotFound, HTTPException], ids=str)
def test_our_pages_say_what_went_wrong_whatever_the_host_handles(make_host: MakeHost, by: Any) -> None:
    def before(app: Flask) -> None:
        app.register_error_handler(by, lambda _error: ("Xã không có trang này.", 404))
        app.register_error_handler(403, lambda _error: ("Xã không cho.", 403))

    app = make_host(before=before, url_prefix="/cho")
    client = app.test_client()
    missing = client.get("/cho/san-pham/khong-co")
    assert missing.status_code == 404
    assert "Không có trang này" in words(missing)
    assert "Xã không có trang này." not in missing.text
    foreign = client.post("/cho/gio-hang/them", headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert "Trang này không mở cho anh chị" in words(foreign)


def sorry(error: Exception) -> tuple[str, int]:
    """A host's page about a failure, with a style of its own, and with whatever of ours should not be in it."""
    named = render_template_string("{{ site is defined }} {{ person is defined }} {{ _ is defined }}")
    failed = getattr(error, "original_exception", None) or error
    return f"<style>h1 {{ color: red }}</style><h1>Xã đang sửa</h1> {type(failed).__name__} {named}", 500


@pytest.mark.parametrize("by", [500, ZeroDivisionError, Exception, HTTPException], ids=str)
@pytest.mark.parametrize("filled", [True, False], ids=["", "without our tables"])
def test_a_failure_of_ours_is_answered_by_the_hosts_own_page(
    make_host: MakeHost, by: Any, filled: bool
) -> None:
    told: list[str] = []

    def before(app: Flask) -> None:
        app.register_error_handler(by, sorry)

    def fail() -> str:
        raise ZeroDivisionError

    app = make_host(before=before, url_prefix="/cho", filled=filled)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["marketplace.storefront.home"] = public(fail)
    with got_request_exception.connected_to(lambda _app, exception: told.append(repr(exception)), app):
        answer = app.test_client().get("/cho/")
    expected = "<style>h1 { color: red }</style><h1>Xã đang sửa</h1> ZeroDivisionError False False False"
    assert (answer.status_code, answer.text) == (500, expected)
    assert OURS.isdisjoint(answer.headers.keys())
    # A handler for every failure, or for just that one, takes it before Flask calls it a failure of the server.
    assert told == ([] if by in (Exception, ZeroDivisionError) else ["ZeroDivisionError()"])


def test_a_failure_of_ours_is_a_page_where_the_host_has_none(make_host: MakeHost) -> None:
    """Without tables even our frame cannot be made: there are words for that too, and the host's pages go on."""

    def before(app: Flask) -> None:
        app.add_url_rule("/gioi-thieu", "about", lambda: "Xã Hương Đô")

    app = make_host(before=before, url_prefix="/cho", filled=False)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    assert client.get("/gioi-thieu").status_code == 200
    broken = client.get("/cho/")
    assert broken.status_code == 500
    assert "<h1>Trang này gặp lỗi</h1>" in broken.text
    health = client.get("/cho/healthz")
    assert health.status_code == 503
    assert health.get_json() == {
        "status": "unwell",
        "database": "ok",
        "migrations": "not at head",
        "jobs": "ok",
    }
    assert client.get("/gioi-thieu").status_code == 200


def test_a_host_that_gives_nothing_gets_everything_in_its_instance_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded defaults: one line in an app with a key, at the root, and nothing in the folder it is started in."""
    started_in = tmp_path / "here"
    started_in.mkdir()
    monkeypatch.chdir(started_in)
    folder = tmp_path / "host"
    app = Flask("host", root_path=str(folder), instance_path=str(folder / "instance"))
    app.config.update(TESTING=True, SECRET_KEY="host")
    Marketplace(app)
    try:
        assert state_of(app).owns_database is True
        assert isinstance(state_of(app).ports["identity"], NoIdentity)
        fill(app)
        slug = put_on_sale(app)
        client = app.test_client()
        code, page = buy(client, "", slug)
        assert "Chờ chủ thể nhận" in page.text
        health = client.get("/healthz").get_json()
        assert health == {
            "status": "unwell",
            "database": "ok",
            "migrations": "ok",
            "jobs": "no sign of the worker",
        }
        with app.app_context():
            assert orders.order(code) is not None
            assert engine_of(app).url.database == str(folder / "instance" / "market.db")
    finally:
        let_go(app)
    assert list(started_in.iterdir()) == []
    made = {path.name for path in (folder / "instance").iterdir()}
    assert {"market.db", "jobs.db", "media"} <= made


def test_at_the_root_our_static_files_and_the_hosts_are_both_found(
    make_host: MakeHost, tmp_path: Path
) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "xa.css").write_text("body { color: navy }", encoding="utf-8")
    app = make_host(static_folder=str(tmp_path / "static"))
    client = app.test_client()
    with client.get("/static/xa.css") as answer:
        assert (answer.status_code, answer.text) == (200, "body { color: navy }")
        assert OURS.isdisjoint(answer.headers.keys())
    page = client.get("/")
    files = {address for address in addresses(page) if address.startswith("/static/")}
    assert len(files) > 5
    assert {address: status_of(client, address) for address in files} == dict.fromkeys(files, 200)


def test_where_nobody_can_sign_in_there_is_no_account(make_host: MakeHost) -> None:
    app = make_host(url_prefix="/cho")
    client = app.test_client()
    for path in (
        "/cho/tai-khoan",
        "/cho/tai-khoan/don-hang",
        "/cho/quan-ly/can-bo",
        "/cho/quan-ly/van-hanh/nguoi-dung",
    ):
        assert client.get(path).status_code == 404, path
    home = client.get("/cho/")
    assert "Đăng nhập" not in words(home)
    assert not any("tai-khoan" in address for address in addresses(home))


def test_below_another_site_links_know_where_they_are(make_host: MakeHost) -> None:
    """Mounted by a server or a dispatcher under a path that the app itself does not know of."""
    app = make_host(url_prefix="/cho")
    slug = put_on_sale(app)
    client = app.test_client()
    mounted = {"base_url": "http://xa.example.vn/cong"}
    page = client.get("/cho/san-pham?trang=1", **mounted)
    paths = {
        address.removeprefix("http://xa.example.vn")
        for address in addresses(page)
        if "xa.example.vn" in address
    } | {address for address in addresses(page) if address.startswith("/")}
    assert [path for path in paths if not path.startswith("/cong/cho/")] == []
    assert f"/cong/cho/san-pham/{slug}" in paths
    switch = client.get("/cho/ngon-ngu/en?next=/cong/cho/san-pham?trang%3D1", **mounted)
    assert switch.headers["Location"] == "/cong/cho/san-pham?trang=1"
    assert 'href="/cong/cho/ngon-ngu/en?next=/cong/cho/san-pham?trang%3D1"' in page.text
    past = client.get("/cho/san-pham?trang=9", **mounted)
    assert past.headers["Location"] == "/cong/cho/san-pham?trang=1"


def test_a_language_chosen_in_the_market_is_not_spoken_by_the_host(make_host: MakeHost) -> None:
    spoken: list[str] = []

    def before(app: Flask) -> None:
        @app.get("/noi")
        def say() -> str:
            spoken.append(locale())
            return str(Message("Giỏ đang trống"))

    app = make_host(before=before, url_prefix="/cho")
    client = app.test_client()
    client.get("/cho/ngon-ngu/en")
    assert "Your basket is empty" in words(client.get("/cho/gio-hang"))
    assert client.get("/noi").text == "Giỏ đang trống"
    assert "Your basket is empty" in words(client.get("/cho/gio-hang"))
    assert spoken == ["vi"]


def test_one_template_of_ours_is_replaced_by_its_path(make_host: MakeHost, tmp_path: Path) -> None:
    def before(app: Flask) -> None:
        place = Path(app.root_path, "templates", "marketplace", "storefront", "cart.html")
        place.parent.mkdir(parents=True)
        place.write_text(
            "{% extends 'marketplace/storefront/_layout.html' %}{% block main %}<h1>Làn của xã</h1>{% endblock %}",
            encoding="utf-8",
        )
        # A host's own templates that happen to be called as ours are within our folder.
        for name in ("storefront/product.html", "admin/list.html", "error.html", "_layout.html"):
            other = Path(app.root_path, "templates", name)
            other.parent.mkdir(exist_ok=True)
            other.write_text("không phải của chợ", encoding="utf-8")

    app = make_host(before=before, url_prefix="/cho")
    slug = put_on_sale(app)
    client = app.test_client()
    cart = client.get("/cho/gio-hang")
    assert "<h1>Làn của xã</h1>" in cart.text
    assert '<footer class="m-foot">' in cart.text
    product = client.get(f"/cho/san-pham/{slug}")
    assert "Thêm vào giỏ" in product.text
    assert "không phải của chợ" not in product.text + client.get("/cho/san-pham/khong-co").text


def test_what_the_host_keeps_of_a_request_is_left_alone(make_host: MakeHost) -> None:
    """Its ``g``, its session and its flashed messages go through our pages unread and unchanged."""
    seen: list[dict[str, Any]] = []

    def before(app: Flask) -> None:
        @app.before_request
        def mark() -> None:
            g.actor, g.cart, g.locale = "xã", "xã", "xã"

        @app.after_request
        def look(response: Any) -> Any:
            seen.append({"actor": g.actor, "cart": g.cart, "locale": g.locale})
            return response

        @app.get("/nhan")
        def leave() -> str:
            flash("Lịch họp thôn đã đổi.", "tin")
            return "đã nhắn"

    app = make_host(before=before, url_prefix="/cho")
    slug = put_on_sale(app)
    client = app.test_client()
    client.get("/nhan")
    with client.session_transaction() as kept:
        kept["cart"] = "của xã"
    added = press(client, client.get(f"/cho/san-pham/{slug}"), "/cho/gio-hang/them", quantity="1")
    assert "Đã thêm 1 thùng Cam Khe Mây vào giỏ" in client.get(added.headers["Location"]).text
    with client.session_transaction() as kept:
        assert set(kept) == {"_flashes", "cart", "_marketplace_cart"}
        assert kept["cart"] == "của xã"
        assert [tuple(each) for each in kept["_flashes"]] == [("tin", "Lịch họp thôn đã đổi.")]
    assert seen == [{"actor": "xã", "cart": "xã", "locale": "xã"}] * len(seen)


def test_commands_work_in_a_host(make_host: MakeHost) -> None:
    app = make_host(url_prefix="/cho", filled=False)
    run: Callable[..., Any] = app.test_cli_runner().invoke
    assert run(args=["marketplace", "db", "check"]).exit_code == 1
    assert run(args=["marketplace", "db", "upgrade"]).exit_code == 0
    assert run(args=["marketplace", "db", "check"]).exit_code == 0
    with app.app_context(), engine_of(app).connect() as connection:
        assert migrate.current_revision(connection) == migrate.head()

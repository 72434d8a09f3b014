"""What every answer says to browsers, and what it does not leave behind in them."""

from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config.app import create_app
from marketplace.catalog.queries import slug_of
from marketplace.orders.links import key_of
from marketplace.web.replies import CONTENT_SECURITY_POLICY
from tests import stories
from tests.stories import Goods
from tests.web.desks import browser

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
READ = (
    "/",
    "/san-pham",
    "/san-pham/{slug}",
    "/tim-kiem?q=cam",
    "/goi-y?q=cam",
    "/chu-the",
    "/dia-phuong",
    "/dia-phuong/ha-tinh",
    "/dia-phuong/tim?q=huong+do",
    "/gio-hang",
    "/don-hang",
    "/thong-tin/sao-ocop",
    "/healthz",
    "/static/marketplace/storefront/market.css",
)
OTHERS = (
    "/thanh-toan",
    "/tai-khoan",
    "/quan-ly/chu-the",
    "/san-pham/khong-co",
    "/khong-co-trang-nay",
    "/dang-nhap",
    "/dang-ky",
    "/quen-mat-khau",
)


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây")


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    said = dict(part.strip().split(" ", 1) for part in CONTENT_SECURITY_POLICY.split(";"))
    assert said == POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", [*READ, *OTHERS])
def test_every_answer_carries_the_headers(client: FlaskClient, goods: Goods, path: str) -> None:
    response = client.get(path.format(slug=slug_of(goods.product_id)))
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    # Addresses of account pages hold keys and go nowhere; others only to ourselves.
    assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    response.close()


def test_desks_carry_the_headers_and_are_kept_by_no_cache(
    new_client: Callable[[], FlaskClient], goods: Goods
) -> None:
    desks = {
        "/quan-ly/chu-the": goods.seller,
        "/quan-ly/chu-the/don-hang.csv": goods.seller,
        "/quan-ly/can-bo": stories.officer(),
        "/quan-ly/van-hanh/nguoi-dung": stories.operator(),
    }
    for path, actor in desks.items():
        response = browser(new_client, actor).get(path)
        assert response.status_code == 200, path
        assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY, path
        assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS, path
        assert response.headers["Cache-Control"] == "no-store", path


@pytest.mark.parametrize("path", READ)
def test_whoever_only_reads_gets_no_cookie(client: FlaskClient, goods: Goods, path: str) -> None:
    response = client.get(path.format(slug=slug_of(goods.product_id)))
    assert response.status_code in {200, 503 if path == "/healthz" else 200}
    assert response.headers.getlist("Set-Cookie") == []
    response.close()


def test_the_cookie_of_a_cart_is_for_this_site_and_not_for_scripts(client: FlaskClient, goods: Goods) -> None:
    response = client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    (header,) = response.headers.getlist("Set-Cookie")
    (cookie,) = SimpleCookie(header).values()
    assert cookie.key == "cho"
    assert (bool(cookie["httponly"]), cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    # Served over plain HTTP here; over HTTPS it is secure, see below.
    assert not cookie["secure"]
    # The first page takes its note out of the cookie; after that reading on sends none.
    assert len(client.get("/gio-hang").headers.getlist("Set-Cookie")) == 1
    assert client.get("/san-pham").headers.getlist("Set-Cookie") == []


def test_over_https_cookies_stay_on_it(tmp_path: Path) -> None:
    app = create_app(
        {
            "SECRET_KEY": "test",
            "MARKETPLACE_INSTANCE": str(tmp_path),
            "MARKETPLACE_BASE_URL": "https://cho.example.vn",
        }
    )
    response = app.test_client().get("/ngon-ngu/en", base_url="https://cho.example.vn")
    (header,) = response.headers.getlist("Set-Cookie")
    (cookie,) = SimpleCookie(header).values()
    assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]) == (True, True, "Lax")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:8080"},
    {"Origin": "null"},
)
HERE = (
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {},
)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
@pytest.mark.parametrize(
    "path", ["/gio-hang/them", "/thanh-toan/dat", "/don-hang", "/dang-nhap", "/dang-xuat"]
)
def test_another_site_changes_nothing_here(
    client: FlaskClient, goods: Goods, path: str, headers: dict[str, str]
) -> None:
    sent = {"pack": goods.variant, "quantity": 1}
    answer = client.post(path, data=sent, headers=headers)
    assert answer.status_code == 403
    assert answer.headers.getlist("Set-Cookie") == []
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("headers", HERE, ids=str)
def test_this_site_may(client: FlaskClient, goods: Goods, headers: dict[str, str]) -> None:
    answer = client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1}, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/gio-hang")


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_link_from_elsewhere_may_be_followed(
    client: FlaskClient, goods: Goods, headers: dict[str, str]
) -> None:
    assert client.get(f"/san-pham/{slug_of(goods.product_id)}", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "outside", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"]
)
def test_no_address_of_ours_sends_visitors_elsewhere(client: FlaskClient, goods: Goods, outside: str) -> None:
    changed = client.get("/ngon-ngu/en", query_string={"next": outside})
    assert (changed.status_code, changed.headers["Location"]) == (302, "/")
    refused = client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": "x", "back": outside})
    assert (refused.status_code, refused.headers["Location"]) == (302, "/gio-hang")


def test_what_is_somebodys_own_is_not_kept_by_a_browser(client: FlaskClient) -> None:
    """On a shared computer the back button shows nothing. What is the same for everybody is asked for anew."""
    goods = stories.goods()
    order = stories.order((goods.variant, 1))
    own = [
        f"/don-hang/{order}?khoa={key_of(order)}",
        "/gio-hang",
        "/thanh-toan",
        "/don-hang",
        "/san-pham/khong-co",
    ]
    for path in own:
        assert client.get(path, follow_redirects=True).headers["Cache-Control"] == "private, no-store", path
    for path in ("/", "/san-pham", "/chu-the"):
        assert client.get(path).headers["Cache-Control"] == "private, no-cache", path


@pytest.mark.parametrize("host", ["a" * 64 + ".vn", "a..b.vn", "x" * 300])
@pytest.mark.parametrize("path", ["/", "/san-pham", "/healthz", "/khong-co", "/quan-ly/"])
def test_a_host_that_cannot_be_one_is_the_visitors_mistake(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "<h1>Tên máy chủ không đúng</h1>" in answer.text

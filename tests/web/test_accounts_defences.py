"""What keeps others out: limits on tries, tokens on forms, requests of other sites, headers, sessions."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from marketplace.accounts import credentials
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.orders.models import Cart
from tests.conftest import state_of
from tests.signing import make_user, sign_in
from tests.web.account_forms import PASSWORD, errors_of, mails, send, sign_in_by_form, token_of

EMAIL = "lan@example.com"


def test_the_eleventh_try_has_to_wait_even_with_the_right_password(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    for _ in range(10):
        assert sign_in_by_form(client, EMAIL, "không phải mật khẩu").status_code == 200
    page = client.get("/dang-nhap")
    answer = client.post(
        "/dang-nhap", data={"email": EMAIL, "password": PASSWORD, "csrf_token": token_of(page)}
    )
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 600
    assert "<h1>Nghỉ một lát rồi thử lại</h1>" in answer.text
    assert "Đã thử quá nhiều lần. Chờ" in answer.text
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"


def test_another_address_from_the_same_place_may_still_try(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    for _ in range(11):
        sign_in_by_form(client, "ai@example.com", "không phải mật khẩu")
    assert sign_in_by_form(client, EMAIL).location == "/vao-cho"


@pytest.mark.parametrize("path", ["/quen-mat-khau", "/dang-ky", "/xac-nhan"])
def test_letters_cannot_be_asked_for_without_end(client: FlaskClient, app: Flask, path: str) -> None:
    make_user(EMAIL)
    values = {"email": EMAIL, "name": "Trần Thị Lan", "password": PASSWORD, "consent": "1"}
    statuses = [send(client, path, values).status_code for _ in range(11)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]
    assert len(mails(app)) <= 10


def test_a_form_without_its_token_does_nothing_and_says_why(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    answer = client.post("/dang-nhap", data={"email": EMAIL, "password": PASSWORD})
    assert errors_of(answer) == ["Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."]
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
    answer = client.post(
        "/dang-ky",
        data={"name": "Trần Thị Lan", "email": "moi@example.com", "password": PASSWORD, "consent": "1"},
    )
    assert errors_of(answer) == ["Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."]
    assert credentials.of_email("moi@example.com") is None


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_site_cannot_sign_people_out(client: FlaskClient, headers: dict[str, str]) -> None:
    make_user(EMAIL)
    sign_in(client, EMAIL)
    assert client.post("/dang-xuat", headers=headers).status_code == 403
    assert client.get("/tai-khoan").status_code == 200


def test_opening_the_page_to_sign_out_signs_nobody_out(client: FlaskClient) -> None:
    make_user(EMAIL)
    sign_in(client, EMAIL)
    assert client.get("/dang-xuat").status_code == 200
    assert client.get("/tai-khoan").status_code == 200


def test_a_token_in_the_address_or_a_header_is_no_way_in(client: FlaskClient, app: Flask) -> None:
    make_user(EMAIL)
    account = app.extensions["security"].datastore.find_user(email=EMAIL)
    token = account.get_auth_token()
    assert client.get(f"/tai-khoan?auth_token={token}").status_code == 302
    assert client.get("/tai-khoan", headers={"Authentication-Token": token}).status_code == 302


def test_a_planted_session_is_worth_nothing_after_the_sign_in(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    page = client.get("/dang-nhap")
    planted = token_of(page)
    with client.session_transaction() as session:
        session["_marketplace_second_factor"] = [1, 4_000_000_000]
    client.post("/dang-nhap", data={"email": EMAIL, "password": PASSWORD, "csrf_token": planted})
    with client.session_transaction() as session:
        assert "_marketplace_second_factor" not in session
        assert "csrf_token" not in session
        assert session.permanent is True


def test_the_session_of_staff_ends_with_the_browser(client: FlaskClient) -> None:
    make_user(EMAIL, Role.AUDITOR, password=PASSWORD)
    sign_in_by_form(client, EMAIL)
    with client.session_transaction() as session:
        assert session.permanent is False


def test_the_guests_cart_becomes_the_persons_and_nothing_is_left_on_the_machine(
    client: FlaskClient, app: Flask
) -> None:
    user_id = make_user(EMAIL, password=PASSWORD)
    here = state_of(app).session()
    here.add(Cart(token="khach", touched_at=clock.now()))
    here.commit()
    with client.session_transaction() as session:
        session["_marketplace_cart"] = "khach"
        session["_marketplace_locale"] = "vi"
    sign_in_by_form(client, EMAIL)
    assert here.execute(select(Cart.user_id)).scalar_one() == user_id
    with client.session_transaction() as session:
        assert "_marketplace_cart" not in session
        session["_marketplace_orders"] = ["K7M2QX9FF"]
    client.post("/dang-xuat")
    with client.session_transaction() as session:
        assert "_marketplace_orders" not in session
        assert session["_marketplace_locale"] == "vi"


def test_confirming_an_address_leaves_a_guests_cart_alone(client: FlaskClient, app: Flask) -> None:
    send(client, "/dang-ky", {"name": "Trần Thị Lan", "email": EMAIL, "password": PASSWORD, "consent": "1"})
    with client.session_transaction() as session:
        session["_marketplace_cart"] = "khach"
    link = mails(app)[0].text.split("http://127.0.0.1:5000")[1].split()[0]
    client.get(link)
    with client.session_transaction() as session:
        assert session["_marketplace_cart"] == "khach"


def test_headers_of_account_pages_and_of_errors(client: FlaskClient) -> None:
    for path in ("/dang-nhap", "/khong-co-trang-nay"):
        answer = client.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert len(answer.headers["X-Request-ID"]) == 16
    assert client.get("/dang-nhap").headers["Cache-Control"] == "private, no-store"


def test_a_wrong_address_is_answered_in_the_frame_of_the_site_and_in_the_readers_language(
    client: FlaskClient,
) -> None:
    answer = client.get("/khong-co-trang-nay")
    assert answer.status_code == 404
    assert "<h1>Không có trang này</h1>" in answer.text
    client.get("/ngon-ngu/en?next=/")
    assert '<html lang="en">' in client.get("/khong-co-trang-nay").text


def test_two_people_in_two_browsers(client: FlaskClient, new_client: Callable[[], FlaskClient]) -> None:
    make_user(EMAIL, name="Trần Thị Lan")
    make_user("nam@example.com", name="Lê Văn Nam")
    other = new_client()
    sign_in(client, EMAIL)
    sign_in(other, "nam@example.com")
    assert "Chào Trần Thị Lan" in client.get("/tai-khoan").text
    assert "Chào Lê Văn Nam" in other.get("/tai-khoan").text
    client.post("/dang-xuat")
    assert other.get("/tai-khoan").status_code == 200

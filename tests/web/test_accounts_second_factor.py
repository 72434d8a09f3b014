"""The second factor: who needs it, setting it up, showing it, losing the telephone."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.identity import PROOF_HOLDS
from marketplace.accounts import credentials, queries
from marketplace.accounts.policy import PERMISSIONS, Role
from marketplace.kernel import clock
from marketplace.web import access
from tests.conftest import NOON
from tests.signing import make_user, sign_in
from tests.web.account_forms import PASSWORD, errors_of, notes_of, send, sign_in_by_form, token_of

EMAIL = "vanhanh@example.com"


def key_on(page: TestResponse) -> str:
    found = re.search(r'<code translate="no">([A-Z2-7 -]+)</code>', page.text)
    assert found is not None
    return found.group(1)


def code_of(key: str) -> str:
    """What a telephone that was given the key shows at this moment."""
    factory = current_app.extensions["security"].totp_factory
    token: str = factory._totp(key=key.replace("-", "")).generate().token
    return token


def codes_on(page: TestResponse) -> list[str]:
    return re.findall(r"<li><code>([0-9a-f-]+)</code></li>", page.text)


def set_up(client: FlaskClient, path: str = "/bao-mat-hai-lop") -> tuple[str, TestResponse]:
    page = client.get(path)
    key = key_on(page)
    return key, client.post(path, data={"code": code_of(key), "csrf_token": token_of(page)})


@pytest.fixture
def operator(client: FlaskClient) -> int:
    user_id = make_user(EMAIL, Role.OPERATOR, password=PASSWORD)
    sign_in(client, EMAIL, second_factor=False)
    return user_id


def test_setting_up_shows_a_picture_proves_the_telephone_and_gives_recovery_codes(
    client: FlaskClient, operator: int
) -> None:
    page = client.get("/bao-mat-hai-lop")
    assert re.search(r'<img src="data:image/svg\+xml', page.text)
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    assert EMAIL in page.text
    key = key_on(page)

    again = client.post("/bao-mat-hai-lop", data={"code": "000000", "csrf_token": token_of(page)})
    assert errors_of(again) == ["Mã không đúng, hoặc đã hết hạn. Nhập mã đang hiện trên điện thoại."]
    assert key_on(again) == key
    assert queries.user(operator).user.second_factor is False

    done = client.post("/bao-mat-hai-lop", data={"code": code_of(key), "csrf_token": token_of(again)})
    assert len(set(codes_on(done))) == 8
    assert done.headers["Cache-Control"] == "private, no-store"
    assert queries.user(operator).user.second_factor is True
    account = credentials.of_id(operator)
    assert account is not None
    assert key.replace("-", "") not in (account.tf_totp_secret or "")
    assert not set(codes_on(done)) & set(account.recovery_codes)

    overview = client.get("/bao-mat-hai-lop")
    assert "Còn 8 mã chưa dùng." in overview.text
    assert codes_on(overview) == []
    assert "Vai trò của anh chị cần bảo mật hai lớp, nên không tắt được." in overview.text


def test_signing_in_asks_for_a_code_and_takes_each_code_once(
    client: FlaskClient, new_client: Callable[[], FlaskClient], operator: int
) -> None:
    key, _ = set_up(client)
    with clock.hold(NOON + timedelta(minutes=1)):
        browser = new_client()
        answer = sign_in_by_form(browser, EMAIL)
        assert answer.location == "/nhap-ma?next=/vao-cho"
        assert browser.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
        wrong = send(browser, answer.location, {"code": "000000"})
        assert errors_of(wrong) == ["Mã không đúng, hoặc đã hết hạn. Nhập mã đang hiện trên điện thoại."]
        assert browser.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
        right = send(browser, answer.location, {"code": code_of(key)})
        assert right.location == "/vao-cho"
        assert browser.get("/tai-khoan").status_code == 200

        thief = new_client()
        answer = sign_in_by_form(thief, EMAIL)
        seen_over_the_shoulder = send(thief, answer.location, {"code": code_of(key)})
        assert errors_of(seen_over_the_shoulder) == [
            "Mã không đúng, hoặc đã hết hạn. Nhập mã đang hiện trên điện thoại."
        ]
        assert thief.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"


def test_a_recovery_code_opens_once(
    client: FlaskClient, new_client: Callable[[], FlaskClient], operator: int
) -> None:
    _, page = set_up(client)
    code = codes_on(page)[3]
    browser = new_client()
    answer = sign_in_by_form(browser, EMAIL)
    assert "/dung-ma-khoi-phuc?next=/vao-cho" in html.unescape(browser.get(answer.location).text)
    right = send(browser, "/dung-ma-khoi-phuc?next=/vao-cho", {"code": f" {code.upper().replace('-', ' ')} "})
    assert right.location == "/vao-cho"
    account = credentials.of_id(operator)
    assert account is not None
    assert len(account.recovery_codes) == 7

    other = new_client()
    sign_in_by_form(other, EMAIL)
    answer = send(other, "/dung-ma-khoi-phuc", {"code": code})
    assert errors_of(answer) == ["Mã khôi phục không đúng, hoặc đã dùng rồi. Mỗi mã dùng được một lần."]
    assert other.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"


def test_the_step_for_the_code_cannot_be_opened_from_outside(client: FlaskClient) -> None:
    for path in ("/nhap-ma", "/dung-ma-khoi-phuc"):
        assert client.get(path).location == "/dang-nhap"
        assert notes_of(client.get("/dang-nhap")) == ["Đăng nhập lại từ đầu: bước nhập mã đã quá lâu."]


def test_staff_without_a_second_factor_are_led_to_set_it_up(
    client: FlaskClient, operator: int, desk: str
) -> None:
    answer = client.get(desk)
    assert answer.location == f"/bao-mat-hai-lop?next={desk}"
    assert notes_of(client.get(answer.location)) == [
        "Bàn làm việc này cần bảo mật hai lớp. Bật một lần, mất chừng hai phút."
    ]
    assert client.post(desk).status_code in {404, 405}
    _, done = set_up(client, answer.location)
    assert f'href="{desk}"' in done.text
    assert client.get(desk).status_code == 200


def test_a_session_that_showed_no_code_or_showed_it_yesterday_shows_one(
    client: FlaskClient, new_client: Callable[[], FlaskClient], operator: int, desk: str
) -> None:
    other = new_client()
    sign_in(other, EMAIL, second_factor=False)
    key, _ = set_up(client)
    assert client.get(desk).status_code == 200
    asked = other.get(desk)
    assert asked.location == f"/bao-mat-hai-lop/nhap-ma?next={desk}"

    with clock.hold(NOON + PROOF_HOLDS):
        assert client.get(desk).status_code == 200
    with clock.hold(NOON + PROOF_HOLDS + timedelta(seconds=1)):
        asked = client.get(desk)
        assert asked.location == f"/bao-mat-hai-lop/nhap-ma?next={desk}"
        assert errors_of(send(client, asked.location, {"code": "000000"})) == [
            "Mã không đúng, hoặc đã hết hạn. Nhập mã đang hiện trên điện thoại."
        ]
        assert send(client, asked.location, {"code": code_of(key)}).location == desk
        assert client.get(desk).status_code == 200


def test_somebody_without_a_role_finds_no_desk(client: FlaskClient, desk: str) -> None:
    make_user("khach@example.com")
    sign_in(client, "khach@example.com")
    assert client.get(desk).status_code == 404


def test_staff_cannot_switch_it_off_and_a_buyer_can(client: FlaskClient, operator: int) -> None:
    set_up(client)
    page = client.get("/bao-mat-hai-lop")
    client.post("/bao-mat-hai-lop/tat", data={"csrf_token": token_of(page)})
    assert notes_of(client.get("/bao-mat-hai-lop")) == [
        "Vai trò của anh chị cần bảo mật hai lớp, nên không tắt được."
    ]
    assert queries.user(operator).user.second_factor is True

    buyer = make_user("khach@example.com")
    sign_in(client, "khach@example.com")
    set_up(client)
    page = client.get("/bao-mat-hai-lop")
    client.post("/bao-mat-hai-lop/tat", data={"csrf_token": token_of(page)})
    assert notes_of(client.get("/bao-mat-hai-lop")) == ["Đã tắt bảo mật hai lớp."]
    assert queries.user(buyer).user.second_factor is False
    account = credentials.of_id(buyer)
    assert account is not None
    assert account.recovery_codes == ()


def test_new_recovery_codes_end_the_old_ones(client: FlaskClient, operator: int) -> None:
    _, first = set_up(client)
    page = client.get("/bao-mat-hai-lop")
    second = client.post("/bao-mat-hai-lop/ma-khoi-phuc", data={"csrf_token": token_of(page)})
    assert len(set(codes_on(second))) == 8
    assert not set(codes_on(first)) & set(codes_on(second))


def test_a_password_from_an_hour_ago_is_asked_for_again(client: FlaskClient, operator: int) -> None:
    with client.session_transaction() as session:
        session["fs_paa"] -= 3600
    answer = client.get("/bao-mat-hai-lop")
    assert answer.location == "/xac-minh?next=/bao-mat-hai-lop"
    assert errors_of(send(client, answer.location, {"password": "không nhớ nữa"})) == ["Mật khẩu chưa đúng."]
    page = client.get(answer.location)
    right = client.post(
        answer.location, data={"password": PASSWORD, "csrf_token": token_of(page), "next": "/bao-mat-hai-lop"}
    )
    assert right.location == "/bao-mat-hai-lop"
    assert client.get("/bao-mat-hai-lop").status_code == 200


@pytest.fixture
def desk(app: Flask) -> str:
    """Any page that an operator may open and a visitor may not."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        asked = access.access_of(rule.endpoint)
        permissions = asked.permissions if asked else ()
        may = any(Role.OPERATOR in PERMISSIONS[permission] for permission in permissions)
        if (
            may
            and rule.endpoint.startswith("marketplace.admin.")
            and not rule.arguments
            and "GET" in rule.methods
        ):
            return rule.rule
    raise AssertionError("operators have no page")

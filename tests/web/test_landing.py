"""Where one comes to after signing in."""

from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked
from tests import stories
from tests.domain.producers.applications import build
from tests.signing import make_user, sign_in
from tests.web.account_forms import PASSWORD, send, sign_in_by_form
from tests.web.desks import NewClient, browser, words

WAITS = "Tài khoản này để làm xúc tiến thương mại. Bàn làm việc ấy chưa mở; khi mở, lối vào hiện ở trang này."


@pytest.mark.parametrize(
    ("role", "scope", "ref", "home"),
    [
        (Role.OFFICER, "province", "42", "/quan-ly/can-bo/hom-nay"),
        (Role.CHAIR, "province", "42", "/quan-ly/can-bo/hom-nay"),
        (Role.MINISTRY, "all", "", "/quan-ly/can-bo/hom-nay"),
        (Role.OPERATOR, "all", "", "/quan-ly/van-hanh/nguoi-dung"),
        (Role.AUDITOR, "all", "", "/quan-ly/can-bo"),
        (Role.PROMOTION, "province", "42", "/tai-khoan"),
    ],
)
def test_each_role_lands_on_the_first_desk_of_its_own(
    app: Flask, new_client: NewClient, role: Role, scope: str, ref: str, home: str
) -> None:
    make_user("ai@vidu.vn", RoleAsked(role, scope, ref))
    client = new_client()
    sign_in(client, "ai@vidu.vn")
    assert client.get("/vao-cho").location == home
    assert client.get(home).status_code == 200


def test_a_producer_lands_on_their_desk_and_where_they_were_going_still_wins(
    app: Flask, new_client: NewClient
) -> None:
    goods = stories.goods()
    make_user(
        "chu@vidu.vn",
        RoleAsked(Role.PRODUCER_OWNER, "producer", str(goods.producer_id)),
        password=PASSWORD,
    )

    plain = new_client()
    assert sign_in_by_form(plain, "chu@vidu.vn").location == "/vao-cho"
    assert plain.get("/vao-cho").location == "/quan-ly/chu-the"
    assert plain.get("/dang-nhap").location == "/vao-cho"

    going = new_client()
    sent: dict[str, Any] = {"email": "chu@vidu.vn", "password": PASSWORD, "next": "/san-pham"}
    assert send(going, "/dang-nhap?next=/san-pham", sent).location == "/san-pham"


def test_a_buyer_lands_on_their_account_and_a_guest_at_the_door(app: Flask, new_client: NewClient) -> None:
    make_user("mua@vidu.vn")
    client = new_client()
    assert client.get("/vao-cho").location == "/dang-nhap"
    sign_in(client, "mua@vidu.vn")
    assert client.get("/vao-cho").location == "/tai-khoan"
    assert WAITS not in words(client.get("/tai-khoan"))


def test_an_account_whose_role_has_no_desk_yet_says_what_it_is_for(app: Flask, new_client: NewClient) -> None:
    make_user("xuc-tien@vidu.vn", RoleAsked(Role.PROMOTION, "province", "42"))
    client = new_client()
    sign_in(client, "xuc-tien@vidu.vn")
    for _visit in range(2):
        assert words(client.get("/tai-khoan")).count(WAITS) == 1
    assert WAITS not in words(client.get("/tai-khoan/don-hang"))

    make_user(
        "hai-vai@vidu.vn",
        RoleAsked(Role.PROMOTION, "province", "42"),
        RoleAsked(Role.OFFICER, "province", "42"),
    )
    both = new_client()
    sign_in(both, "hai-vai@vidu.vn")
    assert WAITS not in words(both.get("/tai-khoan"))


@pytest.mark.parametrize(
    ("state", "status", "says", "button"),
    [
        ("draft", "Đang viết", "Những gì đã ghi còn nguyên.", "Làm tiếp hồ sơ"),
        ("returned", "Cần bổ sung", "Cán bộ đã xem và ghi lại những chỗ cần sửa.", "Sửa hồ sơ"),
        ("submitted", "Chờ xem xét", "Đã gửi lúc 12:00, 21/11/2026. Có kết quả thì có thư báo.", "Xem hồ sơ"),
        ("proposed", "Chờ người thứ hai duyệt", "Đã gửi lúc 12:00, 21/11/2026.", "Xem hồ sơ"),
    ],
)
def test_an_open_application_is_the_first_thing_to_do_in_an_account(
    app: Flask, new_client: NewClient, state: str, status: str, says: str, button: str
) -> None:
    getattr(build, state)()
    page = browser(new_client, build.applicant()).get("/tai-khoan")
    said = words(page)
    assert f"Hồ sơ bán hàng {status} {says}" in said
    assert said.index("Hồ sơ bán hàng") < said.index("Đơn gần đây")
    assert page.text.count('class="m-btn"') == 1
    assert f'<a class="m-btn" href="/quan-ly/dang-ky-ban">{button}</a>' in page.text
    assert "Làm hồ sơ, xem hồ sơ đi tới đâu" not in said


@pytest.mark.parametrize("state", ["approved", "refused", "withdrawn"])
def test_one_that_is_decided_stands_where_it_stood(app: Flask, new_client: NewClient, state: str) -> None:
    getattr(build, state)()
    said = words(browser(new_client, build.applicant()).get("/tai-khoan"))
    assert "Hồ sơ bán hàng" not in said
    assert "Làm hồ sơ, xem hồ sơ đi tới đâu" in said

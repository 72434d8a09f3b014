"""Where one comes to after signing in."""

from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked
from tests import stories
from tests.signing import make_user, sign_in
from tests.web.account_forms import PASSWORD, send, sign_in_by_form
from tests.web.desks import NewClient, words

WAITS = "Tài khoản này để làm xúc tiến thương mại. Bàn làm việc ấy chưa mở; khi mở, lối vào hiện ở trang này."


@pytest.mark.parametrize(
    ("role", "scope", "ref", "home"),
    [
        (Role.OFFICER, "province", "42", "/quan-ly/can-bo"),
        (Role.CHAIR, "province", "42", "/quan-ly/can-bo"),
        (Role.MINISTRY, "all", "", "/quan-ly/can-bo"),
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

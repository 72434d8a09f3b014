"""Nobody is left standing: in another language, at an address that only takes forms, before a thing is gone."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import queries as accounts
from marketplace.catalog.queries import slug_of
from marketplace.kernel.db import transaction
from marketplace.notifications import jobs
from marketplace.orders.models import SellerOrder
from tests import stories
from tests.factories import ADDRESS_TYPED, PackDataFactory
from tests.signing import make_user, sign_in
from tests.web.account_forms import PASSWORD, mails, send
from tests.web.desks import words


@pytest.fixture
def goods() -> stories.Goods:
    return stories.goods(name="Cam Khe Mây")


def language_link(page: str) -> str:
    found = re.search(r'<a class="m-end" href="([^"]*)"', page)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", ["/don-hang", "/dang-nhap?next=/gio-hang"])
def test_the_other_language_comes_back_to_the_form_that_was_refused(client: FlaskClient, path: str) -> None:
    refused = client.post(path, data={"code": "", "phone": ""})
    back = client.get(language_link(refused.text))
    assert back.headers["Location"] == path
    assert '<html lang="en">' in client.get(path).text


def test_the_other_language_leads_from_a_refused_cancellation_to_the_order(
    client: FlaskClient, goods: stories.Goods
) -> None:
    code = stories.order((goods.variant, 1))
    with client.session_transaction() as kept:
        kept["_marketplace_orders"] = [code]
    refused = client.post(f"/don-hang/{code}/huy/{code}-1", data={"reason": ""})
    assert refused.status_code == 422
    to = client.get(language_link(refused.text)).headers["Location"]
    assert to == f"/don-hang/{code}/huy/{code}-1"
    assert f"<h1>Order {code}</h1>" in client.get(to).text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/gio-hang/them", "/gio-hang"),
        ("/gio-hang/sua", "/gio-hang"),
        ("/gio-hang/bo", "/gio-hang"),
        ("/thanh-toan/dat", "/thanh-toan/xem-lai"),
    ],
)
def test_where_forms_are_sent_a_visitor_is_led_on(client: FlaskClient, path: str, to: str) -> None:
    assert client.get(path).headers["Location"] == to


def test_an_order_opened_without_its_key_leads_to_the_form_that_finds_it(
    client: FlaskClient, goods: stories.Goods
) -> None:
    code = stories.order((goods.variant, 1))
    known, unknown = client.get(f"/don-hang/{code}"), client.get("/don-hang/DH00000000")
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert f"Chưa mở được đơn {code} ở đây" in words(known)
    assert f'name="code" type="text" value="{code}"' in known.text
    assert known.text.replace(code, "") == unknown.text.replace("DH00000000", "")


def test_a_saved_address_is_asked_about_before_it_is_gone(client: FlaskClient, app: Flask) -> None:
    user = make_user("lan@example.com")
    sign_in(client, "lan@example.com")
    client.post("/tai-khoan/dia-chi/moi", data=ADDRESS_TYPED)
    (saved,) = accounts.addresses_of(user)
    at = f"/tai-khoan/dia-chi/{saved.id}/xoa"
    assert f'href="{at}"' in client.get("/tai-khoan/dia-chi").text
    asked = client.get(at)
    assert "Xoá địa chỉ này?" in words(asked)
    assert "12 ngõ 3 Đội Cấn" in words(asked)
    assert len(accounts.addresses_of(user)) == 1
    assert client.get("/tai-khoan/dia-chi/999/xoa").status_code == 404
    client.post(at)
    assert accounts.addresses_of(user) == ()


def test_a_new_account_goes_on_where_it_was_asked_for(client: FlaskClient, app: Flask) -> None:
    page = client.get("/dang-ky?next=/gio-hang").text
    action = re.search(r'action="(/dang-ky[^"]*)"', page)
    assert action
    new = {"name": "Trần Thị Lan", "email": "lan@example.com", "password": PASSWORD, "consent": "1"}
    send(client, action[1], new)
    (letter,) = mails(app)
    link = re.search(r"http://127\.0\.0\.1:5000(/xac-nhan/\S+)", letter.text)
    assert link
    client.get(link[1])
    page = client.get("/dang-nhap")
    assert '<input type="hidden" name="next" value="/gio-hang">' in page.text
    typed = {"email": "lan@example.com", "password": PASSWORD, "next": "/gio-hang"}
    assert send(client, "/dang-nhap", typed).location == "/gio-hang"
    with client.session_transaction() as kept:
        assert "_marketplace_after" not in kept


def test_what_was_put_into_the_basket_is_named(client: FlaskClient, goods: stories.Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 2})
    assert "Đã thêm 2 thùng Cam Khe Mây vào giỏ" in words(client.get("/gio-hang"))
    client.get("/ngon-ngu/en")
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    assert "Added to your basket: 1 × Cam Khe Mây, Thùng 5 kg" in words(client.get("/gio-hang"))


def test_a_name_of_another_province_is_a_choice_without_a_script(
    client: FlaskClient, goods: stories.Goods
) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    typed = {**ADDRESS_TYPED, "commune": "Sơn Trường", "commune_code": ""}
    refused = client.post("/thanh-toan", data=typed)
    assert refused.status_code == 422
    assert "Nơi này không ở Hà Nội mà ở Hà Tĩnh, nay là Xã Kim Hoa." in words(refused)
    choice = re.search(r'type="radio" name="commune_elsewhere" value="(\d+)"', refused.text)
    assert choice
    taken = client.post("/thanh-toan", data={**typed, "commune_elsewhere": choice[1]})
    assert taken.headers["Location"] == "/thanh-toan/giao-hang"
    assert "Xã Kim Hoa, Hà Tĩnh" in words(client.get("/thanh-toan/giao-hang"))
    again = client.get("/thanh-toan").text
    assert '<option value="42" selected>Hà Tĩnh</option>' in again


def test_suggestions_for_an_address_say_where_a_name_lies(client: FlaskClient) -> None:
    items = client.get("/dia-phuong/tim?q=son+truong&province=01").get_json()["items"]
    assert [(item["label"], item["province"]) for item in items] == [("Xã Kim Hoa", "42")]
    assert items[0]["hint"].startswith("Hà Tĩnh, trước đây: xã Sơn Trường")


def test_telephones_and_the_left_over_are_said_whole(client: FlaskClient, goods: stories.Goods) -> None:
    page = client.get(f"/san-pham/{slug_of(goods.product_id)}").text
    assert re.search(r'data-stock="Còn \d+ thùng"', page)
    assert "<summary>Chọn nơi nhận</summary>" in page
    assert (
        "<summary>Đổi nơi nhận</summary>" in client.get(f"/san-pham/{slug_of(goods.product_id)}?den=01").text
    )
    code = stories.order((goods.variant, 1))
    with client.session_transaction() as kept:
        kept["_marketplace_orders"] = [code]
    order = client.get(f"/don-hang/{code}").text
    assert "0912\u00a0000\u00a0000" in order
    assert "0912 000 000" not in order


def test_the_subject_of_a_mail_says_the_state(app: Flask, session: Session, goods: stories.Goods) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    part = session.execute(select(SellerOrder.id).where(SellerOrder.code == code)).scalar_one()
    for move in ("accept", "hand_over", "deliver"):
        with transaction():
            jobs.seller_order_moved(part, move)
    assert [mail.subject for mail in mails(app)][-3:] == [
        f"Đơn {code}: người bán đã nhận",
        f"Đơn {code}: đang giao",
        f"Đơn {code}: đã giao",
    ]


def test_texts_of_producers_are_vietnamese_on_an_english_page(client: FlaskClient) -> None:
    goods = stories.goods(name="Rong nho", packs=(PackDataFactory(label="Hộp 6 gói", price=180_000),))
    client.get("/ngon-ngu/en")
    page = client.get(f"/san-pham/{slug_of(goods.product_id)}").text
    assert '<h1 lang="vi">Rong nho</h1>' in page
    assert '<dt>Packs</dt><dd lang="vi">Hộp 6 gói</dd>' in page
    assert "<dd>People’s Committee of Hà Tĩnh province</dd>" in page
    assert "30.000\u00a0đ/gói" in page
    client.get("/ngon-ngu/vi")
    assert 'lang="vi"' not in client.get(f"/san-pham/{slug_of(goods.product_id)}").text.split("<main")[1]

"""A guest finds, buys, looks again, and cancels; over HTTP only."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.catalog import services as catalog
from marketplace.catalog.queries import slug_of
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import speaking
from marketplace.orders import carts, links, queries
from marketplace.stock import queries as stock
from tests import stories
from tests.factories import ADDRESS_TYPED, ProductDataFactory
from tests.signing import make_user
from tests.web.account_forms import PASSWORD, sign_in_by_form


def _fingerprint(page: str) -> str:
    found = re.search(r'name="fingerprint" value="([0-9a-f]{32})"', page)
    assert found
    return found.group(1)


def _to_review(client: FlaskClient, variant: int, quantity: int = 2) -> str:
    client.post("/gio-hang/them", data={"pack": variant, "quantity": quantity})
    answer = client.post("/thanh-toan", data=ADDRESS_TYPED)
    assert answer.headers["Location"] == "/thanh-toan/giao-hang", answer.text
    answer = client.post("/thanh-toan/giao-hang", data={"payment": "cod"})
    assert answer.headers["Location"] == "/thanh-toan/xem-lai", answer.text
    return client.get("/thanh-toan/xem-lai").text


def _confirmation(page: str) -> dict[str, str]:
    """What the button of the last page sends, with its box ticked."""
    hidden = re.findall(r'name="(fingerprint|topics|keeps)" value="([0-9a-f,-]+)"', page)
    return {**dict(hidden), "agree": "1"}


@pytest.fixture
def goods() -> stories.Goods:
    return stories.goods()


def test_a_guest_buys_and_sees_the_order(client: FlaskClient, goods: stories.Goods) -> None:
    page = client.get(f"/san-pham/{slug_of(goods.product_id)}").text
    assert "Thêm vào giỏ" in page
    review = _to_review(client, goods.variant)
    answer = client.post("/thanh-toan/dat", data={"fingerprint": _fingerprint(review), "agree": "1"})
    assert answer.status_code == 302
    where = answer.headers["Location"]
    order = client.get(where)
    assert order.status_code == 200
    assert "Chờ chủ thể nhận" in order.text
    code = where.split("/")[2].split("?")[0]
    assert client.get(f"/don-hang/{code}/hop-dong").status_code == 200
    assert client.get("/gio-hang").text.count("Giỏ đang trống") == 1


def _order(client: FlaskClient, variant: int) -> tuple[str, str]:
    """Place an order; its code, and the fingerprint it was placed with."""
    fingerprint = _fingerprint(_to_review(client, variant))
    answer = client.post("/thanh-toan/dat", data={"fingerprint": fingerprint, "agree": "1"})
    return answer.headers["Location"].split("/")[2].split("?")[0], fingerprint


def test_confirming_twice_makes_one_order(client: FlaskClient, goods: stories.Goods) -> None:
    code, fingerprint = _order(client, goods.variant)
    again = client.post("/thanh-toan/dat", data={"fingerprint": fingerprint, "agree": "1"})
    assert again.headers["Location"] == f"/don-hang/{code}?moi=1"
    assert stock.available([goods.variant]) == {goods.variant: 48}


def test_confirming_an_old_page_again_leaves_the_new_cart(client: FlaskClient, goods: stories.Goods) -> None:
    code, fingerprint = _order(client, goods.variant)
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 7})
    again = client.post("/thanh-toan/dat", data={"fingerprint": fingerprint, "agree": "1"})
    assert again.headers["Location"] == f"/don-hang/{code}?moi=1"
    assert "Giỏ hàng, 7 món" in client.get("/gio-hang").text
    assert stock.available([goods.variant]) == {goods.variant: 48}


def test_another_browser_sees_the_order_only_by_its_signed_link(
    client: FlaskClient, app: Flask, goods: stories.Goods
) -> None:
    code, _fingerprint_used = _order(client, goods.variant)
    stranger = app.test_client()
    assert stranger.get(f"/don-hang/{code}").status_code == 404
    assert stranger.get(f"/don-hang/{code}?khoa={'0' * 24}").status_code == 404
    assert stranger.get(f"/don-hang/{code}/hop-dong").status_code == 404
    answer = stranger.post(f"/don-hang/{code}/huy/{code}-1", data={"reason": "changed_mind"})
    assert answer.status_code == 404
    assert stock.available([goods.variant]) == {goods.variant: 48}
    assert stranger.get(f"/don-hang/{code}?khoa={links.key_of(code)}").status_code == 200


def test_an_order_is_found_again_by_code_and_phone(
    client: FlaskClient, app: Flask, goods: stories.Goods
) -> None:
    code, _fingerprint_used = _order(client, goods.variant)
    stranger = app.test_client()
    wrong = stranger.post("/don-hang", data={"code": code, "phone": "0987 654 321"})
    assert wrong.status_code == 422
    assert code in wrong.text
    right = stranger.post("/don-hang", data={"code": code.lower(), "phone": "0912.345.678"})
    assert right.headers["Location"] == f"/don-hang/{code}"


def test_cancelling_brings_the_goods_back_once(client: FlaskClient, goods: stories.Goods) -> None:
    code, _fingerprint_used = _order(client, goods.variant)
    without_reason = client.post(f"/don-hang/{code}/huy/{code}-1", data={})
    assert without_reason.status_code == 422
    assert "Chọn lý do huỷ." in without_reason.text
    unsaid = client.post(f"/don-hang/{code}/huy/{code}-1", data={"reason": "other", "note": " "})
    assert unsaid.status_code == 422
    assert '<a href="#p1-them">Ghi rõ lý do khác là gì.</a>' in unsaid.text
    assert re.search(r'value="other"[^>]* checked', unsaid.text)
    assert stock.available([goods.variant]) == {goods.variant: 48}
    for _time in range(2):
        answer = client.post(f"/don-hang/{code}/huy/{code}-1", data={"reason": "changed_mind"})
        assert answer.headers["Location"] == f"/don-hang/{code}"
    assert stock.available([goods.variant]) == {goods.variant: 50}
    assert "Đã huỷ" in client.get(f"/don-hang/{code}").text


def test_a_refused_cancellation_says_so_in_the_title_and_above(
    client: FlaskClient, goods: stories.Goods
) -> None:
    code, _fingerprint_used = _order(client, goods.variant)
    assert "<title>Đơn " in client.get(f"/don-hang/{code}").text
    answer = client.post(f"/don-hang/{code}/huy/{code}-1", data={"note": "n" * 201})
    assert answer.status_code == 422
    assert f"<title>Lỗi: Đơn {code}" in answer.text
    assert "Có 2 chỗ cần sửa" in answer.text
    assert '<a href="#p1-ly-do">Chọn lý do huỷ.</a>' in answer.text
    assert '<a href="#p1-them">Lời nhắn dài quá 200 chữ.</a>' in answer.text
    assert answer.text.count("Lời nhắn dài quá 200 chữ.") == 2, "in the summary and at the field"
    assert f'value="{"n" * 201}"' in answer.text
    assert stock.available([goods.variant]) == {goods.variant: 48}


def test_the_reason_of_a_cancellation_is_said_in_the_readers_language(
    client: FlaskClient, goods: stories.Goods
) -> None:
    code, _fingerprint_used = _order(client, goods.variant)
    client.post(f"/don-hang/{code}/huy/{code}-1", data={"reason": "changed_mind", "note": " mua  ở quê "})
    assert "Tôi đổi ý: mua ở quê" in client.get(f"/don-hang/{code}").text
    found = queries.order(code)
    assert found is not None
    step = found.sellers[0].steps[-1]
    assert (step.reason, step.note) == ("changed_mind", "mua ở quê")
    with speaking("en"):
        assert step.said == "I changed my mind: mua ở quê"


def test_the_sum_in_words_is_marked_as_vietnamese(client: FlaskClient, goods: stories.Goods) -> None:
    review = _to_review(client, goods.variant)
    assert re.search(r'<span lang="vi">[^<]+ đồng[^<]*</span>', review)
    answer = client.post("/thanh-toan/dat", data={"fingerprint": _fingerprint(review), "agree": "1"})
    code = answer.headers["Location"].split("/")[2].split("?")[0]
    contract = client.get(f"/don-hang/{code}/hop-dong").text
    assert re.search(r'<span lang="vi">[^<]+ đồng[^<]*</span>', contract)


def test_an_order_that_is_not_as_shown_says_what_changed(client: FlaskClient, goods: stories.Goods) -> None:
    review = _to_review(client, goods.variant)
    typed = {**ADDRESS_TYPED, "street": "14 ngõ 3 Đội Cấn", "note": "Gọi trước", "email": "khac@example.vn"}
    client.post("/thanh-toan", data=typed)
    answer = client.post("/thanh-toan/dat", data=_confirmation(review), follow_redirects=True)
    assert answer.request.path == "/thanh-toan/xem-lai"
    what = "người nhận hoặc nơi nhận, e-mail, lời nhắn"
    assert f"Đơn đã khác lúc anh chị xem: {what}. Xin xem lại trước khi đặt." in answer.text
    assert stock.available([goods.variant]) == {goods.variant: 50}


def test_what_changed_is_said_where_the_tick_is_missing_too(
    client: FlaskClient, goods: stories.Goods
) -> None:
    sent = _confirmation(_to_review(client, goods.variant))
    tick = '<a href="#dong-y">Đánh dấu vào ô này rồi đặt.</a>'
    unticked = client.post("/thanh-toan/dat", data={**sent, "agree": ""})
    assert (unticked.status_code, tick in unticked.text) == (422, True)
    assert "Đơn đã khác" not in unticked.text
    catalog.set_price(goods.seller, goods.variant, 299_000)
    unticked = client.post("/thanh-toan/dat", data={**sent, "agree": ""})
    assert (unticked.status_code, tick in unticked.text) == (422, True)
    assert "Đơn đã khác lúc anh chị xem: giá. Xin xem lại trước khi đặt." in unticked.text
    assert "Đơn đã khác" not in client.get("/thanh-toan/xem-lai").text, "said once"
    assert stock.available([goods.variant]) == {goods.variant: 50}


def test_without_a_tick_a_cart_that_cannot_be_ordered_is_shown(
    client: FlaskClient, goods: stories.Goods
) -> None:
    sent = _confirmation(_to_review(client, goods.variant))
    catalog.hide(goods.seller, goods.product_id)
    answer = client.post("/thanh-toan/dat", data={**sent, "agree": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/gio-hang")


def test_goods_that_keep_longer_than_shown_are_bought_at_once(client: FlaskClient) -> None:
    goods = stories.goods(stock_of_each=2)
    sent = _confirmation(_to_review(client, goods.variant))
    assert sent["keeps"] == "2026-12-01"
    stories.lot(goods.seller, goods.producer_id, goods.variant, 5, code="sau", days=90)
    stories.order((goods.variant, 2))
    answer = client.post("/thanh-toan/dat", data=sent)
    kept = queries.contract(answer.headers["Location"].split("/")[2].split("?")[0])
    assert kept is not None
    assert kept.content["sellers"][0]["lines"][0]["best_before"] == "2027-02-19"


def test_nobody_is_held_to_terms_they_were_not_shown(client: FlaskClient) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    review = _to_review(client, goods.variant)
    refusing = "KHÔNG NHẬN ĐỔI TRẢ trong mọi trường hợp."
    words = ProductDataFactory(name="Cam Khe Mây", return_policy=refusing, shelf_life="1 ngày")
    revision = catalog.edit(goods.seller, goods.product_id, words)
    catalog.approve_revision(stories.officer(2), revision, 1)
    answer = client.post("/thanh-toan/dat", data=_confirmation(review), follow_redirects=True)
    assert answer.request.path == "/thanh-toan/xem-lai"
    assert "Đơn đã khác lúc anh chị xem: hạn dùng, đổi trả. Xin xem lại trước khi đặt." in answer.text
    assert refusing not in review
    assert refusing in answer.text
    assert stock.available([goods.variant]) == {goods.variant: 50}
    placed = client.post("/thanh-toan/dat", data=_confirmation(answer.text))
    code = placed.headers["Location"].split("/")[2].split("?")[0]
    kept = queries.contract(code)
    assert kept is not None
    assert kept.content["sellers"][0]["returns"] == [refusing]


def test_signs_that_cannot_be_seen_are_left_out(client: FlaskClient, goods: stories.Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    hidden = {"recipient": "Lan\u202e Nguyễn\x07", "street": "12\u200b ngõ 3", "note": "gọi\u2066 trước"}
    client.post("/thanh-toan", data={**ADDRESS_TYPED, **hidden})
    client.post("/thanh-toan/giao-hang", data={"payment": "cod"})
    review = client.get("/thanh-toan/xem-lai").text
    answer = client.post("/thanh-toan/dat", data={"fingerprint": _fingerprint(review), "agree": "1"})
    found = queries.order(answer.headers["Location"].split("/")[2].split("?")[0])
    assert found is not None
    assert (found.buyer_name, found.note) == ("Lan Nguyễn", "gọi trước")
    assert found.address.startswith("12 ngõ 3, ")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "12345", "Nhập số điện thoại đủ 10 số."),
        ("recipient", "L", "Ghi họ và tên người nhận."),
        ("email", "lan@", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com."),
        ("street", "", "Ghi số nhà, đường, thôn xóm."),
        ("recipient", "L" * 121, "Tên dài quá 120 chữ."),
        ("street", "12 " + "á" * 158, "Số nhà, đường dài quá 160 chữ."),
        ("note", "n" * 201, "Lời nhắn dài quá 200 chữ."),
        ("province", "99", "Chọn tỉnh, thành phố trong danh sách."),
        ("phone", "0912345678x", "Nhập số điện thoại đủ 10 số."),
    ],
)
def test_a_refused_address_keeps_what_was_typed(
    client: FlaskClient, goods: stories.Goods, field: str, typed: str, said: str
) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    answer = client.post("/thanh-toan", data={**ADDRESS_TYPED, field: typed})
    assert answer.status_code == 422
    assert answer.text.count(said) == 2, "in the summary and at the field"
    kept = [
        value
        for name, value in ADDRESS_TYPED.items()
        if name in {"recipient", "phone", "street"} and name != field
    ]
    assert all(f'value="{value}"' in answer.text for value in kept)


def test_an_old_name_that_means_two_wards_asks_which(client: FlaskClient, goods: stories.Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    typed = {**ADDRESS_TYPED, "province": "42", "commune": "Đại Nài", "commune_code": ""}
    answer = client.post("/thanh-toan", data=typed)
    assert answer.status_code == 422
    assert 'value="18652"' in answer.text
    assert 'value="18073"' in answer.text
    field = re.search(r'<input class="m-input" id="xa-ten" name="commune" value="([^"]*)"', answer.text)
    assert field is not None
    assert field.group(1) == "Đại Nài"
    mistyped = client.post("/thanh-toan", data={**typed, "commune": "Kim Hoa"})
    assert mistyped.headers["Location"] == "/thanh-toan/giao-hang"
    chosen = client.post("/thanh-toan", data={**typed, "commune_code": "18073"})
    assert chosen.headers["Location"] == "/thanh-toan/giao-hang"


def test_an_old_name_with_one_successor_needs_no_choice(client: FlaskClient, goods: stories.Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    client.post(
        "/thanh-toan", data={**ADDRESS_TYPED, "province": "42", "commune": "Sơn Trường", "commune_code": ""}
    )
    assert "Xã Kim Hoa, Hà Tĩnh" in client.get("/thanh-toan/giao-hang").text


def test_the_slip_s_address_asks_for_the_telephone_number_only(client: FlaskClient) -> None:
    page = client.get("/don-hang?ma=DH24FDTRT7").text
    assert 'value="DH24FDTRT7"' in page


def test_looking_for_an_order_names_every_field_at_fault(client: FlaskClient) -> None:
    code, phone = "Ghi mã đơn ở đầu thư xác nhận", "Không có đơn nào với mã và số điện thoại này"
    for typed, faults in (
        ({"code": " ", "phone": ""}, (True, True, False)),
        ({"code": "DHCX5WQJ05", "phone": "12"}, (False, True, False)),
        ({"code": "", "phone": "0912 345 678"}, (True, False, False)),
        ({"code": "DHCX5WQJ05", "phone": "0912 345 678"}, (False, False, True)),
    ):
        answer = client.post("/don-hang", data=typed)
        assert answer.status_code == 422
        seen = (
            code in answer.text,
            'id="sdt" name="phone"' in answer.text and "sdt-e" in answer.text,
            phone in answer.text,
        )
        assert seen == faults, typed
        assert f'value="{typed["phone"]}"' in answer.text


def test_whoever_signs_in_is_told_what_their_cart_has_no_room_for(
    client: FlaskClient, goods: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carts, "MAX_LINES", 1)
    other = stories.goods(name="Bưởi Phúc Trạch")
    email = "lan@example.vn"
    lan = Actor("user", "Lan", make_user(email, password=PASSWORD))
    carts.add(lan, None, other.variant, 1)
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 2})
    sign_in_by_form(client, email)
    page = client.get("/gio-hang").text
    assert "Giỏ chứa nhiều nhất 1 món. Đã bỏ ra món cũ nhất: Bưởi Phúc Trạch, Thùng 5 kg." in page
    assert "Giỏ hàng, 2 món" in page

"""The review before an order and the contract after it say the same, in the reader's language."""

import re

import pytest
from flask.testing import FlaskClient

from tests import stories
from tests.factories import ADDRESS_TYPED

AMOUNT = '<span lang="vi">Năm trăm mười bốn nghìn đồng chẵn</span>.'
PRINTED = "Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"


@pytest.fixture
def goods() -> stories.Goods:
    return stories.goods()


def pages(client: FlaskClient, variant: int) -> tuple[str, str]:
    """The review of two packs sent to Hà Nội, and the contract that comes of it."""
    client.post("/gio-hang/them", data={"pack": variant, "quantity": 2})
    client.post("/thanh-toan", data=ADDRESS_TYPED)
    client.post("/thanh-toan/giao-hang", data={"payment": "cod"})
    review = client.get("/thanh-toan/xem-lai").text
    found = re.search(r'name="fingerprint" value="([0-9a-f]{32})"', review)
    assert found
    answer = client.post("/thanh-toan/dat", data={"fingerprint": found.group(1), "agree": "1"})
    code = answer.headers["Location"].split("/")[2].partition("?")[0]
    return review, client.get(f"/don-hang/{code}/hop-dong").text


OFFER = (
    "Giá và phí này dành cho đơn đặt đến hết ngày 21/11/2026. Người bán đổi giá trước lúc đó "
    "thì anh chị được xem giá mới rồi mới đặt; đặt xong thì giá và phí không đổi."
)


def fact(label: str, value: str) -> str:
    return f"<dt>{label}</dt><dd>{value}</dd>"


def test_both_pages_say_taxes_the_offer_s_end_and_who_sells(
    client: FlaskClient, goods: stories.Goods
) -> None:
    for page in pages(client, goods.variant):
        assert page.count("Giá đã gồm mọi thứ thuế.") == 1
        assert page.count(OFFER) == 1
        assert fact("Địa chỉ ghi trên giấy", PRINTED) in page
        assert re.search(fact("An toàn thực phẩm", r"Giấy chứng nhận ATTP số \d+/ATTP, đến 20/11/2028"), page)
        assert "Xã Hương Đô, Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh)</td>" in page
        assert re.search(r"Bằng chữ:(</b>)? " + re.escape(AMOUNT), page)


def test_the_amount_in_words_has_its_own_labelled_paragraph_in_english(
    client: FlaskClient, goods: stories.Goods
) -> None:
    client.get("/ngon-ngu/en")
    review, contract = pages(client, goods.variant)
    label = "In words, as Vietnamese contracts state it:"
    assert f'<p class="m-small">{label} {AMOUNT}</p>' in review
    assert f"<p><b>{label}</b> {AMOUNT}</p>" in contract
    for page in (review, contract):
        assert page.count("Prices include all taxes.") == 1
        assert page.count("These prices and fees are for an order placed by the end of 21/11/2026.") == 1
        assert fact("Address on the papers", PRINTED) in page

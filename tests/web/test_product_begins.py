"""From a recognition to a product in the shop: the producer's pages, the officer's, and what the buyer sees."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from marketplace.catalog import queries
from marketplace.catalog.queries.desk import EditForm
from marketplace.kernel.actor import Actor
from marketplace.producers import queries as producer_queries
from tests import stories
from tests.web.desks import NewClient, browser, rows, words

LIST = "/quan-ly/chu-the/san-pham"
REVIEW = "/quan-ly/can-bo/san-pham"
CARE = {
    "storage_class": "ambient-fresh",
    "shelf_life": "14 ngày sau khi hái",
    "shelf_life_days": "14",
    "months": ["11", "12"],
    "storage": "Để nơi thoáng mát.",
    "usage": "Gọt vỏ, ăn tươi.",
    "ingredients": "Cam tươi",
    "warning": "",
    "abv": "",
    "return_policy": "Đổi trong 24 giờ nếu hàng dập, kèm ảnh.",
}


class Household:
    """A verified producer with one recognition in the register, and nothing offered under it."""

    def __init__(self) -> None:
        self.producer = stories.producer()
        self.owner: Actor = stories.owner(self.producer)
        holder = producer_queries.sellers([self.producer])[self.producer].legal_name
        self.recognition = stories.recognition(
            product_name="Cam Khe Mây", holder_name=holder, packs=("Túi 2 kg", "Thùng 5 kg"), criteria_set=1
        )

    def form(self, product_id: int) -> EditForm:
        found = queries.for_editing(self.producer, product_id)
        assert found is not None
        return found


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def jpeg(width: int = 600, height: int = 400, shade: int = 120) -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (width, height), (230, shade, 40)).save(stream, "JPEG")
    stream.seek(0)
    return stream


def version(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="version" value="([^"]+)"', client.get(path).text)
    assert found is not None
    return found.group(1)


def begin(household: Household, client: FlaskClient) -> int:
    answer = client.post(f"{LIST}/moi", data={"recognition": str(household.recognition)})
    assert answer.status_code == 302
    return int(answer.location.split("/")[-2])


def fill(household: Household, client: FlaskClient, product_id: int) -> None:
    """Everything that the law wants said, by the pages."""
    at = f"{LIST}/{product_id}"
    saved = client.post(f"{at}/bao-quan", data={**CARE, "version": version(client, f"{at}/bao-quan")})
    assert saved.status_code == 302
    packs = {
        "version": version(client, f"{at}/quy-cach"),
        "pack-0-id": "",
        "pack-0-label": "Túi 2 kg",
        "pack-0-price": "",
        "pack-0-gross": "",
        "pack-1-id": "",
        "pack-1-label": "Thùng 5 kg",
        "pack-1-price": "225.000",
        "pack-1-gross": "5,6 kg",
    }
    assert client.post(f"{at}/quy-cach", data=packs).status_code == 302
    photos = {"photos": [(jpeg(), "a.jpg"), (jpeg(shade=10), "b.jpg")]}
    assert client.post(f"{at}/anh", data=photos).status_code == 302


def test_a_recognition_becomes_a_product_that_is_sold(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    empty = words(client.get(LIST))
    assert "Chưa có sản phẩm nào. Bắt đầu từ giấy công nhận" in empty
    assert "Cam Khe Mây 4 sao," in words(client.get(f"{LIST}/moi"))

    product_id = begin(household, client)
    form = household.form(product_id)
    assert (form.data.name, form.data.set_no, form.recognition_id) == (
        "Cam Khe Mây",
        1,
        household.recognition,
    )
    text = words(client.get(f"{LIST}/{product_id}"))
    assert "Còn thiếu 6 mục để gửi duyệt" in text, text[:1200]
    fill(household, client, product_id)
    page = words(client.get(f"{LIST}/{product_id}"))
    assert "Còn thiếu" not in page
    (pack,) = household.form(product_id).packs
    assert (pack.label, pack.price, pack.gross_grams) == ("Thùng 5 kg", 225_000, 5_600)
    assert "Tức 45.000 đ/kg, đã gồm thuế." in words(client.get(f"{LIST}/{product_id}/quy-cach"))

    assert client.get("/san-pham/cam-khe-may").status_code == 404
    preview = client.get("/san-pham/cam-khe-may/xem-truoc")
    assert "Bản xem trước" in words(preview)
    assert "225.000 đ" in words(preview)
    assert (preview.headers["X-Robots-Tag"], preview.headers["Cache-Control"]) == ("noindex", "no-store")

    assert client.post(f"{LIST}/{product_id}/gui").status_code == 302
    assert "Đang chờ cán bộ duyệt" in words(client.get(f"{LIST}/{product_id}"))

    officer = browser(new_client, stories.officer(3))
    assert rows(officer.get(REVIEW))[0][0] == "Cam Khe Mây"
    seen = version(officer, f"{REVIEW}/{product_id}")
    assert officer.post(f"{REVIEW}/{product_id}/duyet", data={"version": seen}).status_code == 302
    assert "Đã duyệt." in words(officer.get(f"{REVIEW}/{product_id}"))
    shop = new_client().get("/san-pham/cam-khe-may")
    assert shop.status_code == 200
    assert "225.000 đ" in words(shop)
    assert rows(client.get(LIST))[0][-1] == "Đang bán"

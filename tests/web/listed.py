"""A producer with a recognition and nothing offered under it, and the ways through its product's pages."""

from __future__ import annotations

import re
from io import BytesIO

from flask.testing import FlaskClient
from PIL import Image

from marketplace.catalog import queries
from marketplace.catalog.queries.desk import EditForm
from marketplace.kernel.actor import Actor
from marketplace.producers import queries as producer_queries
from tests import stories

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
PACKS = {
    "pack-0-id": "",
    "pack-0-label": "Túi 2 kg",
    "pack-0-price": "",
    "pack-0-gross": "",
    "pack-1-id": "",
    "pack-1-label": "Thùng 5 kg",
    "pack-1-price": "225.000",
    "pack-1-gross": "5,6 kg",
}


class Household:
    """A verified producer with one recognition in the register."""

    def __init__(self) -> None:
        self.producer = stories.producer()
        self.owner: Actor = stories.owner(self.producer)
        self.holder = producer_queries.sellers([self.producer])[self.producer].legal_name
        self.recognition = self.recognised("Cam Khe Mây")

    def recognised(self, name: str) -> int:
        return stories.recognition(
            product_name=name, holder_name=self.holder, packs=("Túi 2 kg", "Thùng 5 kg"), criteria_set=1
        )

    def form(self, product_id: int) -> EditForm:
        found = queries.for_editing(self.producer, product_id)
        assert found is not None
        return found


def jpeg(width: int = 600, height: int = 400, shade: int = 120) -> BytesIO:
    """A photo as a telephone sends it."""
    stream = BytesIO()
    Image.new("RGB", (width, height), (230, shade, 40)).save(stream, "JPEG")
    stream.seek(0)
    return stream


def hidden(client: FlaskClient, path: str, name: str = "version") -> str:
    """What a page hands back to us in a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', client.get(path).text)
    assert found is not None
    return found.group(1)


def begin(household: Household, client: FlaskClient) -> int:
    """Begin a product from the recognition; returns its id."""
    answer = client.post(f"{LIST}/moi", data={"recognition": str(household.recognition)})
    assert answer.status_code == 302
    return int(answer.location.split("/")[-2])


def fill(client: FlaskClient, product_id: int) -> None:
    """Everything that the law wants said, by the pages."""
    at = f"{LIST}/{product_id}"
    care = {**CARE, "version": hidden(client, f"{at}/bao-quan")}
    assert client.post(f"{at}/bao-quan", data=care).status_code == 302
    packs = {**PACKS, "version": hidden(client, f"{at}/quy-cach")}
    assert client.post(f"{at}/quy-cach", data=packs).status_code == 302
    photos = {"photos": [(jpeg(), "a.jpg"), (jpeg(shade=10), "b.jpg")]}
    assert client.post(f"{at}/anh", data=photos).status_code == 302


def live(household: Household, client: FlaskClient, officer: FlaskClient) -> int:
    """A product in the shop; returns its id."""
    product_id = begin(household, client)
    fill(client, product_id)
    assert client.post(f"{LIST}/{product_id}/gui").status_code == 302
    seen = {"version": hidden(officer, f"{REVIEW}/{product_id}")}
    assert officer.post(f"{REVIEW}/{product_id}/duyet", data=seen).status_code == 302
    assert household.form(product_id).state == "live"
    return product_id

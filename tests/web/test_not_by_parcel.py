"""What no carrier takes (a night at a homestay, a live animal) has its star and price shown, and is not sold here."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.queries import slug_of
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.listing import product_list
from marketplace.kernel.errors import Conflict
from marketplace.orders import carts
from marketplace.orders.checkout import prepare
from tests import stories
from tests.factories import ADDRESS_TYPED
from tests.web.desks import words

ARRANGE = "không gửi bưu kiện, chưa đặt được trên sàn. Gọi người bán để hẹn."


@pytest.mark.parametrize("storage_class", [StorageClass.SERVICE, StorageClass.LIVE_ANIMAL])
def test_it_says_so_before_anybody_types_an_address(
    app: Flask, client: FlaskClient, storage_class: StorageClass
) -> None:
    night = stories.goods(name="Đêm nghỉ nhà sàn", storage_class=storage_class)
    page = client.get(f"/san-pham/{slug_of(night.product_id)}")
    said = words(page)
    assert "225.000 đ" in said
    assert "OCOP 4 sao" in said
    assert "Không gửi bưu kiện. Gọi người bán để hẹn: " in said
    assert "Chưa đặt được trên sàn" in said
    assert "Thêm vào giỏ" not in said
    assert "Chọn nơi nhận" not in said
    with pytest.raises(Conflict, match=f"Đêm nghỉ nhà sàn: {ARRANGE}"):
        carts.add(stories.GUEST, None, night.variant, 1)
    assert [str(problem) for problem in prepare({night.variant: 1}, "01").problems] == [
        f"Đêm nghỉ nhà sàn: {ARRANGE}"
    ]


def test_it_is_never_counted_as_in_stock(app: Flask, client: FlaskClient) -> None:
    night = stories.goods(name="Đêm nghỉ nhà sàn", storage_class=StorageClass.SERVICE)
    box = stories.goods(name="Cam Khe Mây")
    stories.lot(night.seller, night.producer_id, night.variant, 20, code="L2")
    assert [card.product_id for card in product_list(Filters(in_stock=True)).items] == [box.product_id]
    assert {card.product_id for card in product_list().items} == {box.product_id, night.product_id}
    assert "Hẹn trực tiếp với người bán" in words(client.get("/san-pham"))


def test_a_parcel_that_cannot_go_names_its_goods(client: FlaskClient) -> None:
    """In a basket of two producers that is what has to be taken out."""
    cold = stories.goods(name="Chả cá tươi", storage_class=StorageClass.FROZEN)
    box = stories.goods(name="Cam Khe Mây")
    for goods in (cold, box):
        client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    client.post(
        "/thanh-toan", data={**ADDRESS_TYPED, "province": "79", "commune": "Sài Gòn", "commune_code": ""}
    )
    said = words(client.get("/thanh-toan/giao-hang"))
    assert "Chả cá tươi của HTX Khe Mây" in said
    assert "Hàng đông lạnh chỉ giao trong tỉnh và các tỉnh cùng vùng." in said
    assert "Cam Khe Mây của" not in said

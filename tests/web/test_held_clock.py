"""A certificate issued on 29/2/2024 ends with 28/2/2027. At the last second its product is sold, at the next it is not.

The same app, the same process, every page visited a second before so that whatever remembers anything remembers it, and
not one job in between.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.catalog import queries as catalog
from marketplace.certification import queries as register
from marketplace.kernel import clock
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders.models import Order, SellerOrder
from marketplace.producers import queries as producers
from marketplace.stock import queries as stock
from tests import stories
from tests.factories import ADDRESS_TYPED, PackDataFactory
from tests.stories import Goods
from tests.web.desks import words

ISSUED = date(2024, 2, 29)
LAST = datetime(2027, 2, 28, 23, 59, 59, tzinfo=clock.VIETNAM)
NEXT = LAST + timedelta(seconds=1)
REASON = "Giấy chứng nhận hết hạn ngày 28/02/2027."


@dataclass(frozen=True)
class Shelf:
    """Two products of two producers of one commune: one whose certificate ends, one whose does not."""

    ending: Goods
    staying: Goods

    @property
    def page(self) -> str:
        """The page of the one that ends."""
        return f"/san-pham/{catalog.slug_of(self.ending.product_id)}"

    @property
    def star(self) -> str:
        """Its page that says why."""
        assert self.ending.recognition_id is not None
        return f"/sao/{register.recognition(self.ending.recognition_id).code}"

    @property
    def producer(self) -> str:
        """Its producer's page."""
        return f"/chu-the/{producers.sellers([self.ending.producer_id])[self.ending.producer_id].slug}"


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    with clock.hold(LAST - timedelta(days=8)):
        return Shelf(
            stories.goods(
                name="Cam Khe Mây", packs=(PackDataFactory(price=195_000),), recognised={"issued_on": ISSUED}
            ),
            stories.goods(name="Bưởi Phúc Trạch", summary="Bưởi thanh của vùng đồi Hương Khê."),
        )


@pytest.fixture
def jobs(shelf: Shelf, session: Session) -> Callable[[], tuple[int, datetime | None]]:
    """How many jobs there are and when the last was done."""
    return lambda: tuple(session.execute(select(func.count(), func.max(OutboxRow.done_at))).one())


LISTS = {
    "home": "/",
    "list": "/san-pham",
    "list by star": "/san-pham?sao=4",
    "list by price": "/san-pham?xep=price_asc",
    "list by group": "/san-pham?nhom=1",
    "list of the province": "/san-pham?tinh=42",
    "list in stock": "/san-pham?con-hang=1",
    "search": "/tim-kiem?q=cam+khe+may",
    "search with marks": "/tim-kiem?q=Cam+Khe+M%C3%A2y",
    "search in Telex": "/tim-kiem?q=cam+khe+maay",
    "search by the old place": "/tim-kiem?q=huong+khe",
    "suggestions": "/goi-y?q=cam+kh",
    "province": "/dia-phuong/ha-tinh",
    "commune": "/dia-phuong/ha-tinh/huong-do",
}


def linked(client: FlaskClient, shelf: Shelf, address: str) -> bool:
    """Whether a page leads to the product."""
    response = client.get(address)
    assert response.status_code == 200, address
    if response.mimetype == "application/json":
        return shelf.page in {item["url"] for item in json.loads(response.text)["items"]}
    return f'href="{shelf.page}' in response.text


def visit(client: FlaskClient, shelf: Shelf) -> dict[str, bool]:
    """Every place where the product may be found, and whether it is."""
    return {name: linked(client, shelf, at) for name, at in {**LISTS, "producer": shelf.producer}.items()}


def test_the_certificate_ends_where_february_ends(shelf: Shelf) -> None:
    assert shelf.ending.recognition_id is not None
    assert register.recognition(shelf.ending.recognition_id).calendar.expires_on == date(2027, 2, 28)


def test_it_is_gone_from_every_list_at_the_next_second(
    client: FlaskClient, shelf: Shelf, jobs: Callable[[], tuple[int, datetime | None]]
) -> None:
    with clock.hold(LAST):
        for _ in range(2):
            # Twice: the second time from memory, where something remembers.
            assert [name for name, found in visit(client, shelf).items() if not found] == []
        done = jobs()
    with clock.hold(NEXT):
        assert [name for name, found in visit(client, shelf).items() if found] == []
        assert jobs() == done
    with clock.hold(LAST):
        # And nothing that was remembered of the next second hides it from whoever looks at the one before.
        assert [name for name, found in visit(client, shelf).items() if not found] == []


def test_the_counts_say_so_at_the_next_second(client: FlaskClient, shelf: Shelf) -> None:
    def counts() -> dict[str, int]:
        page = client.get("/san-pham").text

        def beside(name: str, value: str) -> int:
            found = re.search(
                rf'name="{name}" value="{value}"[^>]*><span>[^<]*</span><span>(\d+)</span>', page
            )
            return int(found.group(1)) if found else 0

        return {
            "all": int(re.findall(r"(\d+) sản phẩm còn sao", words(client.get("/san-pham")))[0]),
            "found": int(
                re.findall(r"(\d+) sản phẩm còn sao", words(client.get("/tim-kiem?q=huong+khe")))[0]
            ),
            "home": int(re.findall(r"(\d+) sản phẩm còn sao đang bán", words(client.get("/")))[0]),
            "stars": beside("sao", "4"),
            "province": beside("tinh", "42"),
            "its producer": beside("chu-the", str(shelf.ending.producer_id)),
            "the other's": beside("chu-the", str(shelf.staying.producer_id)),
        }

    with clock.hold(LAST):
        assert counts() == {
            "all": 2,
            "found": 2,
            "home": 2,
            "stars": 2,
            "province": 2,
            "its producer": 1,
            "the other's": 1,
        }
    with clock.hold(NEXT):
        assert counts() == {
            "all": 1,
            "found": 1,
            "home": 1,
            "stars": 1,
            "province": 1,
            "its producer": 0,
            "the other's": 1,
        }


def test_the_product_page_says_expired_and_sells_nothing(client: FlaskClient, shelf: Shelf) -> None:
    with clock.hold(LAST):
        page = client.get(shelf.page)
        assert 'action="/gio-hang/them"' in page.text
        assert "OCOP 4 sao" in words(page)
        assert "195.000 đ" in words(page)
    with clock.hold(NEXT):
        page = client.get(shelf.page)
        said = words(page)
        assert page.status_code == 200
        assert "Giấy chứng nhận hết hạn ngày 28/02/2027" in said
        assert "Bán tiếp khi chủ thể được đánh giá lại và có quyết định mới." in said
        assert "Hết hạn sao" in said
        assert 'action="/gio-hang/them"' not in page.text
        assert "<button" not in main_of(page)
        assert "195.000" not in said
        # The plate that is left is that of another product, offered below.
        assert said.count("OCOP 4 sao") == 1
        assert "OCOP 4 sao đến 16/01/2029 Bưởi Phúc Trạch" in said
        assert "schema.org/InStock" not in page.text


def test_the_star_page_and_the_badge_say_so(client: FlaskClient, shelf: Shelf) -> None:
    with clock.hold(LAST):
        drawn = {ext: client.get(f"{shelf.star}/bien.{ext}") for ext in ("svg", "png")}
        assert [answer.status_code for answer in drawn.values()] == [200, 200]
        assert 'aria-label="OCOP 4 sao. ' in drawn["svg"].text
        assert "đến 28/02/2027" in drawn["svg"].text
        assert "Đủ điều kiện, đang được bán" in words(client.get(shelf.star))
        again = client.get(f"{shelf.star}/bien.svg", headers={"If-None-Match": drawn["svg"].headers["ETag"]})
        assert again.status_code == 304
    with clock.hold(NEXT):
        said = words(client.get(shelf.star))
        assert "Hết hạn, không được bán" in said
        assert REASON in said
        for ext, before in drawn.items():
            # A browser or a page elsewhere that kept the picture asks again, and gets the new one.
            assert before.headers["Cache-Control"] == "no-cache"
            now = client.get(f"{shelf.star}/bien.{ext}", headers={"If-None-Match": before.headers["ETag"]})
            assert now.status_code == 200, ext
            assert now.data != before.data, ext
            if ext == "svg":
                assert 'aria-label="Hết hạn sao. ' in now.text
                # Valid through the 28th of February, so expired from the 1st of March.
                assert "từ 01/03/2027" in now.text
                assert "OCOP 4 sao" not in now.text


def main_of(response: TestResponse) -> str:
    """What stands between header and footer."""
    return response.text.partition("<main")[2].partition("</main>")[0]


def fingerprint(page: str) -> str:
    found = re.search(r'name="fingerprint" value="([0-9a-f]{32})"', page)
    assert found is not None
    return found.group(1)


def to_review(client: FlaskClient, variant: int) -> str:
    """A guest with two boxes on the last page of the checkout; the mark of what was shown."""
    client.post("/gio-hang/them", data={"pack": variant, "quantity": 2})
    client.post("/thanh-toan", data=ADDRESS_TYPED)
    client.post("/thanh-toan/giao-hang", data={"payment": "cod"})
    return fingerprint(client.get("/thanh-toan/xem-lai").text)


def test_at_the_last_second_it_is_bought_at_the_next_it_is_not(
    new_client: Callable[[], FlaskClient], shelf: Shelf, session: Session
) -> None:
    variant, code = shelf.ending.variant, shelf.page
    early, late = new_client(), new_client()

    def world() -> tuple[int, int, int]:
        free = stock.available((variant,))[variant]
        orders, parts = (
            session.scalar(select(func.count(Order.id))),
            session.scalar(select(func.count(SellerOrder.id))),
        )
        return orders or 0, parts or 0, free

    with clock.hold(LAST):
        shown = {client: to_review(client, variant) for client in (early, late)}
        placed = early.post("/thanh-toan/dat", data={"fingerprint": shown[early], "agree": "1"})
        assert placed.status_code == 302
        assert placed.headers["Location"].startswith("/don-hang/DH")
        assert world() == (1, 1, 48)
        assert "390.000 đ" in words(late.get("/gio-hang"))
    with clock.hold(NEXT):
        cart = words(late.get("/gio-hang"))
        assert f"Cam Khe Mây: {REASON} Không tính tiền." in cart
        assert "Vì sao không mua được?" in cart
        assert "390.000" not in cart
        refused = late.post("/thanh-toan/dat", data={"fingerprint": shown[late], "agree": "1"})
        assert (refused.status_code, refused.headers["Location"]) == (302, "/gio-hang")
        assert f"Cam Khe Mây: {REASON}" in words(late.get("/gio-hang"))
        assert world() == (1, 1, 48)
        # Neither can the steps before be walked again, nor can it be put into a cart.
        review = late.get("/thanh-toan/xem-lai")
        assert (review.status_code, review.headers["Location"]) == (302, "/gio-hang")
        step = late.get("/thanh-toan/giao-hang")
        assert f"Cam Khe Mây: {REASON} Sửa giỏ hàng" in words(step)
        assert "<button" not in main_of(step)
        added = new_client().post(
            "/gio-hang/them", data={"pack": variant, "quantity": 1}, follow_redirects=True
        )
        assert REASON in words(added)
        assert world() == (1, 1, 48)
        assert 'action="/gio-hang/them"' not in late.get(code).text


def test_the_order_of_the_last_second_stands(client: FlaskClient, shelf: Shelf) -> None:
    """What was sold while the star stood is delivered, with the star that was promised."""
    with clock.hold(LAST):
        mark = to_review(client, shelf.ending.variant)
        order = client.post("/thanh-toan/dat", data={"fingerprint": mark, "agree": "1"}).headers["Location"]
    with clock.hold(NEXT):
        page = client.get(order)
        assert page.status_code == 200
        assert "Chờ chủ thể nhận" in words(page)
        contract = words(client.get(order.partition("?")[0] + "/hop-dong"))
        assert "Cam Khe Mây" in contract
        assert "390.000 đ" in contract

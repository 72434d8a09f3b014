"""What a producer is told before it hurts: goods that nobody finds, or soon will not; stock that runs low; days off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.catalog.queries.outlook import outlook
from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid, NotAllowed
from marketplace.producers import services as producers
from marketplace.stock.models import Threshold
from marketplace.stock.thresholds import is_low, rule_of_thumb, set_threshold
from tests import stories
from tests.conftest import Statements
from tests.factories import days_ahead
from tests.web.desks import NewClient, browser, words

TODAY = "/quan-ly/chu-the"
LEVELS = "/quan-ly/chu-the/kho/muc-bao"
PRODUCTS = "/quan-ly/chu-the/san-pham"


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(stock_of_each=10)


@pytest.mark.parametrize(
    ("sold", "threshold"), [(0, 3), (5, 3), (6, 3), (7, 4), (8, 4), (14, 7), (15, 8), (100, 50)]
)
def test_the_rule_of_thumb_is_a_week_at_the_pace_of_two(sold: int, threshold: int) -> None:
    assert rule_of_thumb(sold) == threshold
    assert is_low(threshold, threshold)
    assert not is_low(threshold + 1, threshold)
    assert is_low(0, 0)
    assert not is_low(1, 0)


def test_a_threshold_is_set_by_its_producer_and_changes_from_which_number_on_one_is_told(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    assert "Quy cách nào đang bán cũng còn trên mức báo." in words(client.get(TODAY))
    assert "sắp hết hàng" not in words(client.get("/quan-ly/chu-the/kho"))
    at = f"{LEVELS}/{goods.variant}"
    assert client.post(at, data={"threshold": "9"}).status_code == 302
    assert "Quy cách nào đang bán cũng còn trên mức báo." in words(client.get(TODAY))
    assert client.post(at, data={"threshold": "10"}).status_code == 302
    today = words(client.get(TODAY))
    assert "Kho sắp hết 1 quy cách sắp hết Cam Khe Mây" in today
    assert "1 quy cách sắp hết hàng" in words(client.get("/quan-ly/chu-the/kho"))
    page = client.get(LEVELS)
    assert "Nay báo từ 10 trở xuống." in words(page)
    assert f'id="muc-{goods.variant}" name="threshold" value="10"' in page.text

    for wrong, why in (
        ("-1", "Nhập số gói, từ 0"),
        ("mười", "Nhập số gói, từ 0"),
        ("1000001", "Nhập số từ 0"),
    ):
        refused = client.post(at, data={"threshold": wrong})
        assert refused.status_code == 422
        assert why in words(refused)
        assert f'value="{wrong}"' in refused.text
    kept = select(Threshold.packs).where(Threshold.variant_id == goods.variant)
    assert session.execute(kept).scalar_one() == 10
    # Empty goes back to the rule of thumb.
    assert client.post(at, data={"threshold": ""}).status_code == 302
    assert session.execute(kept).scalar_one_or_none() is None
    assert "Nay báo từ 3 trở xuống." in words(client.get(LEVELS))


def test_nobody_else_sets_a_threshold(goods: stories.Goods, new_client: NewClient, session: Session) -> None:
    stranger = stories.owner(stories.producer())
    client = browser(new_client, stranger)
    assert client.post(f"{LEVELS}/{goods.variant}", data={"threshold": "5"}).status_code == 404
    with pytest.raises(NotAllowed):
        set_threshold(stranger, goods.producer_id, goods.variant, 5)
    with pytest.raises(Invalid):
        set_threshold(goods.seller, goods.producer_id, goods.variant, -1)
    assert session.execute(select(Threshold)).all() == []


def test_what_nobody_finds_is_named_with_its_reason_and_the_way_to_mend_it(
    goods: stories.Goods, new_client: NewClient
) -> None:
    client = browser(new_client, goods.seller)
    assert "Không ai tìm thấy" not in words(client.get(TODAY))
    catalog.attach_recognition(goods.seller, goods.product_id, None)
    page = client.get(TODAY)
    name = catalog_name(goods)
    assert f"Không ai tìm thấy “{name}”" in words(page)
    assert f'href="{PRODUCTS}/{goods.product_id}"' in page.text
    assert "1 sản phẩm đang bày mà không ai tìm thấy" in words(client.get(PRODUCTS))
    found = outlook([goods.producer_id], clock.now())
    assert (found.hidden_count, found.leaving_count, found.returned_count) == (1, 0, 0)
    assert found.hidden[0].result.failed[0].code == "G01"
    # The page of the product leads to where it is mended, where the producer can.
    text = client.get(f"{PRODUCTS}/{goods.product_id}").text
    assert "Còn vướng trước khi lên quầy" in text


def test_a_wrong_pack_leads_to_the_very_field(goods: stories.Goods, new_client: NewClient) -> None:
    found = stories.goods(
        producer_id=goods.producer_id, name="Cam bù", recognised={"packs": ("Túi 2 kg",)}, stock_of_each=0
    )
    page = browser(new_client, goods.seller).get(f"{PRODUCTS}/{found.product_id}")
    assert f'<a href="{PRODUCTS}/{found.product_id}/quy-cach#ten-0">Sửa quy cách</a>' in page.text


def test_what_goes_off_sale_is_told_from_the_sixtieth_day_before(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    """The food-safety certificate ends in 730 days, the star before: it takes the product off with it."""
    leaving = outlook([goods.producer_id], clock.start_of_day(date(2100, 1, 1))).leaving
    (one,) = leaving
    end = clock.local(one.since).date()
    assert one.since == clock.start_of_day(end)
    for before, told in ((61, False), (60, False), (59, True), (8, True), (1, True)):
        with clock.hold(clock.start_of_day(end - timedelta(days=before)) + timedelta(hours=5)):
            found = outlook([goods.producer_id], clock.start_of_day(clock.today() + timedelta(days=60)))
            assert (before, found.leaving_count) == (before, int(told))
            assert found.hidden_count == 0
            page = words(browser(new_client, goods.seller).get(TODAY))
            assert ("rút khỏi quầy" in page) is told
    with clock.hold(one.since):
        found = outlook([goods.producer_id], clock.start_of_day(clock.today() + timedelta(days=60)))
        assert (found.hidden_count, found.leaving_count) == (1, 0)


def test_a_product_that_came_back_is_something_to_do(goods: stories.Goods, new_client: NewClient) -> None:
    product = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, product)
    catalog.reject(stories.officer(2), product, "Ảnh mờ.")
    page = words(browser(new_client, goods.seller).get(TODAY))
    assert "theo lời cán bộ Ảnh mờ." in page


def test_the_outlook_asks_as_much_of_three_products_as_of_sixty(
    goods: stories.Goods, statements: Statements, session: Session
) -> None:
    for number in range(2):
        other = stories.goods(producer_id=goods.producer_id, name=f"Cam {number}", stock_of_each=0)
        catalog.attach_recognition(goods.seller, other.product_id, None)
    far = clock.start_of_day(date(2100, 1, 1))
    with statements() as few:
        assert outlook([goods.producer_id], far).hidden_count == 2
    for number in range(2, 12):
        other = stories.goods(producer_id=goods.producer_id, name=f"Cam {number}", stock_of_each=0)
        catalog.attach_recognition(goods.seller, other.product_id, None)
    with statements() as many:
        found = outlook([goods.producer_id], far)
    assert (found.hidden_count, len(found.hidden)) == (12, 5)
    assert len(few) == len(many) == 6


def test_a_parcel_is_due_on_the_next_day_on_which_the_producer_works(
    goods: stories.Goods, new_client: NewClient
) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    client = browser(new_client, goods.seller)
    at = f"/quan-ly/chu-the/don-hang/{code}"
    # Ordered on 21/11: sent on the 22nd, unless nobody works then.
    assert "22/11/2026" in words(client.get(at))
    producers.add_closed_dates(goods.seller, goods.producer_id, days_ahead(1), days_ahead(3), "Nghỉ lễ")
    assert "25/11/2026" in words(client.get(at))
    today = words(client.get(TODAY))
    assert "Gói và gửi 1 đơn trước hết ngày 25/11" in today
    with clock.hold(clock.start_of_day(date(2026, 11, 25)) + timedelta(hours=23)):
        assert "trễ" not in words(client.get("/quan-ly/chu-the/don-hang"))
    with clock.hold(clock.start_of_day(date(2026, 11, 26))):
        assert "trễ hạn gửi" in words(client.get("/quan-ly/chu-the/don-hang"))
        assert "Gửi ngay 1 đơn đã trễ" in words(client.get(TODAY))


def test_lots_are_counted_beyond_those_that_are_named(goods: stories.Goods, new_client: NewClient) -> None:
    for number in range(10):
        stories.lot(goods.seller, goods.producer_id, goods.variant, 5, code=f"H-{number}", days=7)
    stories.lot(goods.seller, goods.producer_id, goods.variant, 5, code="XA", days=8)
    page = words(browser(new_client, goods.seller).get(TODAY))
    assert page.count("còn 7 ngày là hết hạn") == 8
    assert "Còn 2 lô hết hạn, sắp hết hạn" in page
    assert "Lô XA" not in page


def test_the_officers_menu_counts_what_waits(goods: stories.Goods, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    before = words(client.get("/quan-ly/can-bo/san-pham"))
    assert "Duyệt sản phẩm 1" not in before
    product = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, product)
    producers.add_paper(goods.seller, goods.producer_id, stories.PaperDataFactory())
    after = words(client.get("/quan-ly/can-bo/san-pham"))
    assert "Giấy tờ chờ xác minh 1" in after
    assert "Duyệt sản phẩm 1" in after


def catalog_name(goods: stories.Goods) -> str:
    from marketplace.kernel.db import session

    return session().execute(select(Product.name).where(Product.id == goods.product_id)).scalar_one()

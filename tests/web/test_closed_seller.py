"""A producer that has closed is told to be closed, to its people and to buyers, and not to be stopped for a while."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from marketplace.catalog.queries import slug_of
from marketplace.producers import services as producers
from tests import stories
from tests.web.desks import NewClient, browser, words

CLOSED = "Chủ thể đã đóng từ 21/11/2026: Giải thể."


def test_its_people_and_buyers_read_that_it_has_closed(
    app: Flask, client: FlaskClient, new_client: NewClient
) -> None:
    goods = stories.goods()
    producers.suspend(stories.officer(1), goods.producer_id, "Giấy tờ không khớp")
    desk = browser(new_client, goods.seller)
    assert "Chủ thể bị tạm dừng từ 21/11/2026: Giấy tờ không khớp." in words(desk.get("/quan-ly/chu-the"))
    producers.close(stories.officer(1), goods.producer_id, "Giải thể")
    for at in ("", "/giay-to", "/san-pham", f"/san-pham/{goods.product_id}"):
        page = words(desk.get(f"/quan-ly/chu-the{at}"))
        assert CLOSED in page
        assert "tạm dừng" not in page
    shop = words(client.get(f"/san-pham/{slug_of(goods.product_id)}"))
    assert "Người bán đã thôi bán ở đây từ ngày 21/11/2026." in shop
    assert "Người bán đang tạm dừng" not in shop

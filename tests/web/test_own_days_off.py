"""A producer's days off on its desk, and what a buyer is told."""

from __future__ import annotations

from datetime import date

from flask import Flask

from marketplace.catalog import queries as catalogue
from marketplace.producers import queries
from tests import stories
from tests.web.desks import NewClient, browser, words

AT = "/quan-ly/chu-the/ngay-nghi"
TYPED = {"first_day": "22/11/2026", "last_day": "24/11/2026", "reason": "Giỗ tổ"}


def test_days_off_are_written_down_shown_and_taken_back(app: Flask, new_client: NewClient) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    client, buyer = browser(new_client, goods.seller), new_client()
    product = f"/san-pham/{catalogue.slug_of(goods.product_id)}?den=01"
    assert "24/11" in words(buyer.get(product))
    assert "Chưa ghi ngày nghỉ nào." in words(client.get(AT))
    assert client.post(AT, data=TYPED).status_code == 302
    said = words(client.get(AT))
    assert "Đã ghi ngày nghỉ." in said
    assert "22/11/2026 đến hết 24/11/2026 3 ngày: Giỗ tổ Sắp tới" in said
    # Who has the page remembered is told anew.
    assert "27/11" in words(buyer.get(product))
    (closed,) = queries.closed_dates_of(goods.producer_id)
    helper = browser(new_client, stories.staff(goods.producer_id))
    assert "Giỗ tổ" in words(helper.get(AT))
    assert helper.post(f"{AT}/{closed.id}/bo").status_code == 404
    other = browser(new_client, stories.owner(stories.producer()))
    assert other.post(f"{AT}/{closed.id}/bo").status_code == 404
    assert queries.closed_dates_of(goods.producer_id) == (closed,)
    assert client.post(f"{AT}/{closed.id}/bo").status_code == 302
    assert queries.closed_dates_of(goods.producer_id) == ()
    assert "24/11" in words(buyer.get(product))


def test_a_refused_form_keeps_what_was_typed(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer()
    client = browser(new_client, stories.owner(producer_id))
    wrong = {"first_day": "20/11/2026", "last_day": "19/11/2026", "reason": "Giỗ"}
    refused = client.post(AT, data=wrong)
    assert refused.status_code == 422
    said = words(refused)
    assert said.startswith("Lỗi: Ngày nghỉ")
    assert "Ngày đầu phải từ hôm nay trở đi." in said
    assert "Ngày cuối phải sau hoặc trùng ngày đầu." in said
    assert 'value="20/11/2026"' in refused.text
    assert queries.closed_dates_of(producer_id) == ()
    assert client.post(AT, data={**wrong, "first_day": "21/11/2026", "last_day": ""}).status_code == 302
    (closed,) = queries.closed_dates_of(producer_id)
    assert (closed.first_day, closed.last_day) == (date(2026, 11, 21), date(2026, 11, 21))
    assert "Đang nghỉ" in words(client.get(AT))

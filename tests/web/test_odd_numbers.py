"""Numbers too large for a row and days beyond the calendar: not found or refused, never a broken page."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.stock.models import Lot
from tests import stories
from tests.web.desks import NewClient, browser, rows, words

HUGE = "9" * 25
UNREAD = "Ghi ngày như 12/6/2024."
DESKS = "/quan-ly"


@pytest.mark.parametrize("number", [HUGE, "2147483648", "9223372036854775808"])
@pytest.mark.parametrize("path", ["van-hanh/nguoi-dung", "van-hanh/viec-nen", "van-hanh/thu"])
def test_nothing_has_so_large_a_number(app: Flask, new_client: NewClient, path: str, number: str) -> None:
    assert browser(new_client, stories.operator()).get(f"{DESKS}/{path}/{number}").status_code == 404


def test_no_lot_and_no_address_either(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.goods().seller)

    assert client.get(f"{DESKS}/chu-the/kho/{HUGE}").status_code == 404
    assert client.get(f"/tai-khoan/dia-chi/{HUGE}").status_code == 404


@pytest.mark.parametrize(
    ("variant", "quantity", "said"), [(HUGE, "5", "Chọn quy cách hàng."), ("", "1.5", "")]
)
def test_a_lot_of_no_pack_or_of_a_broken_count_is_refused(
    session: Session, new_client: NewClient, variant: str, quantity: str, said: str
) -> None:
    goods = stories.goods(stock_of_each=0)
    before = session.execute(select(func.count()).select_from(Lot)).scalar_one()
    page = browser(new_client, goods.seller).post(
        f"{DESKS}/chu-the/kho/moi",
        data={"variant": variant or str(goods.variant), "code": "L-1", "quantity": quantity},
    )

    assert page.status_code == 422
    assert (said or "Nhập số lượng bằng số.") in words(page)
    assert session.execute(select(func.count()).select_from(Lot)).scalar_one() == before


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31/12/9999", "Ngày quá xa."),
        ("1/1/2100", "Ngày quá xa."),
        ("1/1/0001", UNREAD),
        (f"1/1/{HUGE}", UNREAD),
        ("31/2/2026", UNREAD),
        ("hôm qua", UNREAD),
    ],
)
@pytest.mark.parametrize("name", ["tu", "den"])
def test_a_day_beyond_the_calendar_narrows_no_log(
    app: Flask, new_client: NewClient, name: str, day: str, said: str
) -> None:
    client = browser(new_client, stories.operator())
    page = client.get(f"{DESKS}/van-hanh/nhat-ky", query_string={name: day})

    assert page.status_code == 200
    assert said in words(page)
    assert f'value="{day}"' in page.text
    assert len(rows(page)) == len(rows(client.get(f"{DESKS}/van-hanh/nhat-ky")))


def test_a_day_beyond_the_calendar_narrows_no_register(app: Flask, new_client: NewClient) -> None:
    page = browser(new_client, stories.officer()).get(f"{DESKS}/can-bo?truoc=31/12/9999")

    assert page.status_code == 200
    assert "Ngày quá xa." in words(page)


@pytest.mark.parametrize("path", ["/chu-the", "/tai-khoan/don-hang"])
def test_a_page_that_far_is_no_broken_page(app: Flask, new_client: NewClient, path: str) -> None:
    client = browser(new_client, stories.buyer_person())

    assert client.get(f"{path}?trang={HUGE}").status_code == 200

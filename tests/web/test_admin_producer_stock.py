"""A producer's lots: the list, receiving one, counting again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.kernel import clock
from marketplace.orders import fulfil
from marketplace.orders import queries as orders
from marketplace.stock import queries as stock
from marketplace.stock import services
from marketplace.stock.models import Lot, Movement
from tests import stories
from tests.conftest import NOON
from tests.factories import days_ago, days_ahead
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

LIST = "/quan-ly/chu-the/kho"


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây", stock_of_each=0)


def lot(goods: stories.Goods, code: str, quantity: int = 10, days: int | None = 20) -> int:
    return stories.lot(goods.seller, goods.producer_id, goods.variant, quantity, code=code, days=days)


def test_what_expires_first_stands_on_top(goods: stories.Goods, new_client: NewClient) -> None:
    lot(goods, "B-2", 5, days=20)
    lot(goods, "A-1", 7, days=3)
    lot(goods, "C-3", 9, days=None)
    page = browser(new_client, goods.seller).get(LIST)

    assert caption(page) == "3 lô, lô hết hạn trước ở trên"
    assert rows(page) == [
        [
            "A-1",
            "Cam Khe Mây, Thùng 5 kg",
            "20/11/2026",
            "24/11/2026",
            "7",
            "7",
            "21/11/2026 12:00",
            "Hạn còn 3 ngày",
        ],
        [
            "B-2",
            "Cam Khe Mây, Thùng 5 kg",
            "20/11/2026",
            "11/12/2026",
            "5",
            "5",
            "21/11/2026 12:00",
            "Còn hàng",
        ],
        [
            "C-3",
            "Cam Khe Mây, Thùng 5 kg",
            "20/11/2026",
            "không ghi",
            "9",
            "9",
            "21/11/2026 12:00",
            "Còn hàng",
        ],
    ]


def test_the_list_can_be_narrowed_and_sorted(goods: stories.Goods, new_client: NewClient) -> None:
    lot(goods, "A-1", 7, days=3)
    lot(goods, "B-2", 5)
    empty = lot(goods, "C-3", 9)
    services.adjust(goods.seller, goods.producer_id, empty, 0, "dập hết")
    client = browser(new_client, goods.seller)

    assert [row[0] for row in rows(client.get(f"{LIST}?muc=soon"))] == ["A-1"]
    assert [row[0] for row in rows(client.get(f"{LIST}?muc=empty"))] == ["C-3"]
    assert [row[0] for row in rows(client.get(f"{LIST}?xep=on_hand"))] == ["B-2", "A-1"]
    assert [row[0] for row in rows(client.get(f"{LIST}?q=b-"))] == ["B-2"]
    assert [row[0] for row in rows(client.get(f"{LIST}?muc=all&q=khe+may"))] == ["A-1", "B-2", "C-3"]
    assert "Không có lô nào khớp. Xem mọi lô" in words(client.get(f"{LIST}?muc=expired"))


def test_the_table_to_take_away(goods: stories.Goods, new_client: NewClient) -> None:
    lot(goods, "A-1", 1200, days=3)
    file = browser(new_client, goods.seller).get(f"{LIST}.csv")
    assert table(file) == [
        [
            "Lô",
            "Hàng",
            "Ngày hái",
            "Ngày sản xuất",
            "Hạn dùng",
            "Vườn",
            "Trong kho",
            "Đang giữ cho người mua",
            "Nhập lúc",
        ],
        [
            "A-1",
            "Cam Khe Mây, Thùng 5 kg",
            "20/11/2026",
            "",
            "24/11/2026",
            "",
            "1200",
            "0",
            "21/11/2026 12:00",
        ],
    ]


def test_everything_wrong_with_a_lot_is_said_at_once(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    empty = client.post(f"{LIST}/moi", data={})
    assert empty.status_code == 422
    assert "Có 3 chỗ cần sửa Chọn quy cách hàng. Ghi số lô. Nhập số lượng bằng số." in words(empty)
    for label in ("Ngày", "Bán đến hết ngày", "Vườn, mã vùng trồng"):
        assert f"{label} (không bắt buộc)" in words(empty)

    lot(goods, "KM-1")
    mixed = {
        "variant": str(goods.variant),
        "code": "km-1",
        "quantity": "mười",
        "made_as": "harvested",
        "made_on": "31/2/2026",
        "expires_on": "20/11/2026",
        "plot": "v" * 61,
    }
    refused = client.post(f"{LIST}/moi", data=mixed)
    assert refused.status_code == 422
    assert (
        "Có 5 chỗ cần sửa Quy cách này đã có lô KM-1. Nhập số lượng bằng số. Ghi ngày như 12/6/2024. "
        "Lô này đã hết hạn dùng. Tên vườn, thửa dài quá 60 ký tự."
    ) in words(refused)
    assert session.execute(select(func.count()).select_from(Lot)).scalar_one() == 1


def test_a_new_lot_can_be_sold_at_once(goods: stories.Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    sent = {
        "variant": str(goods.variant),
        "code": " KM-2611 ",
        "quantity": "1.200",
        "made_as": "harvested",
        "made_on": "20/11/2026",
        "expires_on": "5-12-2026",
        "plot": "Vườn đồi Voi",
    }
    answer = client.post(f"{LIST}/moi", data=sent)

    assert (answer.status_code, answer.location) == (302, LIST)
    (view,) = stock.lots_for_buyers([goods.variant])
    assert (view.code, view.on_hand, view.plot) == ("KM-2611", 1200, "Vườn đồi Voi")
    assert (view.harvested_on, view.produced_on, view.expires_on) == (days_ago(1), None, days_ahead(14))
    assert "Đã nhập lô KM-2611." in words(client.get(LIST))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"variant": ""}, "hang", "Chọn quy cách hàng."),
        ({"quantity": "mười"}, "so", "Nhập số lượng bằng số."),
        ({"quantity": "0"}, "so", "Nhập số lượng từ 1 đến 1.000.000."),
        ({"code": " "}, "so-lo", "Ghi số lô."),
        ({"made_on": "31/2/2026"}, "ngay", "Ghi ngày như 12/6/2024."),
        ({"expires_on": "31/12/2100"}, "han", "Ngày quá xa."),
        ({"made_on": "1/1/2100"}, "ngay", "Ngày quá xa."),
        ({"made_on": "31/2/2100"}, "ngay", "Ghi ngày như 12/6/2024."),
        ({"made_on": "20/11/2021"}, "ngay", "Ngày này đã quá 5 năm. Xem lại năm."),
        ({"made_as": "zzz"}, "kieu", "Chọn ngày hái, thu hoạch hoặc ngày sản xuất, đóng gói."),
        ({"expires_on": "hôm nọ"}, "han", "Ghi ngày như 12/6/2024."),
        ({"expires_on": "20/11/2026", "made_on": ""}, "han", "Lô này đã hết hạn dùng."),
    ],
)
def test_what_cannot_be_a_lot_is_refused_beside_its_field(
    goods: stories.Goods,
    new_client: NewClient,
    session: Session,
    changes: dict[str, str],
    field: str,
    said: str,
) -> None:
    client = browser(new_client, goods.seller)
    sound = {"variant": str(goods.variant), "code": "KM-2611", "quantity": "12", "plot": "Vườn đồi Voi"}

    refused = client.post(f"{LIST}/moi", data={**sound, **changes})

    assert refused.status_code == 422
    assert f'<a href="#{field}">{said}</a>' in refused.text
    assert 'value="Vườn đồi Voi"' in refused.text
    assert session.execute(select(func.count()).select_from(Lot)).scalar_one() == 0


def test_nobody_receives_for_another_producer(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    stranger = browser(new_client, stories.owner(stories.producer()))
    refused = stranger.post(f"{LIST}/moi", data={"variant": str(goods.variant), "code": "X", "quantity": "5"})
    assert refused.status_code == 422
    assert "Chọn quy cách hàng." in words(refused)
    assert session.execute(select(func.count()).select_from(Lot)).scalar_one() == 0


def test_what_was_counted_is_kept_with_its_reason(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    lot_id = lot(goods, "A-1", 10)
    client = browser(new_client, goods.seller)

    answer = client.post(f"{LIST}/{lot_id}/dem-lai", data={"counted": "7", "reason": "dập 3 thùng"})

    page = client.get(answer.location)
    assert "Đã ghi số đếm của lô A-1." in words(page)
    assert rows(page) == [
        ["12:00, 21/11/2026", "Nhập kho", "+10", "10"],
        ["12:00, 21/11/2026", "Đếm lại dập 3 thùng", "−3", "7"],
    ]


def test_goods_of_a_cancelled_order_come_back_with_the_reason_in_words(
    app: Flask, new_client: NewClient
) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    code = f"{stories.order((goods.variant, 2))}-1"
    fulfil.accept(goods.seller, goods.producer_id, code)
    fulfil.cancel_by_seller(goods.seller, goods.producer_id, code, "weather")

    page = browser(new_client, goods.seller).get(f"{LIST}/{goods.lot}")

    assert "Trả về Mưa bão, không thu hoạch hoặc không gửi được" in [each[1] for each in rows(page)]
    assert "weather" not in page.text


def test_boxes_that_are_sold_and_not_sent_are_counted_and_subtracted(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    lot_id = lot(goods, "A-1", 120)
    code = f"{stories.order((goods.variant, 2))}-1"
    fulfil.accept(goods.seller, goods.producer_id, code)
    fulfil.pack(goods.seller, goods.producer_id, code)
    client, path = browser(new_client, goods.seller), f"{LIST}/{lot_id}"
    page = client.get(path)
    assert "Trong kho, chưa bán 118 Đã bán, chưa giao 2" in words(page)
    assert "Đếm hết lô này, kể cả hàng đã bán mà chưa giao" in words(page)
    assert "Theo sổ phải đếm được 120: 118 chưa bán và 2 đã bán, chưa giao." in words(page)

    # Nothing is missing: 120 boxes are there, 118 of them for sale.
    sound = {"counted": "120", "reason": "đếm lại", "seen": "120"}
    assert client.post(f"{path}/dem-lai", data=sound).status_code == 302
    assert "Đã ghi số đếm của lô A-1, sau khi trừ 2 đã bán, chưa giao." in words(client.get(path))
    assert stock.available([goods.variant]) == {goods.variant: 118}
    # Three are missing.
    client.post(f"{path}/dem-lai", data={**sound, "counted": "117"})
    assert stock.available([goods.variant]) == {goods.variant: 115}
    # An order that comes in while one counts changes nothing about what is in the shed.
    stories.order((goods.variant, 5))
    client.post(f"{path}/dem-lai", data={"counted": "116", "reason": "một thùng dập", "seen": "117"})
    assert stock.available([goods.variant]) == {goods.variant: 109}

    refused = client.post(f"{path}/dem-lai", data={"counted": "6", "reason": "mất", "seen": "116"})
    assert refused.status_code == 422
    assert "Đã bán, chưa giao 7: không thể đếm ít hơn. Không đủ hàng để giao thì huỷ đơn trước." in words(
        refused
    )
    assert stock.available([goods.variant]) == {goods.variant: 109}


def test_a_count_begun_before_a_parcel_left_is_counted_again(
    goods: stories.Goods, new_client: NewClient
) -> None:
    lot_id = lot(goods, "A-1", 120)
    code = f"{stories.order((goods.variant, 2))}-1"
    fulfil.accept(goods.seller, goods.producer_id, code)
    fulfil.pack(goods.seller, goods.producer_id, code)
    fulfil.hand_over(goods.seller, goods.producer_id, code)
    client, path = browser(new_client, goods.seller), f"{LIST}/{lot_id}"

    refused = client.post(f"{path}/dem-lai", data={"counted": "120", "reason": "đếm lại", "seen": "120"})

    assert refused.status_code == 422
    assert "Trong lúc đếm, hàng của lô này vừa được giao hoặc trả về. Xin đếm lại." in words(refused)
    assert 'value="đếm lại"' in refused.text
    assert "Đã bán, chưa giao 0" in words(refused)
    assert "Theo sổ phải đếm được 118." in words(refused)
    assert stock.available([goods.variant]) == {goods.variant: 118}


def test_what_waits_to_be_sent_is_of_this_lot_and_this_producer(goods: stories.Goods) -> None:
    lot(goods, "A-1", 3, days=3)
    lot(goods, "B-2", 9, days=20)
    code = stories.order((goods.variant, 5))
    mine = goods.producer_id, goods.variant
    assert [orders.unsent(*mine, each) for each in ("A-1", "B-2", "C-3")] == [3, 2, 0]
    assert orders.unsent(goods.producer_id + 1, goods.variant, "A-1") == 0
    fulfil.cancel_by_seller(goods.seller, goods.producer_id, f"{code}-1", "weather")
    assert orders.unsent(*mine, "A-1") == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"counted": "7", "reason": " "}, "Ghi lý do điều chỉnh."),
        ({"counted": "-2", "reason": "dập"}, "Nhập số đếm được, từ 0."),
    ],
)
def test_a_count_without_sense_changes_nothing(
    goods: stories.Goods, new_client: NewClient, session: Session, sent: dict[str, str], said: str
) -> None:
    lot_id = lot(goods, "A-1", 10)
    refused = browser(new_client, goods.seller).post(f"{LIST}/{lot_id}/dem-lai", data=sent)

    assert refused.status_code == 422
    assert said in words(refused)
    assert f'value="{sent["counted"]}"' in refused.text
    assert stock.available([goods.variant]) == {goods.variant: 10}
    assert session.execute(select(func.count()).select_from(Movement)).scalar_one() == 1


def test_somebody_elses_lot_does_not_exist(goods: stories.Goods, new_client: NewClient) -> None:
    lot_id = lot(goods, "A-1", 10)
    stranger = browser(new_client, stories.owner(stories.producer()))

    assert stranger.get(f"{LIST}/{lot_id}").status_code == 404
    assert stranger.post(f"{LIST}/{lot_id}/dem-lai", data={"counted": "0", "reason": "x"}).status_code == 404
    assert stock.available([goods.variant]) == {goods.variant: 10}


def test_today_names_lots_at_their_end_and_packs_that_run_out(
    goods: stories.Goods, new_client: NewClient
) -> None:
    lot(goods, "A-1", 8, days=0)
    stories.order((goods.variant, 6))
    page = words(browser(new_client, goods.seller).get("/quan-ly/chu-the"))

    assert "Lô A-1 hết hạn hôm nay Cam Khe Mây, Thùng 5 kg, còn 2, hạn 21/11/2026" in page
    assert "Kho sắp hết 1 quy cách sắp hết Cam Khe Mây, Thùng 5 kg Còn 2" in page
    assert "Bán 6 trong 14 ngày qua, còn đủ khoảng 4 ngày" in page


def test_the_list_sends_the_same_statements_for_3_and_60_lots(
    goods: stories.Goods, new_client: NewClient
) -> None:
    client = browser(new_client, goods.seller)
    for number in range(3):
        lot(goods, f"A-{number}")
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 3
    for number in range(3, 60):
        lot(goods, f"A-{number}")
    with statements() as many:
        assert len(rows(client.get(LIST))) == 50
    assert len(few) == len(many) == 12


def test_an_expired_lot_is_written_off_in_one_press_and_counted_back(
    goods: stories.Goods, new_client: NewClient
) -> None:
    old = lot(goods, "L261018-1", 12, days=1)
    client = browser(new_client, goods.seller)
    assert "Bỏ 12 khỏi kho" not in words(client.get(f"{LIST}/{old}"))

    with clock.hold(NOON + timedelta(days=2)):
        today = client.get("/quan-ly/chu-the")
        assert "Bỏ khỏi kho lô L261018-1 đã hết hạn" in words(today)
        assert f'action="{LIST}/{old}/bo-het-han"' in today.text
        page = client.get(f"{LIST}/{old}")
        assert "Bỏ 12 khỏi kho" in words(page)

        done = client.post(f"{LIST}/{old}/bo-het-han", data={"back": "producer_dashboard"})
        assert done.location == "/quan-ly/chu-the"
        after = client.get("/quan-ly/chu-the")
        assert "Đã bỏ 12 của lô L261018-1 khỏi kho. Bỏ nhầm thì đếm lại lô này" in words(after)
        assert f'href="{LIST}/{old}#dl"' in after.text
        assert "Bỏ khỏi kho lô" not in words(after)
        moves = rows(client.get(f"{LIST}/{old}"))
        assert [row[1:] for row in moves] == [["Nhập kho", "+12", "12"], ["Bỏ hàng hết hạn", "−12", "0"]]

        again = client.post(f"{LIST}/{old}/bo-het-han", follow_redirects=True)
        assert "Lô L261018-1 không còn gì để bỏ." in words(again)
        client.post(f"{LIST}/{old}/dem-lai", data={"counted": "5", "reason": "còn 5 hộp", "seen": "0"})
        assert "Bỏ 5 khỏi kho" in words(client.get(f"{LIST}/{old}"))


def test_a_lot_that_may_still_be_sold_is_not_written_off(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    fresh = lot(goods, "L-1", 7, days=0)
    refused = browser(new_client, goods.seller).post(f"{LIST}/{fresh}/bo-het-han", follow_redirects=True)
    assert "Lô này còn bán được. Hàng hỏng hay thiếu thì đếm lại." in words(refused)
    assert session.execute(select(Lot.on_hand).where(Lot.id == fresh)).scalar_one() == 7


def test_expired_lots_do_not_count_as_stock(goods: stories.Goods, new_client: NewClient) -> None:
    lot(goods, "A-1", 7, days=1)
    lot(goods, "B-2", 5, days=9)
    client = browser(new_client, goods.seller)
    with clock.hold(NOON + timedelta(days=2)):
        page = client.get(LIST)
        assert "Còn hàng 1 Sắp hết hạn 1 Đã hết hạn 1 Đã hết 0 Tất cả 2" in words(page)
        assert [row[0] for row in rows(page)] == ["B-2"]
        assert [row[0] for row in rows(client.get(f"{LIST}?muc=expired"))] == ["A-1"]
    with clock.hold(NOON + timedelta(days=10)):
        assert "Không lô nào còn bán được. Xem mọi lô" in words(client.get(LIST))

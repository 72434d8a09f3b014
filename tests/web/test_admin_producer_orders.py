"""A producer's orders: the list, one of them, the steps on its way, the table to take away."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.orders import fulfil
from marketplace.orders.models import OrderStep, SellerOrder
from marketplace.stock import queries as stock
from tests import stories
from tests.conftest import NOON
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

LIST = "/quan-ly/chu-the/don-hang"


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây", stock_of_each=90)


def state_of(session: Session, code: str) -> str:
    return session.execute(select(SellerOrder.state).where(SellerOrder.code == code)).scalar_one()


def test_the_list_says_how_many_in_which_order_and_what_is_to_be_done(
    goods: stories.Goods, new_client: NewClient
) -> None:
    code = f"{stories.order((goods.variant, 2))}-1"
    page = browser(new_client, goods.seller).get(LIST)

    assert caption(page) == "1 đơn, mới đặt ở trên"
    assert rows(page) == [
        [
            code,
            "Nguyễn Thị Lan 0912 000 000, Thành phố Hà Nội",
            "2 × Cam Khe Mây, Thùng 5 kg",
            "514.000 đ",
            "21/11/2026 12:00",
            "25/11/2026",
            "Chờ chủ thể nhận",
        ]
    ]
    assert "Tải CSV (1 dòng)" in words(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_the_list_can_be_narrowed_sorted_and_turned_over(goods: stories.Goods, new_client: NewClient) -> None:
    codes = [f"{stories.order((goods.variant, 1))}-1" for _ in range(3)]
    fulfil.accept(goods.seller, goods.producer_id, codes[1])
    client = browser(new_client, goods.seller)

    assert [row[0] for row in rows(client.get(LIST))] == codes[::-1]
    assert [row[0] for row in rows(client.get(f"{LIST}?xep=oldest"))] == codes
    assert [row[0] for row in rows(client.get(f"{LIST}?muc=accepted"))] == [codes[1]]
    assert [row[0] for row in rows(client.get(f"{LIST}?q={codes[2][:8].lower()}"))] == [codes[2]]
    assert [row[0] for row in rows(client.get(f"{LIST}?q=lan&xep=oldest"))] == codes
    nothing = client.get(f"{LIST}?q=kh%C3%B4ng-ai")
    assert rows(nothing) == []
    assert "Không có đơn nào khớp. Xem mọi đơn" in words(nothing)
    assert [row[0] for row in rows(client.get(f"{LIST}?trang=99"))] == codes[::-1]


def test_a_list_without_orders_says_so(goods: stories.Goods, new_client: NewClient) -> None:
    assert "Chưa có đơn nào." in words(browser(new_client, goods.seller).get(LIST))


def test_the_table_to_take_away_holds_every_row_and_is_noted(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    first, second = (f"{stories.order((goods.variant, n))}-1" for n in (1, 2))
    file = browser(new_client, goods.seller).get(f"{LIST}.csv?xep=oldest")

    place = "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội"
    assert table(file) == [
        [
            "Mã đơn",
            "Tình trạng",
            "Người nhận",
            "Điện thoại",
            "Địa chỉ",
            "Hàng",
            "Tổng cộng (đồng)",
            "Đặt lúc",
            "Giao chậm nhất",
        ],
        [
            first,
            "Chờ chủ thể nhận",
            "Nguyễn Thị Lan",
            "0912 000 000",
            place,
            "1 × Cam Khe Mây, Thùng 5 kg",
            "267000",
            "21/11/2026 12:00",
            "25/11/2026",
        ],
        [
            second,
            "Chờ chủ thể nhận",
            "Nguyễn Thị Lan",
            "0912 000 000",
            place,
            "2 × Cam Khe Mây, Thùng 5 kg",
            "514000",
            "21/11/2026 12:00",
            "25/11/2026",
        ],
    ]
    noted = session.execute(
        select(AuditEntry.actor, AuditEntry.data).where(AuditEntry.action == "orders.seller_orders.exported")
    ).one()
    assert tuple(noted) == (goods.seller.ref, '{"rows":2,"states":[]}')


def test_what_a_buyer_typed_is_no_formula_in_the_table(goods: stories.Goods, new_client: NewClient) -> None:
    from tests.factories import BuyerFactory

    stories.order((goods.variant, 1), buyer=BuyerFactory(name='=HYPERLINK("http://x")'))
    assert table(browser(new_client, goods.seller).get(f"{LIST}.csv"))[1][2] == '\'=HYPERLINK("http://x")'


def test_an_order_goes_its_way_step_by_step(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 2))}-1"
    client = browser(new_client, goods.seller)
    at = f"{LIST}/{code}"

    for verb, sent, state, said in (
        ("nhan", {}, "accepted", f"Đã nhận đơn {code}."),
        ("goi", {}, "packed", f"Đơn {code} đã gói xong."),
        ("ban-giao", {"tracking": " EB123456789VN "}, "handed_over", f"Đơn {code} đã bàn giao."),
        ("da-giao", {}, "delivered", f"Đơn {code} đã giao."),
    ):
        answer = client.post(f"{at}/{verb}", data=sent)
        assert (answer.status_code, answer.location) == (302, at)
        assert state_of(session, code) == state
        assert said in words(client.get(at))
    assert "Mã vận đơn EB123456789VN" in words(client.get(at))
    assert "Đã thu khi giao" in words(client.get(at))


def test_the_first_page_is_where_one_comes_back_to(goods: stories.Goods, new_client: NewClient) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    client = browser(new_client, goods.seller)
    assert (
        client.post(f"{LIST}/{code}/nhan", data={"back": "producer_dashboard"}).location == "/quan-ly/chu-the"
    )
    assert (
        client.post(f"{LIST}/{code}/goi", data={"back": "//elsewhere.example"}).location == f"{LIST}/{code}"
    )


def test_a_step_that_is_not_next_changes_nothing_and_says_why(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    client = browser(new_client, goods.seller)

    answer = client.post(f"{LIST}/{code}/da-giao")

    assert answer.status_code == 302
    assert f"Không làm được việc này: {code} đang ở bước “Chờ chủ thể nhận”." in words(
        client.get(answer.location)
    )
    assert state_of(session, code) == "placed"
    assert session.execute(select(func.count()).select_from(OrderStep)).scalar_one() == 1


def test_cancelling_without_a_reason_keeps_what_was_typed(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 3))}-1"
    client = browser(new_client, goods.seller)

    refused = client.post(f"{LIST}/{code}/huy", data={"note": "Vườn ngập"})

    assert refused.status_code == 422
    assert "<title>Lỗi: Đơn" in refused.text
    assert 'value="Vườn ngập"' in refused.text
    assert '<a href="#ly-do">Chọn lý do huỷ.</a>' in refused.text
    assert state_of(session, code) == "placed"
    assert stock.available([goods.variant]) == {goods.variant: 87}


def test_cancelling_with_too_long_a_note_cuts_nothing_off(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 3))}-1"
    client = browser(new_client, goods.seller)

    refused = client.post(f"{LIST}/{code}/huy", data={"reason": "weather", "note": "n" * 201})

    assert refused.status_code == 422
    assert '<a href="#them">Lời nhắn dài quá 200 chữ.</a>' in refused.text
    assert f'value="{"n" * 201}"' in refused.text
    assert state_of(session, code) == "placed"
    assert stock.available([goods.variant]) == {goods.variant: 87}


def test_another_reason_for_cancelling_has_to_be_said(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 3))}-1"
    client = browser(new_client, goods.seller)

    refused = client.post(f"{LIST}/{code}/huy", data={"reason": "other", "note": ""})

    assert refused.status_code == 422
    assert '<a href="#them">Ghi rõ lý do khác là gì.</a>' in refused.text
    assert re.search(r'value="other"[^>]* (checked|selected)', refused.text)
    assert state_of(session, code) == "placed"
    assert stock.available([goods.variant]) == {goods.variant: 87}


def test_cancelling_with_a_reason_brings_the_goods_back(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 3))}-1"
    client = browser(new_client, goods.seller)

    answer = client.post(f"{LIST}/{code}/huy", data={"reason": "weather", "note": "Vườn ngập"})

    assert answer.status_code == 302
    assert state_of(session, code) == "cancelled"
    assert stock.available([goods.variant]) == {goods.variant: 90}
    page = words(client.get(answer.location))
    assert "Mưa bão, không thu hoạch hoặc không gửi được: Vườn ngập" in page
    assert "Đơn đã huỷ, không thu tiền" in page


def test_somebody_elses_order_does_not_exist(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    other = browser(new_client, stories.owner(stories.producer()))

    assert rows(other.get(LIST)) == []
    for path in (code, f"{code}/phieu-gui.pdf", "DH00000000-1"):
        assert other.get(f"{LIST}/{path}").status_code == 404
    for verb in ("nhan", "goi", "ban-giao", "da-giao", "huy"):
        assert other.post(f"{LIST}/{code}/{verb}", data={"reason": "other"}).status_code == 404
    assert state_of(session, code) == "placed"


def test_who_works_for_two_producers_sees_the_orders_of_both(
    goods: stories.Goods, new_client: NewClient
) -> None:
    second = stories.goods(name="Bưởi Phúc Trạch")
    codes = {f"{stories.order((each.variant, 1))}-1" for each in (goods, second)}
    both = stories.person(
        "hai-noi",
        *((Role.PRODUCER_STAFF, "producer", str(each.producer_id)) for each in (goods, second)),
    )
    client = browser(new_client, both)

    assert {row[0] for row in rows(client.get(LIST))} == codes
    assert "2 chủ thể" in words(client.get(LIST))
    for code in codes:
        assert client.post(f"{LIST}/{code}/nhan").status_code == 302


@pytest.mark.parametrize(
    "path", ["", ".csv", "/DH00000000-1", "/DH00000000-1/phieu-gui.pdf"], ids=["list", "csv", "order", "slip"]
)
def test_the_desk_is_hidden_from_everybody_else(app: Flask, new_client: NewClient, path: str) -> None:
    for actor in (stories.officer(), stories.operator(), stories.chair(), stories.buyer_person()):
        assert browser(new_client, actor).get(f"{LIST}{path}").status_code == 404
    assert new_client().get(f"{LIST}{path}").status_code == 302


def test_the_list_sends_the_same_statements_for_3_and_60_orders(
    goods: stories.Goods, new_client: NewClient
) -> None:
    client = browser(new_client, goods.seller)
    for _ in range(3):
        stories.order((goods.variant, 1))
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 3
    for _ in range(57):
        stories.order((goods.variant, 1))
    with statements() as many:
        assert len(rows(client.get(LIST))) == 50
    assert len(few) == len(many) == 11


def test_pages_of_a_long_list_keep_the_filter(goods: stories.Goods, new_client: NewClient) -> None:
    for _ in range(51):
        stories.order((goods.variant, 1))
    page = browser(new_client, goods.seller).get(f"{LIST}?muc=placed&xep=oldest")

    assert caption(page) == "51 đơn, đặt lâu nhất ở trên"
    assert "1–50 trong 51" in words(page)
    links = [link.replace("&amp;", "&") for link in re.findall(r'rel="next" href="([^"]+)"', page.text)]
    assert links == [f"{LIST}?muc=placed&xep=oldest&trang=2"]


def test_today_puts_what_is_late_first(goods: stories.Goods, new_client: NewClient) -> None:
    late = f"{stories.order((goods.variant, 1))}-1"
    with clock.hold(NOON + timedelta(days=2)):
        stories.order((goods.variant, 2))
        page = words(browser(new_client, goods.seller).get("/quan-ly/chu-the"))

    assert "hôm nay có 2 việc" in page
    assert page.index("Gửi ngay 1 đơn đã trễ") < page.index("Gói và gửi 1 đơn trước hết ngày 24/11")
    assert "Đơn lâu nhất trễ 1 ngày." in page
    assert "Hạn 24:00, còn 36 giờ. 2 × Cam Khe Mây, Thùng 5 kg" in page
    assert page.index(late) > page.index("Đơn cần nhận và gói")


def test_today_of_somebody_without_work(goods: stories.Goods, new_client: NewClient) -> None:
    page = words(browser(new_client, goods.seller).get("/quan-ly/chu-the"))
    assert "hôm nay chưa có việc gấp" in page
    assert "Không còn đơn nào chờ." in page


def test_today_sends_the_same_statements_for_3_and_60_orders(
    goods: stories.Goods, new_client: NewClient
) -> None:
    client = browser(new_client, goods.seller)
    for _ in range(3):
        stories.order((goods.variant, 1))
    client.get("/quan-ly/chu-the")
    with statements() as few:
        client.get("/quan-ly/chu-the")
    for _ in range(57):
        stories.order((goods.variant, 1))
    with statements() as many:
        page = client.get("/quan-ly/chu-the")
    assert "Xem 54 đơn nữa" in words(page)
    assert len(few) == len(many) == 23

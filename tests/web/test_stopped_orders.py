"""An order under way whose goods the authorities stop: what its buyer may do, and what its producer sees."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.queries import certificate_facts, stopped_by_order
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict
from marketplace.orders import fulfil
from marketplace.orders import queries as orders
from marketplace.producers import services as producers
from tests import stories
from tests.domain.orders.test_fulfil import state_of
from tests.stories import Goods
from tests.web.desks import NewClient, browser, rows, statements, table, words

GUEST = Actor.guest()
LATE = "Không huỷ được nữa: người bán đã nhận đơn và chuẩn bị hàng tươi."
PACKED = "Không huỷ được nữa: hàng đã đóng gói."
ASK = "Người bán còn huỷ được: gọi số ghi ở trên."
UNTIL = "Huỷ được cho tới khi người bán đóng gói xong."
NOTE = "Cơ quan quản lý đã dừng bán hàng trong đơn này"
CHIP, TAB = "Có hàng bị dừng", "/quan-ly/chu-the/don-hang?muc=stopped"
CANCELLABLE = "Người mua đã được báo và huỷ được cho tới khi gói xong."


@pytest.fixture
def goods(app: Flask) -> Goods:
    """Fresh ones: once the producer has taken an order on, its buyer cannot cancel it."""
    return stories.goods(name="Cam Khe Mây")


def accepted(goods: Goods) -> str:
    order = stories.order((goods.variant, 1), actor=stories.buyer_person())
    fulfil.accept(goods.seller, goods.producer_id, f"{order}-1")
    return order


def stop(goods: Goods, how: str) -> None:
    assert goods.recognition_id is not None
    if how == "suspended":
        stories.failed_inspection(goods.recognition_id)
    else:
        register.revoke(
            stories.chair(), goods.recognition_id, decision_no="9/QĐ", ground=RevocationGround.FORGED
        )


def buyers_page(new_client: NewClient, order: str) -> str:
    return words(browser(new_client, stories.buyer_person()).get(f"/don-hang/{order}"))


def desk_page(desk: FlaskClient, order: str) -> str:
    return words(desk.get(f"/quan-ly/chu-the/don-hang/{order}-1"))


@pytest.mark.parametrize("how", ["suspended", "revoked"])
def test_who_is_told_that_they_may_cancel_may(goods: Goods, new_client: NewClient, how: str) -> None:
    order = accepted(goods)
    assert LATE in buyers_page(new_client, order)
    with pytest.raises(Conflict):
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "changed_mind")
    stop(goods, how)
    page = buyers_page(new_client, order)
    assert UNTIL in page
    assert LATE not in page
    fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "changed_mind")
    assert state_of(order) == "cancelled"


def test_what_is_freed_again_is_as_it_was(goods: Goods, new_client: NewClient) -> None:
    assert goods.recognition_id is not None
    order = accepted(goods)
    register.suspend(stories.officer(1), goods.recognition_id, "Chờ kết quả")
    register.lift(stories.officer(2), goods.recognition_id, "Đạt")
    assert LATE in buyers_page(new_client, order)
    with pytest.raises(Conflict):
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "changed_mind")


def test_what_is_packed_cannot_be_cancelled_by_the_buyer(goods: Goods, new_client: NewClient) -> None:
    order = accepted(goods)
    fulfil.pack(goods.seller, goods.producer_id, f"{order}-1")
    stop(goods, "suspended")
    assert f"{PACKED} {ASK}" in buyers_page(new_client, order)
    other = stories.order((stories.goods(name="Bưởi").variant, 1), actor=stories.buyer_person())
    assert ASK not in buyers_page(new_client, other)


def test_the_producer_sees_on_the_order_what_the_buyer_was_told(goods: Goods, new_client: NewClient) -> None:
    order, desk = accepted(goods), browser(new_client, goods.seller)
    assert NOTE not in desk_page(desk, order)
    stop(goods, "suspended")
    page = desk_page(desk, order)
    assert f"{NOTE} {CANCELLABLE} Không gửi nữa thì huỷ ở “Không gửi được đơn này”." in page
    assert page.count("tạm dừng từ ngày 21/11/2026 sau khi kiểm tra không đạt") == 1
    fulfil.pack(goods.seller, goods.producer_id, f"{order}-1")
    page = desk_page(desk, order)
    assert f"{NOTE} Hỏi người mua trước khi giao. Không gửi nữa thì huỷ ở" in page
    assert CANCELLABLE not in page
    fulfil.hand_over(goods.seller, goods.producer_id, f"{order}-1")
    assert NOTE not in desk_page(desk, order)


def test_the_button_does_not_say_what_does_not_hold(goods: Goods, new_client: NewClient) -> None:
    order, desk = (
        stories.order((goods.variant, 1), actor=stories.buyer_person()),
        browser(new_client, goods.seller),
    )
    assert "Hàng tươi thì từ lúc này không huỷ được nữa." in desk_page(desk, order)
    stop(goods, "revoked")
    assert "Hàng tươi thì từ lúc này không huỷ được nữa." not in desk_page(desk, order)
    assert UNTIL in buyers_page(new_client, order)


def test_another_product_is_not_meant(goods: Goods) -> None:
    other = stories.goods(name="Bưởi", producer_id=goods.producer_id, recognised={"decision_no": "7/QĐ"})
    assert goods.recognition_id is not None
    assert other.recognition_id is not None
    facts = certificate_facts([goods.recognition_id, other.recognition_id])
    codes = [facts[each].code for each in (goods.recognition_id, other.recognition_id)]
    stop(goods, "suspended")
    with statements() as sent:
        assert stopped_by_order([*codes, "", "KHONGCO"]) == {codes[0]}
    assert len(sent) == 1
    assert stopped_by_order([]) == frozenset()


def packed(goods: Goods, actor: Actor = GUEST) -> str:
    order = stories.order((goods.variant, 1), actor=actor)
    fulfil.accept(goods.seller, goods.producer_id, f"{order}-1")
    fulfil.pack(goods.seller, goods.producer_id, f"{order}-1")
    return order


def listed(desk: FlaskClient, at: str) -> list[str]:
    """Codes of the orders in a list, those that hold stopped goods with a star."""
    return [f"{row[0]}{'*' if CHIP in row[2] else ''}" for row in rows(desk.get(at))]


def test_the_list_marks_what_is_not_sent_and_holds_stopped_goods(goods: Goods, new_client: NewClient) -> None:
    other = stories.goods(name="Bưởi", producer_id=goods.producer_id, recognised={"decision_no": "7/QĐ"})
    sent, ready = packed(goods), packed(goods)
    fulfil.hand_over(goods.seller, goods.producer_id, f"{sent}-1")
    free, both = stories.order((other.variant, 1)), stories.order((goods.variant, 1), (other.variant, 2))
    desk = browser(new_client, stories.packer(goods.producer_id))
    at = "/quan-ly/chu-the/don-hang"
    assert CHIP not in desk.get(at).text
    stop(goods, "suspended")
    assert listed(desk, at) == [f"{both}-1*", f"{free}-1", f"{ready}-1*", f"{sent}-1"]
    assert f"{CHIP} 2" in words(desk.get(at))
    assert sorted(listed(desk, TAB)) == sorted([f"{both}-1*", f"{ready}-1*"])
    exported = table(desk.get(TAB.replace("don-hang", "don-hang.csv")))
    assert {row[0] for row in exported[1:]} == {f"{both}-1", f"{ready}-1"}
    assert listed(desk, f"{at}?muc=packed") == [f"{ready}-1*"]


def test_the_list_of_stopped_goods_is_empty_without_any(goods: Goods, new_client: NewClient) -> None:
    stories.order((goods.variant, 1))
    desk = browser(new_client, goods.seller)
    page = words(desk.get(TAB))
    assert "Không có đơn nào khớp." in page
    assert f"{CHIP} 0" in page


def test_today_begins_with_what_is_to_settle(goods: Goods, new_client: NewClient) -> None:
    waiting = stories.order((goods.variant, 1))
    packed(goods)
    packed(goods)
    desk = browser(new_client, goods.seller)
    before = words(desk.get("/quan-ly/chu-the"))
    assert "Ghi mã vận đơn khi bưu tá nhận thùng" in before
    assert "bị dừng" not in before
    stop(goods, "revoked")
    answer = desk.get("/quan-ly/chu-the")
    page = words(answer)
    assert (
        "3 đơn chưa giao có hàng bị dừng Xem lý do ở từng đơn, hỏi người mua trước khi giao. Không giao nữa thì huỷ ở "
        "đó."
    ) in page
    assert f'href="{TAB}"' in answer.text
    assert "Ghi mã vận đơn khi bưu tá nhận thùng. 2 đơn có hàng bị dừng: hỏi người mua trước." in page
    assert page.index("3 đơn chưa giao") < page.index("Bàn giao 2 đơn đã gói")
    own_row = page[page.index("Đơn cần nhận và gói") :]
    assert f"{waiting}-1" in own_row
    assert own_row.count(CHIP) == 1


def test_another_producer_sees_nothing_of_it(goods: Goods, new_client: NewClient) -> None:
    stories.order((goods.variant, 1))
    neighbour = stories.goods(name="Bưởi")
    stories.order((neighbour.variant, 1))
    stop(goods, "suspended")
    desk = browser(new_client, neighbour.seller)
    for at in ("/quan-ly/chu-the", "/quan-ly/chu-the/don-hang"):
        assert "bị dừng" not in words(desk.get(at))
    assert listed(desk, TAB) == []


def test_marks_cost_one_statement_and_one_more_where_there_are_any(
    goods: Goods, new_client: NewClient
) -> None:
    stories.order((goods.variant, 1))
    with statements() as sent:
        assert orders.stopped_goods([goods.producer_id]).total == 0
    assert len(sent) == 1
    counted = []
    for more in (2, 30):
        for _ in range(more):
            packed(goods)
        register.suspend(stories.officer(1), goods.recognition_id or 0, "Chờ")
        with statements() as sent:
            found = orders.stopped_goods([goods.producer_id])
        counted.append((len(sent), found.counts))
        register.lift(stories.officer(2), goods.recognition_id or 0, "Đạt")
    assert counted == [(2, {"placed": 1, "packed": 2}), (2, {"placed": 1, "packed": 32})]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("suspend", "Gian hàng bị tạm dừng bán từ ngày 21/11/2026"),
        ("close", "Gian hàng đã đóng từ ngày 21/11/2026"),
    ],
)
def test_a_buyer_reads_that_the_seller_may_not_sell(
    goods: Goods, new_client: NewClient, how: str, said: str
) -> None:
    buyer = stories.buyer_person()
    ready, sent = packed(goods, buyer), packed(goods, buyer)
    fulfil.hand_over(goods.seller, goods.producer_id, f"{sent}-1")
    assert "Gian hàng" not in buyers_page(new_client, ready)
    getattr(producers, how)(stories.officer(1), goods.producer_id, "Bà Nhâm báo giấy tờ không khớp")
    page = buyers_page(new_client, ready)
    assert f"{said} Đơn đặt trước đó vẫn còn, người bán làm cho xong." in page
    assert "Nhâm" not in page
    assert said not in buyers_page(new_client, sent)

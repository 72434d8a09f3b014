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
from tests import stories
from tests.domain.orders.test_fulfil import state_of
from tests.stories import Goods
from tests.web.desks import NewClient, browser, statements, words

GUEST = Actor.guest()
LATE = "Không huỷ được nữa: người bán đã nhận đơn và chuẩn bị hàng tươi."
UNTIL = "Huỷ được cho tới khi người bán đóng gói xong."
NOTE = "Cơ quan quản lý đã dừng bán hàng trong đơn này"
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
    assert "Không huỷ được nữa: hàng đã đóng gói." in buyers_page(new_client, order)


def test_the_producer_sees_on_the_order_what_the_buyer_was_told(goods: Goods, new_client: NewClient) -> None:
    order, desk = accepted(goods), browser(new_client, goods.seller)
    assert NOTE not in desk_page(desk, order)
    stop(goods, "suspended")
    page = desk_page(desk, order)
    assert f"{NOTE} {CANCELLABLE} Không gửi nữa thì huỷ ở “Không gửi được đơn này”." in page
    assert page.count("tạm dừng từ ngày 21/11/2026 sau khi kiểm tra không đạt") == 1
    fulfil.pack(goods.seller, goods.producer_id, f"{order}-1")
    page = desk_page(desk, order)
    assert f"{NOTE} Không gửi nữa thì huỷ ở" in page
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

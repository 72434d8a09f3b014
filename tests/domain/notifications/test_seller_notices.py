"""Whose order waits with a producer that officers stop, let sell again or close: the buyer is told, once each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from marketplace.accounts.policy import Role
from marketplace.certification import services as register
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotAllowed
from marketplace.notifications import seller_jobs
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.models import Mail, Notice
from marketplace.notifications.seller_words import ref_of
from marketplace.notifications.wishes import wish
from marketplace.orders import fulfil
from marketplace.producers import queries as producers
from marketplace.producers import services
from tests import stories
from tests.domain.notifications.test_measure_notices import said, told
from tests.domain.notifications.test_packed_notices import mails, packed
from tests.factories import BuyerFactory
from tests.stories import Goods

KINDS = ("seller_stopped", "seller_freed", "seller_closed")
GUEST = "khach@example.vn"
MAY = "Không muốn chờ thì anh chị huỷ được ở trang đơn."
MAY_NOT = "Đơn này anh chị không tự huỷ được nữa; cần gì thì gọi người bán theo số ở trang đơn."
STOPPED = "Gian hàng bị tạm dừng bán từ ngày 21/11/2026. Đơn đặt trước đó vẫn còn, người bán làm cho xong."
CLOSED = "Gian hàng đóng từ ngày 21/11/2026, không bán nữa. Đơn đặt trước đó vẫn còn, người bán làm cho xong."


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây", producer_id=stories.producer(display_name="HTX Khe Mây"))


def stop(goods: Goods) -> None:
    services.suspend(stories.officer(1), goods.producer_id, "Bà Nhâm báo giấy tờ không khớp", paper_no="5/QĐ")


def go_on(goods: Goods) -> None:
    services.reinstate(stories.officer(2), goods.producer_id, "Đã bổ sung")


def test_buyers_of_a_stopped_producer_are_told_what_they_may_do(app: Flask, goods: Goods) -> None:
    lan, mai, hoa, tu = (stories.buyer_person(each) for each in (1, 2, 3, 4))
    new = stories.order((goods.variant, 1), actor=lan)
    ready = packed(goods, actor=mai)
    sent = packed(goods, actor=hoa)
    fulfil.hand_over(goods.seller, goods.producer_id, f"{sent}-1")
    off = stories.order((goods.variant, 1), actor=hoa)
    fulfil.cancel_by_buyer(hoa, off, f"{off}-1", "changed_mind")
    stories.order((goods.variant, 1), actor=goods.seller)
    stories.order((stories.goods(name="Bưởi").variant, 1), actor=tu)
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email=GUEST))
    before = len(mails(app, GUEST))
    stop(goods)
    assert told(*KINDS) == {
        (lan.id, "seller_stopped", f"/don-hang/{new}"),
        (mai.id, "seller_stopped", f"/don-hang/{ready}"),
    }, "neither whose parcel is under way or cancelled, nor the producer's own, nor another producer's buyer"
    (mail,) = mails(app, GUEST)[before:]
    assert mail.subject == f"Đơn {guest}: HTX Khe Mây đang bị tạm dừng bán"
    for part in (mail.text, mail.html):
        assert f"{STOPPED} {MAY}" in " ".join(part.split())
        assert f"/don-hang/{guest}?khoa=" in part
        assert "Nhâm" not in part, "what an officer typed is not for everybody"
    own = [each.subject for each in mails(app, "nguoi-mua-2@example.vn")]
    assert own[-1] == f"Đơn {ready}: HTX Khe Mây đang bị tạm dừng bán"


@pytest.mark.parametrize(("is_packed", "expected"), [(False, MAY), (True, MAY_NOT)])
def test_each_order_says_whether_it_can_be_cancelled(goods: Goods, is_packed: bool, expected: str) -> None:
    lan = stories.buyer_person(1)
    if is_packed:
        packed(goods, actor=lan)
    else:
        stories.order((goods.variant, 1), actor=lan)
    stop(goods)
    assert said("seller_stopped") == f"{STOPPED} {expected}"
    assert said("seller_stopped", "en").startswith(
        "The stall has been off sale since 21/11/2026. Orders placed before stand, and the seller is still to send "
    )


def test_fresh_goods_that_were_taken_on_cannot_be_cancelled_unless_stopped_themselves(goods: Goods) -> None:
    assert goods.recognition_id is not None
    order = stories.order((goods.variant, 1), actor=stories.buyer_person(1))
    fulfil.accept(goods.seller, goods.producer_id, f"{order}-1")
    stop(goods)
    assert said("seller_stopped") == f"{STOPPED} {MAY_NOT}"
    go_on(goods)
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai")
    stop(goods)
    assert said("seller_stopped") == f"{STOPPED} {MAY}"
    go_on(goods)
    assert said("seller_freed") == (
        "Gian hàng không còn bị tạm dừng. Hàng trong đơn vẫn bị dừng bán, lý do ghi ở trang đơn."
    )


def test_who_was_told_of_the_stop_is_told_of_its_end(app: Flask, goods: Goods) -> None:
    lan, mai = stories.buyer_person(1), stories.buyer_person(2)
    kept, done = stories.order((goods.variant, 1), actor=lan), packed(goods, actor=mai)
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email=GUEST))
    before = len(mails(app, GUEST))
    stop(goods)
    fulfil.hand_over(goods.seller, goods.producer_id, f"{done}-1")
    go_on(goods)
    assert told(*KINDS) == {
        (lan.id, "seller_freed", f"/don-hang/{kept}"),
        (mai.id, "seller_stopped", f"/don-hang/{done}"),
    }, "whose parcel is under way hears no more of it"
    assert said("seller_freed") == "Gian hàng không còn bị tạm dừng. Đơn đi tiếp như đã đặt."
    assert said("seller_freed", "en") == "The stall is no longer stopped. The order goes on as it was placed."
    assert [each.subject for each in mails(app, GUEST)[before:]] == [
        f"Đơn {guest}: HTX Khe Mây đang bị tạm dừng bán",
        f"Đơn {guest}: HTX Khe Mây được bán lại",
    ]
    with clock.hold(clock.now() + timedelta(hours=1)):
        stop(goods)
    assert (lan.id, "seller_stopped", f"/don-hang/{kept}") in told(*KINDS), "each time is told"
    assert (lan.id, "seller_freed", f"/don-hang/{kept}") not in told(*KINDS)


def test_who_was_not_told_of_the_stop_is_not_told_of_its_end(app: Flask, goods: Goods) -> None:
    """As where a producer was stopped before anybody told its buyers."""
    stories.order((goods.variant, 1), actor=stories.buyer_person(1))
    stories.order((goods.variant, 1), buyer=BuyerFactory(email=GUEST))
    stop(goods)
    session().execute(delete(Notice).where(Notice.kind == "seller_stopped"))
    session().execute(delete(Mail).where(Mail.kind == "seller_stopped"))
    before = len(mails(app, GUEST))
    go_on(goods)
    assert told(*KINDS) == set()
    assert len(mails(app, GUEST)) == before


def test_a_producer_that_closes_tells_its_buyers(app: Flask, goods: Goods) -> None:
    lan = stories.buyer_person(1)
    order = stories.order((goods.variant, 1), actor=lan)
    guest = packed(goods, email=GUEST)
    stop(goods)
    before = len(mails(app, GUEST))
    services.close(stories.officer(1), goods.producer_id, "Hợp tác xã giải thể")
    assert told(*KINDS) == {(lan.id, "seller_closed", f"/don-hang/{order}")}, "what nobody has read goes"
    assert said("seller_closed") == f"{CLOSED} {MAY}"
    assert said("seller_closed", "en") == (
        "The stall closed on 21/11/2026 and sells no more. Orders placed before stand, and the seller is still to send "
        "them. If you do not want to wait, you can cancel on the page of the order."
    )
    (mail,) = mails(app, GUEST)[before:]
    assert mail.subject == f"Đơn {guest}: HTX Khe Mây đã đóng gian hàng"
    assert f"{CLOSED} {MAY_NOT}" in " ".join(mail.text.split())


def test_a_wish_for_no_mails_of_orders_holds(app: Flask, goods: Goods) -> None:
    lan = stories.buyer_person(1)
    wish(lan, {Topic.ORDERS: Way.INBOX}, "vi")
    order = stories.order((goods.variant, 1), actor=lan)
    before = len(mails(app, "nguoi-mua-1@example.vn"))
    stop(goods)
    assert told(*KINDS) == {(lan.id, "seller_stopped", f"/don-hang/{order}")}
    assert len(mails(app, "nguoi-mua-1@example.vn")) == before


def test_a_mail_that_comes_twice_or_late_is_sent_once_or_not(app: Flask, goods: Goods) -> None:
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email=GUEST))
    stop(goods)
    ref = ref_of(guest, producers.standing_now([goods.producer_id])[goods.producer_id])
    before = len(mails(app, GUEST))
    seller_jobs.seller_stopped(guest, goods.producer_id, ref)
    assert len(mails(app, GUEST)) == before
    seller_jobs.seller_closed(guest, goods.producer_id, f"{guest}:0")
    assert len(mails(app, GUEST)) == before, "it stands otherwise by now"
    go_on(goods)
    seller_jobs.seller_stopped(guest, goods.producer_id, ref)
    assert len(mails(app, GUEST)) == before + 1, "that it sells again, and no more"


def test_a_stop_that_is_refused_is_told_to_nobody(app: Flask, goods: Goods) -> None:
    stories.order((goods.variant, 1), actor=stories.buyer_person(1))
    own = stories.person(
        "hai-vai", (Role.OFFICER, "province", "42"), (Role.PRODUCER_STAFF, "producer", str(goods.producer_id))
    )
    with pytest.raises(NotAllowed):
        services.suspend(own, goods.producer_id, "Giấy tờ không khớp")
    assert told(*KINDS) == set()

"""Whose order stands packed when its goods are stopped: the buyer is told, and the producer how many there are."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection import services as inspections
from marketplace.kernel.actor import Actor
from marketplace.notifications import inspection_jobs
from marketplace.notifications.mailer import MailMessage
from marketplace.orders import fulfil
from tests import stories
from tests.conftest import state_of
from tests.domain.notifications.test_measure_notices import said, told
from tests.factories import BuyerFactory
from tests.stories import Goods

PARCELS = (
    "Còn %s đơn có hàng này đã gói mà chưa giao bưu tá: hỏi người mua trước khi giao, không giao nữa thì huỷ ở trang "
    "đơn."
)
STOPPED = "Cơ quan quản lý OCOP Hà Tĩnh tạm dừng từ ngày 21/11/2026 để kiểm tra."
TO_BUYER = (
    "Hàng đã gói, chưa giao bưu tá: anh chị không tự huỷ được nữa, người bán còn huỷ được. Gọi người bán theo số ở "
    "trang đơn."
)
ORDERS = ("order_stopped", "packed_stopped", "order_freed")


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây")


def packed(goods: Goods, *, actor: Actor = stories.GUEST, email: str = "", packs: int = 1) -> str:
    buyer = BuyerFactory(email=email) if email else None
    order = stories.order((goods.variant, packs), actor=actor, buyer=buyer)
    fulfil.accept(goods.seller, goods.producer_id, f"{order}-1")
    fulfil.pack(goods.seller, goods.producer_id, f"{order}-1")
    return order


def mails(app: Flask, recipient: str) -> list[MailMessage]:
    return [each for each in state_of(app).ports["mail"].sent if each.recipient == recipient]


def test_buyers_of_packed_orders_are_told_and_what_they_cannot_do(app: Flask, goods: Goods) -> None:
    assert goods.recognition_id is not None
    lan, mai, hoa = (stories.buyer_person(each) for each in (1, 2, 3))
    mine, sent = packed(goods, actor=lan), packed(goods, actor=mai)
    fulfil.hand_over(goods.seller, goods.producer_id, f"{sent}-1")
    packed(goods, actor=goods.seller)
    open_one = stories.order((goods.variant, 1), actor=hoa)
    stories.cart((goods.variant, 1), actor=lan)
    other = stories.goods(name="Bưởi", producer_id=goods.producer_id, recognised={"decision_no": "7/QĐ"})
    packed(other, actor=mai)
    guest = packed(goods, email="khach@example.vn")
    before = len(mails(app, "khach@example.vn"))
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai khối lượng")
    assert told(*ORDERS, "cart_stopped") == {
        (lan.id, "packed_stopped", f"/don-hang/{mine}"),
        (hoa.id, "order_stopped", f"/don-hang/{open_one}"),
    }, "nobody whose parcel is under way, none of the producer's people, nobody of another product"
    assert said("packed_stopped") == f"{STOPPED} {TO_BUYER}"
    assert said("packed_stopped", "en") == (
        "The OCOP office of Hà Tĩnh stopped it on 21/11/2026 to inspect it. The goods are packed and not with the "
        "carrier yet: you can no longer cancel, the seller still can. Call the seller; the number is on the page of "
        "the order."
    )
    (mail,) = mails(app, "khach@example.vn")[before:]
    assert mail.subject == f"Đơn đã gói {guest}: Cam Khe Mây đang có vấn đề"
    for part in (mail.text, mail.html):
        assert TO_BUYER in " ".join(part.split())
        assert f"/don-hang/{guest}?khoa=" in part
        assert "Nhãn ghi sai khối lượng" not in part, "what an officer typed is not for everybody"


def test_the_producer_reads_how_many_parcels_stand_packed(goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.packer(goods.producer_id)
    packed(goods, actor=stories.buyer_person(1))
    packed(goods)
    stories.order((goods.variant, 1))
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai")
    assert said("product_suspended") == (
        f"{STOPPED} {PARCELS % 2} Anh chị có thể khiếu nại nếu thấy không đúng. Lý do: Nhãn ghi sai"
    )
    assert "Packed orders with it that the carrier does not have yet: 2. Ask their buyers" in said(
        "product_suspended", "en"
    )
    assert told("product_suspended") == {(goods.seller.id, "product_suspended", "/quan-ly/chu-the/kiem-tra")}


def test_without_a_parcel_nothing_is_said_of_any(goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.order((goods.variant, 1))
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai")
    assert said("product_suspended") == (
        f"{STOPPED} Anh chị có thể khiếu nại nếu thấy không đúng. Lý do: Nhãn ghi sai"
    )


def test_a_case_tells_of_its_stop_and_of_its_revocation_once_each(app: Flask, goods: Goods) -> None:
    assert goods.recognition_id is not None
    lan = stories.buyer_person(1)
    order, guest = packed(goods, actor=lan), packed(goods, email="khach@example.vn")
    before, own = len(mails(app, "khach@example.vn")), len(mails(app, "nguoi-mua-1@example.vn"))
    case = stories.submitted_proposal(goods.recognition_id)
    assert PARCELS % 2 in said("inspection_failed")
    assert told(*ORDERS) == {(lan.id, "packed_stopped", f"/don-hang/{order}")}
    inspections.decide_to_revoke(stories.chair(), case, "843/QĐ-UBND")
    assert PARCELS % 2 in said("product_revoked")
    subject = "Đơn đã gói %s: Cam Khe Mây đang có vấn đề"
    assert [each.subject for each in mails(app, "khach@example.vn")[before:]] == [subject % guest] * 2
    assert [each.subject for each in mails(app, "nguoi-mua-1@example.vn")[own:]] == [subject % order] * 2


def test_a_revocation_in_the_register_tells_both(goods: Goods) -> None:
    assert goods.recognition_id is not None
    lan = stories.buyer_person(1)
    order = packed(goods, actor=lan)
    register.revoke(
        stories.chair(), goods.recognition_id, decision_no="9/QĐ-UBND", ground=RevocationGround.MARK_MISUSED
    )
    assert told(*ORDERS) == {(lan.id, "packed_stopped", f"/don-hang/{order}")}
    assert PARCELS % 1 in said("product_revoked")


def test_what_is_freed_is_told_to_who_was_told(app: Flask, goods: Goods) -> None:
    assert goods.recognition_id is not None
    lan = stories.buyer_person(1)
    order, guest = packed(goods, actor=lan), packed(goods, email="khach@example.vn")
    before = len(mails(app, "khach@example.vn"))
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai")
    register.lift(stories.officer(2), goods.recognition_id, "Đã in lại nhãn")
    assert told(*ORDERS) == {(lan.id, "order_freed", f"/don-hang/{order}")}, "what nobody has read goes"
    assert [each.subject for each in mails(app, "khach@example.vn")[before:]] == [
        f"Đơn đã gói {guest}: Cam Khe Mây đang có vấn đề",
        f"Đơn {guest}: Cam Khe Mây không còn bị dừng",
    ]


def test_a_mail_that_comes_twice_or_late_is_sent_once_or_not(app: Flask, goods: Goods) -> None:
    assert goods.recognition_id is not None
    guest = packed(goods, email="khach@example.vn")
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai")
    before = len(mails(app, "khach@example.vn"))
    inspection_jobs.packed_stopped(guest, "x:1", "Cam", goods.recognition_id)
    inspection_jobs.packed_stopped(guest, "x:1", "Cam", goods.recognition_id)
    assert len(mails(app, "khach@example.vn")) == before + 1
    register.lift(stories.officer(2), goods.recognition_id, "Đã in lại nhãn")
    count = len(mails(app, "khach@example.vn"))
    inspection_jobs.packed_stopped(guest, "x:2", "Cam", goods.recognition_id)
    assert len(mails(app, "khach@example.vn")) == count

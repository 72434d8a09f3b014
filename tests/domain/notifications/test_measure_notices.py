"""What is written straight into the register is told to its producer and to the buyers, as a case of inspection is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection import queries
from marketplace.inspection import services as inspections
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import speaking
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import words_of
from marketplace.producers import services as producing
from tests import stories
from tests.conftest import state_of
from tests.domain.inspection.test_appeals import DECIDED, complain, second_chair
from tests.factories import BuyerFactory
from tests.stories import Goods


def told(*kinds: str) -> set[tuple[int, str, str]]:
    rows = session().execute(select(Notice.user_id, Notice.kind, Notice.path))
    return {(row.user_id, row.kind, row.path) for row in rows if row.kind in kinds}


def params(kind: str) -> str:
    return session().execute(select(Notice.params).where(Notice.kind == kind)).scalar_one()


def said(kind: str, language: str = "vi") -> str:
    with speaking(language):
        return words_of(kind, params(kind)).text


def subjects(app: Flask, recipient: str) -> list[str]:
    return [each.subject for each in state_of(app).ports["mail"].sent if each.recipient == recipient]


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây")


def test_a_suspension_in_the_register_and_its_end_are_told(app: Flask, goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.packer(goods.producer_id)
    lan, mai = stories.buyer_person(1), stories.buyer_person(2)
    stories.cart((goods.variant, 1), actor=lan)
    ordered = stories.order((goods.variant, 2), actor=mai)
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email="khach@example.vn"))
    before = len(subjects(app, "khach@example.vn"))
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn ghi sai khối lượng")
    assert told("product_suspended", "cart_stopped", "order_stopped") == {
        (goods.seller.id, "product_suspended", "/quan-ly/chu-the/kiem-tra"),
        (lan.id, "cart_stopped", "/gio-hang"),
        (mai.id, "order_stopped", f"/don-hang/{ordered}"),
    }
    assert "Nhãn ghi sai khối lượng" in params("product_suspended")
    assert "Nhãn ghi sai khối lượng" not in params("order_stopped"), (
        "what an officer typed is not for everybody"
    )
    register.lift(stories.officer(2), goods.recognition_id, "Đã in lại nhãn")
    assert told("product_lifted", "cart_stopped", "order_stopped", "order_freed") == {
        (goods.seller.id, "product_lifted", "/quan-ly/chu-the/san-pham"),
        (mai.id, "order_freed", f"/don-hang/{ordered}"),
    }
    assert subjects(app, "khach@example.vn")[before:] == [
        f"Đơn {guest}: Cam Khe Mây đang có vấn đề",
        f"Đơn {guest}: Cam Khe Mây không còn bị dừng",
    ]
    register.suspend(stories.officer(1), goods.recognition_id, "Lại sai")
    assert len(told("order_stopped")) == 1, "the next time it is told again"


def test_a_suspension_that_is_only_announced_is_told_to_nobody(goods: Goods) -> None:
    assert goods.recognition_id is not None
    ahead = clock.now() + timedelta(days=3)
    register.suspend(stories.officer(1), goods.recognition_id, "Hẹn", since=ahead)
    register.lift(stories.officer(2), goods.recognition_id, "Thôi")
    assert told("product_suspended", "product_lifted") == set()


def test_a_revocation_in_the_register_is_told(goods: Goods) -> None:
    assert goods.recognition_id is not None
    mai = stories.buyer_person(2)
    ordered = stories.order((goods.variant, 2), actor=mai)
    register.revoke(
        stories.chair(), goods.recognition_id, decision_no="843/QĐ-UBND", ground=RevocationGround.MARK_MISUSED
    )
    assert told("product_revoked", "order_stopped") == {
        (goods.seller.id, "product_revoked", "/quan-ly/chu-the/kiem-tra"),
        (mai.id, "order_stopped", f"/don-hang/{ordered}"),
    }
    assert "843/QĐ-UBND" in params("product_revoked")


def test_a_case_tells_of_what_it_does_once_and_of_a_complaint_that_was_right(goods: Goods) -> None:
    assert goods.recognition_id is not None
    lan, mai = stories.buyer_person(1), stories.buyer_person(2)
    stories.cart((goods.variant, 1), actor=lan)
    ordered = stories.order((goods.variant, 2), actor=mai)
    case = stories.revoked_by_case(goods.recognition_id)
    assert told("product_suspended", "product_lifted") == set(), "the case says so itself"
    assert len(told("product_revoked")) == 1
    chair, other = stories.chair(), second_chair()
    code = complain(goods)
    inspections.uphold_appeal(other, code, **DECIDED)
    assert told("appeal_decided_office") == {
        (who.id, "appeal_decided_office", f"/quan-ly/can-bo/khieu-nai/{code}")
        for who in (stories.officer(1), stories.officer(2), chair)
    }
    assert told("cart_stopped", "order_stopped", "order_freed") == {
        (mai.id, "order_freed", f"/don-hang/{ordered}")
    }
    assert queries.proposal(chair, case).annulled_by == DECIDED["decision_no"]


def test_a_complaint_that_was_wrong_frees_no_order(goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.order((goods.variant, 2), actor=stories.buyer_person(2))
    stories.revoked_by_case(goods.recognition_id)
    inspections.dismiss_appeal(second_chair(), complain(goods), **DECIDED)
    assert told("order_freed") == set()
    assert len(told("appeal_decided_office")) == 3, "both officers of the place and the chair who had decided"


def test_what_was_freed_says_that_it_is_sold_again_or_what_stops_it_still(goods: Goods) -> None:
    assert goods.recognition_id is not None
    case = stories.submitted_proposal(goods.recognition_id)
    inspections.reject_proposal(stories.chair(), case, "Lỗi đã khắc phục ngay.")
    assert said("case_dropped") == (
        "Sản phẩm bán lại từ giây này. Đề nghị thu hồi đã khép: Lỗi đã khắc phục ngay."
    )
    assert said("case_dropped", "en") == (
        "The product is on sale again from this second. The proposal to revoke is closed: Lỗi đã khắc phục ngay."
    )
    register.suspend(stories.officer(1), goods.recognition_id, "Nhãn")
    register.lift(stories.officer(2), goods.recognition_id, "Đã in lại nhãn")
    assert said("product_lifted") == (
        "Cơ quan quản lý không dừng sản phẩm này nữa. Sản phẩm bán lại từ giây này."
    )


def test_a_case_that_is_dropped_says_what_stops_it_still(goods: Goods) -> None:
    assert goods.recognition_id is not None
    case = stories.submitted_proposal(goods.recognition_id)
    producing.suspend(stories.officer(2), goods.producer_id, "Sổ sách")
    inspections.reject_proposal(stories.chair(), case, "Lỗi đã khắc phục ngay.")
    assert said("case_dropped") == (
        "Vẫn chưa bán được: Người bán đang tạm dừng bán từ ngày 21/11/2026. Đề nghị thu hồi đã khép: Lỗi đã khắc phục "
        "ngay."
    )


def test_a_case_that_is_dropped_under_a_stop_of_the_chair_frees_nothing(goods: Goods) -> None:
    assert goods.recognition_id is not None
    case = stories.submitted_proposal(goods.recognition_id)
    register.suspend(second_chair(), goods.recognition_id, "Chờ thanh tra")
    inspections.reject_proposal(stories.chair(), case, "Thôi.")
    assert said("case_dropped") == (
        "Vẫn chưa bán được: Cơ quan quản lý tạm dừng bán từ ngày 21/11/2026. Đề nghị thu hồi đã khép: Thôi."
    )


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        (False, "Sản phẩm bán lại từ giây này."),
        (True, "Sản phẩm đang ẩn khỏi gian hàng: hiện lại thì bán được."),
    ],
)
def test_a_complaint_that_was_right_says_whether_it_is_sold(
    goods: Goods, hidden: bool, expected: str
) -> None:
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    code = complain(goods)
    if hidden:
        catalog.hide(goods.seller, goods.product_id)
    inspections.uphold_appeal(second_chair(), code, **DECIDED)
    assert said("appeal_upheld") == f"{expected} Quyết định 900/QĐ-UBND: Mẫu bị lấy nhầm"

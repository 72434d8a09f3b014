"""Who hears of what: each person once, in their part, with a link that is theirs."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.inspection import services
from marketplace.kernel.db import session
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import Notice
from tests import stories
from tests.conftest import state_of
from tests.domain.inspection.test_appeals import DECIDED, complain, second_chair
from tests.domain.inspection.test_misuse import found as misuse_found
from tests.factories import BuyerFactory


def told(*kinds: str) -> list[tuple[int, str, str]]:
    rows = session().execute(select(Notice.user_id, Notice.kind, Notice.path).order_by(Notice.id))
    return [(row.user_id, row.kind, row.path) for row in rows if not kinds or row.kind in kinds]


def people(kind: str) -> set[int]:
    return {user_id for user_id, _kind, _path in told(kind)}


def mails(app: Flask, recipient: str) -> list[MailMessage]:
    return [each for each in state_of(app).ports["mail"].sent if each.recipient == recipient]


@pytest.mark.usefixtures("app")
def test_a_failure_is_told_to_everybody_it_concerns(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    assert goods.recognition_id is not None
    worker, lan, mai = stories.staff(goods.producer_id), stories.buyer_person(1), stories.buyer_person(2)
    # Whose pages none of this is, though they could decide nothing about it either.
    stories.packer(goods.producer_id)
    stories.cart((goods.variant, 1), actor=lan)
    ordered = stories.order((goods.variant, 2), actor=mai)
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email="khach@example.vn"))
    stories.chair()
    before = len(mails(app, "khach@example.vn"))
    concluded = stories.failed_inspection(goods.recognition_id)
    assert people("inspection_failed") == {goods.seller.id, worker.id}
    assert people("inspection_failed_office") == {stories.officer(2).id}
    assert told("cart_stopped") == [(lan.id, "cart_stopped", "/gio-hang")]
    assert told("order_stopped") == [(mai.id, "order_stopped", f"/don-hang/{ordered}")]
    (mail,) = mails(app, "khach@example.vn")[before:]
    assert mail.subject == f"Đơn {guest}: Cam Khe Mây đang có vấn đề"
    assert f"/don-hang/{guest}?khoa=" in mail.text
    assert "Bùi Thị Nhâm" not in mail.text
    assert "vi phạm pháp luật" in mail.html
    assert people("proposal_waiting") == set()
    services.submit_proposal(stories.officer(1), concluded.proposal, "57/TTr-SNNMT")
    assert told("proposal_waiting") == [
        (stories.chair().id, "proposal_waiting", f"/quan-ly/can-bo/de-nghi-thu-hoi/{concluded.proposal}")
    ]
    services.decide_to_revoke(stories.chair(), concluded.proposal, "843/QĐ-UBND")
    assert people("proposal_waiting") == set(), "nobody has to do it any more"
    assert people("product_revoked") == {goods.seller.id, worker.id}
    assert people("proposal_decided_office") == {stories.officer(1).id, stories.officer(2).id}
    assert len(told("order_stopped")) == 2
    assert len(mails(app, "khach@example.vn")) == before + 2


@pytest.mark.usefixtures("app")
def test_appeals_are_told_to_who_decides_and_their_outcome_to_the_producer() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    second_chair()
    code = complain(goods)
    assert people("appeal_waiting") == {second_chair().id}, "not who decided what is complained about"
    services.uphold_appeal(second_chair(), code, **DECIDED)
    assert people("appeal_waiting") == set()
    assert people("appeal_upheld") == {goods.seller.id}


@pytest.mark.usefixtures("app")
def test_a_complaint_that_was_taken_back_waits_for_nobody() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    second_chair()
    code = complain(goods)
    assert people("appeal_waiting") == {second_chair().id}, "not who decided what is complained about"
    services.withdraw_appeal(goods.seller, goods.producer_id, code)
    assert people("appeal_waiting") == set()


@pytest.mark.usefixtures("app")
def test_a_pass_and_a_remedy_are_told_to_the_producer_only() -> None:
    goods = stories.goods()
    for typed in (
        stories.PASSED_MINUTES,
        {**stories.FAILED_MINUTES, "verdict": "remedy", "remedy_by": "1/12/2026", "remedy": "In lại nhãn"},
    ):
        code = stories.inspection(goods.recognition_id, typed=typed)
        services.conclude(stories.officer(1), code)
    assert people("inspection_passed") == people("inspection_remedy") == {goods.seller.id}
    assert people("inspection_failed_office") == people("cart_stopped") == set()


@pytest.mark.usefixtures("app")
def test_a_fault_of_what_has_no_certificate_is_told_as_that() -> None:
    """Nothing is stopped and no mark was misused: the producer reads that the visit failed, and no more."""
    owner = stories.owner(stories.producer())
    producer_id = int(owner.grants[0].ref or 0)
    services.conclude(stories.officer(1), stories.inspection(producer_id=producer_id, product_name="Mật ong"))
    assert people("inspection_fault") == {owner.id}
    assert people("misuse_found") == people("inspection_failed") == set()


@pytest.mark.usefixtures("app")
def test_misuse_is_told_to_the_producer_and_the_other_officers() -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    code = misuse_found(producer_id=producer_id, product_name="Mật ong")
    assert people("misuse_found") == {owner.id}
    assert told("misuse_found_office") == [
        (stories.officer(2).id, "misuse_found_office", f"/quan-ly/can-bo/dung-tem-sai/{code}")
    ]

"""Whom what happens is told to: who has to do something, and who waits for it; the others hear nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.models import User
from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.models import Revision
from marketplace.catalog.queries import moderation
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications import wishes
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.models import Notice
from marketplace.orders import fulfil
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.applications import services as applications
from marketplace.producers.payout import services as paying
from marketplace.producers.payout.queries import bank_accounts_of
from tests import stories
from tests.domain.notifications.test_notices import mails
from tests.domain.producers.applications import build
from tests.factories import HA_NOI, PaperDataFactory, ProductDataFactory


def lies(kind: str) -> list[tuple[str, str]]:
    """Who has something of this kind unread in their inbox, and where it leads."""
    rows = session().execute(
        select(User.email, Notice.path)
        .join(User, User.id == Notice.user_id)
        .where(Notice.kind == kind, Notice.read_at.is_(None))
        .order_by(User.email, Notice.id)
    )
    return [(row.email, row.path) for row in rows]


def email(actor: Actor) -> str:
    found: str = session().execute(select(User.email).where(User.id == actor.id)).scalar_one()
    return found


@pytest.fixture
def officers(app: Flask) -> tuple[Actor, Actor]:
    """Two of Hà Tĩnh; of another province one, who hears of nothing."""
    stories.officer(9, "01")
    return stories.officer(1), stories.officer(2)


def test_an_application_waits_for_the_officers_of_its_place_until_one_decides(
    officers: tuple[Actor, Actor],
) -> None:
    code = build.submitted()
    at = f"/quan-ly/can-bo/ho-so/{code}"
    assert lies("application_waiting") == [(email(each), at) for each in officers]
    applications.send_back(officers[0], code, {}, "Thiếu chữ ký.")
    assert lies("application_waiting") == []
    assert lies("application_returned") == [(email(build.applicant()), "/quan-ly/dang-ky-ban")]
    applications.submit(build.applicant(), code, consent=False)
    assert lies("application_waiting") == [(email(each), at) for each in officers]


def test_an_application_that_is_taken_back_waits_for_nobody(officers: tuple[Actor, Actor]) -> None:
    """Officers cannot open it any more: a notice would lead nowhere."""
    code = build.submitted()
    assert len(lies("application_waiting")) == 2
    applications.take_back(build.applicant(), code)
    assert lies("application_waiting") == []
    applications.submit(build.applicant(), code, consent=False)
    assert len(lies("application_waiting")) == 2
    applications.withdraw(build.applicant(), code)
    assert lies("application_waiting") == []


def test_who_an_application_is_handed_to_hears_of_it(app: Flask, officers: tuple[Actor, Actor]) -> None:
    first, second = officers
    code = build.submitted()
    applications.claim(first, code)
    assert second.id is not None
    assert first.id is not None
    applications.hand_over(first, code, second.id)
    at = f"/quan-ly/can-bo/ho-so/{code}"
    assert lies("application_handed") == [(email(second), at)]
    last = mails(app)[-1]
    assert (last.recipient, last.subject) == (email(second), f"Hồ sơ {code} được chuyển cho anh chị")
    applications.hand_over(first, code, first.id)
    assert lies("application_handed") == [], "who takes it knows, and who had it has it no more"


def test_a_proposal_to_approve_waits_for_a_second_officer(officers: tuple[Actor, Actor]) -> None:
    first, second = officers
    third = stories.officer(3)
    code = build.proposed()
    at = f"/quan-ly/can-bo/ho-so/{code}"
    others = sorted([(email(second), at), (email(third), at)])
    assert (lies("application_waiting"), lies("application_proposed")) == ([], others)
    applications.reopen(second, code)
    assert lies("application_proposed") == []
    applications.propose(first, code)
    assert lies("application_proposed") == others
    applications.approve(third, code)
    assert lies("application_proposed") == []


def test_a_product_waits_until_somebody_has_looked(app: Flask, officers: tuple[Actor, Actor]) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    packer = stories.packer(goods.producer_id)
    assert lies("product_waiting") == []
    desk = f"/quan-ly/chu-the/san-pham/{goods.product_id}"
    assert lies("product_approved") == [(email(goods.seller), desk)]
    draft = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, draft)
    at = f"/quan-ly/can-bo/san-pham/{draft}"
    assert lies("product_waiting") == [(email(each), at) for each in officers]
    catalog.take_back(goods.seller, draft)
    assert lies("product_waiting") == []
    catalog.submit(goods.seller, draft)
    assert len(lies("product_waiting")) == 2
    catalog.reject(officers[0], draft, "Ảnh mờ.")
    assert lies("product_waiting") == []
    assert lies("product_sent_back") == [(email(goods.seller), f"/quan-ly/chu-the/san-pham/{draft}")]
    assert email(packer) not in [mail.recipient for mail in mails(app)]
    last = mails(app)[-1]
    assert (last.recipient, last.subject.endswith(": cần sửa trước khi duyệt")) == (email(goods.seller), True)


def test_a_product_that_is_given_up_has_no_change_that_waits(officers: tuple[Actor, Actor]) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    catalog.edit(goods.seller, goods.product_id, ProductDataFactory(name="Cam Khe Mây", usage="Vắt nước."))
    assert len(lies("product_waiting")) == 2
    assert moderation.waiting_count(None) == 1
    catalog.retire(goods.seller, goods.product_id)
    assert (lies("product_waiting"), moderation.waiting_count(None)) == ([], 0)
    left = session().execute(select(Revision.state).where(Revision.product_id == goods.product_id))
    assert left.scalars().all() == ["withdrawn"]


def test_nothing_of_a_producer_that_has_closed_waits_for_officers(officers: tuple[Actor, Actor]) -> None:
    goods, other = stories.goods(name="Cam Khe Mây"), stories.goods(name="Bưởi Phúc Trạch")
    for each in (goods, other):
        words = ProductDataFactory(name="Cam", usage="Vắt nước.")
        catalog.edit(each.seller, each.product_id, words)
        catalog.submit(each.seller, stories.draft(each.seller, each.producer_id))
        producing.add_paper(each.seller, each.producer_id, PaperDataFactory(number="99/ATTP"))
        account = {"bank": "970405", "account": "3900205012345", "holder": "HTX KHE MAY"}
        paying.change_bank_account(each.seller, each.producer_id, **account)
    kinds = ("product_waiting", "paper_waiting", "bank_account_waiting")
    assert [len(lies(kind)) for kind in kinds] == [8, 4, 4]
    tabs = ("waiting", "new", "changed")
    assert [moderation.waiting_counts(None)[tab] for tab in tabs] == [4, 2, 2]
    producing.close(officers[0], goods.producer_id, "Giải thể")
    assert [len(lies(kind)) for kind in kinds] == [4, 2, 2]
    assert [moderation.waiting_counts(None)[tab] for tab in tabs] == [2, 1, 1]
    for tab in tabs:
        page = moderation.waiting(None, tab=tab)
        assert {each.producer_id for each in page.items} == {other.producer_id}, tab
        assert page.total == moderation.waiting_counts(None)[tab], tab
    assert moderation.waiting_count(None) == 2


def test_of_two_accounts_sent_one_after_the_other_the_last_waits(officers: tuple[Actor, Actor]) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    for account in ("3900205012345", "3900205012346"):
        last = paying.change_bank_account(
            goods.seller, goods.producer_id, bank="970405", account=account, holder="HTX KHE MAY"
        )
    at = f"/quan-ly/can-bo/giay-to/tai-khoan/{last}"
    assert lies("bank_account_waiting") == [(email(each), at) for each in officers]


def test_a_product_waits_for_the_officers_of_the_place_that_it_is_from(
    officers: tuple[Actor, Actor],
) -> None:
    """Its producer may have its seat elsewhere: officers there cannot open the page, and hear nothing of it."""
    seat = stories.producer()
    mine = stories.owner(seat)
    draft = stories.draft(mine, seat, ProductDataFactory(origin_commune_code="00004"))
    catalog.submit(mine, draft)
    assert [who for who, _at in lies("product_waiting")] == [email(stories.officer(9, HA_NOI))]


def test_a_producer_hears_why_an_officer_hid_a_product(app: Flask, officers: tuple[Actor, Actor]) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    catalog.hide(goods.seller, goods.product_id)
    catalog.unhide(goods.seller, goods.product_id)
    assert lies("product_hidden") == []
    catalog.hide(officers[0], goods.product_id, "Ảnh không phải của hàng này.")
    assert lies("product_hidden") == [(email(goods.seller), f"/quan-ly/chu-the/san-pham/{goods.product_id}")]
    last = mails(app)[-1]
    assert last.recipient == email(goods.seller)
    assert "Cán bộ ghi: Ảnh không phải của hàng này." in last.text


def test_a_paper_waits_for_somebody_else_than_whoever_entered_it(officers: tuple[Actor, Actor]) -> None:
    farm = stories.producer()
    owner = stories.owner(farm)
    assert lies("paper_waiting") == []
    paper = producing.add_paper(owner, farm, PaperDataFactory(number="77/ATTP"))
    at = f"/quan-ly/can-bo/giay-to/{paper}"
    assert lies("paper_waiting") == [(email(each), at) for each in officers]
    producing.verify_paper(officers[1], paper)
    assert lies("paper_waiting") == []
    assert (email(owner), "/quan-ly/chu-the/giay-to") in lies("paper_decided")


def test_an_account_waits_and_its_answer_cannot_be_switched_off(officers: tuple[Actor, Actor]) -> None:
    farm = stories.producer()
    owner = stories.owner(farm)
    name = producers.sellers([farm])[farm].legal_name
    account = paying.change_bank_account(owner, farm, bank="970405", account="3600205345678", holder=name)
    at = f"/quan-ly/can-bo/giay-to/tai-khoan/{account}"
    assert lies("bank_account_waiting") == [(email(each), at) for each in officers]
    paying.verify_bank_account(officers[1], bank_accounts_of(farm)[0].id)
    assert lies("bank_account_waiting") == []
    assert lies("bank_account_decided") == [(email(owner), "/quan-ly/chu-the/nhan-tien")]
    assert KINDS["bank_account_decided"].required


def test_an_order_lies_with_its_buyer_and_with_the_shop_until_it_is_taken(app: Flask) -> None:
    goods, buyer = stories.goods(), stories.buyer_person()
    packer = stories.packer(goods.producer_id)
    code = stories.order((goods.variant, 1), actor=buyer)
    at = f"/quan-ly/chu-the/don-hang/{code}-1"
    assert lies("order_placed") == [(email(buyer), f"/don-hang/{code}")]
    assert sorted(lies("order_to_pack")) == sorted([(email(goods.seller), at), (email(packer), at)])
    fulfil.accept(goods.seller, goods.producer_id, f"{code}-1")
    assert lies("order_to_pack") == []
    assert lies("order_moved") == [(email(buyer), f"/don-hang/{code}")]


def test_a_buyer_who_wants_no_mail_of_steps_still_gets_the_contract(app: Flask) -> None:
    goods, buyer = stories.goods(), stories.buyer_person()
    wishes.wish(buyer, {Topic.ORDERS: Way.INBOX}, "vi")
    code = stories.order((goods.variant, 1), actor=buyer)
    fulfil.accept(goods.seller, goods.producer_id, f"{code}-1")
    subjects = [mail.subject for mail in mails(app)]
    assert f"Đơn {code}: đã đặt" in subjects
    assert f"Đơn {code}-1: người bán đã nhận" not in subjects
    assert lies("order_moved") == [(email(buyer), f"/don-hang/{code}")]


def test_guests_have_no_inbox_and_get_every_mail(app: Flask) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    fulfil.accept(goods.seller, goods.producer_id, f"{code}-1")
    guests = [mail for mail in mails(app) if mail.recipient == "lan@example.vn"]
    assert [mail.subject for mail in guests] == [f"Đơn {code}: đã đặt", f"Đơn {code}-1: người bán đã nhận"]
    assert all(mail.stop_url == "" for mail in guests)
    assert lies("order_placed") == lies("order_moved") == []


def test_a_shop_hears_that_its_order_was_called_off(app: Flask) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    fulfil.cancel_by_buyer(stories.GUEST, code, f"{code}-1", "changed_mind")
    assert lies("order_to_pack") == []
    assert lies("order_called_off") == [(email(goods.seller), f"/quan-ly/chu-the/don-hang/{code}-1")]
    assert f"Đơn {code}-1: người mua đã huỷ" in [mail.subject for mail in mails(app)]


def test_whose_address_the_shop_gave_gets_the_order_by_mail_unless_they_wish_otherwise(app: Flask) -> None:
    owner_mail = "chu-vuon@example.vn"
    goods = stories.goods(producer_id=stories.producer(email=owner_mail))
    owner = stories.person("chu-vuon", (Role.PRODUCER_OWNER, "producer", str(goods.producer_id)))
    first = stories.order((goods.variant, 1))
    assert [mail.recipient for mail in mails(app) if mail.subject.startswith("Đơn mới")] == [owner_mail]
    wishes.wish(owner, {Topic.SALES: Way.DAILY}, "vi")
    second = stories.order((goods.variant, 1))
    assert [mail.recipient for mail in mails(app) if mail.subject == f"Đơn mới {second}-1"] == []
    assert (owner_mail, f"/quan-ly/chu-the/don-hang/{second}-1") in lies("order_to_pack")
    assert first != second

"""What producers are told before a paper of a product ends, which takes the product off sale with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.services import ProductPaperData
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.outbox import PermanentFailure
from marketplace.notifications import product_paper_jobs as jobs
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import Notice, ProductPaperReminder
from tests import stories
from tests.conftest import state_of
from tests.factories import days_ago, days_ahead
from tests.stories import Goods
from tests.web.desks import statements

JAM = 7
"""A set of processed food: its products need a test report (rule G12)."""
LAST = days_ahead(90)


def entered(goods: Goods, number: str, expires_on: date | None = LAST) -> int:
    data = ProductPaperData(
        kind=PaperKind.TEST_REPORT,
        number=number,
        issuer="Quatest 1",
        issued_on=days_ago(30),
        expires_on=expires_on,
    )
    paper_id = catalog.add_paper(goods.seller, goods.product_id, data)
    catalog.verify_paper(stories.officer(2), paper_id)
    return paper_id


@pytest.fixture
def goods(app: Flask) -> Goods:
    found = stories.goods(
        name="Mứt cam",
        set_no=JAM,
        ingredients="Cam, đường.",
        recognised={"issued_on": days_ago(10), "criteria_set": JAM},
    )
    entered(found, "12/KN")
    return found


def mails(app: Flask) -> list[MailMessage]:
    return [mail for mail in state_of(app).ports["mail"].sent if "hết hạn" in mail.subject]


def sweep(before: int, hour: int = 9) -> None:
    """What the worker does in a minute of the day so many days before the last one."""
    with clock.hold(clock.start_of_day(LAST - timedelta(days=before)) + timedelta(hours=hour)):
        jobs.remind_of_product_papers()


def noted() -> list[int]:
    return list(
        session().execute(select(ProductPaperReminder.days).order_by(ProductPaperReminder.days)).scalars()
    )


def test_each_threshold_is_told_once(app: Flask, goods: Goods) -> None:
    for before in (61, 60, 59, 30, 8, 7, 1, 0, -1):
        sweep(before)
    sweep(7, hour=10)
    assert [mail.text.split("\n")[0] for mail in mails(app)] == [
        "Phiếu kiểm nghiệm còn 60 ngày",
        "Phiếu kiểm nghiệm còn 30 ngày",
        "Phiếu kiểm nghiệm còn 7 ngày",
        "Hôm nay là ngày cuối của Phiếu kiểm nghiệm",
    ]
    assert noted() == [0, 7, 30, 60]


def test_the_mail_says_what_goes_off_sale_and_leads_to_its_papers(app: Flask, goods: Goods) -> None:
    sweep(60)
    (mail,) = mails(app)
    path = f"/quan-ly/chu-the/san-pham/{goods.product_id}/giay-to"
    assert mail.subject == f"Phiếu kiểm nghiệm hết hạn ngày {LAST:%d/%m/%Y}"
    for said in (
        f"số 12/KN, có giá trị đến hết ngày {LAST:%d/%m/%Y}.",
        f"từ {LAST + timedelta(days=1):%d/%m/%Y} những sản phẩm này rút khỏi quầy:\n- Mứt cam",
        path,
    ):
        assert said in mail.text
    notices = select(Notice.user_id, Notice.path).where(Notice.kind == "paper_ending")
    assert session().execute(notices).all() == [(goods.seller.id, path)]


def test_who_packs_hears_nothing(app: Flask, goods: Goods) -> None:
    packer, staff = stories.packer(goods.producer_id), stories.staff(goods.producer_id)
    sweep(60)
    told = set(session().execute(select(Notice.user_id).where(Notice.kind == "paper_ending")).scalars())
    assert told == {goods.seller.id, staff.id}
    assert packer.id not in told


def test_nobody_is_written_to_at_night(app: Flask, goods: Goods) -> None:
    sweep(60, hour=5)
    assert (mails(app), noted()) == ([], [])
    sweep(60, hour=6)
    assert len(mails(app)) == 1


def test_a_paper_that_is_not_missed_is_not_told_of(app: Flask, goods: Goods) -> None:
    entered(goods, "13/KN", None)
    sweep(30)
    assert (mails(app), noted()) == ([], [30])


def test_what_is_not_in_the_shop_is_not_told_of(app: Flask, goods: Goods) -> None:
    catalog.hide(goods.seller, goods.product_id)
    sweep(30)
    assert (mails(app), noted()) == ([], [])
    catalog.unhide(goods.seller, goods.product_id)
    sweep(30, hour=10)
    assert len(mails(app)) == 1


def test_there_has_to_be_such_a_paper(app: Flask) -> None:
    with pytest.raises(PermanentFailure):
        jobs.product_paper_ending(1, 7)


def test_one_statement_where_nothing_ends(app: Flask, goods: Goods) -> None:
    with statements() as sent:
        sweep(61)
    assert len(sent) == 1

"""What producers are told about their papers and their account: before a paper ends, and when somebody has looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.outbox import PermanentFailure
from marketplace.notifications import paper_jobs as jobs
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import PaperReminder
from marketplace.producers import queries, services
from marketplace.producers.kinds import PaperKind
from marketplace.producers.payout import services as paying
from tests import stories
from tests.conftest import state_of
from tests.factories import PaperDataFactory, days_ago
from tests.web.desks import statements


class Farm:
    def __init__(self) -> None:
        self.id = stories.producer(display_name="HTX Khe Mây")
        self.owner: Actor = stories.owner(self.id)
        (self.paper,) = queries.papers_of(self.id)
        assert self.paper.expires_on is not None
        self.last: date = self.paper.expires_on
        stories.goods(producer_id=self.id, name="Cam Khe Mây", recognised={"issued_on": days_ago(10)})

    @property
    def email(self) -> str:
        return f"chu-the-{self.id}@example.vn"


@pytest.fixture
def farm(app: Flask) -> Farm:
    return Farm()


def mails(app: Flask) -> list[MailMessage]:
    """What the producer's people got, but for the news that their product is in the register."""
    sent = state_of(app).ports["mail"].sent
    return [mail for mail in sent if mail.recipient.startswith("chu-the-") and "vào sổ" not in mail.subject]


def sweep(farm: Farm, before: int, hour: int = 9) -> None:
    """What the worker does in a minute of the day so many days before the last one."""
    day = clock.start_of_day(farm.last - timedelta(days=before))
    with clock.hold(day + timedelta(hours=hour)):
        jobs.remind_of_papers()


def reminders() -> list[tuple[int, int]]:
    return [
        (row.paper_id, row.days)
        for row in session().execute(
            select(PaperReminder.paper_id, PaperReminder.days).order_by(PaperReminder.days)
        )
    ]


def test_sixty_days_before_there_is_one_mail(app: Flask, farm: Farm) -> None:
    sweep(farm, 61)
    assert mails(app) == []
    sweep(farm, 60)
    sweep(farm, 60, hour=10)
    (mail,) = mails(app)
    assert mail.recipient == farm.email
    assert mail.subject == f"Giấy chứng nhận ATTP hết hạn ngày {farm.last:%d/%m/%Y}"
    gone = farm.last + timedelta(days=1)
    for said in (
        "Giấy chứng nhận ATTP còn 60 ngày",
        f"HTX Khe Mây, số {farm.paper.number}, có giá trị đến hết ngày {farm.last:%d/%m/%Y}.",
        f"từ {gone:%d/%m/%Y} những sản phẩm này rút khỏi quầy:\n- Cam Khe Mây",
        f"/quan-ly/chu-the/giay-to/{farm.paper.id}/thay",
    ):
        assert said in mail.text
    assert "<li>Cam Khe Mây</li>" in mail.html
    assert reminders() == [(farm.paper.id, 60)]


def test_each_threshold_is_told_once(app: Flask, farm: Farm) -> None:
    for before in (60, 59, 31, 30, 29, 8, 7, 6, 1, 0, -1):
        sweep(farm, before)
    assert [mail.text.split("\n")[0] for mail in mails(app)] == [
        "Giấy chứng nhận ATTP còn 60 ngày",
        "Giấy chứng nhận ATTP còn 30 ngày",
        "Giấy chứng nhận ATTP còn 7 ngày",
        "Hôm nay là ngày cuối của Giấy chứng nhận ATTP",
    ]
    assert reminders() == [(farm.paper.id, days) for days in (0, 7, 30, 60)]


def test_nobody_is_written_to_at_night(app: Flask, farm: Farm) -> None:
    sweep(farm, 60, hour=5)
    assert (mails(app), reminders()) == ([], [])
    sweep(farm, 60, hour=6)
    assert len(mails(app)) == 1


def test_a_paper_that_was_replaced_is_not_told_of(app: Flask, farm: Farm) -> None:
    new = services.replace_paper(farm.owner, farm.paper.id, PaperDataFactory(number="9", expires_on=None))
    sweep(farm, 60)
    assert mails(app) == []
    # When the new one comes back, the old one is what counts again.
    services.return_paper(stories.officer(2), new, "Bản quét mờ.")
    sweep(farm, 30)
    assert mails(app)[0].subject.endswith(": cần sửa")
    assert len(mails(app)) == 2
    # A job that comes late tells nothing that is not so any more.
    services.replace_paper(farm.owner, farm.paper.id, PaperDataFactory(number="10"))
    jobs.paper_ending(farm.paper.id, 7)
    assert len(mails(app)) == 2


def test_what_is_not_asked_or_is_met_otherwise_is_not_told_of(app: Flask, farm: Farm) -> None:
    for kind, expires_on in ((PaperKind.VIETGAP, farm.last), (PaperKind.HACCP, None)):
        paper_id = services.add_paper(
            stories.officer(1), farm.id, PaperDataFactory(kind=kind, number=kind, expires_on=expires_on)
        )
        services.verify_paper(stories.officer(2), paper_id)
    told = len(mails(app))
    sweep(farm, 30)
    assert len(mails(app)) == told
    assert len(reminders()) == 2


def test_the_reader_is_told_in_their_language(app: Flask, farm: Farm) -> None:
    with transaction() as here:
        here.execute(update(User).where(User.email == farm.email).values(locale="en"))
    sweep(farm, 7)
    (mail,) = mails(app)
    assert mail.subject == f"Food safety certificate ends on {farm.last:%d/%m/%Y}"
    assert "Food safety certificate: 7 days left" in mail.text


def test_a_minute_without_anything_to_tell_is_one_statement(app: Flask, farm: Farm) -> None:
    sweep(farm, 60)
    day = clock.start_of_day(farm.last - timedelta(days=60))
    with clock.hold(day + timedelta(hours=9)), statements() as sent:
        jobs.remind_of_papers()
    assert len(sent) == 1


def test_what_an_officer_said_of_a_paper_is_told_once(app: Flask, farm: Farm) -> None:
    haccp = PaperDataFactory(kind=PaperKind.HACCP, number="12/HACCP")
    first = services.add_paper(farm.owner, farm.id, haccp)
    services.return_paper(stories.officer(2), first, "Số giấy là 13/HACCP.")
    (mail,) = mails(app)
    assert mail.subject == "Giấy chứng nhận HACCP số 12/HACCP: cần sửa"
    assert "trả lại:\nSố giấy là 13/HACCP." in mail.text
    assert f"/quan-ly/chu-the/giay-to/{first}/thay" in mail.text
    second = services.replace_paper(
        farm.owner, first, PaperDataFactory(kind=PaperKind.HACCP, number="13/HACCP")
    )
    services.verify_paper(stories.officer(2), second)
    jobs.paper_decided(second)
    _, mail = mails(app)
    assert mail.subject == "Giấy chứng nhận HACCP số 13/HACCP: đã xác minh"
    with pytest.raises(PermanentFailure):
        jobs.paper_decided(999)


def test_what_an_officer_said_of_an_account_is_told_without_its_number(app: Flask, farm: Farm) -> None:
    def entered() -> int:
        return paying.change_bank_account(
            farm.owner, farm.id, bank="970405", account="3600205345678", holder="BUI THI NHAM"
        )

    paying.refuse_bank_account(stories.officer(2), entered(), "Tên khác tên cơ sở.")
    account_id = entered()
    paying.verify_bank_account(stories.officer(2), account_id)
    jobs.bank_account_decided(account_id)
    refused, verified = mails(app)
    assert refused.subject == "Tài khoản nhận tiền •••• 5678: chưa được nhận"
    assert "Tên khác tên cơ sở." in refused.text
    assert verified.subject == "Tài khoản nhận tiền •••• 5678: đã xác minh"
    assert "Tiền bán hàng từ nay về tài khoản •••• 5678" in verified.text
    assert not any("3600205345678" in mail.text + mail.html for mail in (refused, verified))

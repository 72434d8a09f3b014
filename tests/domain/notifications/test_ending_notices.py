"""What holders are told before a star ends: each step once, from the first moment of its local day on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from marketplace.accounts.models import RoleGrant, User
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.lifecycle import add_months
from marketplace.certification.models import Recognition
from marketplace.certification.queries import EVERYTHING, RegisterScope
from marketplace.kernel import clock, outbox
from marketplace.kernel.db import session, transaction
from marketplace.notifications.letters import jobs, queries
from marketplace.notifications.letters.models import EndingNotice
from marketplace.notifications.letters.queries import EndingFilter, ToldFilter, Window
from marketplace.notifications.letters.states import STEPS, Way
from marketplace.notifications.mailer import MailMessage
from tests import stories
from tests.conftest import state_of
from tests.factories import HA_NOI, HA_TINH, days_ahead
from tests.web.desks import statements


class Star:
    """A recognition of a producer with an owner's account, so many days before its end."""

    def __init__(self, left: int = 300, *, account: bool = True, name: str = "Cam Khe Mây") -> None:
        self.producer = stories.producer(legal_name=f"HTX {name}")
        if account:
            self.owner = stories.owner(self.producer)
        self.id = stories.recognition(
            product_name=name,
            holder_name=f"HTX {name}",
            issued_on=add_months(days_ahead(left), -36),
            score=None,
        )
        with transaction() as here:
            here.execute(
                update(Recognition).where(Recognition.id == self.id).values(producer_id=self.producer)
            )
            self.last = here.scalar(select(Recognition.expires_on).where(Recognition.id == self.id))

    @property
    def email(self) -> str:
        return f"chu-the-{self.producer}@example.vn"


@pytest.fixture
def star(app: Flask) -> Star:
    return Star()


def at(star: Star, before: int, *, seconds: float = 9 * 3600) -> None:
    """What the worker does at that moment of the local day so many days before the last one."""
    instant = clock.start_of_day(star.last - timedelta(days=before)) + timedelta(seconds=seconds)
    with clock.hold(instant):
        jobs.remind_of_endings()
        outbox.sweep()


def mails(app: Flask) -> list[MailMessage]:
    return [mail for mail in state_of(app).ports["mail"].sent if "hết hạn ngày" in mail.subject]


def notices() -> list[tuple[int, str]]:
    rows = session().execute(select(EndingNotice.days, EndingNotice.state).order_by(EndingNotice.days.desc()))
    return [(row.days, row.state) for row in rows]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_begins_at_midnight(app: Flask, star: Star, step: int) -> None:
    before = [each for each in STEPS if each > step]
    for each in before:
        at(star, each)
    at(star, step + 1, seconds=24 * 3600 - 1)
    assert notices() == [(each, "sent") for each in before]
    at(star, step, seconds=0)
    assert notices() == [*((each, "sent") for each in before), (step, "queued")]
    assert len(mails(app)) == len(before)
    at(star, step, seconds=jobs.FROM_HOUR * 3600)
    assert notices()[-1] == (step, "sent")
    assert len(mails(app)) == len(before) + 1


def test_the_day_after_the_last_one_nobody_is_told(app: Flask, star: Star) -> None:
    at(star, -1, seconds=0)
    at(star, -1)
    assert (notices(), mails(app)) == ([], [])


def test_each_step_is_told_once_and_says_what_to_do(app: Flask, star: Star) -> None:
    for before in (211, 210, 209, 181, 180, 179, 121, 120, 119, 31, 30, 29, 1, 0):
        at(star, before)
        at(star, before, seconds=10 * 3600)
    sent = mails(app)
    closes, opens = star.last - timedelta(days=120), star.last - timedelta(days=180)
    assert [mail.recipient for mail in sent] == [star.email] * 5
    assert [mail.text.split("\n")[0] for mail in sent] == [
        "Sao OCOP còn 210 ngày",
        "Sao OCOP còn 180 ngày",
        "Sao OCOP còn 120 ngày",
        "Sao OCOP còn 30 ngày",
        "Hôm nay là ngày cuối của sao OCOP",
    ]
    assert f"Nộp tại UBND cấp xã từ {opens:%d/%m/%Y} đến hết {closes:%d/%m/%Y}." in sent[0].text
    assert f"Nộp hồ sơ đánh giá lại tại UBND cấp xã đến hết ngày {closes:%d/%m/%Y}." in sent[1].text
    assert f"Nộp hồ sơ đánh giá lại tại UBND cấp xã đến hết ngày {closes:%d/%m/%Y}." in sent[2].text
    assert f"Đã quá hạn nộp ngày {closes:%d/%m/%Y}." in sent[3].text
    assert sent[0].subject == f"Cam Khe Mây: sao OCOP hết hạn ngày {star.last:%d/%m/%Y}"
    assert notices() == [(step, "sent") for step in STEPS]
    heard = queries.told([star.id])[star.id]
    assert [(each.way, each.days, each.whom) for each in heard] == [
        (Way.MAIL, step, star.email) for step in reversed(STEPS)
    ]


def test_a_star_that_is_entered_late_is_told_of_the_step_it_stands_in(app: Flask) -> None:
    star = Star(100)
    at(star, 100)
    assert notices() == [(120, "sent")]
    at(star, 30)
    assert notices() == [(120, "sent"), (30, "sent")]


def test_whoever_has_filed_is_not_asked_to_file(app: Flask, star: Star) -> None:
    with transaction() as here:
        here.execute(
            update(Recognition)
            .where(Recognition.id == star.id)
            .values(filed_on=star.last - timedelta(days=179), filing_receipt_no="7/BN", filing_by="user:1")
        )
    at(star, 120)
    at(star, 30)
    assert notices() == [(120, "not_needed"), (30, "sent")]
    assert "Đã nộp hồ sơ đánh giá lại ngày" in mails(app)[0].text


def test_what_was_revoked_is_not_told(app: Flask, star: Star) -> None:
    register.revoke(stories.chair(), star.id, decision_no="9/QĐ-UBND", ground=RevocationGround.NOT_PRODUCED)
    at(star, 180)
    assert (notices(), mails(app)) == ([], [])


def test_revoked_in_the_night_is_not_told_in_the_morning(app: Flask, star: Star) -> None:
    at(star, 180, seconds=0)
    register.revoke(stories.chair(), star.id, decision_no="9/QĐ-UBND", ground=RevocationGround.NOT_PRODUCED)
    at(star, 180)
    assert (notices(), mails(app)) == ([(180, "not_needed")], [])


def test_without_an_account_it_waits_for_paper(app: Flask) -> None:
    star = Star(account=False)
    at(star, 180)
    assert (notices(), mails(app)) == ([(180, "to_print")], [])
    with clock.hold(clock.start_of_day(star.last - timedelta(days=180))):
        assert queries.to_print([star.id]) == {star.id: (180,)}
        assert queries.to_print_count(EVERYTHING) == 1
        assert queries.to_print_count(RegisterScope(frozenset({HA_TINH}))) == 1
        assert queries.to_print_count(RegisterScope(frozenset({HA_NOI}))) == 0
        wanted = EndingFilter(told=ToldFilter.TO_PRINT)
        assert [row.id for row in queries.ending(EVERYTHING, wanted).items] == [star.id]


def test_an_account_that_is_gone_by_morning_leaves_paper(app: Flask, star: Star) -> None:
    at(star, 180, seconds=0)
    with transaction() as here:
        here.execute(delete(RoleGrant).where(RoleGrant.ref == str(star.producer)))
    at(star, 180)
    assert (notices(), mails(app)) == ([(180, "to_print")], [])


def test_the_mail_is_in_the_language_of_its_reader(app: Flask, star: Star) -> None:
    with transaction() as here:
        here.execute(update(User).where(User.email == star.email).values(locale="en"))
    at(star, 180)
    # The first tells that it is in the register.
    _recorded, mail = mails_to(app, star.email)
    assert "sao OCOP hết hạn" not in mail.subject
    assert mail.text.startswith("The OCOP star has 180 days left")


def mails_to(app: Flask, email: str) -> list[MailMessage]:
    return [mail for mail in state_of(app).ports["mail"].sent if mail.recipient == email]


def test_nothing_due_is_one_statement(app: Flask, star: Star) -> None:
    jobs.remind_of_endings()
    with statements() as sent:
        jobs.remind_of_endings()
    assert len(sent) == 1


def test_parts_of_the_list(app: Flask) -> None:
    days = (211, 210, 181, 180, 121, 120, 31, 30, 0, -1, -180, -181)
    stars = {left: Star(left, account=False, name=f"Sản phẩm {left}") for left in days}
    # The clamp at the end of a month moves a last day: the parts are counted from the last day itself.
    left = {(star.last - clock.today()).days: star.id for star in stars.values()}
    assert tuple(left) == days

    def found(window: Window) -> list[int]:
        page = queries.ending(EVERYTHING, EndingFilter(window=window))
        return [row.days_left for row in page.items]

    assert found(Window.D210) == [181, 210]
    assert found(Window.D180) == [121, 180]
    assert found(Window.D120) == [31, 120]
    assert found(Window.D30) == [0, 30]
    assert found(Window.GRACE) == []
    assert found(Window.ENDED) == [-180, -1]
    assert found(Window.ALL) == [-180, -1, 0, 30, 31, 120, 121, 180, 181, 210]
    counts = queries.ending_counts(EVERYTHING, EndingFilter())
    assert counts == {
        Window.ALL: 10,
        Window.D210: 2,
        Window.D180: 2,
        Window.D120: 2,
        Window.D30: 2,
        Window.GRACE: 0,
        Window.ENDED: 2,
    }


def test_in_grace_with_a_confirmed_receipt(app: Flask) -> None:
    star = Star(-10, account=False)
    with transaction() as here:
        here.execute(
            update(Recognition)
            .where(Recognition.id == star.id)
            .values(
                filed_on=star.last - timedelta(days=150),
                filing_receipt_no="7/BN",
                filing_by="user:1",
                filing_confirmed_by="user:2",
            )
        )
    (row,) = queries.ending(EVERYTHING, EndingFilter(window=Window.GRACE)).items
    assert row.grace_until == star.last + timedelta(days=180)
    assert queries.ending_counts(EVERYTHING, EndingFilter())[Window.ENDED] == 0


def test_told_or_not(app: Flask, star: Star) -> None:
    other = Star(299, account=False, name="Chè")
    at(star, 120)
    with clock.hold(clock.start_of_day(star.last - timedelta(days=120))):
        told = queries.ending(EVERYTHING, EndingFilter(told=ToldFilter.TOLD)).items
        untold = queries.ending(EVERYTHING, EndingFilter(told=ToldFilter.UNTOLD)).items
        assert ([row.id for row in told], [row.id for row in untold]) == ([star.id], [other.id])

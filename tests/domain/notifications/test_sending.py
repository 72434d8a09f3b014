"""A mail goes out once, and no transaction is open while it goes: a far machine may take its time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from marketplace.kernel import clock, outbox
from marketplace.kernel.db import is_writing, transaction
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.outbox import OutboxRow
from marketplace.notifications.mailer import MailMessage, MailRefused
from marketplace.notifications.models import Mail
from tests import stories
from tests.conftest import NOON, state_of


class Mailer:
    """Notes what is sent and whether the database was held meanwhile. ``before`` is called with each mail first."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.held: set[bool] = set()
        self.before: Callable[[MailMessage], None] = lambda _message: None

    def send(self, message: MailMessage) -> None:
        self.held.add(is_writing())
        self.before(message)
        self.sent.append((message.recipient, message.subject))


@pytest.fixture
def mailer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Mailer:
    made = Mailer()
    monkeypatch.setitem(state_of(app).ports, "mail", made)
    return made


def kept(session: Session) -> list[tuple[str, str]]:
    return [tuple(row) for row in session.execute(select(Mail.recipient, Mail.subject).order_by(Mail.id))]


def test_nothing_waits_while_a_mail_goes_out(app: Flask, session: Session, mailer: Mailer) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    assert [subject for _to, subject in mailer.sent] == [f"Đơn {code}: đã đặt", f"Đơn mới {code}-1"]
    assert mailer.held == {False}
    assert kept(session) == mailer.sent


def test_what_went_out_before_the_mailer_failed_does_not_go_twice(
    app: Flask, session: Session, mailer: Mailer
) -> None:
    goods = stories.goods()

    def away(message: MailMessage) -> None:
        if "Đơn mới" in message.subject:
            raise BackendUnavailable("mail", "no answer")

    mailer.before = away
    code = stories.order((goods.variant, 1))
    first = [f"Đơn {code}: đã đặt"]
    assert [subject for _to, subject in mailer.sent] == first
    assert kept(session) == mailer.sent
    mailer.before = lambda _message: None
    with clock.hold(NOON + timedelta(minutes=1)):
        assert outbox.sweep() == 1
    assert [subject for _to, subject in mailer.sent] == [*first, f"Đơn mới {code}-1"]
    assert kept(session) == mailer.sent


def test_a_buyer_whose_mailbox_is_refused_keeps_no_producer_from_being_told(
    app: Flask, session: Session, mailer: Mailer
) -> None:
    goods = stories.goods()

    def refuse(message: MailMessage) -> None:
        if "đã đặt" in message.subject:
            raise MailRefused("550 no such mailbox")

    mailer.before = refuse
    code = stories.order((goods.variant, 1))
    told = [(mail, f"Đơn mới {code}-1") for mail, _ in mailer.sent]
    assert len(told) == 1
    assert mailer.sent == told == kept(session)
    rows = session.execute(
        select(OutboxRow.job, OutboxRow.runs, OutboxRow.attempts, OutboxRow.failed_at)
        .where(OutboxRow.job.startswith("notifications."))
        .order_by(OutboxRow.id)
    )
    assert [tuple(row) for row in rows] == [
        ("notifications.order_placed", 1, 1, None),
        ("notifications.order_to_buyer", 0, 1, NOON),
        ("notifications.order_to_pack", 1, 1, None),
    ]


def test_two_workers_that_send_one_mail_at_once_note_it_once(
    app: Flask, session: Session, mailer: Mailer
) -> None:
    """The other worker's row is there when ours comes: the job is done, the log has the mail once."""
    goods = stories.goods()

    def other(message: MailMessage) -> None:
        mailer.before = lambda _message: None
        row = session.execute(select(OutboxRow.args).order_by(OutboxRow.id.desc()).limit(1)).scalar_one()
        assert "order_id" in row
        with transaction():
            session.execute(
                insert(Mail).values(
                    key=keys[message.recipient],
                    kind="order_placed",
                    recipient=message.recipient,
                    subject=message.subject,
                    text="",
                    html="",
                    sent_at=NOON,
                )
            )

    code = stories.order((goods.variant, 1))
    keys = {row.recipient: row.key for row in session.execute(select(Mail.recipient, Mail.key))}
    with transaction():
        session.execute(Mail.__table__.delete())
        session.execute(
            update(OutboxRow).where(OutboxRow.job == "notifications.order_placed").values(done_at=None)
        )
    mailer.sent.clear()
    mailer.before = other
    assert outbox.sweep() == 1
    assert len(mailer.sent) == 2
    assert session.scalar(select(func.count()).select_from(Mail)) == 2
    assert {subject for _to, subject in kept(session)} == {f"Đơn {code}: đã đặt", f"Đơn mới {code}-1"}

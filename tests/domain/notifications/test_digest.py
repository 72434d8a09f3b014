"""The mail of the day: one a person and day, of what waited and nobody has read; and forgetting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts import services as accounts
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.notifications import digest_jobs, inbox
from marketplace.notifications.models import Notice
from marketplace.notifications.services import KEPT, KEPT_READ, notify
from tests import stories
from tests.conftest import Statements
from tests.domain.notifications.test_notices import mails, someone, wish

TODAY = date(2026, 11, 21)


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """An hour in Vietnam of a day in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def tell(*people: int, ref: str = "1", hour: int = 6, day: int = 21, product: str = "Cam") -> None:
    with clock.hold(at(hour, day=day)):
        notify("product_waiting", ref, people, path="/quan-ly/can-bo", product=product, seller="HTX Khe Mây")


@contextmanager
def sweep(hour: int, minute: int = 0, day: int = 21) -> Iterator[None]:
    with clock.hold(at(hour, minute, day)):
        digest_jobs.gather()
        yield


def gathered(hour: int = 7, minute: int = 0, day: int = 21) -> None:
    with sweep(hour, minute, day):
        pass


def test_what_waited_goes_in_one_mail_at_seven(app: Flask) -> None:
    mai = someone("mai")
    tell(mai, ref="1", product="Cam")
    tell(mai, ref="2", product="Bưởi")
    with clock.hold(at(6)):
        notify(
            "paper_waiting",
            "9",
            [mai],
            path="/quan-ly/can-bo/giay-to/9",
            paper="Giấy ATTP",
            number="1",
            seller="HTX",
        )
    gathered(6, 59)
    assert mails(app) == []
    gathered(7)
    (mail,) = mails(app)
    assert (mail.recipient, mail.subject) == ("mai@example.vn", "3 tin đang chờ anh chị")
    assert mail.text == (
        "3 tin đang chờ anh chị\n"
        "\nSản phẩm trên quầy\n"
        "\n- Bưởi chờ duyệt\n"
        "  HTX Khe Mây đã gửi sản phẩm này. Hàng chỉ lên quầy khi có cán bộ duyệt.\n"
        "  http://127.0.0.1:5000/quan-ly/can-bo\n"
        "\n- Cam chờ duyệt\n"
        "  HTX Khe Mây đã gửi sản phẩm này. Hàng chỉ lên quầy khi có cán bộ duyệt.\n"
        "  http://127.0.0.1:5000/quan-ly/can-bo\n"
        "\nGiấy tờ\n"
        "\n- Giấy ATTP của HTX chờ xác minh\n"
        "  Đối chiếu giấy số 1 với bản quét.\n"
        "  http://127.0.0.1:5000/quan-ly/can-bo/giay-to/9\n"
        "\nMở hộp tin:\n"
        "http://127.0.0.1:5000/tai-khoan/thong-bao\n"
        "\n--\n"
        "Anh chị nhận thư này mỗi sáng một lần, chỉ khi có tin chưa đọc.\n"
        "Chọn cách nhận tin:\n"
        "http://127.0.0.1:5000/tai-khoan/thong-bao/tuy-chon\n"
    )


def test_it_goes_once_a_day(app: Flask) -> None:
    mai = someone("mai")
    tell(mai, ref="1")
    gathered(7)
    tell(mai, ref="2", hour=8)
    gathered(9)
    gathered(23, 59)
    assert len(mails(app)) == 1
    gathered(7, day=22)
    assert [mail.subject for mail in mails(app)] == ["1 tin đang chờ anh chị"] * 2
    gathered(8, day=22)
    assert len(mails(app)) == 2


def test_what_was_committed_late_waits_for_the_next_day(app: Flask) -> None:
    """A notice of before seven that comes to light after the mail went out is not lost, and makes no second mail."""
    mai = someone("mai")
    tell(mai, ref="1")
    gathered(7)
    tell(mai, ref="2", hour=6)
    gathered(7, 1)
    assert len(mails(app)) == 1
    gathered(7, day=22)
    assert len(mails(app)) == 2


def test_a_worker_that_was_away_at_seven_sends_it_later(app: Flask) -> None:
    mai = someone("mai")
    tell(mai)
    gathered(15)
    assert len(mails(app)) == 1


def test_nothing_is_sent_where_nothing_waits(app: Flask, statements: Statements) -> None:
    someone("mai")
    with statements() as sent:
        gathered(7)
    assert len(sent) == 1
    assert mails(app) == []


def test_what_was_seen_in_the_inbox_is_not_mailed(app: Flask) -> None:
    actor = stories.person("mai")
    assert actor.id is not None
    tell(actor.id, ref="1", product="Cam")
    tell(actor.id, ref="2", product="Bưởi")
    first = inbox.inbox(actor.id).page.items[-1]
    inbox.mark_read(actor, first.id)
    gathered(7)
    (mail,) = mails(app)
    assert mail.subject == "1 tin đang chờ anh chị"
    assert "Bưởi chờ duyệt" in mail.text
    assert "Cam" not in mail.text


def test_what_was_seen_between_gathering_and_sending_is_not_mailed(app: Flask) -> None:
    actor = stories.person("mai")
    assert actor.id is not None
    tell(actor.id)
    with clock.hold(at(7)):
        assert digest_jobs.claim(actor.id, at(7), TODAY)
        inbox.mark_all_read(actor, until=10**6)
        digest_jobs.digest(actor.id, TODAY.isoformat())
    assert mails(app) == []


def test_one_claim_holds_whoever_asks_again(app: Flask) -> None:
    mai = someone("mai")
    tell(mai)
    assert [digest_jobs.claim(mai, at(7), TODAY) for _ in range(2)] == [True, False]


def test_only_what_is_meant_for_it(app: Flask) -> None:
    mai = someone("mai")
    wish(mai, "listing", "inbox")
    tell(mai)
    gathered(7)
    assert mails(app) == []


def test_an_account_that_is_switched_off_gets_none(app: Flask) -> None:
    mai = someone("mai")
    tell(mai)
    accounts.set_active(stories.operator(), mai, active=False)
    gathered(7)
    assert mails(app) == []


def test_the_mail_is_in_the_readers_language(app: Flask) -> None:
    actor = stories.person("mai")
    accounts.set_locale(actor, "en")
    assert actor.id is not None
    tell(actor.id)
    gathered(7)
    (mail,) = mails(app)
    assert mail.subject == "1 notice is waiting for you"
    assert "- Cam waits for approval" in mail.text


def test_many_notices_are_cut_short(app: Flask) -> None:
    mai = someone("mai")
    for number in range(digest_jobs.SHOWN + 2):
        tell(mai, ref=str(number))
    gathered(7)
    (mail,) = mails(app)
    assert mail.subject == "32 tin đang chờ anh chị"
    assert mail.text.count("- Cam chờ duyệt") == 30
    assert "Còn 2 tin nữa trong hộp tin." in mail.text


def left() -> int:
    found: int = session().execute(select(func.count()).select_from(Notice)).scalar_one()
    return found


@pytest.mark.parametrize(("read", "kept"), [(True, KEPT_READ), (False, KEPT)])
def test_old_notices_are_forgotten(app: Flask, statements: Statements, read: bool, kept: timedelta) -> None:
    actor = stories.person("mai")
    assert actor.id is not None
    tell(actor.id)
    with clock.hold(at(6)):
        if read:
            inbox.mark_all_read(actor, until=10**6)
    with clock.hold(at(6) + kept - timedelta(seconds=1)), statements() as sent:
        digest_jobs.forget_old_notices()
    assert (left(), len(sent)) == (1, 1)
    with clock.hold(at(6) + kept):
        digest_jobs.forget_old_notices()
    assert left() == 0


def test_they_are_forgotten_in_batches(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_jobs, "BATCH", 2)
    mai = someone("mai")
    for number in range(3):
        tell(mai, ref=str(number))
    with clock.hold(at(6) + KEPT):
        digest_jobs.forget_old_notices()
        assert left() == 1
        digest_jobs.forget_old_notices()
    assert left() == 0

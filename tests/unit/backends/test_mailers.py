"""A mail leaves with the day and hour at which it was sent (RFC 5322, 3.6.1)."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any, Self

import pytest

from marketplace.backends import mailers
from marketplace.backends.mailers import FileMailer, SMTPMailer
from marketplace.kernel import clock
from marketplace.kernel.settings import Settings
from marketplace.notifications.mailer import MailMessage

MAIL = MailMessage("<1a2b@cho.example.vn>", "lan@example.vn", "Đơn DH1: đã đặt", "chữ", "<p>chữ</p>")
SENT = datetime(2026, 11, 21, 17, 30, 5, 999, tzinfo=UTC)
DATE = "Sun, 22 Nov 2026 00:30:05 +0700"


def settings() -> Settings:
    return Settings(site_name="Chợ Phiên", operator_email="thu@cho.example.vn")


class Server:
    """Stands in for a mail server's connection."""

    sent: list[EmailMessage]

    def __init__(self, *_where: Any, **_how: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        pass

    def has_extn(self, _name: str) -> bool:
        return False

    def send_message(self, mail: EmailMessage) -> None:
        Server.sent.append(mail)


def test_a_file_bears_the_date(tmp_path: Path) -> None:
    with clock.hold(SENT):
        FileMailer(tmp_path, settings()).send(MAIL)
    mail = message_from_bytes((tmp_path / "1a2b.eml").read_bytes(), policy=modern)
    assert mail.get_all("Date") == [DATE]
    assert mail["Message-ID"] == "<1a2b@cho.example.vn>"


def test_a_mail_by_smtp_bears_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    Server.sent = []
    monkeypatch.setattr(mailers.smtplib, "SMTP", Server)
    with clock.hold(SENT):
        SMTPMailer("smtp://mail.example.vn:25", settings()).send(MAIL)
    (mail,) = Server.sent
    assert mail.get_all("Date") == [DATE]
    assert mail["To"] == "lan@example.vn"


def test_the_same_mail_again_replaces_its_file(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, settings())
    mailer.send(MAIL)
    mailer.send(MAIL)
    assert [path.name for path in tmp_path.iterdir()] == ["1a2b.eml"]

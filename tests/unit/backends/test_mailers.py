"""A mail leaves with its day and hour (RFC 5322, 3.6.1), to an address that servers take, over a checked line."""

import smtplib
import ssl
from dataclasses import replace
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
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.settings import Settings
from marketplace.notifications.mailer import MailMessage, MailRefused

MAIL = MailMessage("<1a2b@cho.example.vn>", "lan@example.vn", "Đơn DH1: đã đặt", "chữ", "<p>chữ</p>")
SENT = datetime(2026, 11, 21, 17, 30, 5, 999, tzinfo=UTC)
DATE = "Sun, 22 Nov 2026 00:30:05 +0700"


def settings() -> Settings:
    return Settings(site_name="Chợ Phiên", operator_email="thu@cho.example.vn")


class Server:
    """Stands in for a mail server's connection."""

    sent: list[EmailMessage]
    said: list[tuple[str, Any]]
    offers: frozenset[str] = frozenset()
    refusal: Exception | None = None

    def __init__(self, host: str, port: int, **how: Any) -> None:
        Server.said.append(("connect", (host, port, _checks(how.get("context")))))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        pass

    greeted = False

    def ehlo_or_helo_if_needed(self) -> None:
        self.greeted = True

    def has_extn(self, name: str) -> bool:
        """As in smtplib: nothing is known before the greeting."""
        return self.greeted and name in Server.offers

    def starttls(self, *, context: ssl.SSLContext | None = None) -> None:
        Server.said.append(("starttls", _checks(context)))

    def login(self, user: str, password: str) -> None:
        Server.said.append(("login", (user, password)))

    def send_message(self, mail: EmailMessage) -> None:
        if Server.refusal is not None:
            raise Server.refusal
        Server.sent.append(mail)


def _checks(context: ssl.SSLContext | None) -> bool:
    """Whether a connection under ``context`` asks who the server is."""
    return context is not None and context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    Server.sent, Server.said, Server.offers, Server.refusal = [], [], frozenset(), None
    monkeypatch.setattr(mailers.smtplib, "SMTP", Server)
    monkeypatch.setattr(mailers.smtplib, "SMTP_SSL", Server)
    return Server


def test_a_file_bears_the_date(tmp_path: Path) -> None:
    with clock.hold(SENT):
        FileMailer(tmp_path, settings()).send(MAIL)
    mail = message_from_bytes((tmp_path / "1a2b.eml").read_bytes(), policy=modern)
    assert mail.get_all("Date") == [DATE]
    assert mail["Message-ID"] == "<1a2b@cho.example.vn>"


def test_a_mail_by_smtp_bears_the_date(server: type[Server]) -> None:
    with clock.hold(SENT):
        SMTPMailer("smtp://mail.example.vn:25", settings()).send(MAIL)
    (mail,) = server.sent
    assert mail.get_all("Date") == [DATE]
    assert mail["To"] == "lan@example.vn"
    assert server.said == [("connect", ("mail.example.vn", 25, False))]


def test_the_server_has_to_prove_who_it_is(server: type[Server]) -> None:
    server.offers = frozenset({"starttls"})
    SMTPMailer("smtp://thu:m%40t@mail.example.vn", settings()).send(MAIL)
    SMTPMailer("smtps://thu:m%40t@mail.example.vn", settings()).send(MAIL)
    assert server.said == [
        ("connect", ("mail.example.vn", 587, False)),
        ("starttls", True),
        ("login", ("thu", "m@t")),
        ("connect", ("mail.example.vn", 465, True)),
        ("login", ("thu", "m@t")),
    ]
    assert len(server.sent) == 2


def test_a_password_does_not_go_out_in_clear(server: type[Server]) -> None:
    with pytest.raises(BackendUnavailable):
        SMTPMailer("smtp://thu:mat@mail.example.vn:25", settings()).send(MAIL)
    assert server.said == [("connect", ("mail.example.vn", 25, False))]
    assert server.sent == []
    SMTPMailer("smtp://thu:mat@127.0.0.1:25", settings()).send(MAIL)
    assert server.said[1:] == [("connect", ("127.0.0.1", 25, False)), ("login", ("thu", "mat"))]


@pytest.mark.parametrize(
    ("refusal", "raised"),
    [
        (smtplib.SMTPRecipientsRefused({"lan@example.vn": (550, b"no such mailbox")}), MailRefused),
        (smtplib.SMTPRecipientsRefused({"lan@example.vn": (451, b"greylisted")}), BackendUnavailable),
        (smtplib.SMTPDataError(554, b"too long"), MailRefused),
        (smtplib.SMTPDataError(452, b"disk full"), BackendUnavailable),
        (smtplib.SMTPSenderRefused(550, b"who are you", "thu@cho.example.vn"), BackendUnavailable),
        (ConnectionResetError(), BackendUnavailable),
    ],
)
def test_what_is_refused_for_good_is_told_from_what_may_go_later(
    server: type[Server], refusal: Exception, raised: type[Exception]
) -> None:
    server.refusal = refusal
    with pytest.raises(raised):
        SMTPMailer("smtp://mail.example.vn:25", settings()).send(MAIL)


def test_a_domain_with_marks_travels_in_ascii(server: type[Server]) -> None:
    mail = replace(MAIL, recipient="lan@chợphiên.vn")
    SMTPMailer("smtp://mail.example.vn:25", settings()).send(mail)
    assert server.sent[0]["To"] == "lan@xn--chphin-mva4942d.vn"


def test_a_mailbox_with_marks_cannot_be_written_to(server: type[Server]) -> None:
    with pytest.raises(MailRefused):
        SMTPMailer("smtp://mail.example.vn:25", settings()).send(replace(MAIL, recipient="ngụ@example.vn"))
    assert server.sent == []


def test_the_same_mail_again_replaces_its_file(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, settings())
    mailer.send(MAIL)
    mailer.send(MAIL)
    assert [path.name for path in tmp_path.iterdir()] == ["1a2b.eml"]


@pytest.mark.parametrize(
    "subject",
    [
        "Bảo mật hai lớp của anh chị đã được gỡ",
        "Lời mời: Người đóng gói của chủ thể, HTX Nông nghiệp Cam Khe Mây Long Nhâm ở xã Hương Đô, tỉnh Hà Tĩnh",
        "Đơn DH1: đã đặt",
        "Order DH1 was placed and will be sent on the next working day, no later than 24 November 2026",
        "đã " * 60 + "gỡ",
    ],
)
def test_a_long_subject_keeps_its_spaces(subject: str) -> None:
    message = MailMessage("<1@cho>", "lan@example.vn", subject, "Chào", "<p>Chào</p>")
    sent = mailers.compose(message, settings()).as_bytes()
    assert message_from_bytes(sent, policy=modern)["Subject"] == subject
    assert max(map(len, sent.partition(b"\n\n")[0].splitlines())) <= 78

"""Mailers: a folder of .eml files (and a line on the console), SMTP, and memory for tests."""

import logging
import re
import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from marketplace.kernel import clock
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.settings import Settings
from marketplace.kernel.state import EXTENSION
from marketplace.notifications.mailer import Mailer, MailMessage

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)


def compose(message: MailMessage, settings: Settings) -> EmailMessage:
    """The message as it travels: text with an HTML alternative, sent by the operator now (RFC 5322, 3.6.1)."""
    mail = EmailMessage()
    mail["Date"] = clock.local(clock.now())
    mail["Message-ID"] = message.message_id
    mail["From"] = Address(settings.site_name, addr_spec=settings.operator_email or "khong-tra-loi@localhost")
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


class FileMailer:
    """Writes one .eml a message; the same message again replaces its file."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings

    def send(self, message: MailMessage) -> None:
        """Write the file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^0-9A-Za-z]+", "", message.message_id.partition("@")[0])
        path = self._folder / f"{name}.eml"
        path.write_bytes(compose(message, self._settings).as_bytes())
        log.info("mail to %s: %s (%s)", message.recipient, message.subject, path)


class SMTPMailer:
    """Hands mail to an SMTP server; ``smtps:`` from the first byte encrypted, ``smtp:`` with STARTTLS if offered."""

    def __init__(self, url: str, settings: Settings) -> None:
        self._url, self._settings = urlsplit(url), settings

    def send(self, message: MailMessage) -> None:
        """Deliver, or say that it did not work."""
        secure = self._url.scheme == "smtps"
        connect = smtplib.SMTP_SSL if secure else smtplib.SMTP
        try:
            host, port = self._url.hostname or "localhost", self._url.port or (465 if secure else 587)
            with connect(host, port, timeout=20) as server:
                if not secure and server.has_extn("starttls"):
                    server.starttls()
                if self._url.username:
                    server.login(unquote(self._url.username), unquote(self._url.password or ""))
                server.send_message(compose(message, self._settings))
        except (OSError, smtplib.SMTPException) as failure:
            raise BackendUnavailable("mail", repr(failure)) from failure


class MemoryMailer:
    """Keeps mail in a list, for tests."""

    def __init__(self) -> None:
        self.sent: list[MailMessage] = []

    def send(self, message: MailMessage) -> None:
        """Keep it."""
        self.sent.append(message)


def make(setting: str, app: "Flask") -> Mailer:
    """The mailer that ``MARKETPLACE_MAIL`` names."""
    settings = app.extensions[EXTENSION].settings
    scheme = urlsplit(setting).scheme
    if scheme == "memory":
        return MemoryMailer()
    if scheme == "file":
        return FileMailer(Path(app.instance_path, setting.removeprefix("file:")), settings)
    return SMTPMailer(setting, settings)

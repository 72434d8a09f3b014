"""Mailers: a folder of .eml files (and a line on the console), SMTP, and memory for tests."""

import logging
import re
import smtplib
import ssl
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import unquote, urlsplit

from marketplace.kernel import clock
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.settings import Settings
from marketplace.kernel.state import EXTENSION
from marketplace.notifications.mailer import Mailer, MailMessage, MailRefused

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)


FOR_GOOD: Final = 500
"""SMTP answers from here on say that the same mail will be refused again (RFC 5321, 4.2.1)."""

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class _Policy(EmailPolicy):
    """Folds a long subject so that no space is lost.

    Python's own folding of words that are not ASCII leaves the space at a fold between two encoded words, where
    readers drop it (RFC 2047, 6.2): "đã được" arrives as "đãđược".
    """

    def fold(self, name: str, value: str) -> str:
        """The header as it travels."""
        if name.lower() == "subject" and not str(value).isascii():
            return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        if name.lower() == "subject":
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


WITH_ITS_SPACES: Final = _Policy()


def deliverable(address: str) -> str:
    """The address as every mail server takes it, the domain in ASCII. ``MailRefused`` where there is no such form."""
    if address.isascii():
        return address
    import email_validator

    try:
        read = email_validator.validate_email(address, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError as wrong:
        raise MailRefused(f"{address}: {wrong}") from wrong
    if read.ascii_email is None:
        raise MailRefused(f"{address}: the part before the @ needs SMTPUTF8 (RFC 6531)")
    return read.ascii_email


def compose(message: MailMessage, settings: Settings) -> EmailMessage:
    """The message as it travels: text with an HTML alternative, sent by the operator now (RFC 5322, 3.6.1)."""
    mail = EmailMessage(policy=WITH_ITS_SPACES)
    mail["Date"] = clock.local(clock.now())
    mail["Message-ID"] = message.message_id
    mail["From"] = Address(settings.site_name, addr_spec=settings.operator_email or "khong-tra-loi@localhost")
    mail["To"] = deliverable(message.recipient)
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    if message.stop_url:
        mail["List-Unsubscribe"] = f"<{message.stop_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
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

    def forget(self, name: str) -> None:
        """Delete the file of a mail; its links open things, and it names people."""
        (self._folder / f"{re.sub(r'[^0-9A-Za-z]+', '', name)}.eml").unlink(missing_ok=True)


class SMTPMailer:
    """Hands mail to an SMTP server; ``smtps:`` from the first byte encrypted, ``smtp:`` with STARTTLS if offered.

    The server's certificate is checked, save on this very machine: mails carry links that open orders and accounts. Nor
    does a password go out in clear to any other.
    """

    def __init__(self, url: str, settings: Settings) -> None:
        self._url, self._settings = urlsplit(url), settings
        self._host = self._url.hostname or "localhost"

    def send(self, message: MailMessage) -> None:
        """Deliver, or say that it did not work."""
        try:
            with self._connect() as server:
                self._sign_in(server)
                server.send_message(compose(message, self._settings))
        except smtplib.SMTPRecipientsRefused as refusal:
            codes = [code for code, _ in refusal.recipients.values()]
            _refused(refusal, all(code >= FOR_GOOD for code in codes))
        except smtplib.SMTPDataError as refusal:
            _refused(refusal, refusal.smtp_code >= FOR_GOOD)
        except (OSError, smtplib.SMTPException) as failure:
            raise BackendUnavailable("mail", repr(failure)) from failure

    def _connect(self) -> smtplib.SMTP:
        if self._url.scheme == "smtps":
            return smtplib.SMTP_SSL(self._host, self._url.port or 465, timeout=20, context=self._tls())
        return smtplib.SMTP(self._host, self._url.port or 587, timeout=20)

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._host in LOOPBACK:
            # A relay on this machine has no name that anybody would certify, and nobody stands in between.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def _sign_in(self, server: smtplib.SMTP) -> None:
        secure = self._url.scheme == "smtps"
        # What a server offers is known once it has been greeted.
        server.ehlo_or_helo_if_needed()
        if not secure and server.has_extn("starttls"):
            server.starttls(context=self._tls())
            secure = True
        if not self._url.username:
            return
        if not secure and self._host not in LOOPBACK:
            raise BackendUnavailable("mail", f"{self._host} offers no encryption: the password is not sent")
        server.login(unquote(self._url.username), unquote(self._url.password or ""))


def _refused(refusal: smtplib.SMTPException, for_good: bool) -> NoReturn:  # noqa: FBT001 -- private, and named where it is called
    if for_good:
        raise MailRefused(repr(refusal)) from refusal
    raise BackendUnavailable("mail", repr(refusal)) from refusal


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

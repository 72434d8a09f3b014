"""The mail port."""

from dataclasses import dataclass
from typing import Protocol

from marketplace.kernel.outbox import PermanentFailure
from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One mail to one person. ``message_id`` is the same whenever the same mail is sent again.

    ``stop_url`` is where one POST stops such mails (RFC 8058); empty where nobody can.
    """

    message_id: str
    recipient: str
    subject: str
    text: str
    html: str
    stop_url: str = ""


class MailRefused(PermanentFailure):
    """The mail server will never take this mail: there is no such mailbox, or it cannot be addressed."""


class Mailer(Protocol):
    """Sends mail."""

    def send(self, message: MailMessage) -> None:
        """Hand ``message`` over. ``BackendUnavailable`` when that did not work and may be tried again, ``MailRefused``
        when trying again is no use.
        """
        ...


def mailer() -> Mailer:
    """The mailer of the current app."""
    return current().port("mail", Mailer)

"""The mail port."""

from dataclasses import dataclass
from typing import Protocol

from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One mail to one person. ``message_id`` is the same whenever the same mail is sent again."""

    message_id: str
    recipient: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """Sends mail."""

    def send(self, message: MailMessage) -> None:
        """Hand ``message`` over. ``BackendUnavailable`` when that did not work and may be tried again."""
        ...


def mailer() -> Mailer:
    """The mailer of the current app."""
    return current().port("mail", Mailer)

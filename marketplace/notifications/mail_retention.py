"""How long it is kept what was mailed: the log of mails, and the files of a mailer that writes to a folder."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Protocol, runtime_checkable

from sqlalchemy import delete, select

from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction
from marketplace.kernel.state import current
from marketplace.notifications.mailer import mailer
from marketplace.notifications.models import Mail
from marketplace.notifications.services import message_name

BATCH: Final = 200


@runtime_checkable
class KeepsFiles(Protocol):
    """A mailer that keeps what it was handed, by the part of the message id before the @."""

    def forget(self, name: str) -> None:
        """Delete it; nothing where there is none."""
        ...


def forget_old_mails() -> None:
    """Delete what was sent longer ago than a setting says, ``BATCH`` at most; one statement where there is none.

    What was done about an order, an application or a paper stands there, not in its mails.
    """
    before = clock.now() - timedelta(days=current().settings.mail_retention_days)
    old = select(Mail.id, Mail.key).where(Mail.sent_at <= before).order_by(Mail.sent_at, Mail.id).limit(BATCH)
    rows = session().execute(old).all()
    if not rows:
        return
    # The files first: what fails here is tried again, as the rows still say which they are.
    forget_mails([name_of(row.key) for row in rows])
    with transaction() as here:
        here.execute(delete(Mail).where(Mail.id.in_([row.id for row in rows])))


def forget_mails(names: Sequence[str]) -> None:
    """Delete the files of mails; nothing where the mailer keeps none."""
    keeper = mailer()
    if isinstance(keeper, KeepsFiles):
        for name in names:
            keeper.forget(name)


def name_of(key: str) -> str:
    """What the file of a mail is called."""
    return message_name(key)

"""Reads on what was sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.notifications.masking import masked
from marketplace.notifications.models import Mail


@dataclass(frozen=True, slots=True)
class MailRow:
    """A line of the mail log."""

    id: int
    kind: str
    recipient: str
    subject: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail as it was sent, save the keys in its links."""

    recipient: str
    subject: str
    text: str
    html: str
    sent_at: datetime


def mail_log(*, text: str = "", page: int = 1, size: int = 50) -> Page[MailRow]:
    """What was sent, newest first; two statements. ``text`` filters by recipient or subject."""
    here = session()
    wanted = Mail.recipient.icontains(text, autoescape=True) | Mail.subject.icontains(text, autoescape=True)
    condition = (wanted,) if text else ()
    total = here.execute(select(func.count()).select_from(Mail).where(*condition)).scalar_one()
    rows = here.execute(
        select(Mail.id, Mail.kind, Mail.recipient, Mail.subject, Mail.sent_at)
        .where(*condition)
        .order_by(Mail.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    return Page(tuple(MailRow(*row) for row in rows), total, page, size)


def mail(mail_id: int) -> MailText | None:
    """One mail, its keys masked whatever an earlier version kept; one statement."""
    row = (
        session()
        .execute(
            select(Mail.recipient, Mail.subject, Mail.text, Mail.html, Mail.sent_at).where(Mail.id == mail_id)
        )
        .one_or_none()
    )
    if row is None:
        return None
    return MailText(row.recipient, row.subject, masked(row.text), masked(row.html), row.sent_at)

"""Reads on what was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

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


SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "sent": (Mail.id,),
    "-sent": (Mail.id.desc(),),
    "recipient": (Mail.recipient, Mail.id.desc()),
    "-recipient": (Mail.recipient.desc(), Mail.id.desc()),
    "subject": (Mail.subject, Mail.id.desc()),
    "-subject": (Mail.subject.desc(), Mail.id.desc()),
}
"""Orders of the log of mails."""


def mail_log(
    *, text: str = "", kind: str = "", sort: str = "-sent", page: int = 1, size: int = 50
) -> Page[MailRow]:
    """What was sent; two statements. ``text`` filters by recipient or subject; ``sort`` is one of ``SORTS``."""
    here = session()
    condition: list[ColumnElement[bool]] = []
    if text:
        condition.append(
            Mail.recipient.icontains(text, autoescape=True) | Mail.subject.icontains(text, autoescape=True)
        )
    if kind:
        condition.append(Mail.kind == kind)
    total = here.execute(select(func.count()).select_from(Mail).where(*condition)).scalar_one()
    rows = here.execute(
        select(Mail.id, Mail.kind, Mail.recipient, Mail.subject, Mail.sent_at)
        .where(*condition)
        .order_by(*SORTS[sort])
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

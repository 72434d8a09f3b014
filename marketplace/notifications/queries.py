"""Reads on what was sent, and on who is to be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import PRODUCER_DESK_ROLES, PRODUCER_ROLES, Role
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.notifications.kind import Way
from marketplace.notifications.masking import masked
from marketplace.notifications.models import Mail, Notice


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


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom a notice goes to by a mail of its own."""

    user_id: int
    email: str
    locale: str


def people_of_producer(producer_id: int, *roles: Role) -> tuple[int, ...]:
    """Ids of those who work for a producer, all of them or those with one of ``roles``; one statement.

    All of them are who may not decide about it, and who hear of orders; see :func:`desk_of_producer` for the rest.
    """
    held = [role.value for role in roles or sorted(PRODUCER_ROLES)]
    return _people(
        and_(RoleGrant.role.in_(held), RoleGrant.scope == "producer", RoleGrant.ref == str(producer_id))
    )


def desk_of_producer(producer_id: int) -> tuple[int, ...]:
    """Ids of a producer's people who keep its products and papers; one statement. A packer is none of them: the pages
    that such a notice leads to are not theirs, and what it says is not either.
    """
    return people_of_producer(producer_id, *sorted(PRODUCER_DESK_ROLES))


def officers_of(province: str, commune: str = "", *roles: Role) -> tuple[int, ...]:
    """Ids of those whose office is this commune or its province; one statement.

    Where there are none, of those whose office is the whole country: else nobody would hear of it. ``roles`` are the
    officers' alone unless others are named.
    """
    held = [role.value for role in roles or (Role.OFFICER,)]
    here = or_(
        and_(RoleGrant.scope == "province", RoleGrant.ref == province),
        and_(RoleGrant.scope == "commune", RoleGrant.ref == commune),
    )
    near = select(RoleGrant.id).join(User, User.id == RoleGrant.user_id)
    near = near.where(User.active, RoleGrant.role.in_(held), here)
    return _people(
        and_(RoleGrant.role.in_(held), or_(here, and_(RoleGrant.scope == EVERYTHING, ~near.exists())))
    )


def _people(grant: ColumnElement[bool]) -> tuple[int, ...]:
    rows = session().execute(select(User.id).where(User.active, User.grants.any(grant)).order_by(User.id))
    return tuple(rows.scalars())


def wants_mail(kind: str, ref: str, user_id: int) -> bool:
    """Whether a person is to have the mail of a notice at once; so too of one that is in no inbox; one statement."""
    way = session().execute(
        select(Notice.way).where(Notice.user_id == user_id, Notice.kind == kind, Notice.ref == ref)
    )
    return way.scalar_one_or_none() in {None, Way.NOW.value}


def to_mail(kind: str, ref: str) -> tuple[Told, ...]:
    """Whom a kind with a mail of its own goes to at once, by when they came; one statement."""
    rows = session().execute(
        select(User.id, User.email, User.locale)
        .join(Notice, Notice.user_id == User.id)
        .where(User.active, Notice.kind == kind, Notice.ref == ref, Notice.way == Way.NOW.value)
        .order_by(User.id)
    )
    return tuple(Told(*row) for row in rows)

"""The mail of the day: what came for a person since yesterday's, in one mail, if they have not seen it yet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, literal_column, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.i18n import ngettext, speaking
from marketplace.kernel.outbox import enqueue
from marketplace.kernel.state import current
from marketplace.notifications.kind import DIGEST_HOUR, Topic, Way
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import INBOX, Words, why_digest, words_of
from marketplace.notifications.services import send_mail

PEOPLE: Final = 200
"""So many people's mails are gathered in one go; the others' a minute later."""
SHOWN: Final = 30
"""So many notices stand in one mail; the inbox has the others."""
BATCH: Final = 500
"""So many notices are forgotten in one go."""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A notice in the mail of the day."""

    words: Words
    url: str


@dataclass(frozen=True, slots=True)
class DigestPart:
    """What there is about one topic."""

    label: str
    lines: tuple[DigestLine, ...]


def gather() -> None:
    """Gather what waits for each person since before ``DIGEST_HOUR`` and have it sent; one statement if nothing does.

    A person's notices are claimed by one conditional UPDATE: of two workers one finds them. What comes for somebody
    who had the mail of the day already waits for the next one.
    """
    now = clock.now()
    if clock.local(now).hour < DIGEST_HOUR:
        return
    today = clock.today()
    before = clock.start_of_day(today) + timedelta(hours=DIGEST_HOUR)
    waiting = session().execute(
        select(Notice.user_id)
        .join(User, User.id == Notice.user_id)
        .where(User.active, *_waits(before), ~_had_one(Notice.user_id, today))
        .distinct()
        .order_by(Notice.user_id)
        .limit(PEOPLE)
    )
    for user_id in waiting.scalars().all():
        with transaction():
            if claim(user_id, before, today):
                enqueue("notifications.digest", user_id=user_id, day=today.isoformat())


def claim(user_id: int, before: datetime, today: date) -> bool:
    """Take what waits for a person into the mail of ``today``. True for the one worker who is to send it."""
    taken = session().execute(
        update(Notice)
        .where(Notice.user_id == user_id, *_waits(before), ~_had_one(user_id, today))
        .values(digest_on=today)
        .execution_options(synchronize_session=False)
    )
    return rowcount(taken) > 0


def digest(user_id: int, day: str) -> None:
    """Send a person the mail of a day. Nothing where they have seen all of it meanwhile."""
    person = (
        session()
        .execute(select(User.email, User.locale).where(User.id == user_id, User.active))
        .one_or_none()
    )
    rows = (
        session()
        .execute(
            select(Notice.kind, Notice.topic, Notice.params, Notice.path)
            .where(
                Notice.user_id == user_id,
                Notice.digest_on == date.fromisoformat(day),
                Notice.read_at.is_(None),
            )
            .order_by(Notice.topic, Notice.id.desc())
        )
        .all()
    )
    if person is None or not rows:
        return
    address = current().address
    with speaking(person.locale):
        parts = [
            DigestPart(
                str(Topic(topic).label),
                tuple(DigestLine(words_of(row.kind, row.params), address + row.path) for row in among),
            )
            for topic, among in groupby(rows[:SHOWN], key=lambda row: row.topic)
        ]
        reason = why_digest()
        subject = ngettext("%(n)s tin đang chờ anh chị", "%(n)s tin đang chờ anh chị", len(rows))
    send_mail(
        "digest",
        f"{user_id}:{day}",
        person.email,
        person.locale,
        subject,
        why=reason,
        count=len(rows),
        more=max(0, len(rows) - SHOWN),
        parts=parts,
        url=address + INBOX,
    )


def forget_old_notices() -> None:
    """Forget notices whose time has come, ``BATCH`` at most; one statement where there are none."""
    due = (
        session()
        .execute(
            select(Notice.id).where(Notice.forget_at <= clock.now()).order_by(Notice.forget_at).limit(BATCH)
        )
        .scalars()
        .all()
    )
    if due:
        with transaction() as here:
            here.execute(delete(Notice).where(Notice.id.in_(due)))


def _waits(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is meant for the mail of the day, is in none yet and was not seen; as the index says it."""
    return (
        Notice.way == literal_column(f"'{Way.DAILY.value}'"),
        Notice.digest_on.is_(None),
        Notice.read_at.is_(None),
        Notice.created_at < before,
    )


def _had_one(user_id: int | InstrumentedAttribute[int], today: date) -> ColumnElement[bool]:
    earlier = aliased(Notice)
    return exists().where(earlier.user_id == user_id, earlier.digest_on == today)

"""A person's inbox: what lies in it, what they have not seen, and seeing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, case, func, select, update

from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.paging import Page
from marketplace.notifications.kind import Topic
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import Words, words_of
from marketplace.notifications.services import KEPT_READ

MANY: Final = 100
"""So many unread notices are not counted further: the bell says "99+"."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as it lies in an inbox, its words in the language of the moment."""

    id: int
    kind: str
    topic: Topic
    words: Words
    path: str
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of an inbox. ``topics`` holds what there is of each: all, and not yet read. ``newest`` is the last id."""

    page: Page[NoticeRow]
    topics: dict[Topic, tuple[int, int]]
    newest: int

    @property
    def unread(self) -> int:
        """How many notices of any topic have not been read."""
        return sum(unread for _all, unread in self.topics.values())


def actor_and_unread(person: Person) -> tuple[Actor, int]:
    """Who is acting and how many notices they have not read, ``MANY`` at most; one statement for both."""
    some = (
        select(Notice.id)
        .where(Notice.user_id == User.id, Notice.read_at.is_(None))
        .limit(MANY)
        .correlate(User)
        .subquery()
    )
    count = select(func.count()).select_from(some).correlate(User).scalar_subquery()
    actor, found = accounts.actor_with(person, count)
    return actor, found[0] if found else 0


def inbox(
    user_id: int, *, unread: bool = False, topic: Topic | None = None, page: int = 1, size: int = 20
) -> Inbox:
    """A person's notices, the newest first, all or only those not read; two statements."""
    here = session()
    found = here.execute(
        select(
            Notice.topic,
            func.max(Notice.id).label("newest"),
            func.count().label("all"),
            func.sum(case((Notice.read_at.is_(None), 1), else_=0)).label("unread"),
        )
        .where(Notice.user_id == user_id)
        .group_by(Notice.topic)
    ).all()
    topics = {Topic(row.topic): (row.all, row.unread) for row in found}
    total = sum(counts[unread] for each, counts in topics.items() if topic in {None, each})
    rows = here.execute(
        select(
            Notice.id,
            Notice.kind,
            Notice.topic,
            Notice.params,
            Notice.path,
            Notice.created_at,
            Notice.read_at,
        )
        .where(*_of(user_id, topic), *([Notice.read_at.is_(None)] if unread else []))
        .order_by(Notice.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    items = tuple(
        NoticeRow(
            row.id,
            row.kind,
            Topic(row.topic),
            words_of(row.kind, row.params),
            row.path,
            row.created_at,
            row.read_at is not None,
        )
        for row in rows
    )
    return Inbox(Page(items, total, page, size), topics, max((row.newest for row in found), default=0))


def open_notice(actor: Actor, notice_id: int) -> str:
    """Note that a person has seen a notice, and say where its action is done. ``NotFound`` where it is not theirs."""
    with transaction() as here:
        path: str | None = here.execute(
            select(Notice.path).where(Notice.id == notice_id, Notice.user_id == actor.id)
        ).scalar_one_or_none()
        if path is None:
            raise NotFound
        mark_read(actor, notice_id)
    return path


def mark_read(actor: Actor, notice_id: int) -> None:
    """Note that a person has seen a notice. ``NotFound`` where it is not theirs."""
    with transaction() as here:
        if _see(actor, Notice.id == notice_id) == 0:
            own = select(Notice.id).where(Notice.id == notice_id, Notice.user_id == actor.id)
            if here.execute(own).first() is None:
                raise NotFound


def mark_all_read(actor: Actor, *, until: int, topic: Topic | None = None) -> int:
    """Note that a person has seen all up to the notice ``until``: what came after their page was made stays unread.

    Returns how many there were.
    """
    with transaction():
        return _see(actor, Notice.id <= until, *([Notice.topic == topic.value] if topic else []))


def _see(actor: Actor, *which: ColumnElement[bool]) -> int:
    now = clock.now()
    done = session().execute(
        update(Notice)
        .where(Notice.user_id == actor.id, Notice.read_at.is_(None), *which)
        .values(read_at=now, forget_at=now + KEPT_READ)
    )
    return rowcount(done)


def _of(user_id: int, topic: Topic | None) -> list[ColumnElement[bool]]:
    return [Notice.user_id == user_id, *([Notice.topic == topic.value] if topic else [])]

"""How each person wishes to be told: by topic at once, once a day or in the inbox alone; and in which language.

Without a wish each kind goes the way it declares. Notices that are required go their way whatever is wished.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, select, update

from marketplace.accounts import policy
from marketplace.accounts.models import User
from marketplace.accounts.policy import PRODUCER_ROLES, Role
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import LOCALES, Message
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.models import Notice, Wish
from marketplace.notifications.rows import insert_once

_FOR_ALL: Final = (Topic.ORDERS, Topic.APPLICATIONS, Topic.ACCOUNT)
_FOR_PRODUCERS: Final = (
    Topic.SALES,
    Topic.LISTING,
    Topic.PAPERS,
    Topic.MONEY,
    Topic.CERTIFICATION,
    Topic.INSPECTION,
    Topic.LETTERS,
)
_FOR_OFFICERS: Final = (Topic.LISTING, Topic.PAPERS, Topic.CERTIFICATION, Topic.INSPECTION, Topic.LETTERS)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wishes to be told. ``ways`` has the topics they may hear of, with ``None`` where they said nothing.

    ``fixed`` are topics of which nothing can be switched off.
    """

    locale: str
    ways: Mapping[Topic, Way | None]
    fixed: frozenset[Topic]


def topics_of(actor: Actor) -> tuple[Topic, ...]:
    """What somebody with these roles may be told about."""
    roles = {grant.role for grant in actor.grants}
    found = set(_FOR_ALL)
    if roles & PRODUCER_ROLES:
        found |= set(_FOR_PRODUCERS)
    if roles & (policy.REGISTER_ROLES | {Role.OPERATOR, Role.PROMOTION}):
        found |= set(_FOR_OFFICERS)
    used = {kind.topic for kind in KINDS.values()}
    return tuple(topic for topic in Topic if topic in found & used)


def wishes_of(actor: Actor) -> Wishes:
    """The wishes of a person; two statements. ``NotFound`` for somebody without an account."""
    here = session()
    locale = here.execute(select(User.locale).where(User.id == actor.id)).scalar_one_or_none()
    if locale is None:
        raise NotFound
    said = {
        row.topic: Way(row.way)
        for row in here.execute(select(Wish.topic, Wish.way).where(Wish.user_id == actor.id))
    }
    ways = {topic: said.get(topic.value) for topic in topics_of(actor)}
    optional = {kind.topic for kind in KINDS.values() if not kind.required}
    return Wishes(locale, ways, frozenset(topic for topic in ways if topic not in optional))


def wish(actor: Actor, ways: Mapping[Topic, Way | None], locale: str) -> bool:
    """Note how a person wishes to be told; ``None`` leaves it to each kind. True where anything is different now.

    Topics that are not named stay as they are. What waits for the mail of the day and is wished in the inbox alone
    from now on waits no more.

    :raises Invalid: there is no such language, or a topic that the person hears nothing of.
    """
    if locale not in LOCALES:
        message = Message("Chọn tiếng Việt hoặc tiếng Anh.")
        raise Invalid(message, fields={"locale": message})
    if not set(ways) <= set(topics_of(actor)):
        raise Invalid(Message("Chọn lại cách nhận tin."))
    with transaction() as here:
        before = wishes_of(actor)
        changed = {topic: way for topic, way in ways.items() if before.ways[topic] is not way}
        for topic, way in changed.items():
            assert actor.id is not None
            _set(actor.id, topic, way)
        if before.locale != locale:
            here.execute(update(User).where(User.id == actor.id).values(locale=locale))
        if not changed and before.locale == locale:
            return False
        audit.record(
            actor,
            "notifications.wishes.changed",
            "user",
            actor.id or 0,
            {"topics": sorted(topic.value for topic in changed), "locale": locale},
        )
    return True


def stop(user_id: int, topic: Topic) -> bool:
    """Mail a person nothing more about a topic, save what is required, as a link in a mail asks. True where it is new.

    Who holds the link acts as its reader. ``NotFound`` where there is no such account any more.
    """
    with transaction() as here:
        if here.execute(select(User.id).where(User.id == user_id)).first() is None:
            raise NotFound
        same = here.execute(
            select(Wish.way).where(Wish.user_id == user_id, Wish.topic == topic.value)
        ).scalar_one_or_none()
        if same == Way.INBOX:
            return False
        _set(user_id, topic, Way.INBOX)
        by = Actor("user", "", user_id)
        audit.record(by, "notifications.wishes.stopped", "user", user_id, {"topics": [topic.value]})
    return True


def _set(user_id: int, topic: Topic, way: Way | None) -> None:
    here = session()
    mine = (Wish.user_id == user_id, Wish.topic == topic.value)
    if way is None:
        here.execute(delete(Wish).where(*mine))
        return
    values: dict[str, Any] = {"way": way.value, "changed_at": clock.now()}
    if rowcount(here.execute(update(Wish).where(*mine).values(values))) == 0:
        insert_once(Wish, [{"user_id": user_id, "topic": topic.value, **values}])
    if way is Way.INBOX:
        required = [kind for kind, declared in KINDS.items() if declared.required]
        here.execute(
            update(Notice)
            .where(
                Notice.user_id == user_id,
                Notice.topic == topic.value,
                Notice.way == Way.DAILY.value,
                Notice.digest_on.is_(None),
                Notice.read_at.is_(None),
                Notice.kind.not_in(required),
            )
            .values(way=Way.INBOX.value)
        )

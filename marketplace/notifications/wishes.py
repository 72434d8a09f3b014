"""How each person wishes to be told: by topic at once, once a day or in the inbox alone; and in which language.

Without a wish each kind goes the way it declares. Notices that are required go their way whatever is wished.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, select, update

from marketplace.accounts import policy
from marketplace.accounts.models import User
from marketplace.accounts.policy import PRODUCER_DESK_ROLES, PRODUCER_ROLES, Role
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import LOCALES, Message
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Kind, Topic, Way
from marketplace.notifications.models import Notice, Wish
from marketplace.notifications.rows import insert_once

_FOR_ALL: Final = frozenset({Topic.ORDERS, Topic.APPLICATIONS, Topic.ACCOUNT})
_OFFICE: Final = policy.REGISTER_ROLES | {Role.OPERATOR, Role.PROMOTION}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wishes to be told: of each topic they may hear of, ``None`` where they said nothing.

    ``optional`` are the names of what can be switched off under a topic, none for some; ``required`` of what cannot.
    """

    locale: str
    ways: Mapping[Topic, Way | None]
    optional: Mapping[Topic, tuple[Message, ...]]
    required: tuple[Message, ...]


def kinds_of(actor: Actor) -> tuple[Kind, ...]:
    """What somebody with these roles may be told: as a buyer, as one of a producer's people, in an office.

    A packer hears of orders to pack, and of nothing else of the producer's.
    """
    roles = {grant.role for grant in actor.grants}
    topics = set(_FOR_ALL)
    if roles & PRODUCER_ROLES:
        topics.add(Topic.SALES)
    if roles & PRODUCER_DESK_ROLES:
        topics.update(Topic)
    decides = bool(roles & _OFFICE)
    return tuple(kind for kind in KINDS.values() if (decides if kind.office else kind.topic in topics))


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
    kinds = kinds_of(actor)
    topics = [topic for topic in Topic if any(kind.topic is topic for kind in kinds)]
    return Wishes(
        locale,
        {topic: said.get(topic.value) for topic in topics},
        {
            topic: tuple(kind.name for kind in kinds if kind.topic is topic and not kind.required)
            for topic in topics
        },
        tuple(kind.name for kind in kinds if kind.required),
    )


def wish(actor: Actor, ways: Mapping[Topic, Way | None], locale: str) -> bool:
    """Note how a person wishes to be told; ``None`` leaves it to each kind. True where anything is different now.

    Topics that are not named stay as they are. What waits for the mail of the day and is wished in the inbox alone
    from now on waits no more.

    :raises Invalid: there is no such language, or a topic that the person hears nothing of.
    """
    if locale not in LOCALES:
        message = Message("Chọn tiếng Việt hoặc tiếng Anh.")
        raise Invalid(message, fields={"locale": message})
    if not {topic.value for topic in ways} <= {kind.topic.value for kind in kinds_of(actor)}:
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

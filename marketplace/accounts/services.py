"""Verbs on people: who is acting, granting and taking roles, switching an account off."""

import hashlib
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import grants, sessions
from marketplace.accounts.identity import Person
from marketplace.accounts.models import RoleGrant, User, new_session_key, search_key
from marketplace.accounts.policy import Role, require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import EVERYTHING, Actor, Grant
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.i18n import Message

LONGEST_NAME = 120
"""What is kept of a name that a host has for somebody."""


def actor_of(person: Person) -> Actor:
    """The actor for somebody whom the identity vouches for, known here from their first visit on.

    One statement for somebody known. ``NotAllowed`` is not raised for a switched-off account: it simply has no grants.
    """
    return actor_with(person)[0]


def actor_with(person: Person, *about: ColumnElement[Any]) -> tuple[Actor, tuple[Any, ...]]:
    """The actor, and in the same one statement what a domain above wants to know ``about`` their ``User`` row.

    Nothing is known about somebody on their first visit: the second value is empty then.
    """
    rows = (
        session()
        .execute(
            select(
                User.id,
                User.name,
                User.email,
                User.active,
                RoleGrant.role,
                RoleGrant.scope,
                RoleGrant.ref,
                *about,
            )
            .outerjoin(RoleGrant, RoleGrant.user_id == User.id)
            .where(User.subject == person.subject)
        )
        .all()
    )
    if not rows:
        return Actor("user", person.name, remember(person), ()), ()
    first = rows[0]
    held = tuple(Grant(row.role, row.scope, row.ref or None) for row in rows if row.role and first.active)
    if first.active:
        _follow(first.id, (first.name, first.email), person)
    return Actor("user", person.name or first.name, first.id, held), tuple(first[7:])


def _follow(user_id: int, kept: tuple[str, str], person: Person) -> None:
    """The identity may know them by another name or address now. An address that is another's here stays theirs."""
    name, email = (person.name or kept[0])[:LONGEST_NAME], person.email.strip().lower() or kept[1]
    if email != kept[1] and session().scalar(select(User.id).where(User.email == email)) is not None:
        email = kept[1]
    if (name, email) == kept:
        return
    now = {"name": name, "email": email, "search_key": search_key(email, name)}
    # Somebody may be given that address at this very moment: then it is theirs.
    with suppress(IntegrityError), transaction() as here, savepoint():
        here.execute(update(User).where(User.id == user_id, User.active).values(now))


def actor_of_email(email: str) -> Actor:
    """The actor for an account, by its address; for commands, where the shell vouches for whoever types.

    :raises NotFound: there is no such account.
    """
    row = (
        session()
        .execute(select(User.subject, User.name).where(User.email == email.strip().lower()))
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có tài khoản %(email)s.", {"email": email}))
    return actor_of(Person(row.subject, email, row.name))


def remember(person: Person) -> int:
    """The account of a person whom a host's identity vouches for, made at their first visit. Returns its id.

    A host may know two people by one address, or somebody by none: it is kept for whoever came first.
    """
    with transaction() as here:
        for email in filter(None, (person.email.lower(), _nowhere(person.subject))):
            try:
                with savepoint():
                    user_id: int = here.execute(
                        insert(User)
                        .values(
                            subject=person.subject,
                            email=email,
                            name=person.name[:LONGEST_NAME],
                            phone="",
                            locale="vi",
                            active=True,
                            created_at=clock.now(),
                        )
                        .returning(User.id)
                    ).scalar_one()
            except IntegrityError:
                mine = select(User.id).where(User.subject == person.subject)
                known: int | None = here.execute(mine).scalar_one_or_none()
                if known is not None:
                    return known
            else:
                return user_id
    raise NotAllowed


def _nowhere(subject: str) -> str:
    """An address that reaches nobody (RFC 2606), for whom the host knows by none, or by one that is another's here."""
    return f"{hashlib.sha256(subject.encode()).hexdigest()[:32]}@khong-ro.invalid"


def grant(actor: Actor, user_id: int, role: Role, scope: str = EVERYTHING, ref: str = "") -> None:
    """Give a person a role within a scope. Giving it twice changes nothing.

    :raises Invalid: the role cannot be held within that scope, or the scope needs to name which, in digits.
    :raises NotAllowed: the actor does not run the site.
    :raises Conflict: somebody tries to give a role to themselves.
    """
    require(actor, "accounts.manage")
    grants.check_scope(role, scope, ref)
    if actor.id is not None and actor.id == user_id:
        raise Conflict(Message("Không ai tự cấp quyền cho mình. Nhờ một người vận hành khác."))
    with transaction() as here:
        if here.execute(select(User.id).where(User.id == user_id)).scalar_one_or_none() is None:
            raise NotFound(Message("Không có tài khoản này."))
        grants.give(actor, user_id, role, scope, ref, granted_by=actor.id)


def take_role(actor: Actor, user_id: int, role: Role, scope: str = EVERYTHING, ref: str = "") -> None:
    """Take a role away.

    :raises Conflict: it would leave the site without an operator, or somebody takes their own.
    :raises NotFound: the person does not hold it.
    """
    require(actor, "accounts.manage")
    if actor.id is not None and actor.id == user_id:
        raise Conflict(Message("Không ai tự bỏ quyền của mình. Nhờ một người vận hành khác."))
    with transaction():
        left = grants.hold_still(role, scope, ref) if role is Role.OPERATOR else frozenset()
        if not grants.take(actor, user_id, role, scope, ref):
            raise NotFound(Message("Người này không giữ vai trò đó."))
        if role is Role.OPERATOR and not left - {user_id}:
            raise Conflict(Message("Phải còn ít nhất một người vận hành."))


def set_active(actor: Actor, user_id: int, *, active: bool) -> None:
    """Switch an account on or off. Switching off ends every session, for good: switched on again, one signs in anew.

    :raises Conflict: somebody switches themselves off.
    :raises NotAllowed: the actor was switched off, or lost the role, a moment ago: an operator always stays.
    :raises NotFound: no such account.
    """
    require(actor, "accounts.manage")
    if actor.id == user_id:
        raise Conflict(Message("Không ai tự khoá tài khoản của mình."))
    values: dict[str, object] = {"active": active}
    if not active:
        values["session_key"] = new_session_key()
    with transaction() as here:
        _refuse_former(actor, grants.hold_still(Role.OPERATOR, EVERYTHING, ""))
        changed = here.execute(update(User).where(User.id == user_id, User.active != active).values(values))
        if rowcount(changed) == 0:
            if here.execute(select(User.id).where(User.id == user_id)).scalar_one_or_none() is None:
                raise NotFound(Message("Không có tài khoản này."))
            return
        if not active:
            sessions.forget(user_id)
        action = "accounts.user.activated" if active else "accounts.user.deactivated"
        audit.record(actor, action, "user", user_id)


def _refuse_former(actor: Actor, operators: frozenset[int]) -> None:
    """Raise :class:`NotAllowed` for somebody from whom another operator has just taken it; they are held still."""
    if not actor.is_system and actor.id not in operators:
        raise NotAllowed


def set_locale(actor: Actor, locale: str) -> None:
    """Remember the language a person reads, for mails."""
    if actor.id is None:
        return
    with transaction() as here:
        here.execute(update(User).where(User.id == actor.id).values(locale=locale))

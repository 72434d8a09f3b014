"""The list of users, as operators narrow and sort it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import STAFF_ROLES, Role
from marketplace.accounts.queries import USER, UserRow
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold

SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "created": (User.id,),
    "-created": (User.id.desc(),),
    "email": (User.email,),
    "-email": (User.email.desc(),),
    "signed_in": (User.last_login_at.is_(None), User.last_login_at, User.id),
    "-signed_in": (User.last_login_at.is_(None), User.last_login_at.desc(), User.id.desc()),
}
"""Orders of the list of users. Who never signed in stands last either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFilter:
    """Which users. ``text`` is found in the address, and in the name with or without its marks. ``role`` keeps who
    holds it, ``staff`` who holds any role that acts for the public, ``scope`` and ``ref`` who holds one within it;
    where several are given one role has to fit them all. ``seen`` is one of ``SEEN``.
    """

    text: str = ""
    role: Role | None = None
    staff: bool = False
    scope: str = ""
    ref: str = ""
    seen: str = ""


SEEN: Final = ("30", "90", "never")
"""Signed in within 30 days; not for 90 days or never; never."""


def users(
    wanted: UserFilter | None = None, *, sort: str = "-created", page: int = 1, size: int = 50
) -> Page[UserRow]:
    """The list of users; three statements. ``sort`` is one of ``SORTS``."""
    here, conditions = session(), _user_conditions(wanted or UserFilter())
    total = here.execute(select(func.count()).select_from(User).where(*conditions)).scalar_one()
    rows = here.execute(
        select(*USER).where(*conditions).order_by(*SORTS[sort]).limit(size).offset((page - 1) * size)
    ).all()
    held: dict[int, list[tuple[str, str, str]]] = {}
    for grant in here.execute(
        select(RoleGrant.user_id, RoleGrant.role, RoleGrant.scope, RoleGrant.ref)
        .where(RoleGrant.user_id.in_([row.id for row in rows]))
        .order_by(RoleGrant.role, RoleGrant.scope, RoleGrant.ref)
    ):
        held.setdefault(grant.user_id, []).append((grant.role, grant.scope, grant.ref))
    return Page(
        tuple(UserRow(**row._mapping, roles=tuple(held.get(row.id, ()))) for row in rows), total, page, size
    )


def ids_of_words(text: str, *, at_most: int = 100) -> tuple[int, ...]:
    """The accounts in whose name or address every word of ``text`` is found; one statement."""
    rows = session().execute(select(User.id).where(*_words(text)).order_by(User.id).limit(at_most))
    return tuple(rows.scalars())


def _words(text: str) -> list[ColumnElement[bool]]:
    return [_found(word) for word in text.split()]


def _found(word: str) -> ColumnElement[bool]:
    in_address, plain = User.email.contains(word.lower(), autoescape=True), fold(word)
    # Nothing is left of "---", and nothing is in every name.
    return or_(User.search_key.contains(plain, autoescape=True), in_address) if plain else in_address


def _user_conditions(wanted: UserFilter) -> list[ColumnElement[bool]]:
    found = _words(wanted.text)
    grant: list[ColumnElement[bool]] = []
    if wanted.role is not None:
        grant.append(RoleGrant.role == wanted.role.value)
    if wanted.staff:
        grant.append(RoleGrant.role.in_(sorted(STAFF_ROLES)))
    if wanted.scope:
        grant.append(RoleGrant.scope == wanted.scope)
    if wanted.ref:
        grant.append(RoleGrant.ref == wanted.ref)
    if grant:
        found.append(User.id.in_(select(RoleGrant.user_id).where(*grant)))
    now = clock.now()
    if wanted.seen == "30":
        found.append(User.last_login_at >= now - timedelta(days=30))
    elif wanted.seen == "90":
        found.append(or_(User.last_login_at.is_(None), User.last_login_at < now - timedelta(days=90)))
    elif wanted.seen == "never":
        found.append(User.last_login_at.is_(None))
    return found

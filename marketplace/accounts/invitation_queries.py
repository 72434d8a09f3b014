"""Reads on invitations: the one of a link, those of an address, those of a producer, all of them for operators."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from marketplace.accounts.invitation_links import hash_of
from marketplace.accounts.models import Invitation, User
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page

STATES: Final = ("open", "accepted", "expired", "revoked")


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as of now. ``invited_by`` and ``accepted_by`` are names, empty for the system and for nobody."""

    id: int
    email: str
    role: str
    scope: str
    ref: str
    locale: str
    round: int
    invited_by: str
    invited_at: datetime
    sent_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    accepted_by: str
    accepted_by_id: int | None
    revoked_at: datetime | None

    @property
    def state(self) -> str:
        """One of ``STATES``."""
        if self.accepted_at is not None:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "open" if self.expires_at > clock.now() else "expired"


def by_secret(secret: str) -> InvitationView | None:
    """The invitation of a link; one statement."""
    return _one(Invitation.token_hash == hash_of(secret))


def invitation(invitation_id: int) -> InvitationView | None:
    """One invitation; one statement."""
    return _one(Invitation.id == invitation_id)


def open_for(email: str) -> tuple[InvitationView, ...]:
    """What an address may take now, oldest first; one statement, answered from an index."""
    return _several(Invitation.email == email.strip().lower(), *_in_state("open"), limit=20)


def of_scope(scope: str, ref: str, *, limit: int = 50) -> tuple[InvitationView, ...]:
    """The invitations to roles within a scope, newest first; one statement."""
    return _several(Invitation.scope == scope, Invitation.ref == ref, limit=limit, newest=True)


def invitations(
    *, state: str = "open", text: str = "", role: Role | None = None, page: int = 1, size: int = 50
) -> Page[InvitationView]:
    """A page of all invitations, newest first; two statements. ``state`` is one of ``STATES``, or empty for all."""
    conditions = _in_state(state)
    conditions += [Invitation.email.contains(word.lower(), autoescape=True) for word in text.split()]
    if role is not None:
        conditions.append(Invitation.role == role.value)
    here = session()
    total = here.execute(select(func.count(Invitation.id)).where(*conditions)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = here.execute(
        _query().where(*conditions).order_by(Invitation.id.desc()).limit(size).offset((number - 1) * size)
    )
    return Page(tuple(InvitationView(*row) for row in rows), total, number, size)


def counts() -> dict[str, int]:
    """How many invitations each state has; one statement."""
    counted = [
        func.coalesce(func.sum(case((and_(*_in_state(state)), 1), else_=0)), 0).label(state)
        for state in STATES
    ]
    return dict(session().execute(select(*counted)).one()._mapping)


def locale_of(email: str) -> str | None:
    """The language of the account for an address, if there is one; one statement. For its mail alone."""
    return session().execute(select(User.locale).where(User.email == email)).scalar_one_or_none()


def _in_state(state: str) -> list[ColumnElement[bool]]:
    not_accepted, not_revoked = Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)
    now = clock.now()
    known: dict[str, list[ColumnElement[bool]]] = {
        "open": [not_accepted, not_revoked, Invitation.expires_at > now],
        "expired": [not_accepted, not_revoked, Invitation.expires_at <= now],
        "accepted": [Invitation.accepted_at.is_not(None)],
        "revoked": [Invitation.revoked_at.is_not(None)],
    }
    return known.get(state, [])


def _query() -> Any:
    inviter, taker = aliased(User), aliased(User)
    return (
        select(
            Invitation.id,
            Invitation.email,
            Invitation.role,
            Invitation.scope,
            Invitation.ref,
            Invitation.locale,
            Invitation.round,
            func.coalesce(func.nullif(inviter.name, ""), inviter.email, ""),
            Invitation.invited_at,
            Invitation.sent_at,
            Invitation.expires_at,
            Invitation.accepted_at,
            func.coalesce(func.nullif(taker.name, ""), taker.email, ""),
            Invitation.accepted_by,
            Invitation.revoked_at,
        )
        .outerjoin(inviter, inviter.id == Invitation.invited_by)
        .outerjoin(taker, taker.id == Invitation.accepted_by)
    )


def _one(condition: ColumnElement[bool]) -> InvitationView | None:
    row = session().execute(_query().where(condition)).one_or_none()
    return None if row is None else InvitationView(*row)


def _several(
    *conditions: ColumnElement[bool], limit: int, newest: bool = False
) -> tuple[InvitationView, ...]:
    order = Invitation.id.desc() if newest else Invitation.id
    rows = session().execute(_query().where(*conditions).order_by(order).limit(limit))
    return tuple(InvitationView(*row) for row in rows)

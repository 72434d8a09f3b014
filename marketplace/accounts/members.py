"""The people of a producer: who they are, what they do there, and their owner's verbs on them. The last owner stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.accounts import grants, invitations
from marketplace.accounts.models import Invitation, RoleGrant, User
from marketplace.accounts.policy import PRODUCER_ROLES, Role, require
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.i18n import Message

RANKS: Final = (Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_PACKER)
"""What one may be at a producer, the one who may most first."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for a producer. ``role`` is the one with the most rights, ``roles`` all of them."""

    user_id: int
    name: str
    email: str
    active: bool
    role: Role
    roles: tuple[Role, ...]
    since: datetime
    granted_by: str
    last_login_at: datetime | None


def members_of(producer_id: int) -> tuple[Member, ...]:
    """The people of a producer, owners first, then by when they came; one statement."""
    giver = aliased(User)
    rows = session().execute(
        select(
            User.id,
            User.name,
            User.email,
            User.active,
            User.last_login_at,
            RoleGrant.role,
            RoleGrant.granted_at,
            giver.name.label("giver"),
            giver.email.label("giver_email"),
        )
        .join(User, User.id == RoleGrant.user_id)
        .outerjoin(giver, giver.id == RoleGrant.granted_by)
        .where(RoleGrant.scope == "producer", RoleGrant.ref == str(producer_id))
        .order_by(RoleGrant.id)
    )
    held: dict[int, list[Role]] = {}
    first: dict[int, Any] = {}
    for row in rows:
        held.setdefault(row.id, []).append(Role(row.role))
        first.setdefault(row.id, row)
    found = [
        Member(
            user_id=row.id,
            name=row.name or row.email,
            email=row.email,
            active=row.active,
            role=min(held[row.id], key=_rank),
            roles=tuple(sorted(held[row.id], key=_rank)),
            since=row.granted_at,
            granted_by=row.giver or row.giver_email or "",
            last_login_at=row.last_login_at,
        )
        for row in first.values()
    ]
    return tuple(sorted(found, key=lambda each: _rank(each.role)))


def change_role(actor: Actor, producer_id: int, user_id: int, role: Role) -> None:
    """Let one of a producer's people do something else there. The same as before changes nothing.

    :raises NotFound: they are none of its people. :raises Invalid: no role of a producer's people.
    :raises Conflict: it would leave the producer without an owner, or it is oneself.
    """
    if role not in PRODUCER_ROLES:
        message = Message("Chọn vai trò.")
        raise Invalid(message, fields={"role": message})
    require(actor, "accounts.staff", producer=producer_id)
    if actor.id == user_id:
        raise Conflict(Message("Không ai tự đổi vai trò của mình. Nhờ một chủ cơ sở khác."))
    with transaction():
        held = _held(actor, producer_id, user_id, keeps_owner=role is Role.PRODUCER_OWNER)
        # The new one first: nobody is without a role in between.
        if role not in held:
            grants.give(actor, user_id, role, "producer", str(producer_id), granted_by=actor.id)
        for each in held:
            if each is not role:
                grants.take(actor, user_id, each, "producer", str(producer_id))
        if Role.PRODUCER_OWNER in held and role is not Role.PRODUCER_OWNER:
            _drop_invitations(actor, producer_id, user_id)


def remove(actor: Actor, producer_id: int, user_id: int) -> None:
    """Take somebody out of a producer's people, oneself among them. They are out at their next request.

    What they invited others to is taken back, and so is what they were invited to there.

    :raises NotFound: they are none of its people. :raises Conflict: they are its last owner.
    """
    with transaction():
        for each in _held(actor, producer_id, user_id, keeps_owner=False):
            grants.take(actor, user_id, each, "producer", str(producer_id))
        _drop_invitations(actor, producer_id, user_id)


def _held(actor: Actor, producer_id: int, user_id: int, *, keeps_owner: bool) -> tuple[Role, ...]:
    """What somebody is at a producer, with its owners held still until the transaction ends."""
    require(actor, "accounts.staff", producer=producer_id)
    ref = str(producer_id)
    owners = grants.hold_still(Role.PRODUCER_OWNER, "producer", ref)
    if not actor.is_system and actor.id not in owners:
        # Another owner was faster.
        raise NotAllowed
    rows = session().execute(
        select(RoleGrant.role).where(
            RoleGrant.user_id == user_id, RoleGrant.scope == "producer", RoleGrant.ref == ref
        )
    )
    held = tuple(Role(each) for each in rows.scalars())
    if not held:
        raise NotFound(Message("Người này không làm cho chủ thể."))
    if Role.PRODUCER_OWNER in held and not keeps_owner and not owners - {user_id}:
        raise Conflict(Message("Phải còn ít nhất một chủ cơ sở. Giao vai trò ấy cho người khác trước."))
    return held


def _drop_invitations(actor: Actor, producer_id: int, user_id: int) -> None:
    theirs = (Invitation.scope == "producer", Invitation.ref == str(producer_id))
    invitations.revoke_where(actor, *theirs, Invitation.invited_by == user_id)
    email = select(User.email).where(User.id == user_id).scalar_subquery()
    invitations.revoke_where(actor, *theirs, Invitation.email == email)


def _rank(role: Role) -> int:
    return RANKS.index(role)

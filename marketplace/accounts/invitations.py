"""Verbs on invitations: ask somebody by e-mail to take a role, ask again, take it back, take the role.

Nobody learns here whether an address has an account: the answer is the same either way. A role is taken only by whoever
has that address, and once, however often and at once the link is used.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from marketplace.accounts import grants, invitation_limits
from marketplace.accounts.emails import read_email
from marketplace.accounts.events import InvitationEnded, InvitationSent
from marketplace.accounts.invitation_links import hash_of, secret_of
from marketplace.accounts.models import Invitation, RoleGrant, User, new_session_key
from marketplace.accounts.policy import PRODUCER_ROLES, Role, may
from marketplace.kernel import audit, clock, i18n
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

HOLDS: Final = timedelta(days=7)

IS_OPEN: Final = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))


def may_invite(actor: Actor, role: Role, scope: str, ref: str) -> bool:
    """Who runs the site invites to any role; a producer's owner to those of the people of that producer."""
    if may(actor, "accounts.manage"):
        return True
    own = role in PRODUCER_ROLES and scope == "producer" and ref.isdigit()
    return own and may(actor, "accounts.staff", producer=int(ref))


def invite(actor: Actor, email: str, role: Role, scope: str, ref: str = "") -> int:
    """Write to an address that it may take a role; where an earlier invitation has expired it is opened again.

    :raises NotAllowed: the actor may not give that role. :raises Invalid: no address, or a scope that does not fit.
    :raises Conflict: they are invited already, hold it already, were written to a moment ago, or too many are open.
    """
    address = read_email(email)
    grants.check_scope(role, scope, ref)
    if not may_invite(actor, role, scope, ref):
        raise NotAllowed
    now = clock.now()
    about = (Invitation.role == role.value, Invitation.scope == scope, Invitation.ref == ref)
    with transaction() as here:
        _refuse(actor, address, role, scope, ref)
        invitation_limits.refuse_too_many(actor, address, scope, ref)
        values = {
            "locale": i18n.locale(),
            "invited_by": actor.id,
            "invited_at": now,
            "sent_at": now,
            "expires_at": now + HOLDS,
        }
        try:
            with savepoint():
                invitation_id: int = here.execute(
                    insert(Invitation)
                    .values(
                        email=address,
                        role=role.value,
                        scope=scope,
                        ref=ref,
                        round=1,
                        token_hash=new_session_key(),
                        **values,
                    )
                    .returning(Invitation.id)
                ).scalar_one()
        except IntegrityError:
            expired = here.execute(
                update(Invitation)
                .where(Invitation.email == address, *about, *IS_OPEN, Invitation.expires_at <= now)
                .values(round=Invitation.round + 1, **values)
                .returning(Invitation.id)
            ).scalar_one_or_none()
            if expired is None:
                message = Message("Địa chỉ này đã được mời. Muốn gửi lại thư thì bấm “Gửi lại” ở lời mời ấy.")
                raise Conflict(message, fields={"email": message}) from None
            invitation_id = expired
        _write(actor, invitation_id, "accounts.invitation.sent")
    return invitation_id


def resend(actor: Actor, invitation_id: int) -> None:
    """Write again, with a new link; the link of the letter before opens nothing any more.

    :raises NotFound: there is none that the actor may see. :raises Conflict: it ended, or was sent a moment ago.
    """
    now = clock.now()
    with transaction() as here:
        _mine(actor, invitation_id)
        changed = here.execute(
            update(Invitation)
            .where(Invitation.id == invitation_id, *IS_OPEN, invitation_limits.may_go_again())
            .values(round=Invitation.round + 1, sent_at=now, expires_at=now + HOLDS, invited_by=actor.id)
        )
        if rowcount(changed) == 0:
            raise Conflict(
                Message(
                    "Lời mời này đã kết thúc, hoặc thư vừa gửi: chờ %(n)s phút, sau %(many)s thư thì chờ một ngày.",
                    {"n": 5, "many": invitation_limits.QUICK_LETTERS},
                )
            )
        _write(actor, invitation_id, "accounts.invitation.resent")


def revoke(actor: Actor, invitation_id: int) -> None:
    """Take an invitation back; its link opens nothing any more.

    :raises NotFound: there is none that the actor may see. :raises Conflict: it was accepted or taken back.
    """
    with transaction():
        _mine(actor, invitation_id)
        if not revoke_where(actor, Invitation.id == invitation_id):
            raise Conflict(Message("Lời mời này đã kết thúc."))


def revoke_where(actor: Actor, *conditions: ColumnElement[bool]) -> int:
    """Take open invitations back, each with its entry in the log. How many there were. In a transaction."""
    gone = session().execute(
        update(Invitation)
        .where(*IS_OPEN, *conditions)
        .values(revoked_at=clock.now(), revoked_by=actor.id)
        .returning(Invitation.id)
    )
    ids = sorted(gone.scalars())
    for each in ids:
        audit.record(actor, "accounts.invitation.revoked", "invitation", each)
        emit(InvitationEnded(each))
    return len(ids)


def move_open(actor: Actor, ref: str, to_ref: str) -> int:
    """Open invitations to the roles of one producer become those to the same roles of another one; how many. The
    links of the letters that are out stay good. In a transaction.

    An address that the other one has invited to the role as well keeps one of the two: the one that has not expired.
    """
    here, now = session(), clock.now()
    theirs, same = aliased(Invitation), (Invitation.scope == "producer", Invitation.ref == to_ref)
    twin = exists().where(
        theirs.email == Invitation.email,
        theirs.role == Invitation.role,
        theirs.scope == "producer",
        theirs.accepted_at.is_(None),
        theirs.revoked_at.is_(None),
    )
    revoke_where(actor, *same, Invitation.expires_at <= now, twin.where(theirs.ref == ref))
    mine = (Invitation.scope == "producer", Invitation.ref == ref)
    revoke_where(actor, *mine, twin.where(theirs.ref == to_ref))
    moved = here.execute(
        update(Invitation)
        .where(*IS_OPEN, *mine)
        .values(ref=to_ref)
        .execution_options(synchronize_session=False)
    )
    return rowcount(moved)


def accept(actor: Actor, email: str, *, secret: str = "", invitation_id: int = 0) -> int:
    """Take the role of an invitation, found by the secret of its link, or by its number where ``email`` is proved.

    ``email`` is the address by which the identity knows the actor. Returns the invitation's id.

    :raises NotFound: there is no such invitation for that address.
    :raises Conflict: it was taken, taken back or expired; whoever invited may not any more; or they invited themselves.
    """
    if not actor.is_signed_in or actor.id is None:
        raise NotAllowed
    found = Invitation.token_hash == hash_of(secret) if secret else Invitation.id == invitation_id
    now = clock.now()
    with transaction() as here:
        taken = here.execute(
            update(Invitation)
            .where(found, Invitation.email == email.strip().lower(), *IS_OPEN, Invitation.expires_at > now)
            .values(accepted_at=now, accepted_by=actor.id)
            .returning(
                Invitation.id, Invitation.role, Invitation.scope, Invitation.ref, Invitation.invited_by
            )
        ).one_or_none()
        if taken is None:
            if here.execute(select(Invitation.id).where(found)).first() is None:
                raise NotFound
            raise Conflict(Message("Lời mời này không còn nhận được: đã dùng, đã thu hồi hoặc đã hết hạn."))
        role = Role(taken.role)
        _refuse_taker(actor, taken.invited_by, role, taken.scope, taken.ref)
        grants.give(actor, actor.id, role, taken.scope, taken.ref, granted_by=taken.invited_by)
        audit.record(
            actor,
            "accounts.invitation.accepted",
            "invitation",
            taken.id,
            {"role": role, "scope": taken.scope, "ref": taken.ref},
        )
        emit(InvitationEnded(taken.id))
    return int(taken.id)


def decline(actor: Actor, email: str, invitation_id: int) -> None:
    """Say no to an invitation to one's own address, which the identity knows to be proved.

    :raises NotFound: there is none for that address. :raises Conflict: it ended already.
    """
    mine = (Invitation.id == invitation_id, Invitation.email == email.strip().lower())
    with transaction() as here:
        if here.execute(select(Invitation.id).where(*mine)).first() is None:
            raise NotFound
        if not revoke_where(actor, *mine):
            raise Conflict(Message("Lời mời này đã kết thúc."))


def _refuse(actor: Actor, address: str, role: Role, scope: str, ref: str) -> None:
    """Nobody invites themselves, nor who holds the role already, which the lists of people show anyway."""
    here = session()
    if actor.id is not None:
        own = here.execute(select(User.email).where(User.id == actor.id)).scalar_one_or_none()
        if own == address:
            message = Message("Không ai tự mời mình. Nhờ một người khác có quyền.")
            raise Invalid(message, fields={"email": message})
    holds = select(RoleGrant.id).join(User, User.id == RoleGrant.user_id)
    holds = holds.where(
        User.email == address,
        RoleGrant.role == role.value,
        RoleGrant.scope == scope,
        RoleGrant.ref == ref,
    )
    if here.execute(holds).first() is not None:
        message = Message("Người này đã giữ vai trò đó.")
        raise Conflict(message, fields={"email": message})


def _refuse_taker(actor: Actor, invited_by: int | None, role: Role, scope: str, ref: str) -> None:
    """Whoever invited has to be able to give the role still, and be somebody else; the address has to be confirmed."""
    here = session()
    who = here.execute(select(User.active, User.password, User.confirmed_at).where(User.id == actor.id)).one()
    if not who.active:
        raise NotAllowed
    if who.password is not None and who.confirmed_at is None:
        raise Conflict(Message("E-mail chưa xác nhận. Mở thư chúng tôi đã gửi và bấm liên kết trong đó."))
    if invited_by is None:
        return
    if invited_by == actor.id:
        raise Conflict(Message("Không ai tự cấp quyền cho mình. Nhờ một người vận hành khác."))
    inviter = Actor("user", "", invited_by, grants.grants_of(invited_by))
    if not may_invite(inviter, role, scope, ref):
        raise Conflict(Message("Người mời không còn quyền cấp vai trò này. Nhờ người khác mời lại."))


def _mine(actor: Actor, invitation_id: int) -> None:
    """Raise :class:`NotFound` for what the actor could not have sent."""
    row = (
        session()
        .execute(
            select(Invitation.role, Invitation.scope, Invitation.ref).where(Invitation.id == invitation_id)
        )
        .one_or_none()
    )
    if row is None or not may_invite(actor, Role(row.role), row.scope, row.ref):
        raise NotFound


def _write(actor: Actor, invitation_id: int, action: str) -> None:
    """Give the letter its secret, and have it written."""
    here = session()
    row = here.execute(
        select(Invitation.round, Invitation.sent_at, Invitation.role, Invitation.scope, Invitation.ref).where(
            Invitation.id == invitation_id
        )
    ).one()
    secret = secret_of(invitation_id, row.round, row.sent_at)
    here.execute(update(Invitation).where(Invitation.id == invitation_id).values(token_hash=hash_of(secret)))
    audit.record(
        actor, action, "invitation", invitation_id, {"role": row.role, "scope": row.scope, "ref": row.ref}
    )
    emit(InvitationSent(invitation_id, row.round))

"""What accounts hold about a person: the account itself, addresses, consents, sessions, invitations, requests."""

from typing import Any

from sqlalchemy import case, delete, func, select, update

from marketplace.accounts import consents, grants, sessions
from marketplace.accounts.invitations import revoke_where
from marketplace.accounts.models import (
    Address,
    FactorReset,
    Invitation,
    LoginSession,
    RoleGrant,
    User,
    new_session_key,
)
from marketplace.accounts.policy import PRODUCER_ROLES, Role
from marketplace.accounts.privacy.copying import forget_copies_of
from marketplace.accounts.privacy.kinds import RequestState
from marketplace.accounts.privacy.models import DataRequest
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.personal import Keeper, Portion, Traces

SYSTEM = Actor.system("erasure")


def export(user_id: int) -> Portion:
    """The account. What others wrote about it for themselves, such as who invited whom, is left out."""
    here = session()
    person = here.execute(
        select(
            User.email,
            User.name,
            User.phone,
            User.locale,
            User.created_at,
            User.confirmed_at,
            User.last_login_at,
        ).where(User.id == user_id)
    ).one()
    return Portion(
        {
            "account": dict(person._mapping),
            "addresses": _rows(
                select(
                    Address.recipient,
                    Address.phone,
                    Address.street,
                    Address.place,
                    Address.note,
                    Address.created_at,
                )
                .where(Address.user_id == user_id)
                .order_by(Address.id)
            ),
            "consents": [
                {
                    "purpose": each.purpose,
                    "version": each.version,
                    "given": each.given,
                    "at": each.said_at,
                    "words": each.shown,
                }
                for each in consents.ledger(user_id)
            ],
            "roles": _rows(
                select(RoleGrant.role, RoleGrant.scope, RoleGrant.ref, RoleGrant.granted_at)
                .where(RoleGrant.user_id == user_id)
                .order_by(RoleGrant.id)
            ),
            "sessions": _rows(
                select(
                    LoginSession.browser,
                    LoginSession.system,
                    LoginSession.network,
                    LoginSession.began_at,
                    LoginSession.seen_at,
                )
                .where(LoginSession.user_id == user_id)
                .order_by(LoginSession.id)
            ),
            "requests": _rows(
                select(
                    DataRequest.code,
                    DataRequest.kind,
                    DataRequest.state,
                    DataRequest.words,
                    DataRequest.asked_at,
                    DataRequest.answer,
                    DataRequest.ended_at,
                )
                .where(DataRequest.user_id == user_id)
                .order_by(DataRequest.id)
            ),
        }
    )


def obstacles(user_id: int) -> tuple[Message, ...]:
    """The last operator stays until there is another."""
    held = (
        session()
        .execute(
            select(RoleGrant.user_id)
            .join(User, User.id == RoleGrant.user_id)
            .where(RoleGrant.role == Role.OPERATOR.value, User.active)
        )
        .scalars()
        .all()
    )
    if user_id in held and len(set(held)) == 1:
        return (Message("Anh chị là người vận hành cuối cùng: cấp vai trò này cho người khác trước."),)
    others = (
        session()
        .execute(
            select(func.count())
            .select_from(RoleGrant)
            .where(
                RoleGrant.user_id == user_id,
                RoleGrant.role.not_in([role.value for role in PRODUCER_ROLES]),
            )
        )
        .scalar_one()
    )
    if others:
        return (
            Message("Anh chị đang giữ vai trò cán bộ hoặc vận hành: nhờ người vận hành bỏ vai trò trước."),
        )
    return ()


def erase(traces: Traces) -> None:
    """Make the account nobody's. Its row stays, as the number by which logs and decisions name who acted."""
    here, user_id = session(), traces.user_id
    held = here.execute(
        select(RoleGrant.role, RoleGrant.scope, RoleGrant.ref).where(RoleGrant.user_id == user_id)
    ).all()
    for row in held:
        grants.take(SYSTEM, user_id, Role(row.role), row.scope, row.ref)
    here.execute(delete(Address).where(Address.user_id == user_id))
    sessions.forget(user_id)
    revoke_where(SYSTEM, Invitation.email == traces.email)
    here.execute(
        update(Invitation)
        .where((Invitation.email == traces.email) | (Invitation.accepted_by == user_id))
        .values(email="")
    )
    here.execute(update(FactorReset).where(FactorReset.user_id == user_id).values(reason="–"))
    _end_requests(user_id)
    forget_copies_of(user_id)
    here.execute(
        update(OutboxRow).where(OutboxRow.error.contains(traces.email, autoescape=True)).values(error="")
    )
    gone = f"da-xoa-{user_id}@da-xoa.invalid"
    here.execute(
        update(User)
        .where(User.id == user_id)
        .values(
            subject=new_session_key(),
            email=gone,
            name="",
            phone="",
            search_key=gone,
            active=False,
            session_key=new_session_key(),
            password=None,
            confirmed_at=None,
            tf_primary_method=None,
            tf_totp_secret=None,
            tf_last_counter=None,
            mf_recovery_codes=None,
            last_login_at=None,
            erased_at=clock.now(),
        )
    )


def _end_requests(user_id: int) -> None:
    """Nobody is left to answer; and a copy that is being made at this moment finds its request over. A refusal has to
    say why, so something is left of what was answered.
    """
    mine, here = DataRequest.user_id == user_id, session()
    here.execute(
        update(DataRequest)
        .where(mine, DataRequest.state == RequestState.OPEN.value)
        .values(state=RequestState.CANCELLED.value, ended_at=clock.now(), ended_by=SYSTEM.ref)
    )
    left = case((DataRequest.answer == "", ""), else_="–")
    moved = case((DataRequest.extended_why == "", ""), else_="–")
    here.execute(update(DataRequest).where(mine).values(words="", answer=left, extended_why=moved))


def _rows(statement: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session().execute(statement)]


KEEPER = Keeper(
    name="tai-khoan",
    title=Message("Tài khoản"),
    export=export,
    erase=erase,
    obstacles=obstacles,
    subjects=lambda user_id: (("user", str(user_id)),),
    readings=("accounts.restricted.opened",),
)
"""The accounts' part. It lets go last: the others find the person by it."""

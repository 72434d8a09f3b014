"""What the standalone site's own accounts keep to know people again: password, confirmation, second factor.

With a host's identity nothing here is used. Every change is one short transaction with its audit entry; secrets are
never part of the entry. What may happen only once (a one-time code, a recovery code) is one conditional UPDATE.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import sessions
from marketplace.accounts.models import LoginSession, User, new_session_key
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account as the identity sees it. ``password`` is a hash, ``tf_totp_secret`` is encrypted."""

    id: int
    subject: str
    email: str
    name: str
    locale: str
    active: bool
    session_key: str
    password: str | None
    confirmed_at: datetime | None
    tf_primary_method: str | None
    tf_totp_secret: str | None
    recovery_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account with the session in which it was asked for, and when that was last noted as used."""

    account: Credentials
    session_id: int
    seen_at: datetime


_COLUMNS = (
    User.id,
    User.subject,
    User.email,
    User.name,
    User.locale,
    User.active,
    User.session_key,
    User.password,
    User.confirmed_at,
    User.tf_primary_method,
    User.tf_totp_secret,
    User.mf_recovery_codes,
)

ACTIONS: Mapping[str, str] = {
    "password": "accounts.password.changed",
    "confirmed_at": "accounts.email.confirmed",
    "tf_totp_secret": "accounts.second_factor.changed",
    "mf_recovery_codes": "accounts.recovery_codes.changed",
}
"""Column that changed → what the audit log calls it. Other columns (a new session key) come with one of these."""


def of_id(user_id: int) -> Credentials | None:
    """The account with this id; one statement."""
    return _one(User.id == user_id)


def of_email(email: str) -> Credentials | None:
    """The account with this normalised address; one statement."""
    return _one(User.email == email)


def of_session_key(key: str) -> Credentials | None:
    """The account whose key this is; one statement."""
    return _one(User.session_key == key)


def of_session(account_key: str, key: str) -> SignedIn | None:
    """The account of a session that is on: both the account's key and the session's have to fit. One statement."""
    row = (
        session()
        .execute(
            select(*_COLUMNS, LoginSession.id.label("session_id"), LoginSession.seen_at)
            .join(LoginSession, LoginSession.user_id == User.id)
            .where(
                LoginSession.key == key,
                LoginSession.seen_at > clock.now() - sessions.HOLDS,
                User.session_key == account_key,
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    columns = dict(row._mapping)
    session_id, seen_at = columns.pop("session_id"), columns.pop("seen_at")
    return SignedIn(_credentials(columns), session_id, seen_at)


def _one(condition: ColumnElement[bool]) -> Credentials | None:
    row = session().execute(select(*_COLUMNS).where(condition)).one_or_none()
    if row is None:
        return None
    return _credentials(dict(row._mapping))


def _credentials(columns: dict[str, Any]) -> Credentials:
    codes = tuple(json.loads(columns.pop("mf_recovery_codes") or "[]"))
    return Credentials(**columns, recovery_codes=codes)


def open_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    locale: str,
    password: str | None,
    confirmed_at: datetime | None = None,
) -> tuple[int, bool]:
    """An account for ``email`` (normalised), with the hash of its password. Returns its id and whether it is new.

    When somebody else was first with the same address theirs is left as it is.
    """
    with transaction() as here:
        try:
            with savepoint():
                user_id: int = here.execute(
                    insert(User)
                    .values(
                        subject=new_session_key(),
                        email=email,
                        name=name,
                        phone="",
                        locale=locale,
                        active=True,
                        created_at=clock.now(),
                        password=password,
                        confirmed_at=confirmed_at,
                    )
                    .returning(User.id)
                ).scalar_one()
        except IntegrityError:
            return here.execute(select(User.id).where(User.email == email)).scalar_one(), False
        who = actor if actor.is_system or actor.id is not None else Actor("user", "", user_id)
        audit.record(who, "accounts.user.registered", "user", user_id)
    return user_id, True


def change(user_id: int, values: Mapping[str, Any]) -> None:
    """Write changed columns of an account, on its owner's behalf, and note what changed (never the values).

    A new session key ends every session: a password was changed.
    """
    if "mf_recovery_codes" in values:
        values = {**values, "mf_recovery_codes": json.dumps(values["mf_recovery_codes"] or [])}
    with transaction() as here:
        here.execute(update(User).where(User.id == user_id).values(**values))
        if "session_key" in values:
            sessions.forget(user_id)
        owner = Actor("user", "", user_id)
        for column, action in ACTIONS.items():
            if column in values:
                data = {"removed": True} if values[column] is None else {}
                audit.record(owner, action, "user", user_id, data)


def use_counter(user_id: int, counter: int) -> bool:
    """Take the one-time code of the time step ``counter``. False when it, or a later one, was taken before."""
    with transaction() as here:
        taken = here.execute(
            update(User)
            .where(User.id == user_id, or_(User.tf_last_counter.is_(None), User.tf_last_counter < counter))
            .values(tf_last_counter=counter)
            .returning(User.id)
        ).first()
    return taken is not None


def use_recovery_code(user_id: int, before: Sequence[str], after: Sequence[str]) -> bool:
    """Keep the codes ``after`` if those kept are still ``before``. False when another request was faster."""
    with transaction() as here:
        taken = here.execute(
            update(User)
            .where(User.id == user_id, User.mf_recovery_codes == json.dumps(list(before)))
            .values(mf_recovery_codes=json.dumps(list(after)))
            .returning(User.id)
        ).first()
        if taken is None:
            return False
        audit.record(
            Actor("user", "", user_id), "accounts.recovery_code.used", "user", user_id, {"left": len(after)}
        )
    return True


def note_sign_in(user_id: int) -> None:
    """Remember when a person last signed in."""
    with transaction() as here:
        here.execute(update(User).where(User.id == user_id).values(last_login_at=clock.now()))

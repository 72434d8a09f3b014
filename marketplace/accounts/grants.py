"""The rows behind roles: given, taken, held still. Who may do so is asked by the verbs that call these."""

import re

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.events import RolesChanged, RoleTaken
from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import EVERYTHING, Actor, Grant
from marketplace.kernel.db import rowcount, savepoint, session
from marketplace.kernel.errors import Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

SCOPES_OF: dict[Role, tuple[str, ...]] = {
    Role.PRODUCER_OWNER: ("producer",),
    Role.PRODUCER_STAFF: ("producer",),
    Role.PRODUCER_PACKER: ("producer",),
    Role.OFFICER: ("province", "commune", EVERYTHING),
    Role.CHAIR: ("province",),
    Role.MINISTRY: (EVERYTHING,),
    Role.PROMOTION: ("province", EVERYTHING),
    Role.OPERATOR: (EVERYTHING,),
    Role.AUDITOR: (EVERYTHING,),
}
"""Within what a role may be granted. A chair decides for one province, a producer's staff work for one producer."""

_REFS = {
    EVERYTHING: re.compile(""),
    "province": re.compile("[0-9]{2}"),
    "commune": re.compile("[0-9]{5}"),
    "producer": re.compile("[1-9][0-9]{0,8}"),
}
"""How a ref is written. Whoever calls looks up whether there is such a place or producer: it is not known here."""


def check_scope(role: Role, scope: str, ref: str) -> None:
    """Raise :class:`Invalid` where the role cannot be held within that scope, or it is not written as it should be."""
    if scope not in SCOPES_OF[role]:
        message = Message("Vai trò này không cấp cho phạm vi đã chọn.")
        raise Invalid(message, fields={"scope": message})
    if (scope == EVERYTHING) != (ref == ""):
        message = Message("Chọn tỉnh, xã hoặc chủ thể mà vai trò này phụ trách.")
        raise Invalid(message, fields={"ref": message})
    if not _REFS[scope].fullmatch(ref):
        message = Message("Mã tỉnh có 2 chữ số, mã xã có 5 chữ số, chủ thể ghi bằng số của chủ thể.")
        raise Invalid(message, fields={"ref": message})


def give(actor: Actor, user_id: int, role: Role, scope: str, ref: str, *, granted_by: int | None) -> bool:
    """Let a person hold a role, with its entry in the log. False where they hold it already.

    Inside a transaction. ``granted_by`` is whoever answers for it, which for an invitation is not who accepted.
    """
    try:
        with savepoint() as here:
            here.execute(
                insert(RoleGrant).values(
                    user_id=user_id,
                    role=role.value,
                    scope=scope,
                    ref=ref,
                    granted_by=granted_by,
                    granted_at=clock.now(),
                )
            )
    except IntegrityError:
        return False
    audit.record(actor, "accounts.role.granted", "user", user_id, {"role": role, "scope": scope, "ref": ref})
    emit(RolesChanged(user_id))
    return True


def take(actor: Actor, user_id: int, role: Role, scope: str, ref: str) -> bool:
    """Take a role from a person, with its entry in the log. False where they do not hold it. In a transaction."""
    gone = session().execute(
        delete(RoleGrant).where(
            RoleGrant.user_id == user_id,
            RoleGrant.role == role.value,
            RoleGrant.scope == scope,
            RoleGrant.ref == ref,
        )
    )
    if rowcount(gone) == 0:
        return False
    audit.record(actor, "accounts.role.taken", "user", user_id, {"role": role, "scope": scope, "ref": ref})
    emit(RolesChanged(user_id))
    emit(RoleTaken(user_id, role.value, scope, ref))
    return True


def hold_still(role: Role, scope: str, ref: str) -> frozenset[int]:
    """Those who hold exactly this and whose account is switched on; until the transaction ends nobody takes it away.

    Two people who take it from each other at once do so one after the other: the UPDATE waits for the first, and
    whoever comes second counts what is left. Counting alone would let both see the other one still there.
    """
    here = session()
    wanted = and_(RoleGrant.role == role.value, RoleGrant.scope == scope, RoleGrant.ref == ref)
    here.execute(update(RoleGrant).where(wanted).values(role=RoleGrant.role))
    holders = select(RoleGrant.user_id).join(User, User.id == RoleGrant.user_id).where(wanted, User.active)
    return frozenset(here.execute(holders).scalars())


def grants_of(user_id: int) -> tuple[Grant, ...]:
    """What a person holds at this moment; nothing where the account is switched off. One statement."""
    rows = session().execute(
        select(RoleGrant.role, RoleGrant.scope, RoleGrant.ref)
        .join(User, User.id == RoleGrant.user_id)
        .where(User.id == user_id, User.active)
    )
    return tuple(Grant(row.role, row.scope, row.ref or None) for row in rows)

"""Who may do what. One table; services ask ``require``, pages ask ``may``. What is not in the table nobody may do.

A permission is held by roles; a role is granted within a scope (everything, a province, a commune, a producer). A grant
covers a request when its scope is everything, or names the province, commune or producer the request is about. A
request that names no place is covered only by a grant over everything, save for permissions that the scoped role needs
to open its own desk (``any_scope``).
"""

from enum import StrEnum

from marketplace.kernel.actor import EVERYTHING, Actor, Grant
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.i18n import Message


class Role(StrEnum):
    """The roles a person can be granted. A buyer needs none."""

    PRODUCER_OWNER = "producer_owner"
    PRODUCER_STAFF = "producer_staff"
    PRODUCER_PACKER = "producer_packer"
    """Packs and sends a producer's orders and counts its stock; its papers, money, people and words are not theirs."""
    OFFICER = "officer"
    """Keeps the register of recognitions of a province or commune (cán bộ OCOP)."""
    CHAIR = "chair"
    """Decides in the name of the provincial chair: revocation of 3 and 4 stars."""
    MINISTRY = "ministry"
    """Decides in the name of the ministry: 5 stars."""
    PROMOTION = "promotion"
    OPERATOR = "operator"
    AUDITOR = "auditor"


PRODUCER_ROLES = frozenset({Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_PACKER})
PRODUCER_DESK_ROLES = PRODUCER_ROLES - {Role.PRODUCER_PACKER}
"""Who keeps a producer's products and sees its papers. A packer is in the packing room alone."""
REGISTER_ROLES = frozenset({Role.OFFICER, Role.CHAIR, Role.MINISTRY})

PERMISSIONS: dict[str, frozenset[Role]] = {
    # The register of recognitions.
    "certification.view": REGISTER_ROLES | {Role.OPERATOR, Role.AUDITOR},
    "certification.desk": REGISTER_ROLES,
    "certification.enter": frozenset({Role.OFFICER}),
    "certification.verify": frozenset({Role.OFFICER}),
    "certification.import": frozenset({Role.OFFICER}),
    "certification.confirm_import": frozenset({Role.OFFICER}),
    "certification.suspend": REGISTER_ROLES,
    "certification.lift": REGISTER_ROLES,
    "certification.revoke": frozenset({Role.CHAIR, Role.MINISTRY}),
    "certification.upgrade": frozenset({Role.OFFICER}),
    "certification.attach": frozenset({Role.OFFICER, Role.OPERATOR}),
    "certification.claims": frozenset({Role.OFFICER}),
    "certification.notify": REGISTER_ROLES,
    # Inspections and what follows from them.
    "inspection.view": REGISTER_ROLES | {Role.OPERATOR, Role.AUDITOR},
    "inspection.conduct": frozenset({Role.OFFICER}),
    "inspection.propose": frozenset({Role.OFFICER}),
    "inspection.decide": frozenset({Role.CHAIR, Role.MINISTRY}),
    "inspection.appeal": frozenset({Role.PRODUCER_OWNER}),
    # Producers.
    "producers.view": PRODUCER_DESK_ROLES | REGISTER_ROLES | {Role.OPERATOR, Role.AUDITOR},
    "producers.desk": PRODUCER_DESK_ROLES,
    "producers.register": frozenset({Role.OFFICER, Role.OPERATOR}),
    "producers.edit": frozenset({Role.PRODUCER_OWNER, Role.OPERATOR}),
    "producers.review": frozenset({Role.OFFICER}),
    "producers.verify": frozenset({Role.OFFICER}),
    "producers.suspend": frozenset({Role.OFFICER, Role.OPERATOR}),
    "producers.oversee": REGISTER_ROLES | {Role.OPERATOR, Role.AUDITOR},
    "producers.join": frozenset({Role.OFFICER}),
    # The catalogue.
    "catalog.edit": PRODUCER_DESK_ROLES,
    "catalog.moderate": frozenset({Role.OFFICER, Role.OPERATOR}),
    # Stock.
    "stock.view": PRODUCER_ROLES,
    "stock.change": PRODUCER_ROLES,
    # Orders, from the seller's side.
    "orders.view": PRODUCER_ROLES | {Role.OPERATOR},
    "orders.fulfil": PRODUCER_ROLES,
    # Running the site.
    "accounts.manage": frozenset({Role.OPERATOR}),
    "accounts.privacy": frozenset({Role.OPERATOR}),
    "accounts.reset_factor": frozenset({Role.OPERATOR}),
    "accounts.staff": frozenset({Role.PRODUCER_OWNER}),
    "kernel.audit": frozenset({Role.OPERATOR, Role.AUDITOR}),
    "kernel.jobs": frozenset({Role.OPERATOR}),
    "kernel.settings": frozenset({Role.OPERATOR}),
    "kernel.doctor": frozenset({Role.OPERATOR}),
    "notifications.log": frozenset({Role.OPERATOR}),
}

STAFF_ROLES = frozenset(Role) - PRODUCER_ROLES
"""Roles that act for the public or the operator; their accounts need a second factor."""


def may(
    actor: Actor,
    permission: str,
    *,
    province: str | None = None,
    commune: str | None = None,
    producer: int | None = None,
    any_scope: bool = False,
) -> bool:
    """True when ``actor`` holds ``permission`` for what the request is about.

    ``any_scope`` asks whether the actor holds it anywhere at all, as the door of a desk does. ``KeyError`` for a
    permission that does not exist.
    """
    roles = PERMISSIONS[permission]
    if actor.is_system:
        return True
    return any(
        grant.role in roles and (any_scope or _covers(grant, province, commune, producer))
        for grant in actor.grants
    )


def require(
    actor: Actor,
    permission: str,
    *,
    province: str | None = None,
    commune: str | None = None,
    producer: int | None = None,
    any_scope: bool = False,
) -> None:
    """Raise :class:`NotAllowed` unless ``may``."""
    if not may(actor, permission, province=province, commune=commune, producer=producer, any_scope=any_scope):
        raise NotAllowed


def scopes(actor: Actor, permission: str, scope: str) -> frozenset[str] | None:
    """The refs of kind ``scope`` (``province``, ``producer`` …) for which the actor holds ``permission``.

    ``None`` means without limit. This is what a list filters by: whose data it is comes first.
    """
    roles = PERMISSIONS[permission]
    if actor.is_system:
        return None
    held = [grant for grant in actor.grants if grant.role in roles]
    if any(grant.scope == EVERYTHING for grant in held):
        return None
    return frozenset(grant.ref for grant in held if grant.scope == scope and grant.ref is not None)


def places(actor: Actor, permission: str) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The provinces for which the actor holds ``permission``, ``None`` meaning all, and the single communes besides."""
    return scopes(actor, permission, "province"), scopes(actor, permission, "commune") or frozenset()


AUTHORITIES = (Role.OFFICER, Role.CHAIR, Role.MINISTRY)
"""Those who keep the register, the lowest first: what one of them has ordered, none below may undo."""


def highest_authority(
    actor: Actor, permission: str, *, province: str | None = None, commune: str | None = None
) -> Role | None:
    """The highest of ``AUTHORITIES`` in whose name the actor holds ``permission`` for that place, if any."""
    roles = PERMISSIONS[permission]
    held = {grant.role for grant in actor.grants if _covers(grant, province, commune, None)}
    return next((role for role in reversed(AUTHORITIES) if role in roles and role in held), None)


def speaks_for(actor: Actor, producer_id: int) -> bool:
    """True for the owners and the staff of this producer: they decide nothing about it, whatever else they are."""
    return any(
        grant.role in PRODUCER_ROLES and _covers(grant, None, None, producer_id) for grant in actor.grants
    )


def refuse_own_people(actor: Actor, producer_id: int) -> None:
    """Raise :class:`NotAllowed` where ``actor`` is one of this producer's own people, whoever of them did the work."""
    if speaks_for(actor, producer_id):
        raise NotAllowed(
            Message("Người của chủ thể không tự quyết định về chủ thể và hàng của mình: cần một cán bộ khác.")
        )


def outranks_or_equals(role: Role | None, ordered_by: Role | None) -> bool:
    """True where ``role`` is at least ``ordered_by``; what nobody in particular ordered, everybody of them may undo."""
    if ordered_by is None:
        return True
    return role is not None and AUTHORITIES.index(role) >= AUTHORITIES.index(ordered_by)


def is_staff(actor: Actor) -> bool:
    """True for anybody with a role that acts for the public or the operator."""
    return any(grant.role in STAFF_ROLES for grant in actor.grants)


def _covers(grant: Grant, province: str | None, commune: str | None, producer: int | None) -> bool:
    if grant.scope == EVERYTHING:
        return True
    wanted = {
        "province": province,
        "commune": commune,
        "producer": None if producer is None else str(producer),
    }.get(grant.scope)
    return wanted is not None and wanted == grant.ref

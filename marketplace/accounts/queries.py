"""Reads on people: their addresses for themselves, the list of users for operators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.accounts.models import Address, RoleGrant, User
from marketplace.accounts.policy import PERMISSIONS, STAFF_ROLES, Role
from marketplace.kernel.actor import EVERYTHING, accounts_in
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class AddressRow:
    """An address that a person keeps."""

    id: int
    recipient: str
    phone: str
    province_code: str
    commune_code: str
    place: str
    street: str
    note: str
    is_default: bool

    @property
    def line(self) -> str:
        """The whole address in one line."""
        return f"{self.street}, {self.place}"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role that a person holds. ``granted_by`` is a name, empty when the system granted it."""

    role: str
    scope: str
    ref: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class UserRow:
    """A line of the list of users. ``roles`` are ``(role, scope, ref)``."""

    id: int
    email: str
    name: str
    active: bool
    confirmed: bool
    second_factor: bool
    created_at: datetime
    last_login_at: datetime | None
    roles: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UserCard:
    """One user with the roles they hold."""

    user: UserRow
    phone: str
    locale: str
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to write to, in their language."""

    email: str
    locale: str


@dataclass(frozen=True, slots=True)
class UserCounts:
    """How many accounts there are. ``bare_staff`` act for the public and have not set up a second factor yet."""

    total: int
    inactive: int
    staff: int
    bare_staff: int


_ADDRESS = (
    Address.id,
    Address.recipient,
    Address.phone,
    Address.province_code,
    Address.commune_code,
    Address.place,
    Address.street,
    Address.note,
    Address.is_default,
)
_HAS_SECOND_FACTOR = and_(User.tf_primary_method.is_not(None), User.tf_totp_secret.is_not(None))
USER = (
    User.id,
    User.email,
    User.name,
    User.active,
    User.confirmed_at.is_not(None).label("confirmed"),
    _HAS_SECOND_FACTOR.label("second_factor"),
    User.created_at,
    User.last_login_at,
)


def addresses_of(user_id: int) -> tuple[AddressRow, ...]:
    """A person's addresses, the default first, then the newest; one statement."""
    rows = session().execute(
        select(*_ADDRESS)
        .where(Address.user_id == user_id)
        .order_by(Address.is_default.desc(), Address.id.desc())
    )
    return tuple(AddressRow(*row) for row in rows)


def address(user_id: int, address_id: int) -> AddressRow:
    """One address of a person; one statement. ``NotFound`` when there is none, or it is somebody else's."""
    row = (
        session()
        .execute(select(*_ADDRESS).where(Address.id == address_id, Address.user_id == user_id))
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return AddressRow(*row)


def id_of_email(email: str) -> int | None:
    """The id of the account for a normalised address; one statement."""
    found: int | None = session().execute(select(User.id).where(User.email == email)).scalar_one_or_none()
    return found


def id_of_proved_email(email: str) -> int | None:
    """The account that is switched on and whose address this is, shown by answering a mail to it; one statement."""
    proved = select(User.id).where(User.email == email, User.active, User.confirmed_at.is_not(None))
    found: int | None = session().execute(proved).scalar_one_or_none()
    return found


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Id → name, or address where no name was given; one statement."""
    rows = session().execute(select(User.id, User.name, User.email).where(User.id.in_(sorted(set(user_ids)))))
    return {row.id: row.name or row.email for row in rows}


def people_of(refs: Iterable[str | None]) -> dict[str, str]:
    """``user:12`` → name, for those of the references that are accounts; one statement."""
    return {f"user:{user_id}": name for user_id, name in names_of(accounts_in(refs)).items()}


def holders(permission: str, *, province: str = "", commune: str = "") -> dict[int, str]:
    """Id → name of those who hold ``permission`` for a place and whose account is switched on; one statement.

    ``KeyError`` for a permission that does not exist.
    """
    covers = or_(
        RoleGrant.scope == EVERYTHING,
        and_(RoleGrant.scope == "province", RoleGrant.ref == province),
        and_(RoleGrant.scope == "commune", RoleGrant.ref == commune),
    )
    rows = session().execute(
        select(User.id, User.name, User.email)
        .where(
            User.active, User.grants.any(and_(RoleGrant.role.in_(sorted(PERMISSIONS[permission])), covers))
        )
        .order_by(User.name, User.id)
    )
    return {row.id: row.name or row.email for row in rows}


def owners_of(producer_id: int) -> tuple[Reader, ...]:
    """Those who speak for a producer and whose account is switched on, by when they came; one statement."""
    owner = and_(
        RoleGrant.role == Role.PRODUCER_OWNER.value,
        RoleGrant.scope == "producer",
        RoleGrant.ref == str(producer_id),
    )
    rows = session().execute(
        select(User.email, User.locale).where(User.active, User.grants.any(owner)).order_by(User.id)
    )
    return tuple(Reader(row.email, row.locale) for row in rows)


def user(user_id: int) -> UserCard:
    """One user with the roles they hold and who gave them; two statements. ``NotFound`` when there is none."""
    here = session()
    row = here.execute(select(*USER, User.phone, User.locale).where(User.id == user_id)).one_or_none()
    if row is None:
        raise NotFound
    giver = aliased(User)
    grants = tuple(
        GrantRow(each.role, each.scope, each.ref, each.name or each.email or "", each.granted_at)
        for each in here.execute(
            select(
                RoleGrant.role, RoleGrant.scope, RoleGrant.ref, giver.name, giver.email, RoleGrant.granted_at
            )
            .outerjoin(giver, giver.id == RoleGrant.granted_by)
            .where(RoleGrant.user_id == user_id)
            .order_by(RoleGrant.role, RoleGrant.scope, RoleGrant.ref)
        )
    )
    columns = dict(row._mapping)
    phone, locale = columns.pop("phone"), columns.pop("locale")
    roles = tuple((grant.role, grant.scope, grant.ref) for grant in grants)
    return UserCard(UserRow(**columns, roles=roles), phone, locale, grants)


def counts() -> UserCounts:
    """How many accounts there are, of which kind; one statement."""
    is_staff = User.grants.any(RoleGrant.role.in_(sorted(STAFF_ROLES)))

    def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = (
        session()
        .execute(
            select(
                func.count(User.id),
                how_many(User.active.is_(False)),
                how_many(is_staff),
                how_many(and_(is_staff, ~_HAS_SECOND_FACTOR)),
            )
        )
        .one()
    )
    return UserCounts(*row)

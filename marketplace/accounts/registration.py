"""Accounts that somebody else opens: the operator from a shell, the demo.

People who register themselves come through the pages of the identity. How a password is hashed is the identity's
business; a host's identity that keeps its own accounts cannot be asked for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from marketplace.accounts import credentials, services
from marketplace.accounts.emails import read_email
from marketplace.accounts.passwords import check_password
from marketplace.accounts.policy import Role, require
from marketplace.kernel import clock, i18n
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.kernel.text import nfc


@runtime_checkable
class PasswordKeeper(Protocol):
    """An identity whose accounts are ours, so that a password can be set for somebody."""

    def hash_password(self, password: str) -> str:
        """The password as it is kept."""
        ...


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """A role to grant with the account."""

    role: Role
    scope: str = EVERYTHING
    ref: str = ""


def create_user(
    actor: Actor,
    *,
    email: str,
    name: str,
    password: str,
    roles: Sequence[RoleAsked] = (),
    locale: str = i18n.DEFAULT_LOCALE,
) -> int:
    """Open an account whose address counts as confirmed, with its roles. Returns its id.

    :raises NotAllowed: the actor does not run the site.
    :raises Invalid: the address, the name, the password or a role's scope cannot be used.
    :raises Conflict: there is an account for this address, or accounts belong to the host.
    """
    require(actor, "accounts.manage")
    keeper = current().ports["identity"]
    if not isinstance(keeper, PasswordKeeper):
        raise Conflict(Message("Tài khoản do trang chủ quản lý; mở tài khoản ở đó."))
    address, name = read_email(email), read_name(name)
    check_password(password, address, name)
    hashed = keeper.hash_password(password)
    with transaction():
        user_id, is_new = credentials.open_account(
            actor, email=address, name=name, locale=locale, password=hashed, confirmed_at=clock.now()
        )
        if not is_new:
            raise Conflict(Message("Địa chỉ %(email)s đã có tài khoản.", {"email": address}))
        for asked in roles:
            services.grant(actor, user_id, asked.role, asked.scope, asked.ref)
    return user_id


def read_name(typed: str) -> str:
    """A person's name, composed, with single spaces. ``Invalid`` for less than 2 or more than 120 characters."""
    name = nfc(" ".join(typed.split()))
    if not 2 <= len(name) <= 120:
        message = Message("Ghi họ và tên.")
        raise Invalid(message, fields={"name": message})
    return name

"""Bodies of ``flask marketplace create-user``. They take words and give words; the shell is not known here."""

import secrets
from collections.abc import Sequence

from marketplace.accounts.grants import SCOPES_OF
from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked, create_user
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_FOODS = (
    "cam buoi che gao mat lac vung nep ngo khoai san dua mang nam nghe gung toi hanh sen dao man nhan vai mit tom cua "
    "muc ngheu doi nui song bien lua nia gio mam non cheo thuyen cau lang dinh cho"
)
_WORDS = tuple(_FOODS.split())


def create_user_command(
    email: str, *, name: str, roles: Sequence[str] = (), password: str | None = None
) -> list[str]:
    """Open an account and grant roles, each written ``role``, ``role:scope`` or ``role:scope:ref``.

    Without a password one is made up and is in the lines that are returned, the only time it can be read.

    :raises Invalid: a role that does not exist, and what ``create_user`` refuses.
    :raises Conflict: there is an account for this address.
    """
    asked = tuple(read_role(text) for text in roles)
    made_up = None if password else generated_password()
    create_user(
        Actor.system("create-user"), email=email, name=name, password=password or made_up or "", roles=asked
    )
    lines = [f"account {email.strip().lower()} made"]
    lines += [f"role {role.role} ({role.scope}{':' + role.ref if role.ref else ''})" for role in asked]
    if made_up:
        lines.append(f"password: {made_up}")
    return lines


def read_role(text: str) -> RoleAsked:
    """``officer:province:42`` as a role with its scope.

    Only a role that nobody holds but for everything may leave its scope out: power over the whole country is asked
    for by name (``officer:all``).

    :raises Invalid: names the roles there are, or the scopes among which to choose.
    """
    name, _, rest = text.partition(":")
    scope, _, ref = rest.partition(":")
    try:
        role = Role(name)
    except ValueError:
        raise Invalid(
            Message(
                "Không có vai trò “%(role)s”. Có: %(known)s.",
                {"role": name, "known": ", ".join(map(str, Role))},
            )
        ) from None
    scopes = SCOPES_OF[role]
    if not scope and scopes != (EVERYTHING,):
        raise Invalid(
            Message(
                "Vai trò “%(role)s” cần phạm vi. Ghi một trong: %(known)s.",
                {
                    "role": name,
                    "known": ", ".join(
                        f"{name}:{each}{'' if each == EVERYTHING else ':…'}" for each in scopes
                    ),
                },
            )
        )
    return RoleAsked(role, scope or EVERYTHING, ref)


def generated_password() -> str:
    """Four short words and three figures, about 32 bits of chance: to be typed once and changed."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(1000):03d}"

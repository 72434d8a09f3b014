"""Taking the list of users out as a table. Who took it is kept: it holds names and addresses."""

from collections.abc import Iterator

from marketplace.accounts.policy import require
from marketplace.accounts.queries import UserRow
from marketplace.accounts.user_list import UserFilter, users
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.parts import PART, in_parts


def export_users(
    actor: Actor, wanted: UserFilter | None = None, *, sort: str = "-created"
) -> Iterator[tuple[UserRow, ...]]:
    """Every user under that filter, in that order, in parts that are read while they are asked for. ``NotAllowed`` for
    who does not run the site.
    """
    require(actor, "accounts.manage")
    total, parts = in_parts(lambda number: users(wanted, sort=sort, page=number, size=PART))
    with transaction():
        audit.record(actor, "accounts.users.exported", "users", "list", {"rows": total})
    return parts

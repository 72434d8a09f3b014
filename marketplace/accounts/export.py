"""Taking the list of users out as a table. Who took it is kept: it holds names and addresses."""

from marketplace.accounts.policy import require
from marketplace.accounts.queries import UserRow
from marketplace.accounts.user_list import UserFilter, users
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction

BATCH = 500


def export_users(
    actor: Actor, wanted: UserFilter | None = None, *, sort: str = "-created"
) -> tuple[UserRow, ...]:
    """Every user under that filter, in that order. ``NotAllowed`` for who does not run the site."""
    require(actor, "accounts.manage")
    found: list[UserRow] = []
    number, more = 1, True
    while more:
        page = users(wanted, sort=sort, page=number, size=BATCH)
        found += page.items
        number, more = number + 1, page.has_next
    with transaction():
        audit.record(actor, "accounts.users.exported", "users", "list", {"rows": len(found)})
    return tuple(found)

"""Taking the list of users out as a table. Who took it is kept: it holds names and addresses."""

from marketplace.accounts.policy import Role, require
from marketplace.accounts.queries import UserRow, users
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction

BATCH = 500


def export_users(
    actor: Actor, *, text: str = "", role: Role | None = None, staff: bool = False, sort: str = "-created"
) -> tuple[UserRow, ...]:
    """Every user under that filter, in that order. ``NotAllowed`` for who does not run the site."""
    require(actor, "accounts.manage")
    found: list[UserRow] = []
    number, more = 1, True
    while more:
        page = users(text=text, role=role, staff=staff, sort=sort, page=number, size=BATCH)
        found += page.items
        number, more = number + 1, page.has_next
    with transaction():
        audit.record(actor, "accounts.users.exported", "users", "list", {"rows": len(found)})
    return tuple(found)

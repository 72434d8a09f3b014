"""Taking figures out as a table. Who took them is kept, as with every table of the register."""

from datetime import datetime

from marketplace.accounts.policy import require
from marketplace.certification.queries import RegisterFilter, scope_of
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.reports.measures import By, Count, counted


def counts_file(
    actor: Actor, by: By, wanted: RegisterFilter, *, on: datetime | None = None
) -> tuple[Count, ...]:
    """The counts that ``actor`` sees under that filter. ``NotAllowed`` for who may not look at the register."""
    require(actor, "certification.view", any_scope=True)
    found = counted(scope_of(actor), by, wanted, on=on)
    with transaction():
        details = {"rows": len(found), "kind": by.value}
        audit.record(actor, "reports.statistics.exported", "register", wanted.province or "all", details)
    return found

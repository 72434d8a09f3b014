"""Taking the queue out as a table. Who took it is kept."""

from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.producers.applications.queries.queue import QueueRow, QueueTab, queue
from marketplace.producers.applications.queries.scope import scope_of

_BATCH = 500


def export_queue(
    actor: Actor, *, tab: QueueTab, text: str = "", kind: str = "", commune: str = "", sort: str = "waiting"
) -> tuple[QueueRow, ...]:
    """Every row of a tab under that filter, in its order; none for who may not review."""
    scope, rows = scope_of(actor), list[QueueRow]()
    number, more = 1, True
    while more:
        page = queue(
            scope, tab=tab, text=text, kind=kind, commune=commune, sort=sort, number=number, size=_BATCH
        )
        rows += page.items
        number, more = number + 1, page.has_next
    with transaction():
        told = {"tab": tab.value, "rows": len(rows)}
        audit.record(actor, "producers.applications.exported", "applications", "queue", told)
    return tuple(rows)

"""Taking the queue out as a table. Who took it is kept."""

from collections.abc import Iterator

from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.parts import PART, in_parts, one_by_one
from marketplace.producers.applications.queries.queue import QueueRow, QueueTab, queue
from marketplace.producers.applications.queries.scope import scope_of


def export_queue(
    actor: Actor, *, tab: QueueTab, text: str = "", kind: str = "", commune: str = "", sort: str = "waiting"
) -> Iterator[QueueRow]:
    """Every row of a tab under that filter, read while they are asked for; none for who may not review."""
    scope = scope_of(actor)
    total, parts = in_parts(
        lambda number: queue(
            scope, tab=tab, text=text, kind=kind, commune=commune, sort=sort, number=number, size=PART
        )
    )
    with transaction():
        told = {"tab": tab.value, "rows": total}
        audit.record(actor, "producers.applications.exported", "applications", "queue", told)
    return one_by_one(parts)

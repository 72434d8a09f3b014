"""Taking a producer's lots out as a table. Who took them is kept."""

from collections.abc import Sequence

from marketplace.accounts.policy import require
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.stock.desk import DeskLot, desk_lots

BATCH = 500


def export_lots(
    actor: Actor, producer_ids: Sequence[int], *, state: str, text: str, variant_ids: Sequence[int], sort: str
) -> tuple[DeskLot, ...]:
    """Every lot of these producers under that filter. ``NotAllowed`` for who does not look after their stock."""
    for producer_id in producer_ids:
        require(actor, "stock.view", producer=producer_id)
    found: list[DeskLot] = []
    number, more = 1, True
    while more:
        page = desk_lots(
            producer_ids, state=state, text=text, variant_ids=variant_ids, sort=sort, page=number, size=BATCH
        )
        found += page.items
        number, more = number + 1, page.has_next
    with transaction():
        audit.record(actor, "stock.lots.exported", "lots", "list", {"rows": len(found)})
    return tuple(found)

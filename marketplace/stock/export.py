"""Taking a producer's lots out as a table. Who took them is kept."""

from collections.abc import Iterator, Sequence

from marketplace.accounts.policy import require
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.parts import PART, in_parts, one_by_one
from marketplace.stock.desk import DeskLot, desk_lots


def export_lots(
    actor: Actor, producer_ids: Sequence[int], *, state: str, text: str, variant_ids: Sequence[int], sort: str
) -> Iterator[DeskLot]:
    """Every lot of these producers under that filter, read while they are asked for. ``NotAllowed`` for who does not
    look after their stock.
    """
    for producer_id in producer_ids:
        require(actor, "stock.view", producer=producer_id)
    total, parts = in_parts(
        lambda number: desk_lots(
            producer_ids, state=state, text=text, variant_ids=variant_ids, sort=sort, page=number, size=PART
        )
    )
    with transaction():
        audit.record(actor, "stock.lots.exported", "lots", "list", {"rows": total})
    return one_by_one(parts)

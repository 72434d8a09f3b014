"""Taking a producer's products out as a table. Who took them is kept."""

from collections.abc import Collection, Iterator

from marketplace.accounts.policy import require
from marketplace.catalog.queries.desk_list import ListedProduct, desk_list
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.parts import PART, in_parts


def export_products(
    actor: Actor, producer_ids: Collection[int], *, tab: str, text: str, sort: str
) -> Iterator[tuple[ListedProduct, ...]]:
    """Every product of these producers under that filter, in parts that are read while they are asked for.
    ``NotAllowed`` for who does not look after them.
    """
    for producer_id in producer_ids:
        require(actor, "catalog.edit", producer=producer_id)
    total, parts = in_parts(
        lambda number: desk_list(producer_ids, tab=tab, text=text, sort=sort, page=number, size=PART)
    )
    with transaction():
        audit.record(actor, "catalog.products.exported", "products", "list", {"rows": total})
    return parts

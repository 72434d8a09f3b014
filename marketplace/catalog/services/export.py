"""Taking a producer's products out as a table. Who took them is kept."""

from collections.abc import Collection

from marketplace.accounts.policy import require
from marketplace.catalog.queries.desk_list import ListedProduct, desk_list
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction

BATCH = 500


def export_products(
    actor: Actor, producer_ids: Collection[int], *, tab: str, text: str, sort: str
) -> tuple[ListedProduct, ...]:
    """Every product of these producers under that filter. ``NotAllowed`` for who does not look after them."""
    for producer_id in producer_ids:
        require(actor, "catalog.edit", producer=producer_id)
    found: list[ListedProduct] = []
    number, more = 1, True
    while more:
        page = desk_list(producer_ids, tab=tab, text=text, sort=sort, page=number, size=BATCH)
        found += page.items
        number, more = number + 1, page.has_next
    with transaction():
        audit.record(actor, "catalog.products.exported", "products", "list", {"rows": len(found)})
    return tuple(found)

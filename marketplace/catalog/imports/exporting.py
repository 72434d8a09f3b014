"""Taking the table of products out. Who took it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.accounts.policy import require
from marketplace.catalog.imports.comparing import index_of, known_products
from marketplace.catalog.imports.world import KnownProduct
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction


@dataclass(frozen=True, slots=True)
class ProductTable:
    """Products with what is wanted of them, and the codes of their recognitions by product."""

    products: tuple[KnownProduct, ...]
    recognitions: Mapping[int, str]


def export_table(actor: Actor, producer_id: int) -> ProductTable:
    """Every product of a producer that is not retired, as an import of the same table would leave it.

    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "catalog.edit", producer=producer_id)
    products = tuple(known_products(producer_id).values())
    recognitions = {each.product_id: each.recognition for each in index_of(producer_id, ()).products}
    with transaction():
        rows = sum(max(len(each.packs), 1) for each in products)
        data = {"rows": rows, "producer": producer_id}
        audit.record(actor, "catalog.products.exported", "products", "list", data)
    return ProductTable(products, recognitions)

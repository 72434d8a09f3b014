"""All packs of producers in one table, as it is searched, sorted and paged on their desk."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product, Variant
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold
from marketplace.producers.naming import sort_key


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A pack in the table. ``state`` is its product's."""

    variant_id: int
    product_id: int
    producer_id: int
    product: str
    state: ProductState
    label: str
    sku: str
    price: int
    active: bool
    net_amount: int
    net_unit: str


SORTS: Final[dict[str, Callable[[Any], Any]]] = {
    "name": lambda row: sort_key(row.product),
    "price": lambda row: row.price,
}
"""Orders of the table; with ``-`` in front the other way round."""


def price_table(
    producer_ids: Collection[int], *, text: str = "", sort: str = "name", page: int = 1, size: int = 50
) -> Page[PriceRow]:
    """Packs of these producers, those of retired products left out; one statement, however many there are.

    The words of ``text`` are looked for in name, pack and code, with or without their marks. Names stand in Vietnamese
    order, which no database sorts by. A page beyond the last is the last.
    """
    words = fold(text).split()
    found = [
        row
        for row in session().execute(
            select(
                Variant.id,
                Product.id.label("product_id"),
                Product.producer_id,
                Product.name.label("product"),
                Product.state,
                Variant.label,
                Variant.sku,
                Variant.price,
                Variant.active,
                Variant.net_amount,
                Variant.net_unit,
            )
            .join(Product, Product.id == Variant.product_id)
            .where(Product.producer_id.in_(sorted(set(producer_ids))), Product.state != ProductState.RETIRED)
            .order_by(Product.id, Variant.position, Variant.id)
        )
        if not words or all(word in fold(f"{row.product} {row.label} {row.sku}") for word in words)
    ]
    found.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    number = max(1, min(page, -(-len(found) // size)))
    shown = found[(number - 1) * size : number * size]
    return Page(tuple(_row(row) for row in shown), len(found), number, size)


def _row(row: Any) -> PriceRow:
    return PriceRow(
        row.id,
        row.product_id,
        row.producer_id,
        row.product,
        ProductState(row.state),
        row.label,
        row.sku,
        row.price,
        row.active,
        row.net_amount,
        row.net_unit,
    )

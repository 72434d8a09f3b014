"""What is offered under a recognition, for the page that says why a star is there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.kernel.db import session


@dataclass(frozen=True, slots=True)
class RecognisedProduct:
    """A product that is attached to a recognition."""

    product_id: int
    slug: str
    name: str
    state: ProductState
    producer_id: int
    recognition_id: int


def products_under(recognition_ids: Collection[int]) -> tuple[RecognisedProduct, ...]:
    """What is attached to any of these recognitions (the whole line of a product), live ones first; one statement."""
    if not recognition_ids:
        return ()
    rows: Iterable[Any] = session().execute(
        select(
            Product.id, Product.slug, Product.name, Product.state, Product.producer_id, Product.recognition_id
        )
        .where(Product.recognition_id.in_(sorted(set(recognition_ids))))
        .order_by((Product.state != ProductState.LIVE), Product.id)
    )
    return tuple(
        RecognisedProduct(row[0], row[1], row[2], ProductState(row[3]), row[4], row[5]) for row in rows
    )

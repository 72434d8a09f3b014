"""What is sold under a recognition."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class SoldUnder:
    """A product that is attached to a recognition."""

    product_id: int
    slug: str
    name: str
    state: ProductState
    producer: str


def sold_under(recognition_ids: Collection[int]) -> tuple[SoldUnder, ...]:
    """Products attached to any of these recognitions, drafts and retired ones too; one statement."""
    rows = session().execute(
        select(Product.id, Product.slug, Product.name, Product.state, Producer.display_name)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Product.recognition_id.in_(sorted(set(recognition_ids))))
        .order_by(Product.id)
    )
    return tuple(SoldUnder(row[0], row[1], row[2], ProductState(row[3]), row[4]) for row in rows)

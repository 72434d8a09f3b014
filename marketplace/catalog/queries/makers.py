"""Which producers make what, and how many products they have: beside the rows of a register of producers."""

from collections.abc import Collection

from sqlalchemy import case, func, select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.kernel.db import session
from marketplace.producers.queries.register import ProducerIds


def making_sets(sets: Collection[int]) -> ProducerIds:
    """The producers with a product of these sets that was not taken out for good; a part of another statement."""
    return select(Product.producer_id).where(
        Product.set_no.in_(sorted(sets)), Product.state != ProductState.RETIRED
    )


def product_counts(producer_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """For each producer how many products are in the shop and how many there are; one statement."""
    live = func.sum(case((Product.state == ProductState.LIVE, 1), else_=0))
    rows = session().execute(
        select(Product.producer_id, live, func.count())
        .where(Product.producer_id.in_(sorted(set(producer_ids))))
        .group_by(Product.producer_id)
    )
    found = {row[0]: (int(row[1]), row[2]) for row in rows}
    return {each: found.get(each, (0, 0)) for each in producer_ids}

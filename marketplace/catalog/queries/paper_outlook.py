"""What the papers of a producer mean for what it sells."""

from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.lapses import Lapse, lapse_of
from marketplace.catalog.models import Product
from marketplace.catalog.queries.loading import offers
from marketplace.kernel import clock
from marketplace.kernel.db import session


@dataclass(frozen=True, slots=True)
class PaperOutlook:
    """The product sets in which a producer has products, and which of those in the shop papers take off sale when.

    The first to go stands first.
    """

    sets: frozenset[int]
    lapses: tuple[Lapse, ...]


def paper_outlook(producer_id: int) -> PaperOutlook:
    """The outlook of one producer; four statements, one where nothing is in the shop."""
    rows = (
        session()
        .execute(
            select(Product.id, Product.set_no, Product.state).where(
                Product.producer_id == producer_id, Product.state != ProductState.RETIRED
            )
        )
        .all()
    )
    found = offers([row.id for row in rows if row.state == ProductState.LIVE])
    now = clock.now()
    lapses = [lapse for offer in found.values() if (lapse := lapse_of(offer, now)) is not None]
    return PaperOutlook(
        frozenset(row.set_no for row in rows),
        tuple(sorted(lapses, key=lambda each: (each.day, each.name, each.product_id))),
    )

"""Products of a producer that went into another one."""

from sqlalchemy import update

from marketplace.catalog.models import Product
from marketplace.catalog.services.listing import mark
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session


def move_products(actor: Actor, kept: int, gone: int) -> int:
    """All products of ``gone``, in whichever state, become those of ``kept``; how many. Part of an open transaction.

    What each is and who let it in stays; whether it may be sold is for the gate, which asks about the producer anew.
    """
    moved = (
        session()
        .execute(
            update(Product)
            .where(Product.producer_id == gone)
            .values(producer_id=kept, version=Product.version + 1, changed_at=clock.now())
            .returning(Product.id)
            .execution_options(synchronize_session=False)
        )
        .scalars()
        .all()
    )
    mark(moved)
    if moved:
        told = {"producer": gone, "rows": len(moved)}
        audit.record(actor, "catalog.products.joined", "producer", kept, told)
    return len(moved)

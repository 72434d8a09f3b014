"""Products of a producer that went into another one."""

from itertools import count

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services.listing import mark
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session


def move_products(actor: Actor, kept: int, gone: int) -> int:
    """All products of ``gone``, in whichever state, become those of ``kept``; how many. Part of an open transaction.

    What each is and who let it in stays; whether it may be sold is for the gate, which asks about the producer anew.
    A pack whose code ``kept`` uses, too, gets its number behind it: a code means one pack of a producer.
    """
    _move_packs(kept, gone)
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


def _move_packs(kept: int, gone: int) -> None:
    here = session()
    used = set(here.execute(select(Variant.sku).where(Variant.producer_id.in_((kept, gone)))).scalars())
    ours = aliased(Variant)
    twice = here.execute(
        select(Variant.id, Variant.sku)
        .join(ours, (ours.sku == Variant.sku) & (ours.producer_id == kept))
        .where(Variant.producer_id == gone)
        .order_by(Variant.id)
    ).all()
    for row in twice:
        sku = next(free for n in count(2) if (free := f"{row.sku[:34]}-{n}") not in used)
        used.add(sku)
        here.execute(update(Variant).where(Variant.id == row.id).values(sku=sku))
    here.execute(
        update(Variant)
        .where(Variant.producer_id == gone)
        .values(producer_id=kept)
        .execution_options(synchronize_session=False)
    )

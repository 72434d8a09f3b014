"""Selling packs for good, and putting back what was sold. Part of the order's own transaction."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, literal, select, update

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.stock.book import tell, write_down
from marketplace.stock.models import Lot, Movement
from marketplace.stock.queries import variants_of
from marketplace.stock.take import Allocation, Want, take


def sell(actor: Actor, wants: Sequence[Want]) -> list[Allocation]:
    """Take packs off the shelf for good, all or nothing. Part of the order's transaction.

    :raises OutOfStock: names what is missing; nothing was taken.
    """
    with transaction():
        plan = take(wants, lambda quantity: {"on_hand": Lot.on_hand - quantity})
        write_down(actor, [(part.ref, part.lot_id, -part.quantity) for part in plan], "sold")
        tell(part.variant_id for part in plan)
        return plan


def put_back(actor: Actor, refs: Collection[str], reason: str) -> int:
    """Bring back what was sold to these references into the lots it came from. Returns the packs brought back.

    A second call brings back nothing. All lots are updated in the order of their ids, as they are when they are sold:
    a return and an order that meet wait for each other instead of dead-locking.
    """
    with transaction() as here:
        again = Movement.__table__.alias()
        sold = here.execute(
            select(Movement.ref, Movement.lot_id, Movement.delta)
            .where(
                Movement.ref.in_(sorted(set(refs))),
                Movement.kind == "sold",
                ~exists(
                    select(literal(1)).where(
                        again.c.ref == Movement.ref,
                        again.c.kind == "returned",
                        again.c.lot_id == Movement.lot_id,
                    )
                ),
            )
            .order_by(Movement.lot_id, Movement.ref)
        ).all()
        # The unique key on movements makes the second of two simultaneous returns fail here, before any lot is touched.
        write_down(actor, [(row.ref, row.lot_id, -row.delta) for row in sold], "returned", reason)
        for row in sold:
            here.execute(update(Lot).where(Lot.id == row.lot_id).values(on_hand=Lot.on_hand - row.delta))
        tell(variants_of(row.lot_id for row in sold))
        return sum(-int(row.delta) for row in sold)

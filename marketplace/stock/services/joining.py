"""Lots of a producer that went into another one."""

from collections.abc import Collection

from sqlalchemy import func, select, update

from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.stock.models import Lot


def move_lots(actor: Actor, kept: int, gone: int) -> int:
    """All lots of ``gone`` become those of ``kept``, sold out ones too: their trace has to be told by somebody. How
    many. Part of an open transaction; a pack belongs to one product, so no code is there twice.

    One by one in the order of their ids, as orders take them: whoever is buying at this moment waits, or is waited for.
    """
    here = session()
    ids = here.execute(select(Lot.id).where(Lot.producer_id == gone).order_by(Lot.id)).scalars().all()
    for lot_id in ids:
        here.execute(update(Lot).where(Lot.id == lot_id).values(producer_id=kept))
    if ids:
        audit.record(actor, "stock.lots.joined", "producer", kept, {"producer": gone, "rows": len(ids)})
    return len(ids)


def lot_counts(producer_ids: Collection[int]) -> dict[int, int]:
    """How many lots each of these producers has; one statement."""
    rows = session().execute(
        select(Lot.producer_id, func.count())
        .where(Lot.producer_id.in_(sorted(set(producer_ids))))
        .group_by(Lot.producer_id)
    )
    found = {row[0]: row[1] for row in rows}
    return {each: found.get(each, 0) for each in producer_ids}

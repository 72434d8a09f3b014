"""Lots of a producer that went into another one."""

from sqlalchemy import select, update

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

"""Writing off what is left of a lot whose last day is past."""

from sqlalchemy import select, update

from marketplace.accounts.policy import require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message
from marketplace.stock.book import next_count, tell, write_down
from marketplace.stock.models import Lot

KIND = "written_off"


def write_off(actor: Actor, producer_id: int, lot_id: int) -> int:
    """Take out of a lot past its last day everything that nobody holds. Returns the packs taken; a second call: 0.

    What waits to be paid stays held until it is bought or let go of. Whoever was wrong counts the lot again.

    :raises NotFound: no such lot of this producer.
    :raises Conflict: it may still be sold, or it changed in between.
    """
    require(actor, "stock.change", producer=producer_id)
    with transaction():
        lot = (
            session()
            .execute(
                select(Lot.on_hand, Lot.reserved, Lot.expires_on, Lot.variant_id).where(
                    Lot.id == lot_id, Lot.producer_id == producer_id
                )
            )
            .one_or_none()
        )
        if lot is None:
            raise NotFound(Message("Không có lô này."))
        if lot.expires_on is None or lot.expires_on >= clock.today():
            raise Conflict(Message("Lô này còn bán được. Hàng hỏng hay thiếu thì đếm lại."))
        gone: int = lot.on_hand - lot.reserved
        if not gone:
            return 0
        changed = session().execute(
            update(Lot)
            .where(Lot.id == lot_id, Lot.on_hand == lot.on_hand, Lot.reserved == lot.reserved)
            .values(on_hand=lot.reserved)
        )
        if rowcount(changed) != 1:
            raise Conflict(Message("Số hàng của lô này vừa đổi. Xin làm lại."))
        write_down(actor, [(f"expired:{lot_id}:{next_count(lot_id)}", lot_id, -gone)], KIND)
        audit.record(actor, "stock.lot.written_off", "lot", lot_id, {"quantity": gone, "left": lot.reserved})
        tell([lot.variant_id])
    return gone

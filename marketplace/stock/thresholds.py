"""From how few packs on a producer is told that a pack runs low: what they set, or a rule of thumb."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import require
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.stock.lot_rules import MAX_QUANTITY
from marketplace.stock.models import Threshold

LEAST: Final = 3
"""Packs. The rule of thumb never waits until fewer are left."""
DAYS: Final = 7
"""Days for which there should be enough, at the pace of the last ``PACE_DAYS``."""
PACE_DAYS: Final = 14


def rule_of_thumb(sold: int) -> int:
    """The threshold where none is set: what sells in ``DAYS`` at the pace of ``sold`` packs in ``PACE_DAYS``, rounded
    up, and never less than ``LEAST``. Pure.
    """
    return max(LEAST, -(-sold * DAYS // PACE_DAYS))


def is_low(free: int, threshold: int) -> bool:
    """Whether so few are left that the producer is told. A threshold of 0: only when nothing is."""
    return free <= threshold


def thresholds(variant_ids: Collection[int]) -> dict[int, int]:
    """What was set for these packs; one statement. What is not in it follows the rule of thumb."""
    if not variant_ids:
        return {}
    rows = session().execute(
        select(Threshold.variant_id, Threshold.packs).where(
            Threshold.variant_id.in_(sorted(set(variant_ids)))
        )
    )
    return {row.variant_id: row.packs for row in rows}


def set_threshold(actor: Actor, producer_id: int, variant_id: int, packs: int | None) -> None:
    """Tell from ``packs`` on that this pack runs low; ``None`` goes back to the rule of thumb. Whose pack it is, the
    caller has asked the catalogue.

    :raises Invalid: fewer than none, or more than can be in stock.
    :raises Conflict: somebody else set it at the same instant.
    """
    require(actor, "stock.change", producer=producer_id)
    if packs is not None and not 0 <= packs <= MAX_QUANTITY:
        message = Message("Nhập số từ 0 đến 1.000.000.")
        raise Invalid(message, fields={"threshold": message})
    with transaction() as here:
        before = thresholds([variant_id]).get(variant_id)
        if before == packs:
            return
        here.execute(delete(Threshold).where(Threshold.variant_id == variant_id))
        if packs is not None:
            try:
                with savepoint():
                    here.execute(insert(Threshold).values(variant_id=variant_id, packs=packs))
            except IntegrityError:
                raise Conflict(Message("Có người vừa đặt mức này. Tải lại trang.")) from None
        audit.record(
            actor,
            "stock.threshold.set",
            "producer",
            producer_id,
            {"pack": variant_id, "from": before, "to": packs},
        )

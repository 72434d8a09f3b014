"""A producer's table of prices and stock, saved as a whole: prices by the catalogue, counts by the stock.

It stands here because what was counted in the shed is more than what is on hand: boxes that are sold and not sent yet
are there too, and orders alone know of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.catalog.data import PackChange
from marketplace.catalog.services.price_table import change_packs
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError, NotFound, Text
from marketplace.kernel.i18n import Message
from marketplace.orders.queries.desk import unsent_of
from marketplace.stock.desk import DeskLot, lots_on_hand
from marketplace.stock.services import adjust


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCount:
    """What was counted of a pack: everything of its one lot that is in the shed. ``seen`` is what the table showed."""

    variant_id: int
    lot_id: int
    counted: int
    seen: int


@dataclass(frozen=True, slots=True)
class Saved:
    """How many packs have another price or are offered otherwise, and how many lots were counted."""

    packs: int
    counts: int


def save_table(
    actor: Actor, changes: Sequence[PackChange], counts: Sequence[PackCount], reason: str
) -> Saved:
    """Make prices, sale and stock what the table says: all of it in one transaction, or nothing.

    :raises Invalid: ``fields`` names every cell at fault, as ``12.price`` and ``12.counted``.
    :raises Conflict: the same, where some were changed by somebody else meanwhile.
    :raises NotFound: a pack or a lot that is not there.
    :raises NotAllowed: not this producer's to change.
    """
    with transaction():
        refusals: list[MarketplaceError] = []
        done = 0
        try:
            done = change_packs(actor, changes)
        except (Invalid, Conflict) as refusal:
            refusals.append(refusal)
        lots = {lot.id: lot for lot in lots_on_hand([each.variant_id for each in counts])}
        unsent = unsent_of({lot.producer_id for lot in lots.values()}, {each.variant_id for each in counts})
        for each in counts:
            lot = lots.get(each.lot_id)
            try:
                _count(actor, each, lot, unsent.get((each.variant_id, lot.code), 0) if lot else 0, reason)
            except (Invalid, Conflict) as refusal:
                field = "reason" if "reason" in refusal.fields else f"{each.variant_id}.counted"
                said = next(iter(refusal.fields.values()), refusal.message)
                refusals.append(type(refusal)(said, fields={field: said}))
        if refusals:
            raise _together(refusals)
    return Saved(done, len(counts))


def _count(actor: Actor, each: PackCount, lot: DeskLot | None, unsent: int, reason: str) -> None:
    gone = Message("Trong lúc đếm, hàng của lô này vừa được giao hoặc trả về. Xin đếm lại.")
    if lot is None:
        raise Conflict(gone)
    if lot.variant_id != each.variant_id:
        raise NotFound(Message("Không có lô này."))
    if each.counted < unsent:
        raise Invalid(
            Message(
                "Đã bán, chưa giao %(n)s: không thể đếm ít hơn. Không đủ hàng để giao thì huỷ đơn trước.",
                {"n": unsent},
            )
        )
    # A sale meanwhile moves packs from one number to the other; a hand-over or a return does not.
    if each.seen != lot.on_hand + unsent:
        raise Conflict(gone)
    adjust(actor, lot.producer_id, lot.id, each.counted - unsent, reason, known=lot.on_hand)


def _together(refusals: Sequence[MarketplaceError]) -> MarketplaceError:
    """One refusal that names every cell; a conflict where one of them is, since the table has to be looked at anew."""
    fields: dict[str, Text] = {}
    for each in refusals:
        fields |= each.fields
    worst = next((each for each in refusals if isinstance(each, Conflict)), refusals[0])
    return type(worst)(worst.message, fields=fields)

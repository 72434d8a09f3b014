"""The way of a seller order. Pure: states, moves, and who may still cancel."""

from collections.abc import Mapping
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine

SELLER_ORDER = StateMachine(
    {
        "accept": ({"placed"}, "accepted"),
        "pack": ({"accepted"}, "packed"),
        "hand_over": ({"packed"}, "handed_over"),
        "deliver": ({"handed_over"}, "delivered"),
        "cancel_by_buyer": ({"placed", "accepted"}, "cancelled"),
        "cancel_by_seller": ({"placed", "accepted", "packed"}, "cancelled"),
    }
)

NEXT_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "placed": ("accepted", "packed", "handed_over", "delivered"),
    "accepted": ("packed", "handed_over", "delivered"),
    "packed": ("handed_over", "delivered"),
    "handed_over": ("delivered",),
    "delivered": (),
    "cancelled": (),
}
"""What is still to come from each state where nobody cancels, for the timeline."""

UNSENT = frozenset({"placed", "accepted", "packed"})
"""States before the carrier has the box: what was sold is still with its producer."""

STATE_NAMES: dict[str, Message] = {
    "placed": Message("Chờ chủ thể nhận"),
    "accepted": Message("Đã nhận, đang chuẩn bị"),
    "packed": Message("Đã đóng gói"),
    "handed_over": Message("Đang giao"),
    "delivered": Message("Đã giao"),
    "cancelled": Message("Đã huỷ"),
}

FRESH = frozenset({"ambient-fresh", "chilled", "live-plant"})
"""Storage classes of goods that are picked or made for the order."""


def buyer_may_cancel(state: str, storage_classes: frozenset[str], *, stopped: bool = False) -> bool:
    """Fresh goods are picked for the order: they can be cancelled until the producer takes the order on; other goods
    until they are packed. So can fresh ones that the authorities have ``stopped`` since: nobody has to take those.
    """
    if state == "placed":
        return True
    return state == "accepted" and (stopped or not storage_classes & FRESH)

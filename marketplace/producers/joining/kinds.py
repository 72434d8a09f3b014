"""How a pair of producers that may be one stands, and how it moves."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine


class PairState(StrEnum):
    """How a pair stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    DIFFERENT = "different"
    JOINED = "joined"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    PairState.OPEN: Message("Chưa xem"),
    PairState.PROPOSED: Message("Chờ người thứ hai"),
    PairState.DIFFERENT: Message("Hai chủ thể khác nhau"),
    PairState.JOINED: Message("Đã gộp"),
}

PAIR: Final = StateMachine(
    {
        "tell_apart": ({PairState.OPEN}, PairState.DIFFERENT),
        "look_again": ({PairState.DIFFERENT}, PairState.OPEN),
        "propose": ({PairState.OPEN}, PairState.PROPOSED),
        "drop": ({PairState.PROPOSED}, PairState.OPEN),
        "join": ({PairState.PROPOSED}, PairState.JOINED),
    }
)
"""What was joined is not parted again: whose an order or a paper was cannot be told from the register any more."""

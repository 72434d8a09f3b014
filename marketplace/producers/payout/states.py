"""How bank accounts stand and move."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine


class AccountState(StrEnum):
    """How a bank account stands. A producer is paid to the verified one only."""

    PENDING = "pending"
    VERIFIED = "verified"
    REPLACED = "replaced"
    REFUSED = "refused"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    AccountState.PENDING: Message("Chờ xác minh"),
    AccountState.VERIFIED: Message("Đã xác minh"),
    AccountState.REPLACED: Message("Đã thay"),
    AccountState.REFUSED: Message("Không được chấp nhận"),
}

ACCOUNT: Final = StateMachine(
    {
        "verify": ({AccountState.PENDING}, AccountState.VERIFIED),
        "refuse": ({AccountState.PENDING}, AccountState.REFUSED),
        "replace": ({AccountState.PENDING, AccountState.VERIFIED}, AccountState.REPLACED),
    }
)
"""A verified account is replaced when the next one is verified, a pending one when another is entered."""

"""How a batch moves: uploaded and mapped, handed over, then confirmed or rejected by another officer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine


class BatchState(StrEnum):
    """Where a batch is. Only in ``DRAFT`` can the mapping and the answers change."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _LABELS[self]


_LABELS: Final[Mapping[BatchState, Message]] = {
    BatchState.DRAFT: Message("Đang đọc"),
    BatchState.SUBMITTED: Message("Chờ xác nhận"),
    BatchState.CONFIRMED: Message("Đã nhập vào sổ"),
    BatchState.REJECTED: Message("Bị trả lại"),
}

BATCH: Final = StateMachine(
    {
        "remap": ({BatchState.DRAFT}, BatchState.DRAFT),
        "submit": ({BatchState.DRAFT}, BatchState.SUBMITTED),
        "recheck": ({BatchState.SUBMITTED}, BatchState.SUBMITTED),
        "confirm": ({BatchState.SUBMITTED}, BatchState.CONFIRMED),
        "reject": ({BatchState.SUBMITTED}, BatchState.REJECTED),
        "reopen": ({BatchState.REJECTED, BatchState.SUBMITTED}, BatchState.DRAFT),
    }
)
"""What was confirmed stays confirmed: a recognition that should not be is revoked, not un-imported."""

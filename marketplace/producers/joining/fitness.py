"""Which of two producers may stay. Pure."""

from marketplace.kernel.i18n import Message
from marketplace.producers.kinds import Standing


def refusal(kept: Standing, gone: Standing) -> Message | None:
    """Why the one must not go into the other; ``None`` where it may.

    Joining lifts no stop and lets nobody in: who has closed stays closed, and what waits to be verified does not take
    over from one that was verified or suspended, since verifying it would let its goods be sold again.
    """
    if Standing.CLOSED in {kept, gone}:
        return Message("Một trong hai chủ thể đã đóng: không gộp được nữa.")
    if kept is Standing.APPLIED and gone is not Standing.APPLIED:
        return Message("Giữ chủ thể đã xác minh: chủ thể kia còn chờ xác minh.")
    return None


def stands_after(kept: Standing, gone: Standing) -> Standing:
    """How the one that stays stands afterwards: a suspension of either goes on."""
    return Standing.SUSPENDED if Standing.SUSPENDED in {kept, gone} else kept

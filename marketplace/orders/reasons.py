"""Why a part of an order was cancelled: what can be chosen, and how it is said."""

from typing import Final

from marketplace.kernel.i18n import Message

OTHER: Final = "other"
"""Says nothing by itself: whoever chooses it says the rest in their own words."""

BUYER_REASONS: Final[dict[str, Message]] = {
    "changed_mind": Message("Tôi đổi ý"),
    "wrong_address": Message("Tôi ghi sai địa chỉ hoặc số điện thoại"),
    "too_late": Message("Ngày giao muộn quá"),
    "ordered_twice": Message("Tôi đặt trùng"),
    OTHER: Message("Lý do khác"),
}
SELLER_REASONS: Final[dict[str, Message]] = {
    "out_of_goods": Message("Hàng không đủ hoặc không đạt"),
    "weather": Message("Mưa bão, không thu hoạch hoặc không gửi được"),
    "no_answer": Message("Không gọi được người mua"),
    "address": Message("Địa chỉ không giao được"),
    OTHER: Message("Lý do khác"),
}
REASONS: Final[dict[str, Message]] = {**BUYER_REASONS, **SELLER_REASONS}
"""Both by code: no code means two things."""


def said(reason: str, note: str) -> str:
    """The reason in the reader's language, then what the person wrote, in theirs. Either may be missing."""
    words = str(REASONS[reason]) if reason in REASONS else reason
    return ": ".join(part for part in (words, note) if part)

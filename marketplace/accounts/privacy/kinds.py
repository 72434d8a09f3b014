"""What people ask about their data, in words."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class RequestKind(StrEnum):
    """A right of the law on personal data. The first two do themselves; the others are answered by an operator."""

    EXPORT = "export"
    ERASE = "erase"
    RECTIFY = "rectify"
    RESTRICT = "restrict"
    OBJECT = "object"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _KINDS[self]


_KINDS: Final = {
    RequestKind.EXPORT: Message("Tải dữ liệu của mình"),
    RequestKind.ERASE: Message("Xoá tài khoản và dữ liệu"),
    RequestKind.RECTIFY: Message("Sửa dữ liệu sai"),
    RequestKind.RESTRICT: Message("Hạn chế xử lý"),
    RequestKind.OBJECT: Message("Phản đối việc xử lý"),
    RequestKind.WITHDRAW: Message("Rút lại sự đồng ý"),
}

BY_HAND: Final = (RequestKind.RECTIFY, RequestKind.RESTRICT, RequestKind.OBJECT, RequestKind.WITHDRAW)
"""What an operator does and answers."""


class RequestState(StrEnum):
    """How a request stands. All but the first are final."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    RequestState.OPEN: Message("Đang làm"),
    RequestState.DONE: Message("Đã xong"),
    RequestState.REFUSED: Message("Không làm được"),
    RequestState.CANCELLED: Message("Đã thôi"),
}

KEPT_BECAUSE: Final = {
    "keep_order": Message("Chứng từ kế toán của đơn hàng, theo luật kế toán"),
    "keep_seller": Message("Thông tin người bán trên sàn, theo luật quản lý thuế và luật kế toán"),
}
"""Term → why something of somebody who was erased is kept."""

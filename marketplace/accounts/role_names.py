"""What roles are called, on pages and in mails."""

from collections.abc import Mapping
from typing import Final

from marketplace.accounts.policy import Role
from marketplace.kernel.i18n import Message

ROLES: Final[Mapping[Role, Message]] = {
    Role.PRODUCER_OWNER: Message("Chủ cơ sở"),
    Role.PRODUCER_STAFF: Message("Người làm của chủ thể"),
    Role.PRODUCER_PACKER: Message("Người đóng gói của chủ thể"),
    Role.OFFICER: Message("Cán bộ OCOP"),
    Role.CHAIR: Message("Thay mặt Chủ tịch UBND tỉnh"),
    Role.MINISTRY: Message("Thay mặt Bộ"),
    Role.PROMOTION: Message("Xúc tiến thương mại"),
    Role.OPERATOR: Message("Người vận hành"),
    Role.AUDITOR: Message("Người kiểm tra"),
}
DUTIES: Final[Mapping[Role, Message]] = {
    Role.PRODUCER_OWNER: Message(
        "Làm mọi việc của cơ sở: sản phẩm, đơn, kho, giấy tờ, tài khoản nhận tiền, người làm."
    ),
    Role.PRODUCER_STAFF: Message(
        "Đăng sản phẩm, nhận và gửi đơn, ghi kho; xem giấy tờ nhưng không nộp thay chủ cơ sở."
    ),
    Role.PRODUCER_PACKER: Message(
        "Nhận, gói, gửi đơn và ghi kho. Không thấy giấy tờ, tiền, người làm; không sửa sản phẩm."
    ),
}
"""What somebody at a producer may do there."""

"""What the logs keep as identifiers, in words: kinds of mail, roles and what they are for, subjects."""

from collections.abc import Mapping
from typing import Final

from marketplace.accounts.policy import Role
from marketplace.kernel.i18n import Message
from marketplace.notifications.catalogue import KINDS

from ..view_models import Cell

ROLES = {
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
SCOPES = {
    "all": Message("toàn sàn"),
    "province": Message("tỉnh, thành phố"),
    "commune": Message("xã, phường"),
    "producer": Message("chủ thể"),
}

SUBJECTS: Final = {
    "application": Message("Hồ sơ đăng ký"),
    "applications": Message("Danh sách hồ sơ"),
    "audit": Message("Nhật ký"),
    "file": Message("Tệp"),
    "image": Message("Ảnh"),
    "import": Message("Lần nhập"),
    "job": Message("Việc nền"),
    "jobs": Message("Việc nền"),
    "letter": Message("Thư gửi chủ thể"),
    "lot": Message("Lô"),
    "lots": Message("Kho của chủ thể"),
    "mails": Message("Thư đã gửi"),
    "order": Message("Đơn hàng"),
    "payment": Message("Khoản thu"),
    "producer": Message("Chủ thể"),
    "product": Message("Sản phẩm"),
    "products": Message("Danh sách sản phẩm"),
    "recognition": Message("Bản ghi công nhận"),
    "register": Message("Sổ công nhận"),
    "seller_order": Message("Đơn của chủ thể"),
    "user": Message("Tài khoản"),
    "users": Message("Người dùng"),
}

MAILS: Final = {
    "order_placed": Message("Xác nhận đơn hàng"),
    "order_moved": Message("Tin mới về đơn hàng"),
    "order_to_pack": Message("Đơn mới cho chủ thể"),
    "application_returned": Message("Hồ sơ cần bổ sung"),
    "application_approved": Message("Hồ sơ được duyệt"),
    "application_refused": Message("Hồ sơ không được duyệt"),
    "paper_ending": Message("Giấy tờ sắp hết hạn"),
    "recognition_ending": Message("Sao sắp hết hạn"),
    "holder_letter": Message("Thư của cơ quan"),
    "paper_decided": Message("Giấy tờ đã được xem"),
    "bank_account_decided": Message("Tài khoản đã được xem"),
    "account_confirm": Message("Xác nhận e-mail"),
    "account_exists": Message("Đã có tài khoản"),
    "account_reset": Message("Đặt lại mật khẩu"),
    "account_reset_done": Message("Đã đặt lại mật khẩu"),
    "account_password_changed": Message("Đã đổi mật khẩu"),
    **{kind: declared.name for kind, declared in KINDS.items()},
}


def named(identifier: str, words: Mapping[str, Message]) -> Cell:
    """The words of an identifier; itself where it has none."""
    found = words.get(identifier)
    return Cell(str(found) if found else identifier)

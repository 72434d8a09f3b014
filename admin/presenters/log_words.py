"""What the logs keep as identifiers, in words: kinds of mail, roles and what they are for, subjects."""

from collections.abc import Mapping
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.catalogue import KINDS

from ..view_models import Cell

SCOPES = {
    "all": Message("toàn sàn"),
    "province": Message("tỉnh, thành phố"),
    "commune": Message("xã, phường"),
    "producer": Message("chủ thể"),
}

SUBJECTS: Final = {
    "anomalies": Message("Báo cáo bất thường"),
    "appeal": Message("Khiếu nại"),
    "application": Message("Hồ sơ đăng ký"),
    "applications": Message("Danh sách hồ sơ"),
    "audit": Message("Nhật ký"),
    "breach": Message("Sự cố dữ liệu"),
    "claim": Message("Đề nghị nhận chủ thể"),
    "data_request": Message("Yêu cầu về dữ liệu"),
    "file": Message("Tệp"),
    "image": Message("Ảnh"),
    "invitation": Message("Lời mời"),
    "import": Message("Lần nhập"),
    "inspection": Message("Biên bản kiểm tra"),
    "job": Message("Việc nền"),
    "jobs": Message("Việc nền"),
    "letter": Message("Thư gửi chủ thể"),
    "lot": Message("Lô"),
    "lots": Message("Kho của chủ thể"),
    "mails": Message("Thư đã gửi"),
    "misuse": Message("Vụ dùng sai tem"),
    "order": Message("Đơn hàng"),
    "payment": Message("Khoản thu"),
    "producer": Message("Chủ thể"),
    "producers": Message("Danh sách chủ thể"),
    "product": Message("Sản phẩm"),
    "product_import": Message("Bảng sản phẩm"),
    "products": Message("Danh sách sản phẩm"),
    "proposal": Message("Đề nghị thu hồi"),
    "recognition": Message("Bản ghi công nhận"),
    "register": Message("Sổ công nhận"),
    "seller_order": Message("Đơn của chủ thể"),
    "user": Message("Tài khoản"),
    "users": Message("Người dùng"),
}

MAILS: Final = {
    "holder_letter": Message("Thư của cơ quan"),
    "invitation": Message("Lời mời nhận vai trò"),
    "second_factor_reset": Message("Hai lớp đã được gỡ"),
    "role_offered": Message("Được mời nhận vai trò"),
    "factor_taken_off": Message("Bảo mật hai lớp bị gỡ"),
    "factor_reset_waiting": Message("Gỡ hai lớp chờ người thứ hai"),
    "digest": Message("Thư gộp trong ngày"),
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

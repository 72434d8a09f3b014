"""What the logs keep as identifiers, in words: actions, kinds of mail, roles and what they are for."""

from collections.abc import Mapping
from typing import Any, Final

from marketplace.accounts.policy import Role
from marketplace.kernel.i18n import Message

from ..view_models import Cell
from .words import flat

ROLES = {
    Role.PRODUCER_OWNER: Message("Chủ cơ sở"),
    Role.PRODUCER_STAFF: Message("Người làm của chủ thể"),
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

ACTIONS: Final = {
    "accounts.consent.given": Message("Đồng ý xử lý dữ liệu"),
    "accounts.email.confirmed": Message("Xác nhận e-mail"),
    "accounts.password.changed": Message("Đổi mật khẩu"),
    "accounts.recovery_code.used": Message("Dùng mã dự phòng"),
    "accounts.recovery_codes.changed": Message("Đổi mã dự phòng"),
    "accounts.role.granted": Message("Cấp vai trò"),
    "accounts.role.taken": Message("Bỏ vai trò"),
    "accounts.second_factor.changed": Message("Đổi xác thực hai bước"),
    "accounts.user.activated": Message("Mở khoá tài khoản"),
    "accounts.user.deactivated": Message("Khoá tài khoản"),
    "accounts.user.registered": Message("Tài khoản được mở"),
    "catalog.price.changed": Message("Đổi giá"),
    "catalog.product.drafted": Message("Tạo bản nháp sản phẩm"),
    "catalog.product.edited": Message("Sửa sản phẩm"),
    "catalog.revision.approved": Message("Duyệt sản phẩm"),
    "catalog.revision.rejected": Message("Trả lại sản phẩm"),
    "catalog.revision.submitted": Message("Trình duyệt sản phẩm"),
    "certification.recognition.entered": Message("Nhập bản ghi công nhận"),
    "certification.recognition.edited": Message("Sửa bản ghi công nhận"),
    "certification.recognition.submitted": Message("Trình duyệt bản ghi"),
    "certification.recognition.verified": Message("Duyệt bản ghi công nhận"),
    "certification.recognition.filed": Message("Ghi biên nhận đánh giá lại"),
    "certification.recognition.receipt_corrected": Message("Sửa số biên nhận"),
    "certification.recognition.suspended": Message("Tạm dừng công nhận"),
    "certification.recognition.lifted": Message("Gỡ tạm dừng"),
    "certification.recognition.revoked": Message("Thu hồi công nhận"),
    "certification.import.confirmed": Message("Duyệt lần nhập danh sách"),
    "orders.order.placed": Message("Đặt đơn"),
    "orders.seller_order.accepted": Message("Nhận đơn"),
    "orders.seller_order.packed": Message("Đóng gói đơn"),
    "orders.seller_order.handed_over": Message("Bàn giao đơn"),
    "orders.seller_order.delivered": Message("Giao xong đơn"),
    "orders.seller_order.cancelled_by_buyer": Message("Người mua huỷ đơn"),
    "orders.seller_order.cancelled_by_seller": Message("Chủ thể huỷ đơn"),
    "producers.application.approved": Message("Duyệt hồ sơ đăng ký"),
    "producers.application.claimed": Message("Nhận hồ sơ"),
    "producers.application.handed_over": Message("Chuyển hồ sơ"),
    "producers.application.proposed": Message("Đề nghị duyệt hồ sơ"),
    "producers.application.refused": Message("Từ chối hồ sơ"),
    "producers.application.released": Message("Trả hồ sơ về hàng đợi"),
    "producers.application.returned": Message("Trả hồ sơ để sửa"),
    "producers.application.revealed": Message("Xem mục được che"),
    "producers.application.scan_opened": Message("Xem ảnh căn cước"),
    "producers.application.started": Message("Bắt đầu hồ sơ đăng ký"),
    "producers.application.submitted": Message("Gửi hồ sơ đăng ký"),
    "producers.application.taken_back": Message("Lấy lại hồ sơ để sửa"),
    "producers.application.withdrawn": Message("Rút hồ sơ"),
    "producers.applications.exported": Message("Tải danh sách hồ sơ"),
    "producers.bank_account.entered": Message("Nhập tài khoản nhận tiền"),
    "producers.bank_account.refused": Message("Trả lại tài khoản nhận tiền"),
    "producers.bank_account.revealed": Message("Xem số tài khoản"),
    "producers.bank_account.verified": Message("Xác minh tài khoản nhận tiền"),
    "producers.closed_dates.added": Message("Ghi ngày nghỉ"),
    "producers.closed_dates.removed": Message("Bỏ ngày nghỉ"),
    "producers.paper.added": Message("Nhập giấy của cơ sở"),
    "producers.paper.replaced": Message("Thay giấy của cơ sở"),
    "producers.paper.returned": Message("Trả lại giấy của cơ sở"),
    "producers.paper.verified": Message("Xác minh giấy của cơ sở"),
    "producers.paper.withdrawn": Message("Bỏ giấy của cơ sở"),
    "producers.producer.registered": Message("Nhập chủ thể"),
    "stock.lot.received": Message("Nhập lô"),
    "stock.lot.adjusted": Message("Đếm lại lô"),
}
"""What is done often. Whatever has no words here is shown as it is kept."""

MAILS: Final = {
    "order_placed": Message("Xác nhận đơn hàng"),
    "order_moved": Message("Tin mới về đơn hàng"),
    "order_to_pack": Message("Đơn mới cho chủ thể"),
    "application_returned": Message("Hồ sơ cần bổ sung"),
    "application_approved": Message("Hồ sơ được duyệt"),
    "application_refused": Message("Hồ sơ không được duyệt"),
    "paper_ending": Message("Giấy tờ sắp hết hạn"),
    "paper_decided": Message("Giấy tờ đã được xem"),
    "bank_account_decided": Message("Tài khoản đã được xem"),
    "account_confirm": Message("Xác nhận e-mail"),
    "account_exists": Message("Đã có tài khoản"),
    "account_reset": Message("Đặt lại mật khẩu"),
    "account_reset_done": Message("Đã đặt lại mật khẩu"),
    "account_password_changed": Message("Đã đổi mật khẩu"),
}


def named(identifier: str, words: Mapping[str, Message]) -> Cell:
    """The words of an identifier with the identifier small below it; itself where it has none."""
    found = words.get(identifier)
    return Cell(str(found), small=identifier) if found else Cell(identifier)


def details(data: Mapping[str, Any]) -> str:
    """What was noted with an entry, without what is empty. A role is said as people call it."""
    if data.keys() == {"role", "scope", "ref"} and data["role"] in list(Role) and data["scope"] in SCOPES:
        scope = f"{SCOPES[data['scope']]} {data['ref']}".rstrip()
        return f"{ROLES[Role(data['role'])]}, {scope}"
    return ", ".join(f"{key}: {flat(value)}" for key, value in data.items() if value not in ("", None))

"""What is done about producers, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "producers.application.approved": Message("Duyệt hồ sơ đăng ký"),
    "producers.application.claimed": Message("Nhận hồ sơ"),
    "producers.application.handed_over": Message("Chuyển hồ sơ"),
    "producers.application.proposed": Message("Đề nghị duyệt hồ sơ"),
    "producers.application.refused": Message("Từ chối hồ sơ"),
    "producers.application.released": Message("Trả hồ sơ về hàng đợi"),
    "producers.application.returned": Message("Trả hồ sơ để sửa"),
    "producers.application.revealed": Message("Xem mục được che"),
    "producers.application.scan_added": Message("Thêm bản quét vào hồ sơ"),
    "producers.application.scan_opened": Message("Xem ảnh căn cước"),
    "producers.application.scan_removed": Message("Bỏ bản quét khỏi hồ sơ"),
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
    "producers.producer.closed": Message("Đóng chủ thể"),
    "producers.producer.edited": Message("Sửa chủ thể"),
    "producers.producer.registered": Message("Nhập chủ thể"),
    "producers.producer.reinstated": Message("Cho chủ thể hoạt động lại"),
    "producers.producer.sent_back": Message("Trả lại hồ sơ chủ thể"),
    "producers.producer.suspended": Message("Tạm dừng chủ thể"),
    "producers.producer.verified": Message("Xác minh chủ thể"),
}

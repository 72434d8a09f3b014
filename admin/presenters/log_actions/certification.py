"""What is done in the register of recognitions, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "certification.import.confirmed": Message("Xác nhận lần nhập danh sách"),
    "certification.import.rechecked": Message("Kiểm lại lần nhập danh sách"),
    "certification.import.rejected": Message("Trả lại lần nhập danh sách"),
    "certification.import.remapped": Message("Đọc lại tệp danh sách"),
    "certification.import.reopened": Message("Sửa tiếp lần nhập bị trả lại"),
    "certification.import.submitted": Message("Trình lần nhập danh sách"),
    "certification.import.taken_back": Message("Rút lại lần nhập danh sách"),
    "certification.import.uploaded": Message("Tải danh sách lên"),
    "certification.recognition.attached": Message("Gắn chủ thể vào bản ghi"),
    "certification.recognition.authority_accepted": Message("Chấp nhận thẩm quyền"),
    "certification.recognition.detached": Message("Gỡ chủ thể khỏi bản ghi"),
    "certification.recognition.edited": Message("Sửa bản ghi công nhận"),
    "certification.recognition.entered": Message("Nhập bản ghi công nhận"),
    "certification.recognition.filed": Message("Ghi biên nhận đánh giá lại"),
    "certification.recognition.filing_confirmed": Message("Xác nhận biên nhận"),
    "certification.recognition.filing_dropped": Message("Bỏ biên nhận"),
    "certification.recognition.lifted": Message("Gỡ tạm dừng"),
    "certification.recognition.receipt_corrected": Message("Sửa số biên nhận"),
    "certification.recognition.result_recorded": Message("Ghi kết quả đánh giá lại"),
    "certification.recognition.revocation_annulled": Message("Huỷ quyết định thu hồi"),
    "certification.recognition.revoked": Message("Thu hồi công nhận"),
    "certification.recognition.sent_back": Message("Trả lại bản ghi để sửa"),
    "certification.recognition.submitted": Message("Trình duyệt bản ghi"),
    "certification.recognition.superseded": Message("Quyết định mới thay quyết định cũ"),
    "certification.recognition.suspended": Message("Tạm dừng công nhận"),
    "certification.recognition.suspension_carried": Message("Tạm dừng theo quyết định trước"),
    "certification.recognition.suspension_raised": Message("Tạm dừng theo lệnh cấp trên"),
    "certification.recognition.suspension_resumed": Message("Tạm dừng tiếp sau khi huỷ thu hồi"),
    "certification.recognition.verified": Message("Duyệt bản ghi công nhận"),
    "certification.recognition.withdrawn": Message("Bỏ bản ghi công nhận"),
    "certification.register.exported": Message("Xuất sổ công nhận"),
}

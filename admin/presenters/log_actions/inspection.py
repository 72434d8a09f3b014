"""What is done in inspections and their cases, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "inspection.anomalies.exported": Message("Tải báo cáo bất thường"),
    "inspection.cases.joined": Message("Chuyển kiểm tra, vụ việc khi gộp chủ thể"),
    "inspection.appeal.dismissed": Message("Bác khiếu nại"),
    "inspection.appeal.opened": Message("Gửi khiếu nại"),
    "inspection.appeal.upheld": Message("Công nhận khiếu nại đúng"),
    "inspection.appeal.withdrawn": Message("Rút khiếu nại"),
    "inspection.inspection.begun": Message("Lập biên bản kiểm tra"),
    "inspection.inspection.concluded": Message("Kết luận kiểm tra"),
    "inspection.inspection.dropped": Message("Bỏ biên bản kiểm tra"),
    "inspection.people.forgotten": Message("Xoá tên người trong biên bản hết hạn giữ"),
    "inspection.inspection.file_added": Message("Thêm ảnh kiểm tra"),
    "inspection.inspection.file_removed": Message("Bỏ ảnh kiểm tra"),
    "inspection.misuse.closed": Message("Khép vụ dùng sai tem"),
    "inspection.misuse.handled": Message("Xử lý vụ dùng sai tem"),
    "inspection.misuse.opened": Message("Phát hiện dùng sai tem"),
    "inspection.proposal.drafted": Message("Soạn đề nghị thu hồi"),
    "inspection.proposal.edited": Message("Sửa đề nghị thu hồi"),
    "inspection.proposal.rejected": Message("Không chấp nhận thu hồi"),
    "inspection.proposal.revoked": Message("Quyết định thu hồi theo đề nghị"),
    "inspection.proposal.submitted": Message("Trình đề nghị thu hồi"),
    "inspection.proposal.withdrawn": Message("Rút đề nghị thu hồi"),
}

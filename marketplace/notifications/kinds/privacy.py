"""Notices about what people ask about their data, about the words they agreed to, and about breaches.

The law wants them told: nobody switches them off (Law 91/2025/QH15).
"""

from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

_WHAT: Final = {"what": Message("Sửa dữ liệu sai")}
_SEE: Final = Message("Xem yêu cầu")

KINDS: Final[dict[str, Kind]] = {
    "data_request_received": Kind(
        Topic.ACCOUNT,
        name=Message("Đã nhận yêu cầu về dữ liệu"),
        title=Message("Đã nhận yêu cầu: %(what)s"),
        text=Message("Làm xong trước %(due)s. Nếu anh chị không gửi, thôi yêu cầu và đổi mật khẩu ngay."),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={**_WHAT, "due": "12:00, 01/12/2026"},
    ),
    "data_erasure_received": Kind(
        Topic.ACCOUNT,
        name=Message("Đã nhận yêu cầu xoá tài khoản"),
        title=Message("Tài khoản sẽ bị xoá sau %(when)s"),
        text=Message(
            "Trước lúc ấy anh chị thôi được. Nếu anh chị không gửi, thôi yêu cầu và đổi mật khẩu ngay. Xoá xong không "
            "có thư nữa, vì địa chỉ này cũng bị xoá."
        ),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={"when": "12:00, 05/12/2026"},
    ),
    "data_copy_ready": Kind(
        Topic.ACCOUNT,
        name=Message("Bản sao dữ liệu đã gói xong"),
        title=Message("Bản sao dữ liệu của anh chị đã gói xong"),
        text=Message("Tải được tới %(until)s, chỉ bằng tài khoản này. Sau đó bản sao bị xoá."),
        action=Message("Tải bản sao"),
        way=Way.NOW,
        required=True,
        sample={"until": "12:00, 28/11/2026"},
    ),
    "data_request_done": Kind(
        Topic.ACCOUNT,
        name=Message("Yêu cầu về dữ liệu đã xong"),
        title=Message("Đã làm xong: %(what)s"),
        text=Message("Trả lời: %(answer)s"),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={**_WHAT, "answer": "Đã sửa số nhà trong sổ địa chỉ."},
    ),
    "data_request_refused": Kind(
        Topic.ACCOUNT,
        name=Message("Yêu cầu về dữ liệu không làm được"),
        title=Message("Không làm được: %(what)s"),
        text=Message("Lý do: %(answer)s"),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={**_WHAT, "answer": "Đơn này phải giữ nguyên theo luật kế toán."},
    ),
    "data_request_extended": Kind(
        Topic.ACCOUNT,
        name=Message("Yêu cầu về dữ liệu được gia hạn"),
        title=Message("Cần thêm thời gian: %(what)s"),
        text=Message("Hạn mới: %(due)s. Lý do: %(answer)s"),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={**_WHAT, "due": "12:00, 16/12/2026", "answer": "Phải hỏi đơn vị chuyển phát."},
    ),
    "data_erasure_held": Kind(
        Topic.ACCOUNT,
        name=Message("Chưa xoá được tài khoản"),
        title=Message("Chưa xoá được tài khoản: còn việc phải xong trước"),
        text=Message("%(why)s Xong thì tài khoản tự xoá."),
        action=_SEE,
        way=Way.NOW,
        required=True,
        sample={"why": "Đơn DH7K2M9QXA-1 chưa giao xong: chờ nhận hàng, hoặc huỷ đơn."},
    ),
    "consent_changed": Kind(
        Topic.ACCOUNT,
        name=Message("Lời đồng ý đã đổi"),
        title=Message("Lời đồng ý đã đổi: %(purpose)s"),
        text=Message(
            "Anh chị đã đồng ý với lời cũ. Đọc lời mới rồi chọn đồng ý hoặc rút lại; chưa chọn vẫn mua bán được."
        ),
        action=Message("Đọc lời mới"),
        way=Way.NOW,
        required=True,
        sample={"purpose": Message("Mua và nhận hàng")},
    ),
    "data_request_waiting": Kind(
        Topic.ACCOUNT,
        name=Message("Yêu cầu về dữ liệu chờ trả lời"),
        title=Message("Yêu cầu về dữ liệu chờ trả lời: %(what)s"),
        text=Message("Báo đã nhận trước %(answer_due)s, làm xong trước %(due)s."),
        action=Message("Mở yêu cầu"),
        way=Way.NOW,
        required=True,
        office=True,
        sample={**_WHAT, "answer_due": "12:00, 24/11/2026", "due": "12:00, 01/12/2026"},
    ),
    "breach_entered": Kind(
        Topic.ACCOUNT,
        name=Message("Sự cố dữ liệu chờ báo cơ quan"),
        title=Message("Sự cố dữ liệu: báo cơ quan trước %(due)s"),
        text=Message(
            "Chừng %(count)s người bị ảnh hưởng. Báo cơ quan, báo người bị ảnh hưởng, rồi ghi vào sổ."
        ),
        action=Message("Mở sự cố"),
        way=Way.NOW,
        required=True,
        office=True,
        sample={"due": "12:00, 24/11/2026", "count": 12},
    ),
}

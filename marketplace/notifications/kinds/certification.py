"""Notices about recognitions."""

from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

KINDS: Final[dict[str, Kind]] = {
    # Whom the mail reached stands in the register: it goes whatever is wished.
    "recognition_ending": Kind(
        Topic.CERTIFICATION,
        name=Message("Sao sắp hết hạn"),
        title=Message("%(product)s: sao OCOP hết hạn ngày %(day)s"),
        text=Message("Từ hôm sau sản phẩm rút khỏi quầy nếu chưa được đánh giá lại."),
        action=Message("Vì sao có sao này"),
        way=Way.NOW,
        required=True,
        own_mail=True,
        sample={"product": "Cam Khe Mây", "day": "21/05/2027"},
    ),
    "claim_waiting": Kind(
        Topic.CERTIFICATION,
        name=Message("Đề nghị nhận chủ thể"),
        title=Message("Có người nhận là %(holder)s"),
        text=Message("Đối chiếu giấy chứng nhận và mã số thuế với sổ công nhận."),
        action=Message("Xem đề nghị"),
        office=True,
        sample={"holder": "HTX Khe Mây"},
    ),
    "claim_proposed": Kind(
        Topic.CERTIFICATION,
        name=Message("Đề nghị nhận chủ thể chờ người thứ hai"),
        title=Message("Giao %(holder)s: chờ người thứ hai"),
        text=Message(
            "Số trên giấy chưa khớp sổ. Một cán bộ đã ghi lý do giao, cần một cán bộ khác quyết định."
        ),
        action=Message("Xem đề nghị"),
        office=True,
        sample={"holder": "HTX Khe Mây"},
    ),
    "claim_accepted": Kind(
        Topic.CERTIFICATION,
        name=Message("Được giao chủ thể"),
        title=Message("%(seller)s đã giao cho anh chị"),
        text=Message("Từ nay anh chị đăng sản phẩm, nhận đơn và mời người cùng làm."),
        action=Message("Vào bàn làm việc"),
        way=Way.NOW,
        required=True,
        sample={"seller": "HTX Khe Mây"},
    ),
    "claim_refused": Kind(
        Topic.CERTIFICATION,
        name=Message("Không được giao chủ thể"),
        title=Message("Đề nghị nhận %(holder)s không được chấp nhận"),
        text=Message("Lý do: %(reason)s"),
        action=Message("Xem đề nghị"),
        way=Way.NOW,
        required=True,
        sample={"holder": "HTX Khe Mây", "reason": "Ảnh giấy chứng nhận không đọc được số quyết định."},
    ),
}

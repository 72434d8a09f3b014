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
}

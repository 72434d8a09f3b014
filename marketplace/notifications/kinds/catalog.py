"""Notices about products."""

from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

KINDS: Final[dict[str, Kind]] = {
    "product_approved": Kind(
        Topic.LISTING,
        name=Message("Sản phẩm được duyệt"),
        title=Message("%(product)s: đã được duyệt"),
        text=Message("Cán bộ đã duyệt. Còn hàng trong kho thì người mua đặt được ngay."),
        action=Message("Xem sản phẩm"),
        sample={"product": "Cam Khe Mây"},
    ),
    "product_sent_back": Kind(
        Topic.LISTING,
        name=Message("Sản phẩm phải sửa"),
        title=Message("%(product)s: cần sửa trước khi duyệt"),
        text=Message("Cán bộ ghi: %(remark)s"),
        action=Message("Sửa rồi gửi lại"),
        way=Way.NOW,
        sample={"product": "Cam Khe Mây", "remark": "Ảnh thứ hai mờ, chưa thấy rõ tem."},
    ),
    "product_hidden": Kind(
        Topic.LISTING,
        name=Message("Sản phẩm bị ẩn"),
        title=Message("%(product)s: cán bộ đã ẩn khỏi gian hàng"),
        text=Message(
            "Cán bộ ghi: %(remark)s Người mua không thấy sản phẩm này nữa, cho tới khi cán bộ mở lại."
        ),
        action=Message("Xem sản phẩm"),
        way=Way.NOW,
        sample={"product": "Cam Khe Mây", "remark": "Ảnh trên quầy không phải ảnh của sản phẩm này."},
    ),
    "revision_approved": Kind(
        Topic.LISTING,
        name=Message("Bản sửa được duyệt"),
        title=Message("%(product)s: bản sửa đã được duyệt"),
        text=Message("Người mua thấy bản mới từ bây giờ."),
        action=Message("Xem sản phẩm"),
        sample={"product": "Cam Khe Mây"},
    ),
    "product_waiting": Kind(
        Topic.LISTING,
        name=Message("Sản phẩm chờ duyệt"),
        title=Message("%(product)s chờ duyệt"),
        text=Message("%(seller)s đã gửi sản phẩm này. Hàng chỉ lên quầy khi có cán bộ duyệt."),
        action=Message("Xem và duyệt"),
        office=True,
        sample={"product": "Cam Khe Mây", "seller": "HTX Khe Mây"},
    ),
}

"""Notices about orders."""

from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

_SELLER: Final = {"code": "DH7K2M9QXA", "seller": "HTX Khe Mây"}
_CANCELLABLE: Final = Message("Không muốn chờ thì anh chị huỷ được ở trang đơn.")

KINDS: Final[dict[str, Kind]] = {
    # The contract has to be in the buyer's hands (Law 19/2023/QH15, article 37).
    "order_placed": Kind(
        Topic.ORDERS,
        name=Message("Xác nhận đơn hàng"),
        title=Message("Đơn %(code)s: đã đặt"),
        text=Message("Tổng %(total)s. Hợp đồng nằm trong đơn và trong thư."),
        action=Message("Xem đơn"),
        way=Way.NOW,
        required=True,
        own_mail=True,
        sample={"code": "7K2M9QXA", "total": "514.000\u00a0đ"},
    ),
    "order_moved": Kind(
        Topic.ORDERS,
        name=Message("Tin mới về đơn hàng"),
        title=Message("%(headline)s"),
        text=Message("%(goods)s"),
        action=Message("Xem đơn"),
        way=Way.NOW,
        own_mail=True,
        sample={
            "headline": Message(
                "%(seller)s đã nhận đơn %(code)s.", {"seller": "HTX Khe Mây", "code": "7K2M9QXA-1"}
            ),
            "goods": "2 × Cam Khe Mây, Thùng 5 kg",
        },
    ),
    "order_to_pack": Kind(
        Topic.SALES,
        name=Message("Đơn mới cho chủ thể"),
        title=Message("Đơn mới %(code)s"),
        text=Message("%(goods)s. Gửi trước hết ngày %(send_by)s."),
        action=Message("Mở đơn để nhận"),
        way=Way.INBOX,
        own_mail=True,
        sample={"code": "7K2M9QXA-1", "goods": "2 × Cam Khe Mây, Thùng 5 kg", "send_by": "23/11/2026"},
    ),
    "order_called_off": Kind(
        Topic.SALES,
        name=Message("Người mua huỷ đơn"),
        title=Message("Đơn %(code)s: người mua đã huỷ"),
        text=Message("Đừng gói đơn này nữa. Hàng đã trả về kho: %(goods)s."),
        action=Message("Xem đơn"),
        way=Way.NOW,
        sample={"code": "7K2M9QXA-1", "goods": "2 × Cam Khe Mây, Thùng 5 kg"},
    ),
    "seller_stopped": Kind(
        Topic.ORDERS,
        name=Message("Người bán của đơn bị tạm dừng"),
        title=Message("Đơn %(code)s: %(seller)s đang bị tạm dừng bán"),
        text=Message(
            "Gian hàng bị tạm dừng bán từ ngày %(day)s. Đơn đặt trước đó vẫn còn, người bán làm cho xong. %(next)s"
        ),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_SELLER, "day": "21/11/2026", "next": _CANCELLABLE},
    ),
    "seller_freed": Kind(
        Topic.ORDERS,
        name=Message("Người bán của đơn được bán lại"),
        title=Message("Đơn %(code)s: %(seller)s được bán lại"),
        text=Message("Gian hàng không còn bị tạm dừng. %(next)s"),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_SELLER, "next": Message("Đơn đi tiếp như đã đặt.")},
    ),
    "seller_closed": Kind(
        Topic.ORDERS,
        name=Message("Người bán của đơn đã đóng gian hàng"),
        title=Message("Đơn %(code)s: %(seller)s đã đóng gian hàng"),
        text=Message(
            "Gian hàng đóng từ ngày %(day)s, không bán nữa. Đơn đặt trước đó vẫn còn, người bán làm cho xong. %(next)s"
        ),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_SELLER, "day": "21/11/2026", "next": _CANCELLABLE},
    ),
}

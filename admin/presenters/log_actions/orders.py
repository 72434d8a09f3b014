"""What becomes of orders, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "orders.seller_orders.joined": Message("Chuyển đơn khi gộp chủ thể"),
    "orders.order.placed": Message("Đặt đơn"),
    "orders.seller_order.accepted": Message("Nhận đơn"),
    "orders.seller_order.cancelled_by_buyer": Message("Người mua huỷ đơn"),
    "orders.seller_order.cancelled_by_seller": Message("Chủ thể huỷ đơn"),
    "orders.seller_order.delivered": Message("Giao xong đơn"),
    "orders.seller_order.handed_over": Message("Bàn giao đơn"),
    "orders.seller_order.packed": Message("Đóng gói đơn"),
    "orders.seller_orders.exported": Message("Xuất danh sách đơn hàng"),
}

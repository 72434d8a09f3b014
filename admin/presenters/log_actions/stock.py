"""What is done in stores, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "stock.lots.joined": Message("Chuyển lô khi gộp chủ thể"),
    "stock.lot.adjusted": Message("Đếm lại lô"),
    "stock.lot.received": Message("Nhập lô"),
    "stock.lot.written_off": Message("Bỏ hàng hết hạn"),
    "stock.threshold.set": Message("Đặt mức báo sắp hết hàng"),
    "stock.lots.exported": Message("Xuất danh sách lô"),
}

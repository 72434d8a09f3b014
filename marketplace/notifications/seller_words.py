"""What buyers are told of a seller that is stopped, sells again or has closed while their order waits to be sent.

Why an officer did it is typed for the producer and may say more than everybody is to read: buyers read that and since
when.
"""

from typing import Any

from marketplace.kernel import clock
from marketplace.kernel.i18n import Message
from marketplace.orders.queries import WaitingOrder
from marketplace.producers.queries import StandingView

STOPPED, FREED, CLOSED = "seller_stopped", "seller_freed", "seller_closed"


def params_of(kind: str, order: WaitingOrder, seller: str, period: StandingView) -> dict[str, Any]:
    """What the words of ``kind`` name beside the order's code."""
    if kind == FREED:
        return {"seller": seller, "next": _goes_on(order)}
    return {"seller": seller, "day": f"{clock.local(period.since):%d/%m/%Y}", "next": _may_cancel(order)}


def ref_of(code: str, period: StandingView) -> str:
    """An order, and one time that its seller stands in a way."""
    return f"{code}:{period.id}"


def _may_cancel(order: WaitingOrder) -> Message:
    if order.cancellable:
        return Message("Không muốn chờ thì anh chị huỷ được ở trang đơn.")
    return Message("Đơn này anh chị không tự huỷ được nữa; cần gì thì gọi người bán theo số ở trang đơn.")


def _goes_on(order: WaitingOrder) -> Message:
    if order.stopped:
        return Message("Hàng trong đơn vẫn bị dừng bán, lý do ghi ở trang đơn.")
    return Message("Đơn đi tiếp như đã đặt.")

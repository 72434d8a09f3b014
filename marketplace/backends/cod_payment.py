"""Cash on delivery: the first method, because it is the one that buyers trust."""

from typing import TYPE_CHECKING

from marketplace.kernel.i18n import Message
from marketplace.kernel.money import format_dong
from marketplace.payments.methods import PaymentMethod, Started

if TYPE_CHECKING:
    from flask import Flask


class CashOnDelivery:
    """The carrier collects the money with the parcel."""

    code = "cod"
    name = Message("Trả tiền khi nhận hàng")
    explanation = Message("Trả tiền mặt cho người giao, mỗi kiện trả riêng khi nhận.")
    per_parcel = True

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def refusal(self, amount: int) -> Message | None:
        """An order above the limit is not sent against cash."""
        if amount > self._limit:
            return Message(
                "Đơn trên %(limit)s chưa trả khi nhận được. Xin tách thành nhiều đơn.",
                {"limit": format_dong(self._limit)},
            )
        return None

    def start(self, reference: str, amount: int) -> Started:
        """Nothing to do now; the money is due with the parcel."""
        return Started("due_on_delivery")


def make(_setting: str, app: "Flask") -> tuple[PaymentMethod, ...]:
    """The method for ``MARKETPLACE_PAYMENTS=cod:``."""
    from marketplace.kernel.state import EXTENSION

    return (CashOnDelivery(app.extensions[EXTENSION].settings.cod_limit_dong),)

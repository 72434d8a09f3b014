"""What becomes of payments, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "payments.payment.cancelled": Message("Huỷ khoản thu"),
    "payments.payment.collected": Message("Đã thu tiền"),
    "payments.payment.started": Message("Lập khoản thu"),
}

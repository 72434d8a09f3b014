"""What is done with mails, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "notifications.mails.exported": Message("Xuất danh sách thư đã gửi"),
}

"""What is done with figures of the register, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "reports.statistics.exported": Message("Xuất số liệu thống kê"),
}

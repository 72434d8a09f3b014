"""Orders with goods that the authorities have stopped since: how the list and the day of a producer mark them."""

from flask import url_for

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.orders.queries import DeskOrder, StoppedGoods

from ..view_models import Status
from .todo import Todo

TAB = "stopped"
"""What the list is asked for that shows these alone."""


def stopped_chip(order: DeskOrder, stopped: StoppedGoods) -> Status | None:
    """The mark of an order that is not sent and holds such goods."""
    return Status(_("Có hàng bị dừng"), "bad", "triangle-alert") if stopped.are_in(order) else None


def stopped_todos(stopped: StoppedGoods) -> list[Todo]:
    """To settle with their buyers. A stop is one of selling: what becomes of an order, its buyer and seller say."""
    if not stopped.total:
        return []
    return [
        Todo(
            "triangle-alert",
            ngettext(
                "%(n)s đơn chưa giao có hàng bị dừng", "%(n)s đơn chưa giao có hàng bị dừng", stopped.total
            ),
            _("Xem lý do ở từng đơn, hỏi người mua trước khi giao. Không giao nữa thì huỷ ở đó."),
            url_for(".producer_orders", muc=TAB),
            "bad",
        )
    ]


def hand_over_words(stopped: StoppedGoods) -> str:
    """What to mind with the parcels that wait for the carrier."""
    said = _("Ghi mã vận đơn khi bưu tá nhận thùng")
    held = stopped.counts.get("packed", 0)
    if not held:
        return said
    return ngettext(
        "%(said)s. %(n)s đơn có hàng bị dừng: hỏi người mua trước.",
        "%(said)s. %(n)s đơn có hàng bị dừng: hỏi người mua trước.",
        held,
        said=said,
    )

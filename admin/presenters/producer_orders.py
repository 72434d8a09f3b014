"""A producer's orders: the list."""

from collections.abc import Mapping

from flask import url_for

from marketplace.accounts.phones import show_phone
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page
from marketplace.orders.queries import DeskOrder, StoppedGoods
from marketplace.orders.states import STATE_NAMES

from ..dispatch import Deadlines
from ..listing import asked, column, here, shown
from ..view_models import Cell, Column, Filter, Link, ListPage, Row, Table
from .producer_stopped import TAB, stopped_chip
from .words import number, order_status

STATE = "muc"


def orders_page(
    page: Page[DeskOrder],
    counts: Mapping[str, int],
    due: Deadlines,
    stopped: StoppedGoods,
    *,
    state: str,
    text: str,
    sort: str,
) -> ListPage:
    """The list of orders."""
    words = {
        "due": _("xếp theo ngày giao"),
        "newest": _("mới đặt ở trên"),
        "oldest": _("đặt lâu nhất ở trên"),
    }[sort]
    caption = (
        ngettext(
            "%(count)s đơn khớp “%(text)s”, %(order)s",
            "%(count)s đơn khớp “%(text)s”, %(order)s",
            page.total,
            count=number(page.total),
            text=text,
            order=words,
        )
        if text
        else ngettext(
            "%(count)s đơn, %(order)s",
            "%(count)s đơn, %(order)s",
            page.total,
            count=number(page.total),
            order=words,
        )
    )
    columns = (
        column(_("Đơn"), "nw"),
        column(_("Người nhận")),
        column(_("Hàng"), "w"),
        column(_("Tổng cộng"), "n"),
        _sorted(_("Đặt lúc"), sort, "oldest", "newest"),
        _sorted(_("Giao chậm nhất"), sort, "due", "due"),
        column(_("Tình trạng")),
    )
    tabs = [Link(_("Tất cả"), here(**{STATE: None}), count=sum(counts.values()), current=not state)]
    tabs += [
        Link(str(name), here(**{STATE: key}), count=counts.get(key, 0), current=state == key)
        for key, name in STATE_NAMES.items()
    ]
    if stopped.total or state == TAB:
        held = Link(_("Có hàng bị dừng"), here(**{STATE: TAB}), count=stopped.total, current=state == TAB)
        tabs.insert(1, held)
    nothing = _("Chưa có đơn nào.") if not text and not state else _("Không có đơn nào khớp.")
    return ListPage(
        title=_("Đơn hàng"),
        action=url_for(".producer_orders"),
        tabs=tuple(tabs),
        filters=(Filter(name="q", label=_("Mã đơn, tên hoặc số điện thoại người nhận"), value=text),),
        hidden=tuple((name, value) for name, value in ((STATE, state), ("xep", asked("xep"))) if value),
        clear_url=here(q=None) if text else "",
        csv_url=here(".producer_orders_csv"),
        table=Table(caption, columns, tuple(_row(order, due, stopped) for order in page.items)),
        foot=_("Mỗi lần xuất CSV được ghi vào nhật ký"),
        empty=nothing,
        empty_link=Link(_("Xem mọi đơn"), url_for(".producer_orders")) if text or state else None,
        **shown(page),
    )


def _sorted(label: str, now: str, up: str, down: str) -> Column:
    direction = "ascending" if now == up else "descending" if now == down else ""
    return Column(label, "nw", here(xep=down if now == up else up), direction)


def _unbroken(text: str) -> str:
    """The text on one line, however narrow its column."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _row(order: DeskOrder, due: Deadlines, stopped: StoppedGoods) -> Row:
    is_late = (
        order.state in {"placed", "accepted"} and due.of(order.producer_id, order.placed_at) <= clock.now()
    )
    late = f", {_('trễ hạn gửi')}" if is_late else ""
    placed, province = clock.local(order.placed_at), order.address.rpartition(", ")[2]
    return Row(
        Cell(order.code, url=url_for(".producer_order", code=order.code)),
        (
            Cell(
                order.buyer_name,
                small=f"{_unbroken(show_phone(order.buyer_phone))}, {province}",
            ),
            Cell(order.goods_words, chip=stopped_chip(order, stopped)),
            Cell(format_dong(order.total)),
            Cell(formats.day(placed.date()), small=f"{placed:%H:%M}{late}"),
            Cell(formats.day(order.arrives_until)),
        ),
        order_status(order.state),
    )

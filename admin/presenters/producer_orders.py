"""A producer's orders: the list, and one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from marketplace.accounts.phones import show_phone
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page
from marketplace.orders.queries import DeskOrder, OrderDetail, SellerOrderRow, StepRow
from marketplace.orders.reasons import SELLER_REASONS
from marketplace.orders.states import SELLER_ORDER, STATE_NAMES
from marketplace.payments.methods import method

from ..dispatch import Deadlines
from ..listing import asked, column, here, shown
from ..view_models import (
    EMPTY,
    Cell,
    Column,
    Fact,
    Field,
    Filter,
    Form,
    Link,
    ListPage,
    Option,
    Row,
    Status,
    Step,
    Table,
)
from .words import number, order_status

STATE = "muc"
NEXT = {
    "placed": ("accepted", "packed", "handed_over", "delivered"),
    "accepted": ("packed", "handed_over", "delivered"),
    "packed": ("handed_over", "delivered"),
    "handed_over": ("delivered",),
    "delivered": (),
    "cancelled": (),
}
"""What is still to come from each state, for the timeline."""


def orders_page(
    page: Page[DeskOrder],
    counts: Mapping[str, int],
    due: Deadlines,
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
    nothing = _("Chưa có đơn nào.") if not text and not state else _("Không có đơn nào khớp.")
    return ListPage(
        title=_("Đơn hàng"),
        action=url_for(".producer_orders"),
        tabs=tuple(tabs),
        filters=(Filter(name="q", label=_("Mã đơn, tên hoặc số điện thoại người nhận"), value=text),),
        hidden=tuple((name, value) for name, value in ((STATE, state), ("xep", asked("xep"))) if value),
        clear_url=here(q=None) if text else "",
        csv_url=here(".producer_orders_csv"),
        table=Table(caption, columns, tuple(_row(order, due) for order in page.items)),
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


def _row(order: DeskOrder, due: Deadlines) -> Row:
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
            Cell(order.goods_words),
            Cell(format_dong(order.total)),
            Cell(formats.day(placed.date()), small=f"{placed:%H:%M}{late}"),
            Cell(formats.day(order.arrives_until)),
        ),
        order_status(order.state),
    )


@dataclass(frozen=True, slots=True)
class Move:
    """A step that can be taken now: one button."""

    url: str
    label: str
    icon: str
    hint: str = ""
    asks_tracking: bool = False


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A line to pack."""

    title: str
    quantity: str
    amount: str
    lots: str
    star: str
    star_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage(Form):
    """One order on its producer's desk."""

    code: str
    placed: str
    status: Status
    send_by: str
    late: bool
    move: Move | None
    facts: tuple[Fact, ...]
    lines: tuple[GoodsLine, ...]
    sums: tuple[Fact, ...]
    total: str
    due: str
    steps: tuple[Step, ...]
    slip_url: str
    cancel_url: str
    reasons: tuple[Option, ...]
    tracking: Field = EMPTY
    reason: Field = EMPTY
    note: Field = EMPTY


def order_page(
    order: OrderDetail, part: SellerOrderRow, fields: Mapping[str, Field], deadline: datetime
) -> OrderPage:
    """The page of one order, to be sent before ``deadline``. ``fields`` is what was typed into a refused form."""
    chosen = method(order.payment_method)
    moves = SELLER_ORDER.moves_from(part.state)
    at_the_door = chosen is not None and chosen.per_parcel
    facts = [
        Fact(_("Người nhận"), order.buyer_name),
        Fact(_("Điện thoại"), show_phone(order.buyer_phone), url=f"tel:{order.buyer_phone}"),
        Fact(_("Giao tới"), order.address),
        Fact(_("Giao trong"), formats.days(part.arrives_from, part.arrives_until)),
        Fact(_("Khối lượng cả bì"), formats.weight(part.weight)),
        Fact(_("Trả tiền"), str(chosen.name) if chosen else order.payment_method),
    ]
    if order.note:
        facts.append(Fact(_("Lời nhắn"), order.note))
    if part.tracking:
        facts.append(Fact(_("Mã vận đơn"), part.tracking))
    return OrderPage(
        code=part.code,
        placed=formats.moment(order.placed_at),
        status=order_status(part.state),
        send_by=formats.day(clock.local(deadline).date() - timedelta(days=1))
        if part.state in {"placed", "accepted", "packed"}
        else "",
        late=part.state in {"placed", "accepted", "packed"} and deadline <= clock.now(),
        move=_move(part, moves),
        facts=tuple(facts),
        lines=tuple(
            GoodsLine(
                f"{line.product_name}, {line.pack}",
                str(line.quantity),
                format_dong(line.amount),
                ", ".join(f"{code} ({packs})" for code, packs in line.lots),
                _("OCOP %(star)s sao", star=line.star),
                url_for("marketplace.storefront.why_star", code=line.recognition_code),
            )
            for line in part.lines
        ),
        sums=(Fact(_("Tiền hàng"), format_dong(part.goods)), Fact(_("Phí giao"), format_dong(part.shipping))),
        total=format_dong(part.total),
        due=_due(part, at_the_door=at_the_door),
        steps=(*(_step(step) for step in part.steps), *_to_come(part)),
        slip_url=url_for(".packing_slip", code=part.code) if part.state != "cancelled" else "",
        cancel_url=url_for(".producer_order_cancel", code=part.code) if "cancel_by_seller" in moves else "",
        reasons=tuple(Option(key, str(words)) for key, words in SELLER_REASONS.items()),
        **fields,
    )


def _due(part: SellerOrderRow, *, at_the_door: bool) -> str:
    if part.state == "cancelled":
        return _("Đơn đã huỷ, không thu tiền")
    if not at_the_door:
        return _("Người mua trả qua sàn, không thu khi giao")
    if part.state == "delivered":
        return _("Đã thu khi giao")
    return _("Thu của người nhận khi giao")


def _move(part: SellerOrderRow, moves: tuple[str, ...]) -> Move | None:
    url = {
        "accept": ".producer_order_accept",
        "pack": ".producer_order_pack",
        "hand_over": ".producer_order_hand_over",
        "deliver": ".producer_order_deliver",
    }
    move = next((each for each in moves if each in url), None)
    if move is None:
        return None
    words = {
        "accept": (
            _("Nhận đơn"),
            "check",
            _("Người mua được báo. Hàng tươi thì từ lúc này không huỷ được nữa."),
        ),
        "pack": (_("Đã gói xong"), "package-check", _("Đúng lô ghi bên dưới: lô hết hạn trước đi trước.")),
        "hand_over": (_("Đã giao cho bưu tá"), "truck", _("Người mua được báo kèm mã vận đơn.")),
        "deliver": (_("Đã giao, đã thu tiền"), "circle-check", _("Bấm khi người nhận đã cầm hàng.")),
    }
    label, icon, hint = words[move]
    return Move(url_for(url[move], code=part.code), label, icon, hint, asks_tracking=move == "hand_over")


def _step(step: StepRow) -> Step:
    title = _("Đã đặt") if step.state == "placed" else str(STATE_NAMES[step.state])
    detail = (
        _("Mã vận đơn %(number)s", number=step.note) if step.move == "hand_over" and step.note else step.said
    )
    return Step(
        title,
        formats.moment(step.at),
        detail,
        clock.local(step.at).isoformat(),
        "off" if step.state == "cancelled" else "done",
    )


def _to_come(part: SellerOrderRow) -> tuple[Step, ...]:
    expected = _("dự kiến %(days)s", days=formats.days(part.arrives_from, part.arrives_until))
    return tuple(
        Step(str(STATE_NAMES[state]), detail=expected if state == "delivered" else "", state="todo")
        for state in NEXT[part.state]
    )

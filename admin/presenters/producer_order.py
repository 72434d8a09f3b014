"""One order on the desk of its producer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from marketplace.accounts.phones import show_phone
from marketplace.inspection.queries import PublicReason
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.orders.queries import OrderDetail, SellerOrderRow, StepRow
from marketplace.orders.reasons import SELLER_REASONS
from marketplace.orders.states import NEXT_STATES, SELLER_ORDER, STATE_NAMES
from marketplace.payments.methods import method

from ..view_models import EMPTY, Fact, Field, Form, Option, Status, Step
from .words import order_status


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
    official: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage(Form):
    """One order on its producer's desk."""

    code: str
    placed: str
    status: Status
    send_by: str
    late: bool
    move: Move | None
    stopped: str
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
    order: OrderDetail,
    part: SellerOrderRow,
    fields: Mapping[str, Field],
    deadline: datetime,
    reasons: Mapping[str, PublicReason],
) -> OrderPage:
    """The page of one order, to be sent before ``deadline``. ``fields`` is what was typed into a refused form;
    ``reasons`` are why the authorities have goods in it off sale, by the code of their recognition.
    """
    chosen, stopped = method(order.payment_method), _stopped(part, reasons)
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
        move=_move(part, moves, stopped=bool(stopped)),
        stopped=stopped,
        facts=tuple(facts),
        lines=tuple(
            GoodsLine(
                f"{line.product_name}, {line.pack}",
                str(line.quantity),
                format_dong(line.amount),
                ", ".join(f"{code} ({packs})" for code, packs in line.lots),
                _("OCOP %(star)s sao", star=line.star),
                url_for("marketplace.storefront.why_star", code=line.recognition_code),
                str(reasons[line.recognition_code].text) if line.recognition_code in reasons else "",
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


def _stopped(part: SellerOrderRow, reasons: Mapping[str, PublicReason]) -> str:
    """What to do with goods that the authorities have stopped since they were ordered; empty where there are none."""
    if part.state not in {"placed", "accepted", "packed"}:
        return ""
    if not any(line.recognition_code in reasons for line in part.lines):
        return ""
    if part.state == "packed":
        return _("Hỏi người mua trước khi giao. Không gửi nữa thì huỷ ở “Không gửi được đơn này”.")
    return _(
        "Người mua đã được báo và huỷ được cho tới khi gói xong. Không gửi nữa thì huỷ ở “Không gửi được đơn này”."
    )


def _due(part: SellerOrderRow, *, at_the_door: bool) -> str:
    if part.state == "cancelled":
        return _("Đơn đã huỷ, không thu tiền")
    if not at_the_door:
        return _("Người mua trả qua sàn, không thu khi giao")
    if part.state == "delivered":
        return _("Đã thu khi giao")
    return _("Thu của người nhận khi giao")


def _move(part: SellerOrderRow, moves: tuple[str, ...], *, stopped: bool) -> Move | None:
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
            "" if stopped else _("Người mua được báo. Hàng tươi thì từ lúc này không huỷ được nữa."),
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
        for state in NEXT_STATES[part.state]
    )

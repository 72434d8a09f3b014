"""Orders, as their buyers see them."""

from collections.abc import Mapping

from flask import url_for

from marketplace.accounts.phones import show_phone
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page
from marketplace.media.variants import StoredPicture
from marketplace.orders.links import key_of
from marketplace.orders.queries import BuyerOrder, LineRow, OrderDetail, SellerOrderRow, StepRow
from marketplace.orders.reasons import BUYER_REASONS
from marketplace.orders.states import NEXT_STATES, STATE_NAMES, UNSENT, buyer_may_cancel
from marketplace.payments.methods import method
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import Seller, StandingView

from ..view_models import (
    CancelView,
    FactView,
    FieldState,
    LinkView,
    NoteView,
    OptionView,
    OrderLineView,
    OrderListView,
    OrderRowView,
    OrderView,
    SellerOrderView,
    TimelineStepView,
)
from .official import Reasons, official
from .pictures import picture_view
from .pieces import page_links, producer_url, product_url, sum_view, unbroken
from .words import status_of, status_of_all

STEP_TITLES = STATE_NAMES | {"placed": Message("Đã đặt")}


def order_view(
    order: OrderDetail,
    contacts: Mapping[int, Seller],
    pictures: Mapping[int, StoredPicture | None],
    *,
    is_guest: bool,
    is_new: bool,
    reasons: Reasons | None = None,
    standings: Mapping[int, StandingView] | None = None,
    refused: tuple[str, Mapping[str, str], Mapping[str, object]] | None = None,
) -> OrderView:
    """An order's page. ``refused`` is a cancellation sent wrongly: which part, what was typed, what is wrong.

    ``reasons`` are those of the products that were stopped since, by the recognitions they were sold under;
    ``standings`` are how those sellers stand, by id, that may not sell now.
    """
    chosen = method(order.payment_method)
    alive = [part for part in order.sellers if part.state != "cancelled"]
    facts = [
        FactView(_("Người nhận"), unbroken(f"{order.buyer_name}, {show_phone(order.buyer_phone)}")),
        FactView(_("Giao tới"), order.address),
        FactView(_("Trả tiền"), str(chosen.name) if chosen else order.payment_method),
    ]
    if order.note:
        facts.append(FactView(_("Lời nhắn"), order.note))
    cancelled = len(alive) < len(order.sellers)
    return OrderView(
        code=order.code,
        placed=formats.moment(order.placed_at),
        status=status_of_all(tuple(part.state for part in order.sellers)),
        facts=tuple(facts),
        sellers=tuple(
            _part(
                order,
                part,
                contacts[part.producer_id],
                pictures,
                reasons or {},
                (standings or {}).get(part.producer_id),
                refused,
            )
            for part in order.sellers
        ),
        sum=sum_view(
            sum(part.goods for part in alive),
            sum(part.shipping for part in alive),
            note=_("Không tính phần đã huỷ.") if cancelled else "",
        ),
        contract_url=url_for(
            "marketplace.storefront.order_contract",
            code=order.code,
            khoa=key_of(order.code) if is_guest else None,
        ),
        guest_link=url_for(
            "marketplace.storefront.order", code=order.code, khoa=key_of(order.code), _external=True
        )
        if is_guest
        else "",
        is_new=is_new,
    )


def rows_view(
    page: Page[BuyerOrder], endpoint: str = "marketplace.storefront.account_orders"
) -> OrderListView:
    """A person's orders."""
    return OrderListView(
        orders=tuple(row_view(row) for row in page.items),
        count=page.total,
        pages=page_links(page, lambda number: url_for(endpoint, trang=number)),
    )


def row_view(row: BuyerOrder) -> OrderRowView:
    """An order in a list."""
    return OrderRowView(
        code=row.code,
        url=url_for("marketplace.storefront.order", code=row.code),
        placed=formats.moment(row.placed_at),
        goods=row.goods_words,
        total=format_dong(row.total),
        status=status_of_all(row.states),
    )


def _part(
    order: OrderDetail,
    part: SellerOrderRow,
    contact: Seller,
    pictures: Mapping[int, StoredPicture | None],
    reasons: Reasons,
    standing: StandingView | None,
    refused: tuple[str, Mapping[str, str], Mapping[str, object]] | None,
) -> SellerOrderView:
    return SellerOrderView(
        code=part.code,
        seller=LinkView(contact.display_name, producer_url(contact.slug)),
        status=status_of(part.state),
        steps=(*(_step(step) for step in part.steps), *_to_come(part)),
        lines=tuple(_line(line, pictures.get(line.product_id), reasons) for line in part.lines),
        rows=(
            FactView(_("Tiền hàng"), format_dong(part.goods)),
            FactView(_("Phí giao"), format_dong(part.shipping)),
        ),
        total=format_dong(part.total),
        note=_seller_note(part, standing),
        phone=unbroken(show_phone(contact.phone)),
        cancel=_cancel(order, part, reasons, refused if refused and refused[0] == part.code else None),
    )


def _seller_note(part: SellerOrderRow, standing: StandingView | None) -> NoteView | None:
    """That the seller may not sell now, while the box is still with it. Why is for the seller to read."""
    if standing is None or part.state not in UNSENT:
        return None
    day = formats.day(clock.local(standing.since).date())
    title = (
        _("Gian hàng đã đóng từ ngày %(day)s", day=day)
        if standing.standing is Standing.CLOSED
        else _("Gian hàng bị tạm dừng bán từ ngày %(day)s", day=day)
    )
    return NoteView(title, _("Đơn đặt trước đó vẫn còn, người bán làm cho xong."), "warn", "triangle-alert")


def _line(line: LineRow, picture: StoredPicture | None, reasons: Reasons) -> OrderLineView:
    lots = ", ".join(f"{code} ({packs})" if len(line.lots) > 1 else code for code, packs in line.lots)
    return OrderLineView(
        title=f"{line.product_name}, {line.pack}",
        quantity=str(line.quantity),
        unit_price=format_dong(line.unit_price),
        amount=format_dong(line.amount),
        url=product_url(line.product_slug),
        picture=picture_view(picture),
        lots=_("Lô %(lots)s", lots=lots) if lots else "",
        official=official(reasons, line.recognition_code),
    )


def _step(step: StepRow) -> TimelineStepView:
    return TimelineStepView(
        title=str(STEP_TITLES[step.state]),
        when=formats.moment(step.at),
        detail=_("Mã vận đơn %(number)s", number=step.note)
        if step.move == "hand_over" and step.note
        else step.said,
        instant=clock.local(step.at).isoformat(),
        state="off" if step.state == "cancelled" else "done",
    )


def _to_come(part: SellerOrderRow) -> tuple[TimelineStepView, ...]:
    expected = _("dự kiến %(days)s", days=formats.days(part.arrives_from, part.arrives_until))
    return tuple(
        TimelineStepView(
            title=str(STEP_TITLES[state]), detail=expected if state == "delivered" else "", state="todo"
        )
        for state in NEXT_STATES[part.state]
    )


def _cancel(
    order: OrderDetail,
    part: SellerOrderRow,
    reasons: Reasons,
    refused: tuple[str, Mapping[str, str], Mapping[str, object]] | None,
) -> CancelView | None:
    if part.state in {"cancelled", "delivered"}:
        return None
    storage = frozenset(line.storage_class for line in part.lines)
    stopped = any(line.recognition_code in reasons for line in part.lines)
    if not buyer_may_cancel(part.state, storage, stopped=stopped):
        rule = (
            _("Không huỷ được nữa: người bán đã nhận đơn và chuẩn bị hàng tươi.")
            if part.state == "accepted"
            else _("Không huỷ được nữa: hàng đã đóng gói.")
        )
        if stopped and part.state == "packed":
            rule = f"{rule} {_('Người bán còn huỷ được: gọi số ghi ở trên.')}"
        return CancelView(rule=rule)
    typed, errors = (refused[1], refused[2]) if refused else ({}, {})
    return CancelView(
        rule=_("Huỷ được cho tới khi người bán nhận đơn.")
        if not buyer_may_cancel("accepted", storage, stopped=stopped)
        else _("Huỷ được cho tới khi người bán đóng gói xong."),
        url=url_for("marketplace.storefront.order_cancel", code=order.code, seller_code=part.code),
        reasons=tuple(
            OptionView(code, str(words), selected=typed.get("reason") == code)
            for code, words in BUYER_REASONS.items()
        ),
        reason=FieldState(typed.get("reason", ""), str(errors.get("reason", "") or "")),
        note=FieldState(typed.get("note", ""), str(errors.get("note", "") or "")),
    )

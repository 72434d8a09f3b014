"""Mails about orders. Each job may run twice; ``send_mail`` lets each mail out once."""

from dataclasses import dataclass
from datetime import timedelta

from marketplace.accounts.phones import show_phone
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.money import format_dong
from marketplace.kernel.outbox import PermanentFailure, enqueue
from marketplace.kernel.state import current
from marketplace.notifications.services import send_mail
from marketplace.orders import queries as orders
from marketplace.orders.contract_words import words_of
from marketplace.orders.links import key_of
from marketplace.orders.queries import OrderDetail, SellerOrderRow
from marketplace.payments.methods import method
from marketplace.producers import queries as producers
from marketplace.shipping.queries import DISPATCH_DAYS

HEADLINES: dict[str, Message] = {
    "accept": Message("%(seller)s đã nhận đơn %(code)s."),
    "hand_over": Message("Đơn %(code)s của %(seller)s đang trên đường giao."),
    "deliver": Message("Đơn %(code)s của %(seller)s đã giao."),
    "cancel_by_seller": Message("%(seller)s không gửi được đơn %(code)s và đã huỷ."),
    "cancel_by_buyer": Message("Anh chị đã huỷ đơn %(code)s của %(seller)s."),
}

SUBJECTS: dict[str, Message] = {
    "accept": Message("Đơn %(code)s: người bán đã nhận"),
    "hand_over": Message("Đơn %(code)s: đang giao"),
    "deliver": Message("Đơn %(code)s: đã giao"),
    "cancel_by_seller": Message("Đơn %(code)s: người bán đã huỷ"),
    "cancel_by_buyer": Message("Đơn %(code)s: anh chị đã huỷ"),
}


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line as a mail shows it."""

    words: str
    amount: str


@dataclass(frozen=True, slots=True)
class ParcelWords:
    """A producer's part as a mail shows it."""

    code: str
    seller: str
    lines: tuple[LineWords, ...]
    fee: str
    days: str
    send_by: str


def order_placed(order_id: int) -> None:
    """Put each mail about a new order into the outbox by itself: what one mail server refuses stops no other mail."""
    order = _order(order_id)
    enqueue("notifications.order_to_buyer", order_id=order_id)
    for part in order.sellers:
        enqueue("notifications.order_to_pack", order_id=order_id, part=part.code)


def order_to_buyer(order_id: int) -> None:
    """Send the buyer the order with its whole contract: the law wants it in their hands (Law 19/2023/QH15, art. 37)."""
    order = _order(order_id)
    kept = orders.contract(order.code)
    assert kept is not None
    contacts = producers.sellers([part.producer_id for part in order.sellers])
    with speaking(order.locale):
        chosen = method(order.payment_method)
        send_mail(
            "order_placed",
            order.code,
            order.buyer_email,
            order.locale,
            Message("Đơn %(code)s: đã đặt", {"code": order.code}),
            order=order,
            total=format_dong(order.total),
            phone=show_phone(order.buyer_phone),
            payment=str(chosen.name) if chosen else order.payment_method,
            parcels=[_words(order, part, contacts[part.producer_id].display_name) for part in order.sellers],
            contract=words_of(kept.content),
            fingerprint=kept.sha256,
            url=_order_url(order.code),
        )


def order_to_pack(order_id: int, part: str) -> None:
    """Tell a producer what to pack: the seller order with the code ``part``."""
    order = _order(order_id)
    own = next((each for each in order.sellers if each.code == part), None)
    if own is None:
        raise PermanentFailure(f"there is no seller order {part}")
    contact = producers.sellers([own.producer_id])[own.producer_id]
    if not contact.email:
        return
    with speaking("vi"):
        parcel = _words(order, own, contact.display_name)
    send_mail(
        "order_to_pack",
        own.code,
        contact.email,
        "vi",
        Message("Đơn mới %(code)s", {"code": own.code}),
        order=order,
        phone=show_phone(order.buyer_phone),
        parcel=parcel,
        url=f"{current().address}/quan-ly/chu-the/don-hang/{own.code}",
    )


def seller_order_moved(seller_order_id: int, move: str) -> None:
    """Tell the buyer of a step."""
    found = orders.by_seller_order(seller_order_id)
    if found is None:
        raise PermanentFailure(f"there is no seller order {seller_order_id}")
    order, part = found
    seller = producers.sellers([part.producer_id])[part.producer_id].display_name
    with speaking(order.locale):
        note = next((step.said for step in reversed(part.steps) if step.move == move), "")
        headline = str(Message(HEADLINES[move].msgid, {"seller": seller, "code": part.code}))
    send_mail(
        "order_moved",
        f"{part.code}:{move}",
        order.buyer_email,
        order.locale,
        Message(SUBJECTS[move].msgid, {"code": part.code}),
        headline=headline,
        parcel=_words(order, part, seller),
        note=note,
        url=_order_url(order.code),
    )


def _words(order: OrderDetail, part: SellerOrderRow, seller: str) -> ParcelWords:
    return ParcelWords(
        part.code,
        seller,
        tuple(
            LineWords(f"{line.quantity} × {line.product_name}, {line.pack}", format_dong(line.amount))
            for line in part.lines
        ),
        format_dong(part.shipping),
        formats.days(part.arrives_from, part.arrives_until),
        formats.day(clock.local(order.placed_at).date() + timedelta(days=DISPATCH_DAYS)),
    )


def _order_url(code: str) -> str:
    return f"{current().address}/don-hang/{code}?khoa={key_of(code)}"


def _order(order_id: int) -> OrderDetail:
    code = orders.code_of(order_id)
    order = orders.order(code) if code else None
    if order is None:
        raise PermanentFailure(f"there is no order {order_id}")
    return order

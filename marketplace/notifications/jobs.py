"""Notices and mails about orders. Each job may run twice: people are told once, and each mail goes out once.

Who has ordered without an account has no inbox, and gets every mail.
"""

from dataclasses import dataclass

from marketplace.accounts import queries as accounts
from marketplace.accounts.phones import show_phone
from marketplace.accounts.policy import Role
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.money import format_dong
from marketplace.kernel.outbox import PermanentFailure, enqueue
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Way
from marketplace.notifications.notice_words import why
from marketplace.notifications.queries import Told, people_of_producer, to_mail, wants_mail
from marketplace.notifications.services import notify, send_mail, settle
from marketplace.orders import queries as orders
from marketplace.orders.contract_words import words_of
from marketplace.orders.links import key_of
from marketplace.orders.queries import OrderDetail, SellerOrderRow
from marketplace.payments.methods import method
from marketplace.producers import queries as producers
from marketplace.producers.queries.closed_dates import days_off
from marketplace.shipping.queries import sent_on

_DESK = "/quan-ly/chu-the/don-hang"

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
    """A producer's part as a mail shows it. ``send_by`` is only in what its producer is sent."""

    code: str
    seller: str
    lines: tuple[LineWords, ...]
    fee: str
    days: str
    send_by: str


def order_placed(order_id: int) -> None:
    """Put each mail about a new order into the outbox by itself: what one mail server refuses stops no other mail."""
    order = _order(order_id)
    if order.user_id is not None:
        notify(
            "order_placed",
            order.code,
            [order.user_id],
            path=f"/don-hang/{order.code}",
            code=order.code,
            total=format_dong(order.total),
        )
    enqueue("notifications.order_to_buyer", order_id=order_id)
    for part in order.sellers:
        _tell_sellers(order, part)
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
            parcels=[_words(part, contacts[part.producer_id].display_name) for part in order.sellers],
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
    readers = to_mail("order_to_pack", own.code)
    if contact.email and accounts.id_of_email(contact.email.lower()) is None:
        # The shop's own address is nobody's account: nobody has a wish about it.
        readers = (*readers, Told(0, contact.email, "vi"))
    for reader in readers:
        with speaking(reader.locale):
            parcel = _words(own, contact.display_name, _send_by(order, own))
            reason = why(KINDS["order_to_pack"], reader.user_id) if reader.user_id else None
        send_mail(
            "order_to_pack",
            own.code,
            reader.email,
            reader.locale,
            Message("Đơn mới %(code)s", {"code": own.code}),
            why=reason,
            order=order,
            phone=show_phone(order.buyer_phone),
            parcel=parcel,
            url=f"{current().address}{_DESK}/{own.code}",
        )


def seller_order_moved(seller_order_id: int, move: str) -> None:
    """Tell the buyer of a step, and the producer that the buyer has called an order off."""
    found = orders.by_seller_order(seller_order_id)
    if found is None:
        raise PermanentFailure(f"there is no seller order {seller_order_id}")
    order, part = found
    seller = producers.sellers([part.producer_id])[part.producer_id].display_name
    settle("order_to_pack", part.code)
    said = {"seller": seller, "code": part.code}
    about, goods = f"{part.code}:{move}", _goods(part)
    if order.user_id is not None:
        notify(
            "order_moved",
            about,
            [order.user_id],
            path=f"/don-hang/{order.code}",
            headline=Message(HEADLINES[move].msgid, said),
            goods=goods,
        )
    if move == "cancel_by_buyer":
        people = people_of_producer(part.producer_id)
        notify(
            "order_called_off", part.code, people, path=f"{_DESK}/{part.code}", code=part.code, goods=goods
        )
    if order.user_id is not None and not wants_mail("order_moved", about, order.user_id):
        return
    with speaking(order.locale):
        reason = why(KINDS["order_moved"], order.user_id) if order.user_id is not None else None
        note = next((step.said for step in reversed(part.steps) if step.move == move), "")
        headline = str(Message(HEADLINES[move].msgid, said))
    send_mail(
        "order_moved",
        about,
        order.buyer_email,
        order.locale,
        Message(SUBJECTS[move].msgid, {"code": part.code}),
        why=reason,
        headline=headline,
        parcel=_words(part, seller),
        note=note,
        url=_order_url(order.code),
    )


def _tell_sellers(order: OrderDetail, part: SellerOrderRow) -> None:
    """Put an order into the inboxes of the shop. The one whose address the shop gave gets it by mail unless they wish
    otherwise, as all owners do where it gave none; the others where they wish it.
    """
    contact = producers.sellers([part.producer_id])[part.producer_id]
    people = set(people_of_producer(part.producer_id))
    if contact.email:
        mailed = {accounts.id_of_email(contact.email.lower())} & people
    else:
        mailed = set(people_of_producer(part.producer_id, Role.PRODUCER_OWNER))
    send_by = _send_by(order, part)
    for among, way in ((mailed, Way.NOW), (people - mailed, Way.INBOX)):
        notify(
            "order_to_pack",
            part.code,
            [user_id for user_id in among if user_id is not None],
            path=f"{_DESK}/{part.code}",
            way=way,
            code=part.code,
            goods=_goods(part),
            send_by=send_by,
        )


def _goods(part: SellerOrderRow) -> str:
    return "; ".join(f"{line.quantity} × {line.product_name}, {line.pack}" for line in part.lines)


def _send_by(order: OrderDetail, part: SellerOrderRow) -> str:
    """The last day to hand it over, after the producer's days off as its desk tells it; one statement."""
    ordered_on = clock.local(order.placed_at).date()
    closed = days_off([part.producer_id], ordered_on)
    return formats.day(sent_on(ordered_on, closed.get(part.producer_id, ())))


def _words(part: SellerOrderRow, seller: str, send_by: str = "") -> ParcelWords:
    return ParcelWords(
        part.code,
        seller,
        tuple(
            LineWords(f"{line.quantity} × {line.product_name}, {line.pack}", format_dong(line.amount))
            for line in part.lines
        ),
        format_dong(part.shipping),
        formats.days(part.arrives_from, part.arrives_until),
        send_by,
    )


def _order_url(code: str) -> str:
    return f"{current().address}/don-hang/{code}?khoa={key_of(code)}"


def _order(order_id: int) -> OrderDetail:
    code = orders.code_of(order_id)
    order = orders.order(code) if code else None
    if order is None:
        raise PermanentFailure(f"there is no order {order_id}")
    return order

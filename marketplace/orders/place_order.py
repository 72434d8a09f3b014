"""Placing an order: the one verb that sells.

In one transaction: the cart is taken (whoever deletes it has it), the gate is asked again for every line, the contract
is made and compared with the one that the buyer saw, stock is taken from lots that keep at least as long as was shown,
the order and its contract are written with the days of those lots, the payment begins, the audit entry and the mails'
outbox rows are made. Any refusal undoes all of it. Repeating the confirmation with the same key gives the same order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from marketplace.accounts import presence
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, OutOfStock
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.orders.agreement import NotAsShown, Seen, agreement, check_days
from marketplace.orders.buyer import Buyer
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import Draft, cart_lines, prepare
from marketplace.orders.contract import keeping_until
from marketplace.orders.events import OrderPlaced
from marketplace.orders.models import Cart, CartLine, Order
from marketplace.orders.writing import ref_of, write_order
from marketplace.payments import services as payments
from marketplace.payments.methods import method
from marketplace.stock import services as stock
from marketplace.stock.take import Allocation, Want


@dataclass(frozen=True, slots=True)
class Placed:
    """An order that stands. ``redirect_url`` is where to pay, when the method wants the buyer to go somewhere."""

    code: str
    redirect_url: str | None = None
    repeated: bool = False


def place_order(
    actor: Actor,
    cart: CartRow | None,
    buyer: Buyer,
    payment_method: str,
    *,
    seen: Seen,
    adult: bool = False,
) -> Placed:
    """Place what lies in the cart.

    ``seen`` is what the buyer was shown (see ``orders.agreement``). Its fingerprint holds the cart's token, so nobody
    else can guess it and no other cart has it: confirming the same one again gives the order that it made.

    :raises NotAsShown: show the review again; nothing was changed.
    :raises OutOfStock: names what is missing; nothing was changed.
    :raises Invalid: the method of payment is not offered for this, or an adult has to say that they are one.
    :raises Conflict: the cart was just ordered by another request.
    :raises NotAllowed: the buyer's account was erased meanwhile.
    """
    try:
        return _place(actor, cart, buyer, payment_method, seen=seen, adult=adult)
    except Conflict:
        # The other press of the same button may have committed between our look at orders and our look at the cart.
        before = _order_made_from(seen.fingerprint)
        if before is None:
            raise
        return Placed(before, repeated=True)


def _order_made_from(fingerprint: str) -> str | None:
    query = select(Order.code).where(Order.key == fingerprint)
    return session().execute(query).scalar_one_or_none()


def _place(
    actor: Actor,
    cart: CartRow | None,
    buyer: Buyer,
    payment_method: str,
    *,
    seen: Seen,
    adult: bool,
) -> Placed:
    with transaction() as here:
        before = _order_made_from(seen.fingerprint)
        if before is not None:
            return Placed(before, repeated=True)
        if cart is None:
            raise Conflict(Message("Giỏ hàng đang trống."))
        presence.hold(actor)
        draft = prepare(cart_lines(cart.id), buyer.province_code)
        _check_goods(draft)
        # Before stock is taken: afterwards the lots that are sold here are no longer there to be named.
        now = clock.now()
        today = agreement(cart, draft, buyer.as_data(), payment_method, now)
        agreed = today.days_agreed(seen)
        if draft.needs_adult and not adult:
            message = Message("Đồ uống có cồn chỉ bán cho người từ 18 tuổi.")
            raise Invalid(message, fields={"adult": message})
        here.execute(delete(CartLine).where(CartLine.cart_id == cart.id))
        taken = here.execute(delete(Cart).where(Cart.id == cart.id))
        if rowcount(taken) != 1:
            raise Conflict(Message("Giỏ này vừa được đặt ở nơi khác."))
        code = _new_code()
        lots = _take_stock(actor, code, draft)
        # Lots may come and go until they are taken.
        days = _days_of(draft, lots, code)
        check_days(days, agreed)
        contract = keeping_until(today.contract, days)
        order_id = write_order(
            actor, code, seen.fingerprint, draft, buyer, payment_method, lots, contract, now
        )
        redirect_url = _start_payment(actor, code, draft, payment_method)
        audit.record(
            actor,
            "orders.order.placed",
            "order",
            code,
            {"total": draft.total, "method": payment_method, "lines": len(draft.lines)},
        )
        emit(OrderPlaced(order_id))
    return Placed(code, redirect_url)


def _check_goods(draft: Draft) -> None:
    short = next((line for line in draft.lines if line.short), None)
    gone = next((fallen for fallen in draft.fallen if fallen.item.refusal is None), None)
    if gone is not None:
        raise OutOfStock(gone.item.title, 0)
    if short is not None:
        raise OutOfStock(short.item.title, short.free)
    if draft.problems:
        raise NotAsShown(draft.problems[0])


def _days_of(draft: Draft, lots: Mapping[str, list[Allocation]], code: str) -> list[str | None]:
    """The best-before day of each line in turn: that of the first of its packs to run out."""
    first = [
        lots[ref_of(code, number, position)][0].expires_on
        for number, parcel in draft.numbered
        for position, _line in enumerate(parcel.lines, start=1)
    ]
    return [day.isoformat() if day else None for day in first]


def _new_code() -> str:
    return f"DH{codes.new(7)}"


def _take_stock(actor: Actor, code: str, draft: Draft) -> dict[str, list[Allocation]]:
    wants = [
        Want(line.item.variant_id, line.quantity, ref_of(code, number, position), line.item.title)
        for number, parcel in draft.numbered
        for position, line in enumerate(parcel.lines, start=1)
    ]
    lots: dict[str, list[Allocation]] = {}
    for allocation in stock.sell(actor, wants):
        lots.setdefault(allocation.ref, []).append(allocation)
    return lots


def _start_payment(actor: Actor, code: str, draft: Draft, payment_method: str) -> str | None:
    chosen = method(payment_method)
    refusal = chosen.refusal(draft.total) if chosen else Message("Chọn một cách trả tiền.")
    if chosen is None or refusal is not None:
        assert refusal is not None
        raise Invalid(refusal, fields={"payment": refusal})
    if not chosen.per_parcel:
        return payments.start(actor, code, payment_method, draft.total).redirect_url
    for number, parcel in draft.numbered:
        assert parcel.quote is not None
        payments.start(actor, f"{code}-{number}", payment_method, parcel.goods + parcel.quote.fee)
    return None

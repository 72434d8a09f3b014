"""Placing an order: the one verb that sells.

In one transaction: the cart is taken (whoever deletes it has it), the gate is asked again for every line, the contract
is made and compared with the one that the buyer saw, stock is taken from lots that keep that contract, the order and
its contract are written, the payment begins, the audit entry and the mails' outbox rows are made. Any refusal undoes
all of it. Repeating the confirmation with the same key gives the same order.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, delete, insert, select

from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, OutOfStock
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message, locale
from marketplace.orders.agreement import TOPICS, NotAsShown, agreement, not_as_shown
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import Draft, Parcel, cart_lines, prepare
from marketplace.orders.events import OrderPlaced
from marketplace.orders.models import Cart, CartLine, Order, OrderLine, OrderStep, SellerOrder
from marketplace.payments import services as payments
from marketplace.payments.methods import method
from marketplace.stock import services as stock
from marketplace.stock.take import Allocation, Want

# Made once, over Core's tables: an order is a dozen statements, and the ORM's way to each costs more than the row.
_ORDERS, _SELLER_ORDERS = cast(Table, Order.__table__), cast(Table, SellerOrder.__table__)
_INSERT_ORDER: Final = insert(_ORDERS).returning(_ORDERS.c.id)
_INSERT_SELLER_ORDER: Final = insert(_SELLER_ORDERS).returning(_SELLER_ORDERS.c.id)
_INSERT_LINES: Final = insert(cast(Table, OrderLine.__table__))
_INSERT_STEPS: Final = insert(cast(Table, OrderStep.__table__))


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders and where to, already checked and in the form in which it is kept (see ``orders.buyer``)."""

    name: str
    phone: str
    email: str
    province_code: str
    commune_code: str
    address: str
    note: str = ""

    def as_data(self) -> dict[str, str]:
        """As plain data, for the contract and the cart's memory."""
        return asdict(self)


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
    fingerprint: str,
    topics: str = "",
    adult: bool = False,
) -> Placed:
    """Place what lies in the cart.

    ``fingerprint`` is that of what the buyer was shown (see ``orders.agreement``). It holds the cart's token, so nobody
    else can guess it and no other cart has it: confirming the same one again gives the order that it made. ``topics``
    were shown with it; where they are not known, a refusal does not say what changed.

    :raises NotAsShown: show the review again; nothing was changed.
    :raises OutOfStock: names what is missing; nothing was changed.
    :raises Invalid: the method of payment is not offered for this, or an adult has to say that they are one.
    :raises Conflict: the cart was just ordered by another request.
    """
    try:
        return _place(actor, cart, buyer, payment_method, fingerprint=fingerprint, topics=topics, adult=adult)
    except Conflict:
        # The other press of the same button may have committed between our look at orders and our look at the cart.
        before = _order_made_from(fingerprint)
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
    fingerprint: str,
    topics: str,
    adult: bool,
) -> Placed:
    with transaction() as here:
        before = _order_made_from(fingerprint)
        if before is not None:
            return Placed(before, repeated=True)
        if cart is None:
            raise Conflict(Message("Giỏ hàng đang trống."))
        draft = prepare(cart_lines(cart.id), buyer.province_code)
        _check_goods(draft)
        # Before stock is taken: afterwards the lots that are sold here are no longer there to be named.
        now = clock.now()
        today = agreement(cart, draft, buyer.as_data(), payment_method, now)
        if today.fingerprint != fingerprint:
            raise not_as_shown(today.changed_since(topics))
        if draft.needs_adult and not adult:
            message = Message("Đồ uống có cồn chỉ bán cho người từ 18 tuổi.")
            raise Invalid(message, fields={"adult": message})
        here.execute(delete(CartLine).where(CartLine.cart_id == cart.id))
        taken = here.execute(delete(Cart).where(Cart.id == cart.id))
        if rowcount(taken) != 1:
            raise Conflict(Message("Giỏ này vừa được đặt ở nơi khác."))
        code = _new_code()
        lots = _take_stock(actor, code, draft)
        _check_lots(today.contract, lots, code)
        order_id = _write(actor, code, fingerprint, draft, buyer, payment_method, lots, today.contract, now)
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


def _check_lots(contract: Mapping[str, Any], lots: Mapping[str, list[Allocation]], code: str) -> None:
    """The packs that were taken keep as long as the contract says: lots may come and go until they are taken."""
    for number, seller in enumerate(contract["sellers"], start=1):
        for position, line in enumerate(seller["lines"], start=1):
            first = lots[_ref(code, number, position)][0].expires_on
            if (first.isoformat() if first else None) != line["best_before"]:
                raise not_as_shown((TOPICS["keeps"],))


def _new_code() -> str:
    return f"DH{codes.new(7)}"


def _parcels(draft: Draft) -> list[tuple[int, Parcel]]:
    return list(enumerate((parcel for parcel in draft.parcels if parcel.lines), start=1))


def _take_stock(actor: Actor, code: str, draft: Draft) -> dict[str, list[Allocation]]:
    wants = [
        Want(line.item.variant_id, line.quantity, _ref(code, number, position), line.item.title)
        for number, parcel in _parcels(draft)
        for position, line in enumerate(parcel.lines, start=1)
    ]
    lots: dict[str, list[Allocation]] = {}
    for allocation in stock.sell(actor, wants):
        lots.setdefault(allocation.ref, []).append(allocation)
    return lots


def _ref(code: str, parcel: int, position: int) -> str:
    return f"{code}-{parcel}/{position}"


def _write(
    actor: Actor,
    code: str,
    fingerprint: str,
    draft: Draft,
    buyer: Buyer,
    payment_method: str,
    lots: Mapping[str, list[Allocation]],
    contract: Mapping[str, Any],
    now: datetime,
) -> int:
    """Insert the order, its seller orders, their lines and first steps. Returns the order's id."""
    here = session()
    whole = {**contract, "code": code}
    snapshot = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    order_id: int = here.execute(
        _INSERT_ORDER,
        {
            "code": code,
            "key": fingerprint,
            "user_id": actor.id,
            "buyer_name": buyer.name,
            "buyer_phone": buyer.phone,
            "buyer_email": buyer.email,
            "province_code": buyer.province_code,
            "commune_code": buyer.commune_code,
            "address": buyer.address,
            "note": buyer.note,
            "payment_method": payment_method,
            "goods": draft.goods,
            "shipping": draft.shipping,
            "total": draft.total,
            "locale": locale(),
            "placed_at": now,
            "snapshot": snapshot,
            "snapshot_sha256": hashlib.sha256(snapshot.encode()).hexdigest(),
        },
    ).scalar_one()
    lines: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for number, parcel in _parcels(draft):
        assert parcel.quote is not None
        seller_order_id = here.execute(
            _INSERT_SELLER_ORDER,
            {
                "code": f"{code}-{number}",
                "order_id": order_id,
                "producer_id": parcel.producer_id,
                "state": "placed",
                "goods": parcel.goods,
                "shipping": parcel.quote.fee,
                "weight": parcel.grams,
                "arrives_from": parcel.quote.arrives_from,
                "arrives_until": parcel.quote.arrives_until,
                "tracking": "",
                "changed_at": now,
            },
        ).scalar_one()
        steps.append(
            {
                "seller_order_id": seller_order_id,
                "move": "place",
                "state": "placed",
                "reason": "",
                "note": "",
                "actor": actor.ref,
                "at": now,
            }
        )
        for position, line in enumerate(parcel.lines, start=1):
            ref = _ref(code, number, position)
            lines.append(
                {
                    "ref": ref,
                    "seller_order_id": seller_order_id,
                    "variant_id": line.item.variant_id,
                    "product_id": line.item.product_id,
                    "product_name": line.item.name,
                    "product_slug": line.item.slug,
                    "pack": line.item.pack,
                    "storage_class": line.item.storage_class,
                    "quantity": line.quantity,
                    "unit_price": line.item.price,
                    "recognition_code": line.item.recognition_code,
                    "star": line.item.star,
                    "lots": json.dumps(
                        [[part.lot_code, part.quantity] for part in lots[ref]], ensure_ascii=False
                    ),
                }
            )
    here.execute(_INSERT_LINES, lines)
    here.execute(_INSERT_STEPS, steps)
    return order_id


def _start_payment(actor: Actor, code: str, draft: Draft, payment_method: str) -> str | None:
    chosen = method(payment_method)
    refusal = chosen.refusal(draft.total) if chosen else Message("Chọn một cách trả tiền.")
    if chosen is None or refusal is not None:
        assert refusal is not None
        raise Invalid(refusal, fields={"payment": refusal})
    if not chosen.per_parcel:
        return payments.start(actor, code, payment_method, draft.total).redirect_url
    for number, parcel in _parcels(draft):
        assert parcel.quote is not None
        payments.start(actor, f"{code}-{number}", payment_method, parcel.goods + parcel.quote.fee)
    return None

"""The rows of an order that was just placed: the order with its contract, its parts by producer, their lines."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, exists, insert, select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message, locale
from marketplace.orders.agreement import NotAsShown
from marketplace.orders.buyer import Buyer
from marketplace.orders.checkout import Draft
from marketplace.orders.models import Order, OrderLine, OrderStep, SellerOrder
from marketplace.producers.kinds import Standing
from marketplace.producers.queries.sellers import PRODUCER
from marketplace.stock.take import Allocation

# Made once, over Core's tables: an order is a dozen statements, and the ORM's way to each costs more than the row.
_ORDERS, _SELLER_ORDERS = cast(Table, Order.__table__), cast(Table, SellerOrder.__table__)
_INSERT_ORDER: Final = insert(_ORDERS).returning(_ORDERS.c.id)
_SELLER_COLUMNS: Final = tuple(column for column in _SELLER_ORDERS.c if column.key != "id")
# Only for somebody who may sell at this very statement: since the gate was asked, stock was taken, which waits for
# whoever joins producers; one of them has closed then.
_SELLS: Final = (
    exists()
    .where(
        PRODUCER.c.id == bindparam("producer_id", type_=PRODUCER.c.id.type),
        PRODUCER.c.standing == Standing.VERIFIED.value,
    )
    .correlate(None)
)
_INSERT_SELLER_ORDER: Final = (
    insert(_SELLER_ORDERS)
    .from_select(
        [column.key for column in _SELLER_COLUMNS],
        select(*(bindparam(column.key, type_=column.type) for column in _SELLER_COLUMNS)).where(_SELLS),
    )
    .returning(_SELLER_ORDERS.c.id)
)
_INSERT_LINES: Final = insert(cast(Table, OrderLine.__table__))
_INSERT_STEPS: Final = insert(cast(Table, OrderStep.__table__))


def ref_of(code: str, parcel: int, position: int) -> str:
    """What a line of an order is called in the book of stock; parcels and their lines count from 1."""
    return f"{code}-{parcel}/{position}"


def write_order(
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
    for number, parcel in draft.numbered:
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
        ).scalar_one_or_none()
        if seller_order_id is None:
            raise NotAsShown(Message("Người bán vừa thay đổi. Xem lại đơn rồi đặt lần nữa."))
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
            ref = ref_of(code, number, position)
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

"""A producer's orders: whose one is, and taking the list out as a table."""

from collections.abc import Collection, Iterator
from itertools import chain

from sqlalchemy import select

from marketplace.accounts.phones import show_phone
from marketplace.accounts.policy import require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.i18n import Message
from marketplace.kernel.parts import PART, in_parts, one_by_one
from marketplace.orders.models import SellerOrder
from marketplace.orders.queries import DeskOrder, desk_orders
from marketplace.orders.states import STATE_NAMES

HEADER = (
    Message("Mã đơn"),
    Message("Tình trạng"),
    Message("Người nhận"),
    Message("Điện thoại"),
    Message("Địa chỉ"),
    Message("Hàng"),
    Message("Tổng cộng (đồng)"),
    Message("Đặt lúc"),
    Message("Giao chậm nhất"),
)


def producer_of(code: str) -> int | None:
    """The producer whose part of an order has this code; one statement. ``None`` for an unknown code."""
    found: int | None = (
        session()
        .execute(select(SellerOrder.producer_id).where(SellerOrder.code == code))
        .scalar_one_or_none()
    )
    return found


def export_orders(
    actor: Actor,
    producer_ids: Collection[int],
    *,
    states: Collection[str] = (),
    codes: Collection[str] | None = None,
    text: str = "",
    sort: str = "due",
) -> Iterator[tuple[str | int, ...]]:
    """The rows that ``desk_orders`` shows under the same filter, all pages of them, a header first, read while they are
    asked for.

    Who took them is kept: they hold names, telephone numbers and addresses.

    :raises NotAllowed: not staff of one of these producers.
    """
    for producer_id in producer_ids:
        require(actor, "orders.fulfil", producer=producer_id)
    total, parts = in_parts(
        lambda number: desk_orders(
            producer_ids, states=states, codes=codes, text=text, sort=sort, page=number, size=PART
        )
    )
    with transaction():
        audit.record(
            actor,
            "orders.seller_orders.exported",
            "producer",
            ",".join(map(str, sorted(producer_ids)))[:80],
            {"rows": total, "states": sorted(states)},
        )
    return chain([tuple(map(str, HEADER))], map(_texts, one_by_one(parts)))


def _texts(order: DeskOrder) -> tuple[str | int, ...]:
    return (
        order.code,
        str(STATE_NAMES[order.state]),
        order.buyer_name,
        show_phone(order.buyer_phone),
        order.address,
        order.goods_words,
        order.total,
        f"{clock.local(order.placed_at):%d/%m/%Y %H:%M}",
        f"{order.arrives_until:%d/%m/%Y}",
    )

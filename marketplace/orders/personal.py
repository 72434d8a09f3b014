"""What orders hold about a person: the cart, and what they bought."""

import json
from typing import Any

from sqlalchemy import delete, select, update

from marketplace.accounts.models import RoleGrant
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import restricted
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.personal import Keeper, Portion, Traces
from marketplace.orders.models import Cart, CartLine, Order, OrderLine, OrderStep, SellerOrder
from marketplace.orders.queries.buyer import bought_by
from marketplace.orders.states import UNSENT

RUNNING = (*sorted(UNSENT), "handed_over")
GONE = "–"


def export(user_id: int) -> Portion:
    """Orders with their contracts and how they went, and the cart. Who packed them is left out."""
    here = session()
    cart = here.execute(
        select(Cart.id, Cart.details, Cart.touched_at).where(Cart.user_id == user_id)
    ).one_or_none()
    found: dict[str, Any] = {"orders": [_order(row) for row in _orders(user_id)]}
    if cart is not None:
        lines = here.execute(
            select(CartLine.variant_id, CartLine.quantity).where(CartLine.cart_id == cart.id)
        )
        found["cart"] = {
            "typed": json.loads(cart.details or "{}"),
            "touched_at": cart.touched_at,
            "lines": [dict(row._mapping) for row in lines],
        }
    return Portion(found)


def obstacles(user_id: int) -> tuple[Message, ...]:
    """Goods under way, to the person or from a producer of which they are the owner."""
    here = session()
    bought = here.execute(
        select(SellerOrder.code)
        .join(Order, Order.id == SellerOrder.order_id)
        .where(bought_by(user_id), SellerOrder.state.in_(RUNNING))
        .order_by(SellerOrder.id)
        .limit(1)
    ).scalar_one_or_none()
    found = []
    if bought is not None:
        found.append(Message("Đơn %(code)s chưa giao xong: chờ nhận hàng, hoặc huỷ đơn.", {"code": bought}))
    refs = here.execute(
        select(RoleGrant.ref).where(RoleGrant.user_id == user_id, RoleGrant.role == Role.PRODUCER_OWNER.value)
    ).scalars()
    mine = [int(ref) for ref in refs]
    if mine:
        sold = here.execute(
            select(SellerOrder.code)
            .where(SellerOrder.producer_id.in_(mine), SellerOrder.state.in_(RUNNING))
            .order_by(SellerOrder.id)
            .limit(1)
        ).scalar_one_or_none()
        if sold is not None:
            found.append(Message("Chủ thể của anh chị còn đơn %(code)s phải giao.", {"code": sold}))
    return tuple(found)


def erase(traces: Traces) -> None:
    """The cart goes. Who bought is sealed away for the accounts; what was sold, and for how much, stays."""
    here = session()
    here.execute(delete(Cart).where(Cart.user_id == traces.user_id))
    for row in _orders(traces.user_id):
        who = {
            name: getattr(row, name)
            for name in ("buyer_name", "buyer_phone", "buyer_email", "address", "note")
        }
        restricted.keep(
            traces.user_id,
            "order",
            row.code,
            {**who, "snapshot": row.snapshot},
            term="keep_order",
            since=row.placed_at,
        )
        contract = {**json.loads(row.snapshot), "buyer": {}}
        here.execute(
            update(Order)
            .where(Order.id == row.id)
            .values(
                buyer_name=GONE,
                buyer_phone="",
                buyer_email="",
                address=GONE,
                note="",
                snapshot=json.dumps(contract, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            )
        )


def _orders(user_id: int) -> Any:
    return (
        session()
        .execute(
            select(
                Order.id,
                Order.code,
                Order.buyer_name,
                Order.buyer_phone,
                Order.buyer_email,
                Order.address,
                Order.note,
                Order.payment_method,
                Order.goods,
                Order.shipping,
                Order.total,
                Order.placed_at,
                Order.snapshot,
            )
            .where(bought_by(user_id))
            .order_by(Order.id)
        )
        .all()
    )


def _order(row: Any) -> dict[str, Any]:
    here = session()
    parts = here.execute(
        select(SellerOrder.id, SellerOrder.code, SellerOrder.state, SellerOrder.tracking)
        .where(SellerOrder.order_id == row.id)
        .order_by(SellerOrder.id)
    ).all()
    told = {name: value for name, value in row._mapping.items() if name not in {"id", "snapshot"}}
    return {
        **told,
        "contract": json.loads(row.snapshot),
        "parts": [
            {
                "code": part.code,
                "state": part.state,
                "tracking": part.tracking,
                "lines": [
                    dict(each._mapping)
                    for each in here.execute(
                        select(
                            OrderLine.product_name, OrderLine.pack, OrderLine.quantity, OrderLine.unit_price
                        )
                        .where(OrderLine.seller_order_id == part.id)
                        .order_by(OrderLine.id)
                    )
                ],
                "steps": [
                    dict(each._mapping)
                    for each in here.execute(
                        select(OrderStep.state, OrderStep.at)
                        .where(OrderStep.seller_order_id == part.id)
                        .order_by(OrderStep.id)
                    )
                ],
            }
            for part in parts
        ],
    }


KEEPER = Keeper(
    name="don-hang",
    title=Message("Giỏ và đơn hàng"),
    export=export,
    erase=erase,
    obstacles=obstacles,
)
"""The orders' part."""

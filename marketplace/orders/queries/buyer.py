"""Orders as their buyers see them. Who may see an order is for the caller to ask: by account or by signed link."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.accounts.models import User
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.orders.models import Order, OrderLine, SellerOrder
from marketplace.orders.queries.rows import SELLER, OrderDetail, SellerOrderRow, seller_rows, words


@dataclass(frozen=True, slots=True)
class BuyerOrder:
    """An order as a buyer's list shows it. ``states`` are those of its parts."""

    code: str
    placed_at: datetime
    total: int
    goods_words: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract as it was concluded, and the digest that proves it."""

    code: str
    content: dict[str, Any]
    sha256: str


def order(code: str) -> OrderDetail | None:
    """An order by its code; four statements. The caller makes sure that whoever asks may see it."""
    here = session()
    row = here.execute(
        select(
            Order.id,
            Order.code,
            Order.user_id,
            Order.buyer_name,
            Order.buyer_phone,
            Order.buyer_email,
            Order.province_code,
            Order.address,
            Order.note,
            Order.payment_method,
            Order.goods,
            Order.shipping,
            Order.total,
            Order.locale,
            Order.placed_at,
        ).where(Order.code == code)
    ).one_or_none()
    if row is None:
        return None
    sellers = seller_rows(
        here.execute(
            select(SellerOrder.id, *SELLER).where(SellerOrder.order_id == row.id).order_by(SellerOrder.id)
        )
    )
    whole: tuple[Any, ...] = (*row[1:], sellers)
    return OrderDetail(*whole)


def bought_by(user_id: int) -> ColumnElement[bool]:
    """What a person ordered with their account, or as a guest with its address, if mails to that are known to reach
    them. For their data alone: a guest's order is opened with its link.
    """
    proved = select(User.email).where(User.id == user_id, User.confirmed_at.is_not(None)).scalar_subquery()
    return or_(Order.user_id == user_id, and_(Order.user_id.is_(None), Order.buyer_email == proved))


def codes_of_buyer(user_id: int) -> tuple[str, ...]:
    """The codes of everything that is ``bought_by`` a person; one statement."""
    return tuple(session().execute(select(Order.code).where(bought_by(user_id)).order_by(Order.id)).scalars())


def code_of(order_id: int) -> str | None:
    """The code of an order; one statement."""
    return session().execute(select(Order.code).where(Order.id == order_id)).scalar_one_or_none()


def by_seller_order(seller_order_id: int) -> tuple[OrderDetail, SellerOrderRow] | None:
    """A part of an order with the order around it, by its id; for the system's own work."""
    row = (
        session()
        .execute(
            select(Order.code, SellerOrder.code)
            .join(SellerOrder, SellerOrder.order_id == Order.id)
            .where(SellerOrder.id == seller_order_id)
        )
        .one_or_none()
    )
    detail = order(row[0]) if row else None
    if row is None or detail is None:
        return None
    return detail, next(part for part in detail.sellers if part.code == row[1])


def contract(code: str) -> Contract | None:
    """The contract of an order; one statement."""
    row = (
        session()
        .execute(select(Order.code, Order.snapshot, Order.snapshot_sha256).where(Order.code == code))
        .one_or_none()
    )
    return None if row is None else Contract(row.code, json.loads(row.snapshot), row.snapshot_sha256)


def code_for_phone(code: str, phone: str) -> str | None:
    """The code again if an order of that code was made with that telephone number (E.164), else ``None``."""
    query = select(Order.code).where(Order.code == code, Order.buyer_phone == phone)
    return session().execute(query).scalar_one_or_none()


def orders_of(user_id: int, *, page: int = 1, size: int = 20) -> Page[BuyerOrder]:
    """A person's orders, newest first; three statements."""
    here = session()
    total = here.execute(select(func.count()).select_from(Order).where(Order.user_id == user_id)).scalar_one()
    rows = here.execute(
        select(Order.id, Order.code, Order.placed_at, Order.total)
        .where(Order.user_id == user_id)
        .order_by(Order.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    goods: dict[int, list[str]] = {row.id: [] for row in rows}
    states: dict[int, dict[str, str]] = {row.id: {} for row in rows}
    for line in here.execute(
        select(
            SellerOrder.order_id,
            SellerOrder.code,
            SellerOrder.state,
            OrderLine.quantity,
            OrderLine.product_name,
            OrderLine.pack,
        )
        .join(OrderLine, OrderLine.seller_order_id == SellerOrder.id)
        .where(SellerOrder.order_id.in_(goods))
        .order_by(OrderLine.id)
    ):
        goods[line.order_id].append(words(line.quantity, line.product_name, line.pack))
        states[line.order_id][line.code] = line.state
    return Page(
        tuple(
            BuyerOrder(
                row.code, row.placed_at, row.total, ", ".join(goods[row.id]), tuple(states[row.id].values())
            )
            for row in rows
        ),
        total,
        page,
        size,
    )

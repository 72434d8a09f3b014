"""Reads on carts and orders. Whose they are comes first: a buyer's by account or signed link, a producer's by producer."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.orders.models import Cart, CartLine, Order, OrderLine, OrderStep, SellerOrder


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step on the way. ``note`` is what was said, in the words of whoever said it."""

    move: str
    state: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line, as it was ordered. Amounts in đồng; ``lots`` pairs of lot number and packs."""

    product_name: str
    product_slug: str
    product_id: int
    variant_id: int
    pack: str
    storage_class: str
    quantity: int
    unit_price: int
    recognition_code: str
    star: int
    lots: tuple[tuple[str, int], ...]

    @property
    def amount(self) -> int:
        """Price of the line."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class SellerOrderRow:
    """One producer's part. Amounts in đồng, weight in grams, days local."""

    code: str
    producer_id: int
    state: str
    goods: int
    shipping: int
    weight: int
    arrives_from: date
    arrives_until: date
    tracking: str
    changed_at: datetime
    lines: tuple[LineRow, ...]
    steps: tuple[StepRow, ...]

    @property
    def total(self) -> int:
        """What is due for this parcel."""
        return self.goods + self.shipping


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """An order with everything its page shows."""

    code: str
    user_id: int | None
    buyer_name: str
    buyer_phone: str
    buyer_email: str
    province_code: str
    address: str
    note: str
    payment_method: str
    goods: int
    shipping: int
    total: int
    locale: str
    placed_at: datetime
    sellers: tuple[SellerOrderRow, ...]


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """A seller order as the desk's list shows it. ``goods_words`` names what to pack: "2 × Cam Khe Mây, thùng 5 kg"."""

    code: str
    state: str
    buyer_name: str
    buyer_phone: str
    address: str
    goods_words: str
    total: int
    placed_at: datetime
    arrives_until: date
    changed_at: datetime


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


_SELLER = (
    SellerOrder.code,
    SellerOrder.producer_id,
    SellerOrder.state,
    SellerOrder.goods,
    SellerOrder.shipping,
    SellerOrder.weight,
    SellerOrder.arrives_from,
    SellerOrder.arrives_until,
    SellerOrder.tracking,
    SellerOrder.changed_at,
)
_LINE = (
    OrderLine.product_name,
    OrderLine.product_slug,
    OrderLine.product_id,
    OrderLine.variant_id,
    OrderLine.pack,
    OrderLine.storage_class,
    OrderLine.quantity,
    OrderLine.unit_price,
    OrderLine.recognition_code,
    OrderLine.star,
    OrderLine.lots,
)

SORTS = {
    "newest": (SellerOrder.id.desc(),),
    "oldest": (SellerOrder.id,),
    "due": (SellerOrder.arrives_until, SellerOrder.id),
}


def cart_count(actor: Actor, token: str | None) -> int:
    """How many packs lie in the cart of whoever asks; one statement, none for a visitor without a cart."""
    if actor.is_signed_in:
        mine = Cart.user_id == actor.id
    elif token:
        mine = Cart.token == token
    else:
        return 0
    query = select(func.sum(CartLine.quantity)).join(Cart, Cart.id == CartLine.cart_id).where(mine)
    return int(session().execute(query).scalar_one() or 0)


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
    sellers = _sellers(select(SellerOrder.id, *_SELLER).where(SellerOrder.order_id == row.id).order_by(SellerOrder.id))
    return OrderDetail(*row[1:], sellers=sellers)


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
    words: dict[int, list[str]] = {row.id: [] for row in rows}
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
        .where(SellerOrder.order_id.in_(words))
        .order_by(OrderLine.id)
    ):
        words[line.order_id].append(_words(line.quantity, line.product_name, line.pack))
        states[line.order_id][line.code] = line.state
    return Page(
        tuple(
            BuyerOrder(row.code, row.placed_at, row.total, ", ".join(words[row.id]), tuple(states[row.id].values()))
            for row in rows
        ),
        total,
        page,
        size,
    )


def seller_order(producer_id: int, code: str) -> tuple[OrderDetail, SellerOrderRow] | None:
    """A producer's part of an order with the order around it; ``None`` for somebody else's. Five statements."""
    row = (
        session()
        .execute(
            select(Order.code)
            .join(SellerOrder, SellerOrder.order_id == Order.id)
            .where(SellerOrder.producer_id == producer_id, SellerOrder.code == code)
        )
        .scalar_one_or_none()
    )
    detail = order(row) if row else None
    if detail is None:
        return None
    return detail, next(part for part in detail.sellers if part.code == code)


def desk_orders(
    producer_ids: Collection[int],
    *,
    states: Collection[str] = (),
    text: str = "",
    sort: str = "due",
    page: int = 1,
    size: int = 50,
) -> Page[DeskOrder]:
    """Seller orders of these producers; three statements whatever their number."""
    here = session()
    base = (
        select(SellerOrder.id).join(Order, Order.id == SellerOrder.order_id).where(SellerOrder.producer_id.in_(producer_ids))
    )
    if states:
        base = base.where(SellerOrder.state.in_(states))
    if text:
        wanted = text.strip()
        base = base.where(
            SellerOrder.code.startswith(wanted.upper(), autoescape=True)
            | Order.buyer_phone.contains(wanted.lstrip("0"), autoescape=True)
            | Order.buyer_name.icontains(wanted, autoescape=True)
        )
    total = here.execute(select(func.count()).select_from(base.subquery())).scalar_one()
    rows = here.execute(
        base.with_only_columns(
            SellerOrder.id,
            SellerOrder.code,
            SellerOrder.state,
            Order.buyer_name,
            Order.buyer_phone,
            Order.address,
            (SellerOrder.goods + SellerOrder.shipping).label("total"),
            Order.placed_at,
            SellerOrder.arrives_until,
            SellerOrder.changed_at,
        )
        .order_by(*SORTS.get(sort, SORTS["due"]))
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    lines = _lines([row.id for row in rows])
    return Page(
        tuple(
            DeskOrder(
                row.code,
                row.state,
                row.buyer_name,
                row.buyer_phone,
                row.address,
                ", ".join(_words(line.quantity, line.product_name, line.pack) for line in lines[row.id]),
                row.total,
                row.placed_at,
                row.arrives_until,
                row.changed_at,
            )
            for row in rows
        ),
        total,
        page,
        size,
    )


def counts_by_state(producer_ids: Collection[int]) -> dict[str, int]:
    """How many seller orders of these producers are in each state; one statement."""
    rows = session().execute(
        select(SellerOrder.state, func.count())
        .where(SellerOrder.producer_id.in_(producer_ids))
        .group_by(SellerOrder.state)
    )
    return {state: count for state, count in rows}


def _words(quantity: int, name: str, pack: str) -> str:
    return f"{quantity} × {name}, {pack}"


def _sellers(query: Select[Any]) -> tuple[SellerOrderRow, ...]:
    rows = session().execute(query).all()
    lines, steps = _lines([row.id for row in rows]), _steps([row.id for row in rows])
    return tuple(SellerOrderRow(*row[1:], lines=tuple(lines[row.id]), steps=tuple(steps[row.id])) for row in rows)


def _lines(ids: Iterable[int]) -> dict[int, list[LineRow]]:
    found: dict[int, list[LineRow]] = {row_id: [] for row_id in ids}
    for row in session().execute(
        select(OrderLine.seller_order_id, *_LINE)
        .where(OrderLine.seller_order_id.in_(found))
        .order_by(OrderLine.id)
    ):
        lots = tuple((code, packs) for code, packs in json.loads(row.lots))
        found[row.seller_order_id].append(LineRow(*row[1:-1], lots=lots))
    return found


def _steps(ids: Iterable[int]) -> dict[int, list[StepRow]]:
    found: dict[int, list[StepRow]] = {row_id: [] for row_id in ids}
    for row in session().execute(
        select(OrderStep.seller_order_id, OrderStep.move, OrderStep.state, OrderStep.note, OrderStep.at)
        .where(OrderStep.seller_order_id.in_(found))
        .order_by(OrderStep.id)
    ):
        found[row.seller_order_id].append(StepRow(*row[1:]))
    return found

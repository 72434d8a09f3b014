"""Orders as the desks of producers see them: whose they are comes first."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, select

from marketplace.certification.queries import stopped_among
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.orders.models import Order, OrderLine, SellerOrder
from marketplace.orders.queries.buyer import order
from marketplace.orders.queries.rows import OrderDetail, SellerOrderRow, lines_of, words
from marketplace.orders.states import UNSENT

SORTS = {
    "newest": (SellerOrder.id.desc(),),
    "oldest": (SellerOrder.id,),
    "due": (SellerOrder.arrives_until, SellerOrder.id),
}


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """A seller order as the desk's list shows it. ``goods_words`` names what to pack: "2 × Cam Khe Mây, thùng 5 kg";
    ``recognition_codes`` are what its goods were sold under.
    """

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
    producer_id: int = 0
    recognition_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StoppedGoods:
    """What the authorities have stopped since it was ordered, of what is still with its producer: ``codes`` of
    recognitions, and how many seller orders hold any of it, by their state.
    """

    codes: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many seller orders that are not sent hold stopped goods."""
        return sum(self.counts.values())

    def are_in(self, order: DeskOrder) -> bool:
        """True for an order that is not sent and holds any of them."""
        return order.state in UNSENT and not self.codes.isdisjoint(order.recognition_codes)


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
    codes: Collection[str] | None = None,
    text: str = "",
    sort: str = "due",
    page: int = 1,
    size: int = 50,
) -> Page[DeskOrder]:
    """Seller orders of these producers, with ``codes`` those that hold goods sold under one of these recognitions;
    three statements whatever their number.
    """
    here = session()
    base = (
        select(SellerOrder.id)
        .join(Order, Order.id == SellerOrder.order_id)
        .where(SellerOrder.producer_id.in_(producer_ids))
    )
    if states:
        base = base.where(SellerOrder.state.in_(states))
    if codes is not None:
        base = base.where(_holds(codes))
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
            SellerOrder.producer_id,
        )
        .order_by(*SORTS.get(sort, SORTS["due"]))
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    lines = lines_of([row.id for row in rows])
    return Page(
        tuple(
            DeskOrder(
                row.code,
                row.state,
                row.buyer_name,
                row.buyer_phone,
                row.address,
                ", ".join(words(line.quantity, line.product_name, line.pack) for line in lines[row.id]),
                row.total,
                row.placed_at,
                row.arrives_until,
                row.changed_at,
                row.producer_id,
                frozenset(line.recognition_code for line in lines[row.id]),
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
    return {row[0]: row[1] for row in rows}


def stopped_goods(producer_ids: Collection[int]) -> StoppedGoods:
    """What of these producers' open orders was stopped since; one statement, two where anything was."""
    waiting = (SellerOrder.producer_id.in_(producer_ids), SellerOrder.state.in_(UNSENT))
    codes = stopped_among(
        select(OrderLine.recognition_code)
        .join(SellerOrder, SellerOrder.id == OrderLine.seller_order_id)
        .where(*waiting)
    )
    if not codes:
        return StoppedGoods()
    rows = session().execute(
        select(SellerOrder.state, func.count()).where(*waiting, _holds(codes)).group_by(SellerOrder.state)
    )
    return StoppedGoods(codes, {row[0]: row[1] for row in rows})


def _holds(codes: Collection[str]) -> ColumnElement[bool]:
    """That a seller order has goods which were sold under one of these recognitions."""
    return exists().where(
        OrderLine.seller_order_id == SellerOrder.id, OrderLine.recognition_code.in_(sorted(codes))
    )


def unsent(producer_id: int, variant_id: int, lot_code: str) -> int:
    """Packs of a lot that are sold and still with their producer; one statement.

    They left the stock when they were ordered, the boxes stay in the shed until the carrier has them.
    """
    taken = session().execute(
        select(OrderLine.lots)
        .join(SellerOrder, SellerOrder.id == OrderLine.seller_order_id)
        .where(
            SellerOrder.producer_id == producer_id,
            SellerOrder.state.in_(UNSENT),
            OrderLine.variant_id == variant_id,
        )
    )
    return sum(packs for lots in taken.scalars() for code, packs in json.loads(lots) if code == lot_code)


def unsent_of(producer_ids: Collection[int], variant_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """The same for several packs at once, by pack and lot code; one statement, none for no packs."""
    if not variant_ids:
        return {}
    taken = session().execute(
        select(OrderLine.variant_id, OrderLine.lots)
        .join(SellerOrder, SellerOrder.id == OrderLine.seller_order_id)
        .where(
            SellerOrder.producer_id.in_(sorted(set(producer_ids))),
            SellerOrder.state.in_(UNSENT),
            OrderLine.variant_id.in_(sorted(set(variant_ids))),
        )
    )
    found: dict[tuple[int, str], int] = {}
    for variant_id, lots in taken:
        for code, packs in json.loads(lots):
            found[variant_id, code] = found.get((variant_id, code), 0) + packs
    return found

"""What reads on orders return, and how their rows are read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from marketplace.kernel.db import session
from marketplace.orders import reasons
from marketplace.orders.models import OrderLine, OrderStep, SellerOrder


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step on the way. ``reason`` is the code of why it was cancelled, ``note`` what was said to it, in the words
    of whoever said it, or the carrier's number.
    """

    move: str
    state: str
    reason: str
    note: str
    at: datetime

    @property
    def said(self) -> str:
        """Reason and note, the reason in the reader's language."""
        return reasons.said(self.reason, self.note)


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


SELLER = (
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
"""Columns of a ``SellerOrderRow``, in its order."""

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
)


def words(quantity: int, name: str, pack: str) -> str:
    """A line in words: ``2 × Cam Khe Mây, Thùng 5 kg``."""
    return f"{quantity} × {name}, {pack}"


def seller_rows(found: Iterable[Row[Any]]) -> tuple[SellerOrderRow, ...]:
    """Seller orders with their lines and steps, from rows of ``id`` and ``SELLER``; two statements."""
    kept: list[tuple[Any, ...]] = [tuple(row) for row in found]
    ids = [row[0] for row in kept]
    lines, steps = lines_of(ids), _steps_of(ids)
    whole = [(*row[1:], tuple(lines[row[0]]), tuple(steps[row[0]])) for row in kept]
    return tuple(SellerOrderRow(*row) for row in whole)


def lines_of(ids: Iterable[int]) -> dict[int, list[LineRow]]:
    """Lines by seller order; one statement."""
    found: dict[int, list[LineRow]] = {row_id: [] for row_id in ids}
    statement = (
        select(OrderLine.seller_order_id, OrderLine.lots, *_LINE)
        .where(OrderLine.seller_order_id.in_(found))
        .order_by(OrderLine.id)
    )
    for row in session().execute(statement):
        owner, lots, *rest = tuple[Any, ...](row)
        whole = (*rest, tuple((code, packs) for code, packs in json.loads(lots)))
        found[owner].append(LineRow(*whole))
    return found


def _steps_of(ids: Iterable[int]) -> dict[int, list[StepRow]]:
    found: dict[int, list[StepRow]] = {row_id: [] for row_id in ids}
    statement = (
        select(
            OrderStep.seller_order_id,
            OrderStep.move,
            OrderStep.state,
            OrderStep.reason,
            OrderStep.note,
            OrderStep.at,
        )
        .where(OrderStep.seller_order_id.in_(found))
        .order_by(OrderStep.id)
    )
    for row in session().execute(statement):
        found[row.seller_order_id].append(StepRow(row.move, row.state, row.reason, row.note, row.at))
    return found

"""What is about to be ordered: one parcel a producer, with its quote, its sums, and all that the contract must say.

``prepare`` is used by the cart, by each checkout step, and once more inside the order's transaction, so that what a
buyer is shown and what they are held to come from the same lines of code. What they agree to is ``orders.agreement``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.queries.sellable import Sellable, sellable
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.orders.models import CartLine
from marketplace.shipping import queries as shipping
from marketplace.shipping.queries import Item, Quote
from marketplace.stock import queries as stock


@dataclass(frozen=True, slots=True)
class Line:
    """Packs of one variant that can be bought. ``free`` is how many are left for anybody."""

    item: Sellable
    quantity: int
    free: int

    @property
    def amount(self) -> int:
        """Price of the line in đồng."""
        return self.item.price * self.quantity

    @property
    def short(self) -> bool:
        """Fewer are left than are wanted."""
        return self.free < self.quantity


@dataclass(frozen=True, slots=True)
class Fallen:
    """A line that cannot be bought any more, with the reason in the buyer's words."""

    item: Sellable
    quantity: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one producer sends. ``quote`` is ``None`` while nobody has said where to."""

    producer_id: int
    lines: tuple[Line, ...]
    fallen: tuple[Fallen, ...] = ()
    quote: Quote | None = None

    @property
    def first(self) -> Sellable:
        """Any item of the parcel: they share the producer."""
        return (self.lines or self.fallen)[0].item

    @property
    def goods(self) -> int:
        """Price of the goods in đồng."""
        return sum(line.amount for line in self.lines)

    @property
    def grams(self) -> int:
        """Gross weight."""
        return sum(line.item.gross_weight * line.quantity for line in self.lines)

    @property
    def storage_classes(self) -> frozenset[str]:
        """How its goods must be kept on the way."""
        return frozenset(line.item.storage_class for line in self.lines)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole order before it is one."""

    parcels: tuple[Parcel, ...]
    province_code: str | None

    @property
    def numbered(self) -> tuple[tuple[int, Parcel], ...]:
        """The parcels that are sent, as they are numbered in the order: from 1."""
        return tuple(enumerate((parcel for parcel in self.parcels if parcel.lines), start=1))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that can be bought."""
        return tuple(line for parcel in self.parcels for line in parcel.lines)

    @property
    def fallen(self) -> tuple[Fallen, ...]:
        """Every line that cannot."""
        return tuple(line for parcel in self.parcels for line in parcel.fallen)

    @property
    def goods(self) -> int:
        """Price of all goods in đồng."""
        return sum(parcel.goods for parcel in self.parcels)

    @property
    def shipping(self) -> int:
        """All delivery fees in đồng."""
        return sum(parcel.quote.fee for parcel in self.parcels if parcel.quote and parcel.lines)

    @property
    def total(self) -> int:
        """What the buyer pays in đồng."""
        return self.goods + self.shipping

    @property
    def needs_adult(self) -> bool:
        """Something in it is sold to adults only."""
        return any(line.item.age_limit for line in self.lines)

    @property
    def problems(self) -> tuple[Message, ...]:
        """Why this cannot be ordered as it is; empty when it can."""
        found = [fallen.reason for fallen in self.fallen]
        found += [_shortage(line) for line in self.lines if line.short]
        found += [_undeliverable(parcel) for parcel in self.parcels if parcel.quote and parcel.quote.refusal]
        if not self.lines and not found:
            found.append(Message("Giỏ hàng đang trống."))
        return tuple(found)


def cart_lines(cart_id: int | None) -> dict[int, int]:
    """Variant → packs, in the order in which they were put in; one statement."""
    if cart_id is None:
        return {}
    rows = session().execute(
        select(CartLine.variant_id, CartLine.quantity)
        .where(CartLine.cart_id == cart_id)
        .order_by(CartLine.id)
    )
    return {row.variant_id: row.quantity for row in rows}


def prepare(wanted: Mapping[int, int], province_code: str | None = None) -> Draft:
    """What ordering these packs would mean now, sent to a province (or nowhere yet).

    The gate is asked for every line at this very moment. A fixed number of statements whatever the number of lines.
    """
    items = sellable(tuple(wanted))
    free = stock.available(tuple(wanted)) if wanted else {}
    by_producer: dict[int, list[Sellable]] = {}
    for variant_id in wanted:
        item = items.get(variant_id)
        if item is not None:
            by_producer.setdefault(item.producer_id, []).append(item)
    parcels = []
    for producer_id, theirs in by_producer.items():
        lines = tuple(
            Line(item, wanted[item.variant_id], free[item.variant_id])
            for item in theirs
            if item.refusal is None and free[item.variant_id] > 0
        )
        fallen = tuple(
            Fallen(
                item,
                wanted[item.variant_id],
                item.refusal or Message("%(name)s: hết hàng.", {"name": item.title}),
            )
            for item in theirs
            if item.refusal is not None or free[item.variant_id] <= 0
        )
        parcels.append(Parcel(producer_id, lines, fallen, _quote(lines, province_code)))
    return Draft(tuple(parcels), province_code)


def _quote(lines: tuple[Line, ...], province_code: str | None) -> Quote | None:
    if province_code is None or not lines:
        return None
    return shipping.quote(
        lines[0].item.producer_province,
        province_code,
        [Item(line.item.gross_weight, line.quantity, line.item.storage_class) for line in lines],
        lines[0].item.producer_closed,
    )


def _undeliverable(parcel: Parcel) -> Message:
    """Names the goods: in a cart of several producers that is what has to be taken out."""
    assert parcel.quote is not None
    assert parcel.quote.refusal is not None
    return Message(
        "%(goods)s của %(seller)s: %(reason)s",
        {
            "goods": ", ".join(dict.fromkeys(line.item.name for line in parcel.lines)),
            "seller": parcel.first.producer_name,
            "reason": parcel.quote.refusal,
        },
    )


def _shortage(line: Line) -> Message:
    return Message(
        "%(name)s: chỉ còn %(left)s, không đủ số đã đặt.", {"name": line.item.title, "left": line.free}
    )

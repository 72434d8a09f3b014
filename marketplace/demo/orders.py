"""What was bought in the last month: carts filled, orders placed and carried on, each at its own instants."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select

from marketplace.demo import people as persons
from marketplace.demo.buyers import DemoBuyer, buyers
from marketplace.demo.catalogue import Maker, makers, rows
from marketplace.demo.days import Days
from marketplace.demo.people import People
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.orders import carts, fulfil
from marketplace.orders.agreement import Seen, agreement
from marketplace.orders.buyer import read_buyer
from marketplace.orders.checkout import cart_lines, prepare
from marketplace.orders.models import Order, SellerOrder
from marketplace.orders.place_order import place_order

PAYMENT: Final = "cod"


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """An order: ``lines`` are slug, label of the pack and packs; ``end`` is the state it came to."""

    buyer: DemoBuyer
    days_ago: int
    hour: int
    lines: tuple[tuple[str, str, int], ...]
    end: str
    reason: str

    def placed_at(self, days: Days) -> datetime:
        """When it was placed."""
        return days.at(days.ago(self.days_ago), self.hour, 7 * self.days_ago % 60)


def plans() -> list[OrderPlan]:
    """Every order."""
    known = buyers()
    return [
        OrderPlan(
            known[row["buyer"]],
            int(row["days"]),
            int(row["hour"]),
            tuple(_line(text) for text in row["lines"].split(";")),
            row["end"],
            row["reason"],
        )
        for row in rows("orders.csv")
    ]


def _line(text: str) -> tuple[str, str, int]:
    slug, label, packs = text.split("/")
    return slug, label, int(packs)


def steps(shelf: Shelf) -> Iterator[Step]:
    """The orders that have not been placed yet, each placed and carried on in one transaction."""
    addresses = tuple(buyers())
    placed = select(Order.buyer_email, Order.placed_at).where(Order.buyer_email.in_(addresses))
    known = {(row.buyer_email, row.placed_at) for row in session().execute(placed)}
    for plan in plans():
        at = plan.placed_at(shelf.days)
        if (plan.buyer.email, at) not in known:
            yield Step(at, partial(_tell, shelf, plan, at))


def _tell(shelf: Shelf, plan: OrderPlan, at: datetime) -> None:
    buyer = plan.buyer.actor(shelf.people)
    code = _place(shelf, plan, buyer)
    parts = session().execute(
        select(SellerOrder.code, SellerOrder.producer_id)
        .join(Order, Order.id == SellerOrder.order_id)
        .where(Order.code == code)
        .order_by(SellerOrder.id)
    )
    by_id = {shelf.producers[maker.key]: maker for maker in makers()}
    for part, producer_id in parts.all():
        seller = _packer(by_id[producer_id], shelf.people)
        for after, do in _moves(plan, buyer, seller, producer_id, code, part):
            with clock.hold(at + after):
                do()


def _place(shelf: Shelf, plan: OrderPlan, actor: Actor) -> str:
    token: str | None = None
    for slug, label, packs in plan.lines:
        token = carts.add(actor, token, shelf.variants[slug, label], packs)
    cart = carts.find(actor, token)
    assert cart is not None
    buyer = read_buyer(plan.buyer.form)
    draft = prepare(cart_lines(cart.id), buyer.province_code)
    shown = agreement(cart, draft, buyer.as_data(), PAYMENT, clock.now())
    return place_order(
        actor, cart, buyer, PAYMENT, seen=Seen(shown.fingerprint), adult=draft.needs_adult
    ).code


_WAY: Final = ("accepted", "packed", "handed_over", "delivered")
_AFTER: Final = {
    "accepted": timedelta(hours=2),
    "packed": timedelta(hours=6),
    "handed_over": timedelta(hours=27),
    "delivered": timedelta(hours=75),
}


def _moves(
    plan: OrderPlan, buyer: Actor, seller: Actor, producer_id: int, code: str, part: str
) -> Iterator[tuple[timedelta, Callable[[], None]]]:
    """What was done to one producer's part, and how long after the order."""
    match plan.end:
        case "cancelled_by_buyer":
            yield timedelta(hours=1), partial(fulfil.cancel_by_buyer, buyer, code, part, plan.reason)
        case "cancelled_by_seller":
            yield timedelta(hours=5), partial(fulfil.cancel_by_seller, seller, producer_id, part, plan.reason)
        case "placed":
            return
        case end:
            tracking = f"DEMO{part.replace('-', '')}"
            do = {
                "accepted": partial(fulfil.accept, seller, producer_id, part),
                "packed": partial(fulfil.pack, seller, producer_id, part),
                "handed_over": partial(fulfil.hand_over, seller, producer_id, part, tracking),
                "delivered": partial(fulfil.deliver, seller, producer_id, part),
            }
            for state in _WAY[: _WAY.index(end) + 1]:
                yield _AFTER[state], do[state]


def _packer(maker: Maker, people: People) -> Actor:
    """Who packs: the staff where there is one, else the owner."""
    hired = [each.email for each in persons.accounts() if each.ref == maker.key]
    return people.actor(hired[-1]) if hired else people.maker(maker)

"""Whom a measure on a product concerns: its producer, the officers of its place, who decides, and its buyers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, or_, select

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import PRODUCER_DESK_ROLES, PRODUCER_ROLES, Role
from marketplace.catalog.models import Product, Variant
from marketplace.certification.models import Recognition
from marketplace.inspection.holding import producer_of
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.orders.models import Cart, CartLine, Order, OrderLine, SellerOrder
from marketplace.orders.states import UNSENT

UNPACKED = ("placed", "accepted")
"""Seller orders that nobody has packed yet."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who ordered without an account: to be written to about the order ``order`` in their language."""

    email: str
    locale: str
    order: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Ids of users by the part they have; nobody of the producer's is among the buyers. ``carts`` are those who have
    the product in an open cart, ``orders`` those who have it in an order that is not packed, with its code, ``packed``
    those whose order is packed and not with the carrier. ``parcels`` are all the packed ones, whoever ordered them.
    ``desk`` are those of the producer's who may read what was found; nobody in ``producer`` decides about it.
    """

    recognition_id: int
    producer_id: int | None
    producer: frozenset[int]
    desk: frozenset[int]
    officers: frozenset[int]
    deciders: frozenset[int]
    carts: frozenset[int]
    orders: tuple[tuple[int, str], ...]
    guests: tuple[Guest, ...]
    packed: tuple[tuple[int, str], ...]
    packed_guests: tuple[Guest, ...]
    parcels: int

    @property
    def buyers(self) -> frozenset[int]:
        """Everybody with an account who has it in a cart or an order."""
        return self.carts | {user_id for user_id, _code in (*self.orders, *self.packed)}


def concerned(recognition_id: int) -> Concerned:
    """Whom it concerns as things are now; at most 6 statements, however many there are. :class:`NotFound`."""
    here = session()
    row = here.execute(
        select(
            Recognition.lineage, Recognition.star, Recognition.province_code, Recognition.commune_code
        ).where(Recognition.id == recognition_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    producer_id = producer_of(recognition_id)
    people = _people(producer_id, row.star, row.province_code, row.commune_code)
    line = select(Recognition.id).where(Recognition.lineage == row.lineage)
    products = select(Product.id).where(Product.recognition_id.in_(line))
    carts = here.scalars(
        select(Cart.user_id)
        .join(CartLine, CartLine.cart_id == Cart.id)
        .join(Variant, Variant.id == CartLine.variant_id)
        .where(Cart.user_id.is_not(None), Variant.product_id.in_(products))
        .distinct()
    )
    orders = here.execute(
        select(
            Order.user_id,
            Order.code,
            Order.buyer_email,
            Order.locale,
            func.max(case((SellerOrder.state.in_(UNPACKED), 1), else_=0)).label("unpacked"),
        )
        .join(SellerOrder, SellerOrder.order_id == Order.id)
        .join(OrderLine, OrderLine.seller_order_id == SellerOrder.id)
        .where(OrderLine.product_id.in_(products), SellerOrder.state.in_(UNSENT))
        .group_by(Order.user_id, Order.code, Order.buyer_email, Order.locale)
        .order_by(Order.code)
    ).all()
    own = people["producer"]
    unpacked = [each for each in orders if each.unpacked]
    packed = [each for each in orders if not each.unpacked]
    return Concerned(
        recognition_id,
        producer_id,
        own,
        people["desk"],
        people["officers"],
        people["deciders"],
        frozenset(user_id for user_id in carts if user_id is not None) - own,
        _with_account(unpacked, own),
        _guests(unpacked),
        _with_account(packed, own),
        _guests(packed),
        len(packed),
    )


def _with_account(orders: Iterable[Any], own: frozenset[int]) -> tuple[tuple[int, str], ...]:
    return tuple((each.user_id, each.code) for each in orders if each.user_id and each.user_id not in own)


def _guests(orders: Iterable[Any]) -> tuple[Guest, ...]:
    return tuple(
        Guest(each.buyer_email, each.locale, each.code)
        for each in orders
        if each.user_id is None and each.buyer_email
    )


def concerned_officers(province: str, commune: str) -> frozenset[int]:
    """The officers of a place whose account is switched on; 1 statement."""
    return _people(None, 0, province, commune)["officers"]


def producer_people(producer_id: int) -> frozenset[int]:
    """The owners and the staff of a producer whose account is switched on; 1 statement."""
    return _people(producer_id, 0, "", "")["producer"]


def _people(producer_id: int | None, star: int, province: str, commune: str) -> dict[str, frozenset[int]]:
    """User ids by part, of accounts that are switched on; 1 statement."""
    in_place = or_(
        RoleGrant.scope == EVERYTHING,
        and_(RoleGrant.scope == "province", RoleGrant.ref == province),
        and_(RoleGrant.scope == "commune", RoleGrant.ref == commune),
    )
    of_producer = and_(
        RoleGrant.role.in_(sorted(PRODUCER_ROLES)),
        RoleGrant.scope == "producer",
        RoleGrant.ref == str(producer_id),
    )
    decider = Role.MINISTRY if star == 5 else Role.CHAIR
    rows = (
        session()
        .execute(
            select(RoleGrant.user_id, RoleGrant.role)
            .join(User, User.id == RoleGrant.user_id)
            .where(
                User.active,
                or_(of_producer, and_(RoleGrant.role.in_((Role.OFFICER.value, decider.value)), in_place)),
            )
        )
        .all()
    )
    return {
        "producer": frozenset(row.user_id for row in rows if row.role in PRODUCER_ROLES),
        "desk": frozenset(row.user_id for row in rows if row.role in PRODUCER_DESK_ROLES),
        "officers": frozenset(row.user_id for row in rows if row.role == Role.OFFICER),
        "deciders": frozenset(row.user_id for row in rows if row.role == decider),
    }

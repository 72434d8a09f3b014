"""Verbs on carts. A cart holds nothing back from anybody: stock is taken when an order is placed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.queries.sellable import sellable
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.orders.models import Cart, CartLine

MAX_PACKS = 999
MAX_LINES = 60


@dataclass(frozen=True, slots=True)
class CartRow:
    """A cart: its id, its token, what was typed at the checkout so far, and what lies in it: variant → packs, in the
    order in which they were put in.
    """

    id: int
    token: str
    details: dict[str, str]
    wanted: dict[int, int]


_CARTS, _LINES = cast(Table, Cart.__table__), cast(Table, CartLine.__table__)
_CART: Final = (
    select(_CARTS.c.id, _CARTS.c.token, _CARTS.c.details, _LINES.c.variant_id, _LINES.c.quantity)
    .select_from(_CARTS.outerjoin(_LINES, _LINES.c.cart_id == _CARTS.c.id))
    .order_by(_LINES.c.id)
)
_PERSONS: Final = _CART.where(_CARTS.c.user_id == bindparam("user_id"))
_GUESTS: Final = _CART.where(_CARTS.c.token == bindparam("token"), _CARTS.c.user_id.is_(None))


def find(actor: Actor, token: str | None) -> CartRow | None:
    """The cart of whoever asks: a person's own, else the one of the token, or ``None``; one statement."""
    if not actor.is_signed_in and not token:
        return None
    statement = _PERSONS if actor.is_signed_in else _GUESTS
    rows = (
        session().execute(statement, {"user_id": actor.id} if actor.is_signed_in else {"token": token}).all()
    )
    if not rows:
        return None
    wanted = {row.variant_id: row.quantity for row in rows if row.variant_id is not None}
    return CartRow(rows[0].id, rows[0].token, json.loads(rows[0].details or "{}"), wanted)


def keep_details(cart_id: int, details: Mapping[str, str]) -> None:
    """Keep what was typed at the checkout with the cart; it goes when the cart goes."""
    with transaction() as here:
        here.execute(
            update(Cart)
            .where(Cart.id == cart_id)
            .values(details=json.dumps(dict(details), ensure_ascii=False), touched_at=clock.now())
        )


def add(actor: Actor, token: str | None, variant_id: int, quantity: int) -> str:
    """Put packs into the cart, making one if need be. Returns the cart's token.

    :raises Invalid: a quantity out of bounds.
    :raises NotFound: no such pack.
    :raises Conflict: the product cannot be bought now; the text says why.
    """
    _check_quantity(quantity, least=1)
    # Before the transaction: a cart holds nothing back, and on SQLite other writers would wait for the gate.
    found = sellable([variant_id]).get(variant_id)
    if found is None:
        raise NotFound(Message("Không có quy cách này."))
    if found.refusal is not None:
        raise Conflict(found.refusal)
    with transaction() as here:
        cart_id, token, is_new = _open(actor, token)
        if is_new:
            first = {"cart_id": cart_id, "variant_id": variant_id, "quantity": quantity}
            here.execute(insert(_LINES), first)
        elif not _put_more(cart_id, variant_id, quantity):
            _put_new(cart_id, variant_id, quantity)
    return token


def set_quantity(actor: Actor, token: str | None, variant_id: int, quantity: int) -> None:
    """Set how many packs are in the cart; 0 takes the line out.

    :raises Invalid: a quantity out of bounds.
    :raises NotFound: no such line in this cart.
    """
    _check_quantity(quantity, least=0)
    with transaction() as here:
        line = _line(actor, token, variant_id)
        if quantity == 0:
            here.execute(delete(CartLine).where(CartLine.id == line))
        else:
            here.execute(update(CartLine).where(CartLine.id == line).values(quantity=quantity))


def remove(actor: Actor, token: str | None, variant_id: int) -> None:
    """Take a line out. ``NotFound`` when it is not there."""
    set_quantity(actor, token, variant_id, 0)


def adopt(actor: Actor, token: str | None) -> None:
    """At sign-in: a guest's cart becomes the person's, or is poured into the cart they have.

    The larger quantity of a pack wins: whoever put 2 boxes in on the phone and 2 on the computer means 2.
    """
    if not token or not actor.is_signed_in:
        return
    with transaction() as here:
        guest = here.execute(
            select(Cart.id).where(Cart.token == token, Cart.user_id.is_(None))
        ).scalar_one_or_none()
        if guest is None:
            return
        own = here.execute(select(Cart.id).where(Cart.user_id == actor.id)).scalar_one_or_none()
        if own is None:
            here.execute(
                update(Cart).where(Cart.id == guest).values(user_id=actor.id, touched_at=clock.now())
            )
            return
        there = dict(
            here.execute(select(CartLine.variant_id, CartLine.quantity).where(CartLine.cart_id == own)).all()
        )
        brought = here.execute(
            select(CartLine.variant_id, CartLine.quantity).where(CartLine.cart_id == guest)
        ).all()
        for variant_id, quantity in brought:
            if variant_id not in there:
                here.execute(insert(CartLine).values(cart_id=own, variant_id=variant_id, quantity=quantity))
            elif quantity > there[variant_id]:
                here.execute(
                    update(CartLine)
                    .where(CartLine.cart_id == own, CartLine.variant_id == variant_id)
                    .values(quantity=quantity)
                )
        here.execute(delete(CartLine).where(CartLine.cart_id == guest))
        here.execute(delete(Cart).where(Cart.id == guest))


def _check_quantity(quantity: int, least: int) -> None:
    if not least <= quantity <= MAX_PACKS:
        message = Message("Nhập số lượng từ %(least)s đến %(most)s.", {"least": least, "most": MAX_PACKS})
        raise Invalid(message, fields={"quantity": message})


def _line(actor: Actor, token: str | None, variant_id: int) -> int:
    cart = find(actor, token)
    line = (
        session()
        .execute(
            select(CartLine.id).where(
                CartLine.cart_id == (cart.id if cart else None), CartLine.variant_id == variant_id
            )
        )
        .scalar_one_or_none()
    )
    if line is None:
        raise NotFound(Message("Món này không còn trong giỏ."))
    return line


def _put_more(cart_id: int, variant_id: int, quantity: int) -> bool:
    """Add to the line of this pack. False when there is none, or it would hold more than ``MAX_PACKS``."""
    changed = session().execute(
        update(CartLine)
        .where(CartLine.cart_id == cart_id, CartLine.variant_id == variant_id)
        .where(CartLine.quantity + quantity <= MAX_PACKS)
        .values(quantity=CartLine.quantity + quantity)
    )
    return rowcount(changed) == 1


def _put_new(cart_id: int, variant_id: int, quantity: int) -> None:
    here = session()
    lines = select(func.count()).where(CartLine.cart_id == cart_id).scalar_subquery()
    line = select(literal(cart_id), literal(variant_id), literal(quantity)).where(lines < MAX_LINES)
    try:
        with savepoint():
            # Asked for by RETURNING: an INSERT's rowcount is not to be had from every driver.
            put = insert(CartLine).from_select(["cart_id", "variant_id", "quantity"], line)
            made = here.execute(put.returning(CartLine.id)).one_or_none()
    except IntegrityError:
        # The line is there: put in by another request at this moment, or as full as it may be.
        if not _put_more(cart_id, variant_id, quantity):
            raise Invalid(
                Message("Mỗi quy cách đặt nhiều nhất %(n)s một lần.", {"n": MAX_PACKS}), fields={}
            ) from None
        return
    if made is None:
        raise Invalid(
            Message("Giỏ chứa nhiều nhất %(n)s món. Đặt bớt trước đã.", {"n": MAX_LINES}), fields={}
        )


def _open(actor: Actor, token: str | None) -> tuple[int, str, bool]:
    """The cart to put something into, with its token, and whether it is a newcomer's new one."""
    here = session()
    found = find(actor, token)
    if found is not None:
        return found.id, found.token, False
    fresh = secrets.token_urlsafe(18)
    row = {"token": fresh, "user_id": actor.id, "details": "", "touched_at": clock.now()}
    made_here = insert(_CARTS).returning(_CARTS.c.id)
    if actor.id is None:
        # Nobody else can make the cart of a token that nobody knows yet.
        return here.execute(made_here, row).scalar_one(), fresh, True
    try:
        with savepoint():
            cart_id = here.execute(made_here, row).scalar_one()
    except IntegrityError:
        # The same person pressed twice at once; the other request made the cart.
        made = find(actor, token)
        if made is None:
            raise
        return made.id, made.token, False
    return cart_id, fresh, True

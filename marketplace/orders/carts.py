"""Verbs on carts. A cart holds nothing back from anybody: stock is taken when an order is placed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, literal, select, update
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
    """A cart: its id, its token, and what was typed at the checkout so far."""

    id: int
    token: str
    details: dict[str, str]


def find(actor: Actor, token: str | None) -> CartRow | None:
    """The cart of whoever asks: a person's own, else the one of the token, or ``None``; one statement."""
    if actor.is_signed_in:
        mine = Cart.user_id == actor.id
    elif token:
        mine = (Cart.token == token) & Cart.user_id.is_(None)
    else:
        return None
    row = session().execute(select(Cart.id, Cart.token, Cart.details).where(mine)).one_or_none()
    return None if row is None else CartRow(row.id, row.token, json.loads(row.details or "{}"))


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
    with transaction():
        found = sellable([variant_id]).get(variant_id)
        if found is None:
            raise NotFound(Message("Không có quy cách này."))
        if found.refusal is not None:
            raise Conflict(found.refusal)
        cart_id, token, is_new = _open(actor, token)
        if is_new or not _put_more(cart_id, variant_id, quantity):
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
    try:
        with savepoint():
            cart_id = here.execute(
                insert(Cart)
                .values(token=fresh, user_id=actor.id, details="", touched_at=clock.now())
                .returning(Cart.id)
            ).scalar_one()
    except IntegrityError:
        # The same person pressed twice at once; the other request made the cart.
        made = find(actor, token)
        if made is None:
            raise
        return made.id, made.token, False
    return cart_id, fresh, True

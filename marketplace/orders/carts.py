"""Verbs on carts. A cart holds nothing back from anybody: stock is taken when an order is placed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.queries.sellable import Sellable, sellable
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.orders.models import Cart, CartLine

MAX_PACKS = 999
MAX_LINES = 60
NAMED = 5
"""How many of the packs that fell out of a cart are named."""
TOUCHED = timedelta(days=1)
"""How old the mark of a cart's last use may be before it is renewed: one statement a day, not one a press."""


@dataclass(frozen=True, slots=True)
class CartRow:
    """A cart: its id, its token, what was typed at the checkout so far, and what lies in it: variant → packs, in the
    order in which they were put in. ``touched_at`` is when it was last used, to the day.
    """

    id: int
    token: str
    details: dict[str, str]
    wanted: dict[int, int]
    touched_at: datetime | None = None


_CARTS, _LINES = cast(Table, Cart.__table__), cast(Table, CartLine.__table__)
_CART: Final = (
    select(
        _CARTS.c.id,
        _CARTS.c.token,
        _CARTS.c.details,
        _CARTS.c.touched_at,
        _LINES.c.variant_id,
        _LINES.c.quantity,
    )
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
    first = rows[0]
    return CartRow(first.id, first.token, json.loads(first.details or "{}"), wanted, first.touched_at)


def keep_details(cart_id: int, details: Mapping[str, str]) -> None:
    """Keep what was typed at the checkout with the cart; it goes with it, or before (``orders.old_carts``)."""
    now = clock.now()
    with transaction() as here:
        here.execute(
            update(Cart)
            .where(Cart.id == cart_id)
            .values(details=_as_json(details), typed_at=now, touched_at=now)
        )


def choose_payment(cart: CartRow, code: str) -> None:
    """Keep how the buyer means to pay with what they typed. It was not typed again: it is kept no longer for this."""
    with transaction() as here:
        here.execute(
            update(Cart)
            # What was forgotten in between stays so.
            .where(Cart.id == cart.id, Cart.typed_at.is_not(None))
            .values(details=_as_json({**cart.details, "payment": code}), touched_at=clock.now())
        )


def add(actor: Actor, token: str | None, variant_id: int, quantity: int) -> str:
    """Put packs into the cart, see :func:`put`. Returns the cart's token."""
    return put(actor, token, variant_id, quantity)[0]


def put(actor: Actor, token: str | None, variant_id: int, quantity: int) -> tuple[str, Sellable]:
    """Put packs into the cart, making one if need be. Returns the cart's token and what was put in.

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
    return token, found


def set_quantity(actor: Actor, token: str | None, variant_id: int, quantity: int) -> None:
    """Set how many packs are in the cart; 0 takes the line out.

    :raises Invalid: a quantity out of bounds.
    :raises NotFound: no such line in this cart.
    """
    _check_quantity(quantity, least=0)
    with transaction() as here:
        cart, line = _line(actor, token, variant_id)
        _touch(cart)
        if quantity == 0:
            here.execute(delete(CartLine).where(CartLine.id == line))
        else:
            here.execute(update(CartLine).where(CartLine.id == line).values(quantity=quantity))


def remove(actor: Actor, token: str | None, variant_id: int) -> None:
    """Take a line out. ``NotFound`` when it is not there."""
    set_quantity(actor, token, variant_id, 0)


def adopt(actor: Actor, token: str | None) -> Message | None:
    """At sign-in: a guest's cart becomes the person's, or is poured into the cart they have.

    The larger quantity of a pack wins: whoever put 2 boxes in on the phone and 2 on the computer means 2. Where the two
    hold more than ``MAX_LINES``, what was put in last stays; the answer names what fell out.
    """
    if not token or not actor.is_signed_in:
        return None
    with transaction() as here:
        guest = here.execute(
            select(Cart.id).where(Cart.token == token, Cart.user_id.is_(None))
        ).scalar_one_or_none()
        if guest is None:
            return None
        own = here.execute(select(Cart.id).where(Cart.user_id == actor.id)).scalar_one_or_none()
        if own is None:
            here.execute(
                update(Cart).where(Cart.id == guest).values(user_id=actor.id, touched_at=clock.now())
            )
            return None
        left_out = _pour(guest, own)
        here.execute(delete(Cart).where(Cart.id == guest))
        here.execute(update(Cart).where(Cart.id == own).values(touched_at=clock.now()))
        return _left_out(left_out) if left_out else None


def _pour(guest: int, own: int) -> list[int]:
    """Put the lines of one cart into another. Returns the variants that found no room, newest first."""
    here = session()
    both = select(_LINES.c.id, _LINES.c.cart_id, _LINES.c.variant_id, _LINES.c.quantity)
    found: dict[int, list[Any]] = {}
    for line in here.execute(both.where(_LINES.c.cart_id.in_((guest, own))).order_by(_LINES.c.id.desc())):
        found.setdefault(line.variant_id, []).append(line)
    stay, go = list(found.values())[:MAX_LINES], list(found.values())[MAX_LINES:]
    # Of two lines of one pack the newer one stays, with the larger number.
    gone = [line.id for lines in stay for line in lines[1:]] + [line.id for lines in go for line in lines]
    here.execute(delete(_LINES).where(_LINES.c.id.in_(gone)))
    for newest, *older in stay:
        most = max(line.quantity for line in (newest, *older))
        if (newest.cart_id, newest.quantity) != (own, most):
            here.execute(update(_LINES).where(_LINES.c.id == newest.id).values(cart_id=own, quantity=most))
    return [lines[0].variant_id for lines in go]


def _left_out(variant_ids: list[int]) -> Message:
    """What fell out of a full cart. The first few are named: a note travels in a cookie."""
    items = sellable(variant_ids[:NAMED])
    named = ", ".join(items[each].title for each in variant_ids[:NAMED] if each in items)
    words = {"n": MAX_LINES, "names": named, "more": len(variant_ids) - NAMED}
    if len(variant_ids) > NAMED:
        return Message(
            "Giỏ chứa nhiều nhất %(n)s món. Đã bỏ ra món cũ nhất: %(names)s và %(more)s món khác.", words
        )
    return Message("Giỏ chứa nhiều nhất %(n)s món. Đã bỏ ra món cũ nhất: %(names)s.", words)


def _as_json(details: Mapping[str, str]) -> str:
    return json.dumps(dict(details), ensure_ascii=False)


def _check_quantity(quantity: int, least: int) -> None:
    if not least <= quantity <= MAX_PACKS:
        message = Message("Nhập số lượng từ %(least)s đến %(most)s.", {"least": least, "most": MAX_PACKS})
        raise Invalid(message, fields={"quantity": message})


def _line(actor: Actor, token: str | None, variant_id: int) -> tuple[CartRow, int]:
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
    if cart is None or line is None:
        raise NotFound(Message("Món này không còn trong giỏ."))
    return cart, line


def _touch(cart: CartRow) -> None:
    """The cart is still wanted (see ``orders.old_carts``)."""
    now = clock.now()
    if cart.touched_at is None or cart.touched_at <= now - TOUCHED:
        session().execute(update(Cart).where(Cart.id == cart.id).values(touched_at=now))


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
        _touch(found)
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

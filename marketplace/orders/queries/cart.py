"""How much lies in a cart."""

from sqlalchemy import func, select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.orders.models import Cart, CartLine


def cart_count(actor: Actor, token: str | None) -> int:
    """How many packs lie in the cart of whoever asks; one statement, none for a visitor without a cart."""
    if actor.is_signed_in:
        mine = Cart.user_id == actor.id
    elif token:
        mine = (Cart.token == token) & Cart.user_id.is_(None)
    else:
        return 0
    query = select(func.sum(CartLine.quantity)).join(Cart, Cart.id == CartLine.cart_id).where(mine)
    return int(session().execute(query).scalar_one() or 0)

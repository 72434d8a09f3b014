"""What a browser is known by: its cart's token and the orders it placed, kept in the signed session."""

from flask import g, session

from marketplace.orders import carts, queries
from marketplace.orders.carts import CartRow
from marketplace.web.access import current_actor
from marketplace.web.context import CART_COUNT

CART = "_marketplace_cart"
ORDERS = "_marketplace_orders"
DESTINATION = "_marketplace_province"
KEPT_ORDERS = 20
CART_ROW = "_marketplace_cart_row"


def cart_token() -> str | None:
    """The token of this browser's cart, if it has one."""
    return session.get(CART)


def remember_cart(token: str) -> None:
    """Know this cart again."""
    if session.get(CART) != token:
        session[CART] = token


def forget_cart() -> None:
    """The cart became an order."""
    session.pop(CART, None)


def cart() -> CartRow | None:
    """The visitor's cart, asked for once a request."""
    if CART_ROW not in g:
        setattr(g, CART_ROW, carts.find(current_actor(), cart_token()))
    row: CartRow | None = getattr(g, CART_ROW)
    return row


def count_cart() -> None:
    """Put the number of packs in the cart where the header looks for it."""
    setattr(g, CART_COUNT, queries.cart_count(current_actor(), cart_token()))


def cart_count() -> int:
    """The number of packs in the cart, once ``count_cart`` has looked."""
    count: int = g.get(CART_COUNT, 0)
    return count


def may_see(code: str) -> bool:
    """Whether this browser placed the order, or opened its signed link before."""
    return code in session.get(ORDERS, ())


def remember_order(code: str) -> None:
    """Let this browser see the order from now on."""
    known = [each for each in session.get(ORDERS, ()) if each != code]
    session[ORDERS] = [*known, code][-KEPT_ORDERS:]


def destination() -> str | None:
    """The province that the visitor said goods should go to, by its code."""
    return session.get(DESTINATION)


def remember_destination(province_code: str) -> None:
    """Quote delivery to this province from now on."""
    if session.get(DESTINATION) != province_code:
        session[DESTINATION] = province_code

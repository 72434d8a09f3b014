"""Carts that nobody came back to, and what was typed at a checkout that nobody finished.

Whoever left a name, a telephone number and an address left them for an order. Without one they are not needed (Law on
the protection of personal data 91/2025/QH15: no longer than the purpose wants).
"""

from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import ColumnElement, Delete, Table, Update, bindparam, delete, select, update

from marketplace.kernel import clock
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.orders.models import Cart

GUESTS: Final = timedelta(days=30)
PERSONS: Final = timedelta(days=180)
TYPED: Final = timedelta(days=7)
AT_ONCE: Final = 500
"""Carts of one run. The next one is a minute later; no run holds up the buyers of the moment."""

_CART: Final = cast(Table, Cart.__table__)
_LEFT_BY_GUESTS: Final = (_CART.c.touched_at < bindparam("guests")) & _CART.c.user_id.is_(None)
_LEFT: Final = _CART.c.touched_at < bindparam("persons")
_UNFINISHED: Final = _CART.c.typed_at < bindparam("typed")


def forget() -> tuple[int, int]:
    """Remove carts that guests left 30 days ago, and people with an account 180 days ago; of those that stay, forget
    what was typed at the checkout 7 days ago, however often the cart was used since. Returns how many were removed and
    how many stripped, at most ``AT_ONCE`` of guests, of people, and of what was typed.

    What was touched or typed since the look is left alone.
    """
    now = clock.now()
    # Lines go with their cart: the foreign key cascades, so a cart that is taken up again keeps them.
    touched = _CART.c.touched_at
    removed = _each(_LEFT_BY_GUESTS, touched, {"guests": now - GUESTS}, delete(_CART))
    removed += _each(_LEFT, touched, {"persons": now - PERSONS}, delete(_CART))
    stripped = _each(
        _UNFINISHED, _CART.c.typed_at, {"typed": now - TYPED}, update(_CART).values(details="", typed_at=None)
    )
    return removed, stripped


def _each(
    old: ColumnElement[bool],
    since: ColumnElement[datetime],
    ends: dict[str, datetime],
    do: Delete | Update,
) -> int:
    """Do it to the oldest carts that are ``old``. Nothing is locked where there are none."""
    here = session()
    oldest = select(_CART.c.id).where(old).order_by(since).limit(AT_ONCE)
    ids = list(here.execute(oldest, ends).scalars())
    if not ids:
        return 0
    with transaction():
        return rowcount(here.execute(do.where(_CART.c.id.in_(ids), old), ends))

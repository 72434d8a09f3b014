"""Background work of orders."""

from marketplace.orders import old_carts


def forget_old_carts() -> None:
    """Remove carts that nobody came back to, and what was typed at a checkout that nobody finished."""
    old_carts.forget()

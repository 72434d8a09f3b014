"""Background work of stock."""

from marketplace.stock import services


def release_expired() -> None:
    """Let go of holds whose time is over."""
    services.release_expired()

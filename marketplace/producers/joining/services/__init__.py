"""Verbs on pairs: tell apart, look again, put together by hand, propose, drop, join."""

from marketplace.producers.joining.services.deciding import (
    drop,
    look_again,
    propose,
    put_together,
    tell_apart,
)
from marketplace.producers.joining.services.uniting import join

__all__ = ["drop", "join", "look_again", "propose", "put_together", "tell_apart"]

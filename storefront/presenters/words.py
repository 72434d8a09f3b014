"""Words for codes: kinds of producers, states of orders."""

from marketplace.orders.states import STATE_NAMES
from marketplace.producers.kinds import ProducerKind

from ..view_models import StatusView

STATE_KINDS = {
    "placed": ("info", "clock"),
    "accepted": ("info", "package"),
    "packed": ("info", "package"),
    "handed_over": ("info", "truck"),
    "delivered": ("ok", "circle-check"),
    "cancelled": ("bad", "package-x"),
}
"""State of a seller order → kind and icon of its status."""


def kind_name(kind: str) -> str:
    """What people call a kind of producer."""
    return str(ProducerKind(kind).label)


def status_of(state: str) -> StatusView:
    """The status of one seller order."""
    kind, icon = STATE_KINDS[state]
    return StatusView(str(STATE_NAMES[state]), kind, icon)


def status_of_all(states: tuple[str, ...]) -> StatusView:
    """The status of a whole order: the furthest behind of those that are still on their way."""
    alive = [state for state in states if state != "cancelled"]
    order = list(STATE_KINDS)
    return status_of(min(alive, key=order.index) if alive else "cancelled")

"""What happened, told to the domains above.

An event is a frozen dataclass in the past tense that carries ids. Receivers run at once, inside the transaction, and
change rows of their own domain or enqueue a job. A rule is never enforced by an event: what must hold is a call or a
constraint. Who listens to what is written in one place, ``marketplace/wiring.py``.
"""

from dataclasses import dataclass

from marketplace.kernel.db import unit_of_work
from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True)
class Event:
    """The base of all events."""


def emit(event: Event) -> None:
    """Call the receivers of ``event`` in the order in which the wiring lists them."""
    unit_of_work()
    for receive in current().receivers.get(type(event), ()):
        receive(event)

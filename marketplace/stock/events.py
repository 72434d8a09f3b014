"""What happened to stock."""

from dataclasses import dataclass
from datetime import date

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Availability:
    """What can be sold of a variant: ``free`` packs, the last of them through ``until`` (None: no end)."""

    variant_id: int
    free: int
    until: date | None


@dataclass(frozen=True, slots=True)
class AvailabilityChanged(Event):
    """What can be sold changed. Told inside the transaction that changed it, with what holds after the change.

    Stock and catalogue stand side by side and do not import each other, so the event carries all a listener needs.
    """

    changes: tuple[Availability, ...]

"""What happened to stock."""

from collections.abc import Callable, Collection
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
    """What can be sold of these variants changed, or may have.

    Stock and catalogue stand side by side and do not import each other, so the event brings along whom to ask. A
    listener asks as late as it can: another transaction may be changing other lots of the same variant.
    """

    variant_ids: tuple[int, ...]
    ask: Callable[[Collection[int]], tuple[Availability, ...]]

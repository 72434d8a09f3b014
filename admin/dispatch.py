"""By when parcels have to leave: the next day on which their producer works."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from marketplace.kernel import clock
from marketplace.producers.queries.closed_dates import days_off
from marketplace.shipping.queries import DaysOff, sent_on


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days off of producers, by which parcels are due later."""

    closed: Mapping[int, DaysOff] = field(default_factory=dict)

    def of(self, producer_id: int, placed_at: datetime) -> datetime:
        """The end of the day by which a parcel has to be with the carrier."""
        return clock.end_exclusive(sent_on(clock.local(placed_at).date(), self.closed.get(producer_id, ())))


def deadlines(producer_ids: Collection[int], placed: Collection[datetime]) -> Deadlines:
    """The deadlines of orders placed at these instants; one statement, none without orders."""
    if not placed or not producer_ids:
        return Deadlines()
    return Deadlines(days_off(producer_ids, clock.local(min(placed)).date()))

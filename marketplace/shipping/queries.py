"""What it costs to send something somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.kernel import clock
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.shipping import rates

DISPATCH_DAYS = 1
"""A producer packs and hands over within this many days of the order."""


@dataclass(frozen=True, slots=True)
class Item:
    """``quantity`` packs of ``grams`` gross each, with their storage class."""

    grams: int
    quantity: int
    storage_class: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What one producer's parcel costs (đồng) and between which local days it arrives, or why it cannot go."""

    fee: int
    arrives_from: date | None
    arrives_until: date | None
    zone: str
    refusal: Message | None = None


DaysOff = tuple[tuple[date, date], ...]
"""First and last days, both included, on which a producer sends nothing."""


def sent_on(ordered_on: date, closed: DaysOff = ()) -> date:
    """The day by which a producer hands over what was ordered on ``ordered_on``: the next one that is not a day off."""
    day = ordered_on + timedelta(days=DISPATCH_DAYS)
    for first, last in sorted(closed):
        if first <= day <= last:
            day = last + timedelta(days=1)
    return day


def quote(from_province: str, to_province: str, items: Iterable[Item], closed: DaysOff = ()) -> Quote:
    """The parcel of one producer to one province, if it were ordered now. ``closed`` are the producer's days off."""
    packed = tuple(items)
    zone = places.zone(from_province, to_province)
    today = clock.today()
    price = rates.price(
        zone,
        sum(item.grams * item.quantity for item in packed),
        frozenset(item.storage_class for item in packed),
        today,
    )
    if price.refusal is not None:
        return Quote(0, None, None, zone, price.refusal)
    sent = sent_on(today, closed)
    return Quote(
        price.fee, sent + timedelta(days=price.days_min), sent + timedelta(days=price.days_max), zone
    )

"""What lies in store: lots with their harvest or production and their last day. Fresh goods only in their season."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select

from marketplace.demo.catalogue import Good, Maker, Pack, words
from marketplace.demo.days import Days
from marketplace.demo.marks import pick
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.stock import services
from marketplace.stock.models import Lot

ALWAYS: Final = "cam-khe-may"
"""The product the market shows first has stock in every month."""

_KEEPS_LONG: Final = 60
"""From so many days on, goods were received weeks ago; what keeps shorter came yesterday."""

_RECEIVED, _RECEIVED_LATELY = 34, 1
_MADE_BEFORE: Final = 5
_FIELDS: Final = frozenset({1, 3, 10, 23})
"""Sets whose lots are harvested rather than produced."""


@dataclass(frozen=True, slots=True)
class LotPlan:
    """A lot of one pack."""

    code: str
    received_at: datetime
    made_on: date
    expires_on: date | None
    quantity: int


def lots_of(good: Good, pack: Pack, days: Days) -> list[LotPlan]:
    """The lots of a pack; none for fresh goods out of season, and none of what is no goods."""
    if good.slug == ALWAYS:
        # Two harvests, the first of them sold or past its last day by now.
        return [_plan(good, pack, days, 33, 1, 90), _plan(good, pack, days, _RECEIVED_LATELY, 1, 120)]
    if not good.storage_class.by_parcel or not days.is_in_season(good):
        return []
    keeps = words()[good.words].get("days") or _KEEPS_LONG
    quantity = 20 + pick(good.slug, pack.label, of=80)
    if good.is_real and pick(good.slug, "few", of=11) == 0:
        quantity = 3 + pick(good.slug, pack.label, "few", of=5)
    if keeps < _KEEPS_LONG:
        return [_plan(good, pack, days, _RECEIVED_LATELY, 0, quantity)]
    return [_plan(good, pack, days, _RECEIVED, _MADE_BEFORE, quantity)]


def _plan(good: Good, pack: Pack, days: Days, received: int, made_before: int, quantity: int) -> LotPlan:
    published = clock.local(days.published_at(good)).date()
    day = max(days.ago(received), published + timedelta(days=1))
    made_on = day - timedelta(days=made_before)
    keeps = words()[good.words].get("days")
    number = 1 + [each.label for each in good.packs].index(pack.label)
    return LotPlan(
        f"L{made_on:%y%m%d}-{number}",
        days.at(day, 6, good.serial % 60),
        made_on,
        made_on + timedelta(days=keeps) if keeps else None,
        quantity,
    )


def steps(shelf: Shelf) -> Iterator[Step]:
    """The lots that have not been received yet."""
    known = {(row.variant_id, row.code) for row in session().execute(select(Lot.variant_id, Lot.code))}
    for maker, good in shelf.offers():
        for pack in good.packs:
            variant_id = shelf.variants[good.slug, pack.label]
            for lot in lots_of(good, pack, shelf.days):
                if (variant_id, lot.code) not in known:
                    yield Step(lot.received_at, partial(_receive, shelf, maker, good, variant_id, lot))


def _receive(shelf: Shelf, maker: Maker, good: Good, variant_id: int, lot: LotPlan) -> None:
    harvested = good.set_no in _FIELDS
    services.receive_lot(
        shelf.people.maker(maker),
        shelf.producers[maker.key],
        variant_id,
        lot.code,
        lot.quantity,
        harvested_on=lot.made_on if harvested else None,
        produced_on=None if harvested else lot.made_on,
        expires_on=lot.expires_on,
    )

"""What packs cost, and what some of them cost before: prices that were changed in the last two months."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from sqlalchemy import select

from marketplace.catalog import services
from marketplace.catalog.models import PriceChange
from marketplace.demo.catalogue import Good, Maker, Pack
from marketplace.demo.days import Days
from marketplace.demo.marks import pick
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.db import session

_STEP: Final = 1_000
_SHOWN_FIRST: Final = 1
_RISEN, _FALLEN = 92, 110
"""What the first price was in hundredths of the last one, where it rose and where it fell."""


def first_price(good: Good, pack: Pack, days: Days) -> int:
    """The price a pack was first offered for, in đồng."""
    if _changed_days_ago(good, days) is None:
        return pack.price
    share = _RISEN if good.serial != _SHOWN_FIRST and pick(good.slug, "rise", of=2) else _FALLEN
    return max(_STEP, (pack.price * share // 100 + _STEP // 2) // _STEP * _STEP)


def steps(shelf: Shelf) -> Iterator[Step]:
    """The changes that have not been made yet."""
    made = session().execute(select(PriceChange.variant_id, PriceChange.at))
    known = {(row.variant_id, row.at) for row in made}
    for maker, good in shelf.offers():
        back = _changed_days_ago(good, shelf.days)
        if back is None:
            continue
        at = shelf.days.at(shelf.days.ago(back), 7, good.serial % 60)
        for pack in good.packs:
            variant_id = shelf.variants[good.slug, pack.label]
            if (variant_id, at) not in known and first_price(good, pack, shelf.days) != pack.price:
                yield Step(at, partial(_change, shelf, maker, variant_id, pack.price))


def _changed_days_ago(good: Good, days: Days) -> int | None:
    """How long ago the price changed: for a quarter of those that were in the shop for a month by then."""
    if pick(good.slug, "price", of=4) and good.serial != _SHOWN_FIRST:
        return None
    back = 4 + pick(good.slug, "changed", of=52)
    has_time = days.published_at(good) < days.at(days.ago(back + 30), 0)
    return back if has_time else None


def _change(shelf: Shelf, maker: Maker, variant_id: int, price: int) -> None:
    services.set_price(shelf.people.maker(maker), variant_id, price)

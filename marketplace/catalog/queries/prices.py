"""What packs cost when. Decree 81/2018/NĐ-CP asks for the price before a promotion, buyers for the lowest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import Select, Table, bindparam, func, or_, select

from marketplace.catalog.models import PriceChange
from marketplace.kernel import clock
from marketplace.kernel.db import UTCDateTime, session

LOOK_BACK: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A price in đồng from the instant ``at`` on, and who set it."""

    price: int
    at: datetime
    actor: str


def price_history(variant_id: int) -> tuple[PriceStep, ...]:
    """Every price a pack has had, oldest first; one statement."""
    rows = session().execute(
        select(PriceChange.price, PriceChange.at, PriceChange.actor)
        .where(PriceChange.variant_id == variant_id)
        .order_by(PriceChange.at, PriceChange.id)
    )
    return tuple(PriceStep(*row) for row in rows)


def price_before(variant_id: int, instant: datetime) -> int | None:
    """What a pack cost just before ``instant``, in đồng; ``None`` if it had no price then. One statement."""
    return (
        session()
        .execute(
            select(PriceChange.price)
            .where(PriceChange.variant_id == variant_id, PriceChange.at < instant)
            .order_by(PriceChange.at.desc(), PriceChange.id.desc())
            .limit(1)
        )
        .scalar_one_or_none()
    )


def _lowest() -> Select[Any]:
    changes, later = cast(Table, PriceChange.__table__), cast(Table, PriceChange.__table__).alias()
    end, start = bindparam("end", type_=UTCDateTime()), bindparam("start", type_=UTCDateTime())
    replaced_at = (
        select(func.min(later.c.at))
        .where(later.c.variant_id == changes.c.variant_id, later.c.id > changes.c.id)
        .correlate(changes)
        .scalar_subquery()
    )
    return (
        select(changes.c.variant_id, func.min(changes.c.price))
        .where(
            changes.c.variant_id.in_(bindparam("variant_ids", expanding=True)),
            changes.c.at <= end,
            # One that was replaced in the same instant was never in force.
            or_(replaced_at.is_(None), (replaced_at > start) & (replaced_at > changes.c.at)),
        )
        .group_by(changes.c.variant_id)
    )


_LOWEST: Final = _lowest()


def lowest_prices(variant_ids: Collection[int], before: datetime | None = None) -> dict[int, int]:
    """The lowest price in force at any moment of the day of an instant (now) and the 30 local days before it, until
    then; by variant. One statement. It changes at midnight and with a price, not in between.

    The price that was already in force when the 30 days began counts too. Packs without a price then are left out.
    """
    if not variant_ids:
        return {}
    end = before or clock.now()
    start = clock.start_of_day(clock.local(end).date() - LOOK_BACK)
    asked = {"variant_ids": sorted(set(variant_ids)), "end": end, "start": start}
    return {row[0]: row[1] for row in session().execute(_LOWEST, asked)}

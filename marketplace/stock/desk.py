"""Lots as their producers look at them: filtered, sorted, in pages. Whose they are comes first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.stock.models import Lot, Movement
from marketplace.stock.queries import SHOWN, LotView

SOON: Final = timedelta(days=7)
"""A lot whose last day is no further away is called for: sell it, or write it off."""

COLUMNS: Final = (*SHOWN, Lot.producer_id, Lot.received_at)
SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "expires": (Lot.expires_on.is_(None), Lot.expires_on, Lot.id),
    "-expires": (Lot.expires_on.is_(None), Lot.expires_on.desc(), Lot.id.desc()),
    "received": (Lot.received_at, Lot.id),
    "-received": (Lot.received_at.desc(), Lot.id.desc()),
    "on_hand": (Lot.on_hand, Lot.id),
    "-on_hand": (Lot.on_hand.desc(), Lot.id.desc()),
}


@dataclass(frozen=True, slots=True)
class DeskLot(LotView):
    """A lot on its producer's desk."""

    producer_id: int
    received_at: datetime

    def days_left(self, today: date) -> int | None:
        """Days until its last day; negative when it is past, ``None`` when it has none."""
        return (self.expires_on - today).days if self.expires_on else None


def _states(today: date) -> dict[str, tuple[ColumnElement[bool], ...]]:
    there = Lot.on_hand > 0
    return {
        "on_hand": (there, Lot.expires_on.is_(None) | (Lot.expires_on >= today)),
        "soon": (there, Lot.expires_on >= today, Lot.expires_on <= today + SOON),
        "expired": (there, Lot.expires_on < today),
        "empty": (Lot.on_hand == 0,),
        "all": (),
    }


def desk_lots(
    producer_ids: Collection[int],
    *,
    state: str = "on_hand",
    text: str = "",
    variant_ids: Collection[int] = (),
    sort: str = "expires",
    page: int = 1,
    size: int = 50,
) -> Page[DeskLot]:
    """Lots of these producers; two statements. A page beyond the last is the last.

    ``state``: ``on_hand`` (what may be sold), ``soon``, ``expired``, ``empty`` or ``all``. ``text`` is found in the
    lot's number and plot; packs of ``variant_ids``, whose names the caller found the text in, are kept as well.
    """
    here = session()
    wanted = [Lot.producer_id.in_(sorted(producer_ids)), *_states(clock.today()).get(state, ())]
    if text:
        wanted.append(
            Lot.code.icontains(text, autoescape=True)
            | Lot.plot.icontains(text, autoescape=True)
            | Lot.variant_id.in_(sorted(variant_ids))
        )
    total = here.execute(select(func.count()).select_from(Lot).where(*wanted)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = here.execute(
        select(*COLUMNS)
        .where(*wanted)
        .order_by(*SORTS.get(sort, SORTS["expires"]))
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page(tuple(DeskLot(*row) for row in rows), total, number, size)


def lot_counts(producer_ids: Collection[int]) -> dict[str, int]:
    """How many lots each state has; one statement."""
    counted = [
        func.count(Lot.id).filter(*conditions).label(state)
        for state, conditions in _states(clock.today()).items()
    ]
    row = session().execute(select(*counted).where(Lot.producer_id.in_(sorted(producer_ids)))).one()
    return dict(row._mapping)


def desk_lot(producer_ids: Collection[int], lot_id: int) -> DeskLot:
    """One lot; one statement. :class:`NotFound` for somebody else's."""
    row = (
        session()
        .execute(select(*COLUMNS).where(Lot.id == lot_id, Lot.producer_id.in_(sorted(producer_ids))))
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có lô này."))
    return DeskLot(*row)


def lots_on_hand(variant_ids: Collection[int]) -> tuple[DeskLot, ...]:
    """Lots of these packs of which anything is left or held, the oldest first; one statement, none for no packs."""
    if not variant_ids:
        return ()
    rows = session().execute(
        select(*COLUMNS).where(Lot.variant_id.in_(sorted(set(variant_ids))), Lot.on_hand > 0).order_by(Lot.id)
    )
    return tuple(DeskLot(*row) for row in rows)


def sold_since(variant_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Packs of each variant that were sold and not brought back since the instant; one statement."""
    if not variant_ids:
        return {}
    rows = session().execute(
        select(Lot.variant_id, -func.sum(Movement.delta))
        .join(Lot, Lot.id == Movement.lot_id)
        .where(
            Lot.variant_id.in_(sorted(set(variant_ids))),
            Movement.kind.in_(("sold", "returned")),
            Movement.at >= since,
        )
        .group_by(Lot.variant_id)
    )
    return {variant_id: int(packs) for variant_id, packs in rows}

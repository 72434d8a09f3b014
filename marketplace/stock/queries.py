"""Reads on stock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, case, func, select

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.stock.events import Availability
from marketplace.stock.models import Lot, Movement
from marketplace.stock.take import LOT, STILL_SELLABLE


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot as its producer and its buyers may see it. Dates are local days; quantities are packs."""

    id: int
    variant_id: int
    code: str
    harvested_on: date | None
    produced_on: date | None
    expires_on: date | None
    plot: str
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """Packs that nobody holds."""
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class MovementView:
    """One change of a lot."""

    at: datetime
    kind: str
    delta: int
    ref: str
    reason: str


SHOWN: Final = tuple(LOT.c[name] for name in LotView.__dataclass_fields__)
"""The columns of a :class:`LotView`, in its order."""

_SELLABLE: Final = (
    LOT.c.variant_id.in_(bindparam("variant_ids", expanding=True)),
    LOT.c.on_hand > LOT.c.reserved,
    STILL_SELLABLE,
)
_AVAILABILITY: Final = (
    select(
        LOT.c.variant_id,
        func.sum(LOT.c.on_hand - LOT.c.reserved),
        func.max(LOT.c.expires_on),
        func.sum(case((LOT.c.expires_on.is_(None), 1), else_=0)),
    )
    .where(*_SELLABLE)
    .group_by(LOT.c.variant_id)
)
_FOR_BUYERS: Final = (
    select(*SHOWN)
    .where(*_SELLABLE)
    .order_by(LOT.c.variant_id, LOT.c.expires_on.is_(None), LOT.c.expires_on, LOT.c.id)
)


def availability(variant_ids: Collection[int]) -> tuple[Availability, ...]:
    """What can be sold now of each variant, in the order given; one statement. Without stock: 0."""
    found = {variant: Availability(variant, 0, None) for variant in variant_ids}
    if found:
        rows = session().execute(_AVAILABILITY, {"variant_ids": list(found), "today": clock.today()})
        for variant, free, until, without_end in rows:
            found[variant] = Availability(variant, int(free), None if without_end else until)
    return tuple(found.values())


def available(variant_ids: Collection[int]) -> dict[int, int]:
    """Packs that can be sold now, by variant; one statement. A variant without stock is there with 0."""
    return {row.variant_id: row.free for row in availability(variant_ids)}


def lots_for_buyers(variant_ids: Collection[int]) -> list[LotView]:
    """The lots a buyer of these variants would get, first to be sold first; one statement."""
    rows = session().execute(_FOR_BUYERS, {"variant_ids": list(variant_ids), "today": clock.today()})
    return [LotView(*row) for row in rows]


def movements_of(producer_id: int, lot_id: int) -> list[MovementView]:
    """How a producer's lot came to what it is, oldest first. Empty for somebody else's lot."""
    rows = session().execute(
        select(Movement.at, Movement.kind, Movement.delta, Movement.ref, Movement.reason)
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Lot.producer_id == producer_id, Lot.id == lot_id)
        .order_by(Movement.id)
    )
    return [MovementView(*row) for row in rows]


def lots_that_do_not_add_up() -> list[int]:
    """Lots whose movements do not add up to what is on hand; empty when all is well. For ``doctor``."""
    moved = (
        select(Movement.lot_id, func.sum(Movement.delta).label("total")).group_by(Movement.lot_id).subquery()
    )
    rows = session().execute(
        select(Lot.id)
        .outerjoin(moved, moved.c.lot_id == Lot.id)
        .where(Lot.on_hand != func.coalesce(moved.c.total, 0))
        .order_by(Lot.id)
    )
    return list(rows.scalars())


def lot_called(producer_id: int, variant_id: int, code: str) -> str | None:
    """The lot of a pack whose number is ``code`` in large or small letters, as it is kept; one statement.

    ``km-1`` and ``KM-1`` are one lot to whoever reads them off the pack. Databases fold Vietnamese letters each in
    their own way, so they are compared here.
    """
    codes = session().execute(
        select(Lot.code).where(
            Lot.producer_id == producer_id,
            Lot.variant_id == variant_id,
            func.length(Lot.code) == len(code),
        )
    )
    return next((each for each in codes.scalars() if each.lower() == code.lower()), None)


def variants_of(lot_ids: Iterable[int]) -> list[int]:
    """The packs that lie in these lots; no statement for no lots."""
    ids = list(lot_ids)
    if not ids:
        return []
    return list(session().execute(select(Lot.variant_id).where(Lot.id.in_(ids))).scalars())

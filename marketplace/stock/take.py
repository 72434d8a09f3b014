"""Taking scarce packs: one conditional UPDATE per lot whose ``rowcount`` is looked at. This is the guard.

Lots that expire first are taken first (FEFO), then the oldest. All lots of one call are updated in the order of their
ids, so two orders that want the same lots wait for each other instead of dead-locking. When somebody was faster between
the look and the UPDATE, the look is repeated: what they took they have, so it ends when the stock does.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Date, Table, bindparam, or_, select, update

from marketplace.kernel import clock
from marketplace.kernel.db import rowcount, savepoint, session
from marketplace.kernel.errors import Conflict, OutOfStock
from marketplace.kernel.i18n import Message
from marketplace.stock.models import Lot

TRIES = 200
"""How often the look is repeated. Stock in many small lots is lost to others lot by lot before it is all gone."""


@dataclass(frozen=True, slots=True)
class Want:
    """``quantity`` packs of a variant, for ``ref``. ``name`` is what to call it when there are not enough."""

    variant_id: int
    quantity: int
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """Packs that were taken from one lot for one reference. ``expires_on`` is the lot's last local day."""

    ref: str
    variant_id: int
    lot_id: int
    lot_code: str
    quantity: int
    expires_on: date | None


LOT: Final = cast(Table, Lot.__table__)
"""As Core knows it: a statement made once is compiled and keyed once."""

STILL_SELLABLE: Final = or_(LOT.c.expires_on.is_(None), LOT.c.expires_on >= bindparam("today", type_=Date()))
"""A lot may be sold through the whole of its last day. ``today`` is the local day."""

_LOOK: Final = (
    select(
        LOT.c.id,
        LOT.c.code,
        LOT.c.variant_id,
        LOT.c.expires_on,
        (LOT.c.on_hand - LOT.c.reserved).label("free"),
    )
    .where(
        LOT.c.variant_id.in_(bindparam("variant_ids", expanding=True)),
        LOT.c.on_hand > LOT.c.reserved,
        STILL_SELLABLE,
    )
    .order_by(LOT.c.expires_on.is_(None), LOT.c.expires_on, LOT.c.id)
)


def enough(quantity: int) -> ColumnElement[bool]:
    """The guard itself: the lot has ``quantity`` packs that nobody holds."""
    return Lot.on_hand - Lot.reserved >= quantity


class _Lost(Exception):
    """Somebody took from a lot between our look and our UPDATE."""


def take(wants: Sequence[Want], change: Callable[[int], dict[str, Any]]) -> list[Allocation]:
    """Take what is wanted, all of it or nothing. ``change(quantity)`` says what the UPDATE sets on a lot.

    :raises OutOfStock: names the first variant of which too little is left; nothing was taken.
    :raises Conflict: others were faster ``TRIES`` times; nothing was taken.
    """
    for _attempt in range(TRIES):
        plan = _plan(wants)
        try:
            with savepoint():
                _apply(plan, change)
        except _Lost:
            continue
        return plan
    raise Conflict(Message("Nhiều người đang mua cùng lúc. Xin bấm đặt lần nữa."))


def look(variant_ids: Collection[int]) -> Sequence[Any]:
    """The lots that can be sold from now: ``id, code, variant_id, expires_on, free``, first to be sold first."""
    asked = {"variant_ids": sorted(variant_ids), "today": clock.today()}
    return session().execute(_LOOK, asked).all()


def _plan(wants: Sequence[Want]) -> list[Allocation]:
    free: dict[int, list[list[Any]]] = {}
    for row in look({want.variant_id for want in wants}):
        free.setdefault(row.variant_id, []).append([row.id, row.code, row.free, row.expires_on])
    plan = []
    for want in wants:
        missing, lots = want.quantity, free.get(want.variant_id, [])
        left = sum(lot[2] for lot in lots)
        if left < want.quantity:
            raise OutOfStock(want.name, left)
        for lot in lots:
            part = min(missing, lot[2])
            if part:
                plan.append(Allocation(want.ref, want.variant_id, lot[0], lot[1], part, lot[3]))
                lot[2] -= part
                missing -= part
    return plan


def _apply(plan: Iterable[Allocation], change: Callable[[int], dict[str, Any]]) -> None:
    here = session()
    for part in sorted(plan, key=lambda part: (part.lot_id, part.ref)):
        taken = here.execute(
            update(Lot).where(Lot.id == part.lot_id, enough(part.quantity)).values(change(part.quantity))
        )
        if rowcount(taken) != 1:
            raise _Lost

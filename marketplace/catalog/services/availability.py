"""Noting what stock says can be sold. Stock stands beside the catalogue: it tells, and is not asked."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple, Protocol, cast

from sqlalchemy import Table, bindparam, insert, or_, select, update

from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.listing_models import Availability, Listing
from marketplace.catalog.listing_rows import stock_columns
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services.listing import take_turn, told
from marketplace.catalog.stock_hint import CAP, hint
from marketplace.kernel import clock
from marketplace.kernel.db import before_commit, session, writers_take_turns

BY_PARCEL: Final = tuple(each for each in StorageClass if each.by_parcel)


class Told(Protocol):
    """What stock says of a pack: ``free`` packs, the last of them through the local day ``until``."""

    @property
    def variant_id(self) -> int:
        """The pack."""
        ...

    @property
    def free(self) -> int:
        """Packs that can be sold now."""
        ...

    @property
    def until(self) -> date | None:
        """Last local day on which any of them can; ``None`` for no end."""
        ...


Ask = Callable[[Collection[int]], Sequence[Told]]
"""What says how much of which packs can be sold now, in one statement."""

_AVAILABILITY: Final = cast(Table, Availability.__table__)
_HOLD: Final = (
    update(_AVAILABILITY)
    .where(_AVAILABILITY.c.variant_id == bindparam("held"))
    .values(free=_AVAILABILITY.c.free)
)


class _OnHand(NamedTuple):
    product_id: int
    active: bool
    free: int
    sold_out_at: datetime | None


def note_availability(variant_ids: Iterable[int], ask: Ask) -> None:
    """Take down what can be sold of these packs, just before the transaction commits; the listing follows."""
    notes = [(variant_id, ask) for variant_id in variant_ids]
    if notes:
        before_commit(_apply, *notes)


def _apply(notes: set[tuple[int, Ask]]) -> None:
    """Two statements where nothing that anybody is shown has changed, as after most sales."""
    here = session()
    asked = {ask: sorted(variant_id for variant_id, each in notes if each is ask) for _, ask in notes}
    for variant_ids in asked.values():
        _hold(variant_ids)
    free = {
        told_now.variant_id: (
            min(told_now.free, CAP),
            clock.end_exclusive(told_now.until) if told_now.free and told_now.until else None,
        )
        for ask, variant_ids in asked.items()
        for told_now in ask(variant_ids)
    }
    rows = here.execute(
        select(Variant.id, Variant.product_id, Availability.free, Availability.sold_out_at)
        .outerjoin(Availability, Availability.variant_id == Variant.id)
        .where(Variant.id.in_(sorted(free)))
        .order_by(Variant.id)
    ).all()
    changed = [row for row in rows if (row.free, row.sold_out_at) != free[row.id]]
    if not changed:
        return
    take_turn()
    for row in changed:
        values = dict(zip(("free", "sold_out_at"), free[row.id], strict=True))
        known = update(Availability).where(Availability.variant_id == row.id).values(values)
        if here.execute(known.returning(Availability.variant_id)).one_or_none() is None:
            here.execute(insert(Availability).values(variant_id=row.id, product_id=row.product_id, **values))
    _follow(sorted({row.product_id for row in changed}))


def _hold(variant_ids: list[int]) -> None:
    """Wait until nobody else is counting these packs; what they committed is then seen by the next statement.

    Two transactions that take from different lots of one pack do not meet at the lots: without this each would count
    without the other's, and the later would leave a number that neither is true. An UPDATE a pack, in the order of
    their ids and sent together: one UPDATE of them all would lock in whatever order the plan finds them, and two could
    wait for each other.
    """
    if not writers_take_turns():
        session().execute(_HOLD, [{"held": variant_id} for variant_id in variant_ids])


def _follow(product_ids: list[int]) -> None:
    """Bring the listing's stock columns in line with what is known now. What nobody can send is never in stock."""
    here = session()
    rows = here.execute(
        select(Variant.product_id, Variant.active, Availability.free, Availability.sold_out_at)
        .join(Availability, Availability.variant_id == Variant.id)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.product_id.in_(product_ids), Product.storage_class.in_(BY_PARCEL))
        .order_by(Variant.product_id)
    )
    changed = []
    for product_id, packs in groupby((_OnHand(*row) for row in rows), key=lambda pack: pack.product_id):
        columns = stock_columns(hint(packs))
        moved = here.execute(
            update(Listing)
            .where(
                Listing.product_id == product_id,
                or_(*(getattr(Listing, name).is_distinct_from(value) for name, value in columns.items())),
            )
            .values(columns)
            .returning(Listing.id)
        ).all()
        if moved:
            changed.append(product_id)
    told(changed)

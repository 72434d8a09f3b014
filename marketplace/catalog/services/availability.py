"""Noting what stock says can be sold. Stock stands beside the catalogue: it tells, and is not asked."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count, groupby
from typing import Final, NamedTuple, Protocol

from sqlalchemy import insert, or_, select, update

from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.listing_models import Availability, Listing
from marketplace.catalog.listing_rows import stock_columns
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services.listing import take_turn, told
from marketplace.catalog.stock_hint import CAP, hint
from marketplace.kernel import clock
from marketplace.kernel.db import before_commit, session

BY_PARCEL: Final = tuple(each for each in StorageClass if each.by_parcel)

_order = count()


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


class _Note(NamedTuple):
    order: int
    variant_id: int
    free: int
    sold_out_at: datetime | None


class _OnHand(NamedTuple):
    product_id: int
    active: bool
    free: int
    sold_out_at: datetime | None


def note_availability(changes: Iterable[Told]) -> None:
    """Take down what stock says; the listing follows just before the transaction commits.

    Told several times in one transaction, the last word on a pack counts.
    """
    notes = [
        _Note(
            next(_order),
            change.variant_id,
            min(change.free, CAP),
            clock.end_exclusive(change.until) if change.free and change.until else None,
        )
        for change in changes
    ]
    if notes:
        before_commit(_apply, *notes)


def _apply(notes: set[_Note]) -> None:
    """One statement where nothing that anybody is shown has changed, as after most sales."""
    here = session()
    latest = {note.variant_id: note for note in sorted(notes)}
    rows = here.execute(
        select(Variant.id, Variant.product_id, Availability.free, Availability.sold_out_at)
        .outerjoin(Availability, Availability.variant_id == Variant.id)
        .where(Variant.id.in_(sorted(latest)))
        .order_by(Variant.id)
    ).all()
    changed = [row for row in rows if (row.free, row.sold_out_at) != latest[row.id][2:]]
    if not changed:
        return
    take_turn()
    for row in changed:
        note = latest[row.id]
        values = {"free": note.free, "sold_out_at": note.sold_out_at}
        known = update(Availability).where(Availability.variant_id == row.id).values(values)
        if here.execute(known.returning(Availability.variant_id)).one_or_none() is None:
            here.execute(insert(Availability).values(variant_id=row.id, product_id=row.product_id, **values))
    _follow(sorted({row.product_id for row in changed}))


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

"""What the papers of a producer mean for what it sells.

A producer may have ten thousand products that end with one paper, and the gate takes its time with each. So products
that are alike in all that rules about papers ask for are counted by the database, going by the windows of the listing,
and the gate is asked about the first few of each kind, which are the ones that are named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, and_, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.lapses import Lapse, lapse_of
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Product, ProductImage, ProductPaper, Variant
from marketplace.catalog.queries.loading import offers
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel import clock
from marketplace.kernel.db import session, writers_take_turns
from marketplace.producers.models import Paper

NAMED: Final = 5
"""So many products of a kind are named."""
KINDS: Final = 20
"""So many kinds of products that go off sale, the nearest first, and as many of those that are off sale."""


@dataclass(frozen=True, slots=True)
class PaperOutlook:
    """The product sets in which a producer has products, and which of those in the shop papers take off sale when.

    The first to go stands first.
    """

    sets: frozenset[int]
    lapses: tuple[Lapse, ...]


def paper_outlook(producer_id: int) -> PaperOutlook:
    """The outlook of one producer; at most six statements, however many products it has."""
    here, now = session(), clock.now()
    sets = here.execute(
        select(Product.set_no)
        .where(Product.producer_id == producer_id, Product.state != ProductState.RETIRED)
        .distinct()
    ).scalars()
    rows = [*here.execute(_going(producer_id, now)), *here.execute(_gone(producer_id, now))]
    lapses = sorted(_lapses(rows, now), key=lambda each: (each.day, each.name, each.product_id))
    return PaperOutlook(frozenset(sets), tuple(lapses))


def _lapses(rows: Sequence[Any], now: datetime) -> Iterator[Lapse]:
    """Of the first of each kind, whose first stands for those that are not named."""
    found = offers([row.id for row in rows])
    named = dict[tuple[Any, ...], list[Lapse]]()
    unnamed = dict[tuple[Any, ...], int]()
    for row in rows:
        kind = tuple(row)[3:]
        unnamed[kind] = unnamed.get(kind, row.alike) - 1
        lapse = lapse_of(found[row.id], now) if row.id in found else None
        if lapse is not None:
            named.setdefault(kind, []).append(lapse)
    for kind, (first, *others) in named.items():
        yield replace(first, others=unnamed[kind])
        yield from others


def _going(producer_id: int, now: datetime) -> Select[Any]:
    """What is on sale and goes off sale with the end of a paper, its producer's first, then what is nearest."""
    next_one = aliased(Listing)
    goes_on = exists().where(
        next_one.product_id == Listing.product_id, next_one.listed_from == Listing.listed_until
    )
    ends = (
        select(Listing.product_id, func.min(Listing.listed_until).label("until"))
        .where(Listing.producer_id == producer_id, Listing.listed_until > now, ~goes_on)
        .group_by(Listing.product_id)
        .subquery("ends")
    )
    last = _last_day(ends.c.until)
    with_seller = last.in_(
        select(Paper.expires_on).where(
            Paper.producer_id == producer_id, Paper.verified_at.is_not(None), Paper.withdrawn_at.is_(None)
        )
    )
    with_own = exists().where(*_counts(), ProductPaper.expires_on == last)
    kind = (last.label("last"), with_seller.label("with_seller"), with_own.label("with_own"), *_ASKED)
    ranked = _ranked(
        producer_id,
        kind,
        is_listed(now),
        or_(with_seller, with_own),
        or_(Recognition.expires_on.is_(None), Recognition.expires_on != last),
        ends=ends,
    )
    order = (ranked.c.with_seller.desc(), ranked.c.last)
    return _first_of_each(ranked, *order)


def _gone(producer_id: int, now: datetime) -> Select[Any]:
    """What is not on sale, though nothing but papers can be missing."""
    today = clock.local(now).date()
    holding = (
        select(func.count(ProductPaper.id))
        .where(
            *_counts(),
            ProductPaper.issued_on <= today,
            or_(ProductPaper.expires_on.is_(None), ProductPaper.expires_on >= today),
        )
        .correlate(Product)
        .scalar_subquery()
    )
    has = (
        exists().where(Variant.product_id == Product.id, Variant.active).label("packs"),
        exists().where(ProductImage.product_id == Product.id).label("images"),
    )
    ranked = _ranked(
        producer_id,
        (holding.label("holding"), *has, *_ASKED, *_FILLED),
        ~is_listed(now),
        Recognition.state == RecordState.VERIFIED,
        Recognition.revoked_at.is_(None),
        Recognition.superseded_on.is_(None),
        Recognition.expires_on >= today,
        ~exists().where(SuspensionPeriod.recognition_id == Recognition.id, SuspensionPeriod.until.is_(None)),
    )
    return _first_of_each(ranked)


_ASKED: Final[tuple[Any, ...]] = (
    Product.set_no,
    Product.storage_class,
    Product.origin_mark,
    Product.abv_tenths,
)
"""What the rules about papers ask of a product itself."""

_FILLED: Final[tuple[Any, ...]] = (
    (Product.origin_commune_code.is_not(None)).label("has_origin"),
    or_(Product.shelf_life != "", Product.shelf_life_days.is_not(None)).label("has_shelf_life"),
    (Product.ingredients != "").label("has_ingredients"),
    (Product.storage != "").label("has_storage"),
    (Product.usage != "").label("has_usage"),
    (Product.warning != "").label("has_warning"),
    (Product.return_policy != "").label("has_return_policy"),
)
"""What may be missing beside papers, as ``columns.PRODUCT_FACTS`` has it."""


def is_listed(now: datetime) -> ColumnElement[bool]:
    """Whether the listing says that a product is on sale."""
    return exists().where(
        Listing.product_id == Product.id, Listing.listed_from <= now, Listing.listed_until > now
    )


def _counts() -> tuple[ColumnElement[bool], ...]:
    return (
        ProductPaper.product_id == Product.id,
        ProductPaper.verified_at.is_not(None),
        ProductPaper.withdrawn_at.is_(None),
    )


def _ranked(
    producer_id: int, kind: tuple[Any, ...], *conditions: ColumnElement[bool], ends: Any = None
) -> Any:
    """Live products, each with its place among those of its kind, and how many those are."""
    plain = [getattr(each, "element", each) for each in kind]
    place = func.row_number().over(partition_by=plain, order_by=(Product.name, Product.id))
    alike = func.count().over(partition_by=plain)
    statement = select(Product.id, place.label("place"), alike.label("alike"), *kind)
    if ends is not None:
        statement = statement.join(ends, ends.c.product_id == Product.id)
    return (
        statement.join(Recognition, Recognition.id == Product.recognition_id)
        .where(and_(Product.producer_id == producer_id, Product.state == ProductState.LIVE, *conditions))
        .subquery("ranked")
    )


def _first_of_each(ranked: Any, *order: Any) -> Select[Any]:
    kind = [each for each in ranked.c if each.name not in {"id", "place", "alike"}]
    return (
        select(ranked)
        .where(ranked.c.place <= NAMED)
        .order_by(*order, *kind, ranked.c.place)
        .limit(KINDS * NAMED)
    )


def _last_day(until: ColumnElement[datetime]) -> ColumnElement[date]:
    """The last legal day before an instant at which one begins: Vietnam is 7 hours ahead, so the day in UTC."""
    if writers_take_turns():
        return func.date(until, type_=Date)
    return cast(func.timezone("UTC", until), Date)

"""Keeping the listing: every change that matters marks products, and the transaction's last act derives them anew.

Writers take their turn at the row of the version before they look, so that two changes to one product, each blind to
the other until it commits, cannot leave a row that fits neither.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.events import ListingChanged
from marketplace.catalog.listing_models import CatalogVersion, Listing
from marketplace.catalog.listing_rows import rows_of
from marketplace.catalog.models import Product, ProductImage
from marketplace.catalog.queries import loading
from marketplace.catalog.queries.freshness import FIRST
from marketplace.kernel import clock
from marketplace.kernel.db import before_commit, savepoint, session, transaction
from marketplace.kernel.events import emit
from marketplace.places.models import Commune, Province
from marketplace.producers.models import Producer

BATCH: Final = 200
"""Products to a statement, and to a transaction where everything is derived anew."""

IDS_AT_ONCE: Final = 5_000
"""SQLite takes 32,766 parameters, PostgreSQL 65,535."""

_STORED: Final = tuple(column for column in Listing.__table__.c if column.name != "id")


def mark(product_ids: Iterable[int]) -> None:
    """Something that pages show of these products changes: just before the open transaction commits their listing rows
    are derived anew and the listing's number grows, be it for a word that no row holds. No ids are something that
    belongs to no product, such as a producer who sells nothing yet.
    """
    before_commit(_follow_marked, *product_ids)


def mark_products_of(producer_id: int) -> None:
    """As :func:`mark`, for everything a producer offers."""
    mark(session().execute(select(Product.id).where(Product.producer_id == producer_id)).scalars())


def mark_products_with(image_id: int) -> None:
    """As :func:`mark`, for what shows this picture; nothing for a picture that nobody shows yet."""
    shown_by = select(ProductImage.product_id).where(ProductImage.image_id == image_id)
    if ids := session().execute(shown_by).scalars().all():
        mark(ids)


def mark_products_under(recognition_ids: Sequence[int]) -> None:
    """As :func:`mark`, for what is offered under any of these recognitions. They are looked up together, just before
    the commit: an import tells of hundreds, one after the other.
    """
    before_commit(_find_under, *recognition_ids)


def rebuild(product_ids: Iterable[int]) -> int:
    """Derive the listing rows of these products anew, now. Returns how many products' rows were changed."""
    with transaction():
        changed = _derive(product_ids).changed
        told(changed)
    return len(changed)


def rebuild_all() -> int:
    """Derive the whole listing anew, ``BATCH`` products to a transaction. Returns how many products changed."""
    ids = session().execute(select(Product.id).order_by(Product.id)).scalars().all()
    return sum(rebuild(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))


def take_turn() -> None:
    """Wait until nobody else is changing the listing; the turn ends with the transaction."""
    here = session()
    held = (
        update(CatalogVersion)
        .where(CatalogVersion.id == FIRST)
        .values(number=CatalogVersion.number)
        .returning(CatalogVersion.id)
    )
    if here.execute(held).one_or_none() is None:
        try:
            with savepoint():
                here.execute(insert(CatalogVersion).values(id=FIRST, number=0))
        except IntegrityError:
            here.execute(held)


def told(product_ids: Sequence[int]) -> None:
    """Let caches and listeners know that what is shown of these products changed. Nothing to tell for none."""
    if product_ids:
        _grow()
        emit(ListingChanged(tuple(product_ids)))


def _find_under(recognition_ids: set[int]) -> None:
    """Named to come before ``_follow_marked``, so that the listing is derived once."""
    ids = sorted(recognition_ids)
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = Product.recognition_id.in_(ids[start : start + IDS_AT_ONCE])
        mark(session().execute(select(Product.id).where(some)).scalars())


def _follow_marked(product_ids: set[int]) -> None:
    shown = _derive(product_ids).shown
    _grow()
    if shown:
        emit(ListingChanged(tuple(shown)))


def _grow() -> None:
    grown = update(CatalogVersion).where(CatalogVersion.id == FIRST).values(number=CatalogVersion.number + 1)
    session().execute(grown)


class _Rebuilt(NamedTuple):
    """The products whose rows are others now, and those that have rows now or had them before."""

    changed: list[int]
    shown: list[int]


def _derive(product_ids: Iterable[int]) -> _Rebuilt:
    ids, done = sorted(set(product_ids)), _Rebuilt([], [])
    take_turn()
    for start in range(0, len(ids), BATCH):
        changed, shown = _rebuild(ids[start : start + BATCH])
        done.changed.extend(changed)
        done.shown.extend(shown)
    return done


def _rebuild(product_ids: Sequence[int]) -> _Rebuilt:
    here, now = session(), clock.now()
    here.flush()
    rows = here.execute(
        select(
            *PRODUCT_FACTS,
            *PRODUCER_FACTS,
            Product.slug,
            Product.summary,
            Product.published_at,
            Product.origin_commune_code,
            Product.origin_province_code,
            Product.origin_printed,
            Producer.slug.label("seller_slug"),
            Producer.display_name,
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(Commune, Commune.code == Product.origin_commune_code)
        .join(Province, Province.code == Product.origin_province_code)
        .where(Product.id.in_(product_ids))
    ).all()
    wanted = {
        product_id: rows_of(each.offer, each.row, each.own, now)
        for product_id, each in loading.load(rows).items()
    }
    stored = _stored(product_ids)
    changed = [each for each in product_ids if stored.get(each, []) != wanted.get(each, [])]
    if changed:
        here.execute(delete(Listing).where(Listing.product_id.in_(changed)))
        fresh = [row for product_id in changed for row in wanted.get(product_id, [])]
        if fresh:
            here.execute(insert(Listing), fresh)
    return _Rebuilt(changed, [each for each in product_ids if stored.get(each) or wanted.get(each)])


def _stored(product_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = session().execute(
        select(*_STORED).where(Listing.product_id.in_(product_ids)).order_by(Listing.listed_from)
    )
    for row in rows.mappings():
        found.setdefault(row["product_id"], []).append(dict(row))
    return found

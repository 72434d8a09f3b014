"""The list of products on the desk of their producers, with the gate's word of this moment."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.kinds import ProductState, RevisionState, StorageClass
from marketplace.catalog.models import Product, Revision, Variant
from marketplace.catalog.parts import PackRow
from marketplace.catalog.queries import loading
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.fields import Field, in_order, required_of_product
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold
from marketplace.producers.models import Producer
from marketplace.producers.naming import sort_key


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product on the desk. ``packs`` are those that are offered; ``missing`` is what the law still wants said.

    ``remark`` says why it came back or was hidden; ``wanted`` tells that a change waits for a moderator.
    """

    product_id: int
    producer_id: int
    slug: str
    name: str
    state: ProductState
    remark: str
    changed_at: datetime
    packs: tuple[PackRow, ...]
    result: GateResult
    certificate: CertificateFacts | None
    missing: tuple[Field, ...]
    wanted: bool
    by_parcel: bool

    @property
    def on_sale(self) -> bool:
        """Buyers see it in lists now."""
        return self.state is ProductState.LIVE and self.result.listed


def _open() -> ColumnElement[bool]:
    return exists().where(Revision.product_id == Product.id, Revision.state == RevisionState.SUBMITTED)


def _tabs() -> dict[str, tuple[ColumnElement[bool], ...]]:
    return {
        "all": (Product.state != ProductState.RETIRED,),
        "draft": (Product.state == ProductState.DRAFT,),
        "waiting": (or_(Product.state == ProductState.SUBMITTED, _open()),),
        "live": (Product.state == ProductState.LIVE,),
        "hidden": (Product.state == ProductState.HIDDEN,),
        "retired": (Product.state == ProductState.RETIRED,),
    }


TABS: Final = tuple(_tabs())
_CHEAPEST: Final = (
    select(func.min(Variant.price))
    .where(Variant.product_id == Product.id, Variant.active)
    .correlate(Product)
    .scalar_subquery()
)
SORTS: Final[dict[str, Callable[[Any], Any]]] = {
    "changed": lambda row: row.changed_at,
    "name": lambda row: sort_key(row.name),
    "price": lambda row: row.cheapest or 0,
}
"""Orders of the list; with ``-`` in front the other way round."""


def desk_list(
    producer_ids: Collection[int],
    *,
    tab: str = "all",
    text: str = "",
    sort: str = "-changed",
    page: int = 1,
    size: int = 50,
) -> Page[ListedProduct]:
    """Products of these producers; four statements (one where there are none).

    The words of ``text`` are looked for in the names, with or without their marks. Names stand in Vietnamese order,
    which no database sorts by: a producer's products are few enough to be put in order here.
    """
    here, number, words = session(), max(page, 1), fold(text).split()
    found = [
        row
        for row in here.execute(
            select(Product.id, Product.name, Product.changed_at, _CHEAPEST.label("cheapest")).where(
                Product.producer_id.in_(sorted(set(producer_ids))), *_tabs()[tab]
            )
        )
        if all(word in fold(row.name) for word in words)
    ]
    found.sort(key=lambda row: row.id)
    found.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    ids = [row.id for row in found[(number - 1) * size : number * size]]
    if not ids:
        return Page((), len(found), number, size)
    rows = here.execute(
        select(
            *PRODUCT_FACTS,
            *PRODUCER_FACTS,
            Product.slug,
            Product.remark,
            Product.changed_at,
            _open().label("wanted"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .where(Product.id.in_(sorted(ids)))
    ).all()
    on, loaded = clock.now(), loading.load(rows)
    return Page(
        tuple(_listed(product_id, loaded[product_id], on) for product_id in ids if product_id in loaded),
        len(found),
        number,
        size,
    )


def desk_counts(producer_ids: Collection[int]) -> dict[str, int]:
    """How many products stand under each tab; one statement."""
    tabs = _tabs()
    row = (
        session()
        .execute(
            select(*(func.count().filter(and_(*conditions)) for conditions in tabs.values())).where(
                Product.producer_id.in_(sorted(set(producer_ids)))
            )
        )
        .one()
    )
    return dict(zip(tabs, row, strict=True))


def missing_of(facts: Any, product_set: int) -> tuple[Field, ...]:
    """What the law wants said of a product and is not said yet, in the order of the form."""
    return in_order(required_of_product(product_set) - facts.filled)


def _listed(product_id: int, each: Any, on: datetime) -> ListedProduct:
    row = each.row
    return ListedProduct(
        product_id=product_id,
        producer_id=row.producer_id,
        slug=row.slug,
        name=row.product_name,
        state=ProductState(row.product_state),
        remark=row.remark,
        changed_at=row.changed_at,
        packs=tuple(pack for pack in each.own.packs if pack.active),
        result=each.offer.evaluate(on),
        certificate=each.offer.certificate,
        missing=missing_of(each.offer.product, row.product_set),
        wanted=bool(row.wanted),
        by_parcel=StorageClass(row.storage_class).by_parcel,
    )

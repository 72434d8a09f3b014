"""What a producer sees of its own products. Whose it is comes first."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from marketplace.catalog.columns import ALL_PARTS, PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.data import ProductData
from marketplace.catalog.kinds import ProductState, RevisionState, StorageClass
from marketplace.catalog.models import Product, Revision
from marketplace.catalog.parts import PackRow, PaperRow, read
from marketplace.catalog.queries import loading
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.producers.models import Producer

FORM: Final = tuple(each.name for each in fields(ProductData))
_BACK: Final = aliased(Revision)
"""The newest revision of a product, where it was turned down."""


@dataclass(frozen=True, slots=True)
class DeskProduct:
    """A product on its producer's desk, with the gate's word of this moment. ``revision_id`` is the open one."""

    product_id: int
    slug: str
    name: str
    state: ProductState
    remark: str
    version: int
    published_at: datetime | None
    packs: tuple[PackRow, ...]
    result: GateResult
    revision_id: int | None

    @property
    def on_sale(self) -> bool:
        """Buyers see it in lists now."""
        return self.state is ProductState.LIVE and self.result.listed


@dataclass(frozen=True, slots=True)
class EditForm:
    """What the form of a product is filled with: the live words with what is already wanted of them laid over.

    ``live`` are the words without. ``new_packs`` are wanted packs as the revision has them, ``new_images`` wanted
    pictures; both live with the revision until it is approved. ``revision_number`` is 0 where nothing is wanted,
    ``revision_remark`` says why the last one was turned down; ``returned`` is what that one wanted, as a revision has
    it, and ``returned_id`` its id. ``copied_from`` is the product that it began with.
    """

    product_id: int
    producer_id: int
    state: ProductState
    version: int
    recognition_id: int | None
    live: ProductData
    data: ProductData
    packs: tuple[PackRow, ...]
    images: tuple[int, ...]
    papers: tuple[PaperRow, ...]
    revision_id: int | None
    revision_number: int
    slug: str
    remark: str
    submitted_by: str
    revision_remark: str
    province_code: str
    changed_packs: dict[int, dict[str, Any]]
    new_packs: tuple[dict[str, Any], ...]
    new_images: tuple[int, ...]
    returned_id: int | None = None
    returned: Mapping[str, Any] = field(default_factory=dict)
    copied_from: int | None = None


def products_of(
    producer_id: int, *, states: frozenset[ProductState] = frozenset(), page: int = 1, size: int = 50
) -> Page[DeskProduct]:
    """A producer's own products, those last changed first; four statements (one for an empty page)."""
    here, number = session(), max(page, 1)
    wanted: list[ColumnElement[bool]] = [Product.producer_id == producer_id]
    if states:
        wanted.append(Product.state.in_(sorted(states)))
    total = here.execute(select(func.count(Product.id)).where(*wanted)).scalar_one()
    rows = here.execute(
        select(
            *PRODUCT_FACTS,
            *PRODUCER_FACTS,
            Product.slug,
            Product.remark,
            Product.version,
            Product.published_at,
            Revision.id.label("revision_id"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(
            Revision, (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
        )
        .where(*wanted)
        .order_by(Product.changed_at.desc(), Product.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    on = clock.now()
    items = tuple(
        DeskProduct(
            product_id=product_id,
            slug=each.row.slug,
            name=each.row.product_name,
            state=ProductState(each.row.product_state),
            remark=each.row.remark,
            version=each.row.version,
            published_at=each.row.published_at,
            packs=tuple(each.own.packs),
            result=each.offer.evaluate(on),
            revision_id=each.row.revision_id,
        )
        for product_id, each in loading.load(rows, all_packs=True).items()
    )
    return Page(items, total, number, size)


def for_editing(producer_ids: int | Collection[int], product_id: int) -> EditForm | None:
    """The form of a producer's product, with its packs (also those not offered) and papers; two statements.

    ``None`` for somebody else's product. Who works for several producers names them all.
    """
    mine = {producer_ids} if isinstance(producer_ids, int) else set(producer_ids)
    return _form(product_id, Product.producer_id.in_(sorted(mine)))


def for_review(product_id: int) -> EditForm | None:
    """The same form for a moderator; who may see it is for the caller to ask."""
    return _form(product_id)


def _form(product_id: int, *whose: ColumnElement[bool]) -> EditForm | None:
    here = session()
    row = here.execute(
        select(
            Product.producer_id,
            Product.state,
            Product.version,
            Product.recognition_id,
            *(getattr(Product, name) for name in FORM),
            Product.slug,
            Product.remark,
            Product.submitted_by,
            _BACK.id.label("returned_id"),
            _BACK.remark.label("revision_remark"),
            _BACK.changes.label("returned"),
            Product.copied_from,
            Product.origin_province_code,
            Revision.id.label("revision_id"),
            Revision.number.label("revision_number"),
            Revision.changes,
        )
        .outerjoin(
            Revision, (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
        )
        .outerjoin(_BACK, (_BACK.id == _newest()) & (_BACK.state == RevisionState.REJECTED))
        .where(Product.id == product_id, *whose)
    ).one_or_none()
    if row is None:
        return None
    own = read(here.execute(ALL_PARTS, {"product_ids": [product_id], "producer_ids": []})).of_product(
        product_id
    )
    changes = json.loads(row.changes) if row.changes else {}
    live = _data({name: getattr(row, name) for name in FORM})
    wanted = {name: value for name, value in changes.get("fields", {}).items() if name in FORM}
    return EditForm(
        product_id=product_id,
        producer_id=row.producer_id,
        state=ProductState(row.state),
        version=row.version,
        recognition_id=row.recognition_id,
        live=live,
        data=replace(live, **_typed(wanted)),
        packs=tuple(own.packs),
        images=tuple(own.images),
        papers=tuple(own.papers),
        revision_id=row.revision_id,
        revision_number=row.revision_number or 0,
        slug=row.slug,
        remark=row.remark,
        submitted_by=row.submitted_by,
        revision_remark=row.revision_remark or "",
        province_code=row.origin_province_code,
        returned_id=row.returned_id,
        returned=json.loads(row.returned) if row.returned else {},
        copied_from=row.copied_from,
        **pieces_of(changes),
    )


def _newest() -> ColumnElement[Any]:
    """The id of a product's newest revision."""
    return (
        select(func.max(Revision.id))
        .where(Revision.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery()
    )


def pieces_of(changes: dict[str, Any]) -> dict[str, Any]:
    """What a revision wants beside other words: packs changed, packs added, pictures added."""
    return {
        "changed_packs": {int(key): values for key, values in changes.get("packs", {}).items()},
        "new_packs": tuple(changes.get("new_packs", [])),
        "new_images": tuple(changes.get("images", [])),
    }


def _data(values: dict[str, Any]) -> ProductData:
    return ProductData(**_typed(values))


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    if "storage_class" in values:
        return {**values, "storage_class": StorageClass(values["storage_class"])}
    return values

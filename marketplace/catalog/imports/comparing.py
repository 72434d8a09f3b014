"""Reading what a file is compared with. A fixed number of statements, whatever is in the file."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from marketplace.catalog.data import ProductData
from marketplace.catalog.imports.world import Index, KnownPack, KnownProduct, Named
from marketplace.catalog.kinds import ProductState, RevisionState, StorageClass
from marketplace.catalog.models import Product, Revision, Variant
from marketplace.catalog.queries.desk import FORM
from marketplace.catalog.queries.unlisted import unlisted
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session


def index_of(producer_id: int, skus: Collection[str]) -> Index:
    """What identifies the products of a producer, and which of these codes its packs have; four statements."""
    here = session()
    named = here.execute(
        select(Product.id, Product.slug, Product.name, Recognition.code, Product.state)
        .outerjoin(Recognition, Recognition.id == Product.recognition_id)
        .where(Product.producer_id == producer_id)
        .order_by(Product.id)
    )
    products = tuple(
        Named(row.id, row.slug, row.name, row.code or "", ProductState(row.state)) for row in named
    )
    taken = here.execute(
        select(Variant.sku, Variant.product_id).where(
            Variant.producer_id == producer_id, Variant.sku.in_(sorted(skus))
        )
    )
    return Index(
        products,
        unlisted([producer_id]),
        {row.sku: row.product_id for row in taken},
    )


def known_products(producer_id: int, product_ids: Collection[int] | None = None) -> dict[int, KnownProduct]:
    """These products of a producer by id, or all that are not retired; two statements."""
    here = session()
    whose = [Product.producer_id == producer_id]
    if product_ids is None:
        whose.append(Product.state != ProductState.RETIRED)
    else:
        whose.append(Product.id.in_(sorted(product_ids)))
    rows = here.execute(
        select(
            Product.id,
            Product.slug,
            Product.state,
            Product.version,
            *(getattr(Product, name) for name in FORM),
            Revision.number.label("revision_number"),
            Revision.changes,
        )
        .outerjoin(
            Revision, (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
        )
        .where(*whose)
        .order_by(Product.name, Product.id)
    ).all()
    packs: dict[int, list[Any]] = {}
    columns = (
        Variant.id,
        Variant.product_id,
        Variant.sku,
        Variant.label,
        Variant.price,
        Variant.gross_grams,
        Variant.net_amount,
        Variant.net_unit,
        Variant.active,
    )
    of_them = select(*columns).join(Product, Product.id == Variant.product_id).where(*whose)
    for pack in here.execute(of_them.order_by(Variant.position, Variant.id)):
        packs.setdefault(pack.product_id, []).append(pack)
    return {row.id: _known(producer_id, row, packs.get(row.id, [])) for row in rows}


def _known(producer_id: int, row: Any, packs: list[Any]) -> KnownProduct:
    changes = json.loads(row.changes) if row.changes else {}
    data = {name: getattr(row, name) for name in FORM}
    data |= {name: value for name, value in changes.get("fields", {}).items() if name in FORM}
    data["storage_class"] = StorageClass(data["storage_class"])
    wanted = changes.get("packs", {})
    return KnownProduct(
        product_id=row.id,
        producer_id=producer_id,
        slug=row.slug,
        state=ProductState(row.state),
        version=row.version,
        number=row.revision_number or 0,
        data=ProductData(**data),
        packs=(
            *(_pack(pack, wanted.get(str(pack.id), {})) for pack in packs),
            *(_wanted(each) for each in changes.get("new_packs", [])),
        ),
    )


def _pack(row: Any, wanted: dict[str, Any]) -> KnownPack:
    return KnownPack(
        row.id,
        row.sku,
        wanted.get("label", row.label),
        row.price,
        wanted.get("gross_grams", row.gross_grams),
        wanted.get("net_amount", row.net_amount),
        wanted.get("net_unit", row.net_unit),
        row.active,
    )


def _wanted(each: dict[str, Any]) -> KnownPack:
    return KnownPack(
        None,
        each.get("sku", ""),
        each["label"],
        each["price"],
        each["gross_grams"],
        each["net_amount"],
        each["net_unit"],
        True,
    )

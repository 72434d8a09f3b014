"""What may be found of a product: its words, for whoever keeps an index."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product, Variant
from marketplace.certification.reference import product_sets
from marketplace.kernel.db import session
from marketplace.places.models import Commune, Province
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The words of a live product, with their marks. ``commune_code`` lets the old names of the place be added;
    ``set_no`` is its product set, ``packs`` the labels on offer, ``text`` everything else that is said about it.
    """

    product_id: int
    name: str
    producer: str
    commune_code: str | None
    commune: str
    province: str
    printed_place: str
    set_no: int
    set_name: str
    group_name: str
    origin_mark: str
    packs: tuple[str, ...]
    text: str


def search_documents(product_ids: Collection[int] | None = None) -> tuple[SearchDocument, ...]:
    """The words of these products (of all), those that are live, by id; two statements, none for no ids.

    Whether one may be shown just now is not asked: an index proposes, the gate disposes.
    """
    if product_ids is not None and not product_ids:
        return ()
    wanted = [Product.state == ProductState.LIVE]
    if product_ids is not None:
        wanted.append(Product.id.in_(sorted(set(product_ids))))
    here = session()
    labels: dict[int, list[str]] = {}
    packs = (
        select(Variant.product_id, Variant.label)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.active, *wanted)
        .order_by(Variant.product_id, Variant.position)
    )
    for product_id, label in here.execute(packs):
        labels.setdefault(product_id, []).append(label)
    rows = here.execute(
        select(
            Product.id,
            Product.name,
            Producer.display_name,
            Producer.legal_name,
            Product.origin_commune_code,
            Commune.name.label("commune"),
            Province.name.label("province"),
            Product.origin_printed,
            Product.set_no,
            Product.origin_mark,
            Product.summary,
            Product.description,
            Product.ingredients,
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(Commune, Commune.code == Product.origin_commune_code)
        .join(Province, Province.code == Product.origin_province_code)
        .where(*wanted)
        .order_by(Product.id)
    )
    sets = product_sets()
    return tuple(
        SearchDocument(
            product_id=row.id,
            name=row.name,
            producer=" ".join(dict.fromkeys((row.display_name, row.legal_name))),
            commune_code=row.origin_commune_code,
            commune=row.commune or "",
            province=row.province,
            printed_place=row.origin_printed,
            set_no=row.set_no,
            set_name=sets[row.set_no].name_vi,
            group_name=sets[row.set_no].group_vi,
            origin_mark=row.origin_mark,
            packs=tuple(labels.get(row.id, [])),
            text="\n".join(part for part in (row.summary, row.description, row.ingredients) if part),
        )
        for row in rows
    )

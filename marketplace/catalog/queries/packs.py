"""Packs by name, for those who keep their stock and pack their orders."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product, Variant
from marketplace.kernel.db import session


@dataclass(frozen=True, slots=True)
class PackName:
    """A pack and whose it is. ``active``: it is offered at all; ``state`` is the product's."""

    variant_id: int
    product_id: int
    producer_id: int
    product: str
    slug: str
    pack: str
    active: bool
    state: ProductState

    @property
    def title(self) -> str:
        """Name and pack, as a line of a slip has them."""
        return f"{self.product}, {self.pack}"


def packs_of(producer_ids: Collection[int]) -> tuple[PackName, ...]:
    """Every pack of these producers by product and position, retired products left out; one statement."""
    wanted = Product.producer_id.in_(sorted(producer_ids)), Product.state != ProductState.RETIRED
    return _read(_packs().where(*wanted).order_by(Product.name, Product.id, Variant.position, Variant.id))


def pack_names(variant_ids: Collection[int]) -> dict[int, PackName]:
    """These packs by id, whatever the state of their products; one statement, none for no ids."""
    if not variant_ids:
        return {}
    found = _read(_packs().where(Variant.id.in_(sorted(set(variant_ids)))))
    return {pack.variant_id: pack for pack in found}


def _packs() -> Any:
    return select(
        Variant.id.label("variant_id"),
        Product.id.label("product_id"),
        Product.producer_id,
        Product.name.label("product"),
        Product.slug,
        Variant.label.label("pack"),
        Variant.active,
        Product.state,
    ).join(Product, Product.id == Variant.product_id)


def _read(statement: Any) -> tuple[PackName, ...]:
    return tuple(
        PackName(**{**row._mapping, "state": ProductState(row.state)}) for row in session().execute(statement)
    )

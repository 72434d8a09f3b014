"""Rows of packs, prices and pictures, written for a draft at once and for a live product when a revision is approved.

Part of an open transaction; who may do it has been asked.
"""

from itertools import count
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.listing_models import Availability
from marketplace.catalog.models import PriceChange, Product, ProductImage, Variant
from marketplace.kernel import clock
from marketplace.kernel.db import savepoint, session
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message


def new_pack(actor_ref: str, product_id: int, values: dict[str, Any]) -> int:
    """A new pack behind the others, with its first price; returns its id.

    ``actor_ref`` is who set the price. Without an ``sku`` one is made of the product's and the pack's number.

    :raises Invalid: another pack of the same producer has the code.
    """
    here = session()
    producer_id = here.execute(select(Product.producer_id).where(Product.id == product_id)).scalar_one()
    place = (
        here.execute(
            select(func.coalesce(func.max(Variant.position), -1)).where(Variant.product_id == product_id)
        ).scalar_one()
        + 1
    )
    sku = values.get("sku") or f"P{product_id}-{place + 1}"
    whose = {"product_id": product_id, "producer_id": producer_id}
    row = {**values, **whose, "sku": sku, "position": place, "active": True}
    try:
        variant_id = _insert(row)
    except IntegrityError:
        if values.get("sku"):
            message = Message("Mã hàng %(sku)s đã dùng cho quy cách khác của chủ thể.", {"sku": sku})
            raise Invalid(message, fields={"sku": message}) from None
        # Just this code was typed for a pack of another product. Who typed none now hears nothing of it.
        variant_id = _insert({**row, "sku": _free_sku(producer_id, product_id, place + 2)})
    here.execute(insert(Availability).values(variant_id=variant_id, product_id=product_id, free=0))
    write_price(actor_ref, variant_id, values["price"])
    return variant_id


def _insert(row: dict[str, Any]) -> int:
    with savepoint() as here:
        variant_id: int = here.execute(insert(Variant).values(row).returning(Variant.id)).scalar_one()
    return variant_id


def _free_sku(producer_id: int, product_id: int, first: int) -> str:
    """The first code of this product that no pack of the producer has, from number ``first`` on."""
    begins = f"P{product_id}-"
    taken = set(
        session()
        .execute(
            select(Variant.sku).where(
                Variant.producer_id == producer_id, Variant.sku.startswith(begins, autoescape=True)
            )
        )
        .scalars()
    )
    return next(free for n in count(first) if (free := f"{begins}{n}") not in taken)


def change_pack(product_id: int, variant_id: int, values: dict[str, Any]) -> None:
    """Other words on a pack of this product. ``Conflict`` if it has none such."""
    changed = (
        session()
        .execute(
            update(Variant)
            .where(Variant.id == variant_id, Variant.product_id == product_id)
            .values(values)
            .returning(Variant.id)
        )
        .one_or_none()
    )
    if changed is None:
        raise Conflict(Message("Quy cách này không còn."))


def write_price(actor_ref: str, variant_id: int, price: int) -> None:
    """Note in the history that a pack costs ``price`` đồng from now on."""
    session().execute(
        insert(PriceChange).values(variant_id=variant_id, price=price, at=clock.now(), actor=actor_ref)
    )


def append_image(product_id: int, image_id: int) -> None:
    """A picture behind the others. One that is there already stays where it is."""
    here = session()
    known = select(ProductImage.id).where(
        ProductImage.product_id == product_id, ProductImage.image_id == image_id
    )
    if here.execute(known).one_or_none() is not None:
        return
    place = (
        here.execute(
            select(func.coalesce(func.max(ProductImage.position), -1)).where(
                ProductImage.product_id == product_id
            )
        ).scalar_one()
        + 1
    )
    here.execute(insert(ProductImage).values(product_id=product_id, image_id=image_id, position=place))

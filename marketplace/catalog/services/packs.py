"""Packs and what they cost."""

from sqlalchemy import func, select, update

from marketplace.catalog.data import PackData
from marketplace.catalog.events import PriceChanged
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Variant
from marketplace.catalog.product_rules import MAX_PACKS, checked_pack, checked_sku, price_errors
from marketplace.catalog.services import writing
from marketplace.catalog.services.access import (
    hold,
    must_be_one,
    product_to_edit,
    refuse_unchangeable,
    variant_to_edit,
)
from marketplace.catalog.services.listing import mark
from marketplace.catalog.services.revisions import want_pack
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message


def add_pack(actor: Actor, product_id: int, data: PackData) -> int | None:
    """Offer a product in another pack; returns the pack's id.

    On a product that is live or hidden it becomes part of the revision (``None``): a pack that is not the certified
    one would take the whole product off sale (rule G06), so somebody looks at it first.

    :raises Invalid: names the fields at fault.
    :raises Conflict: the product waits for approval, was retired, or has packs enough.
    """
    values = checked_pack(data) | {"sku": checked_sku(data.sku)}
    with transaction():
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        packs = (
            session()
            .execute(select(func.count(Variant.id)).where(Variant.product_id == product_id))
            .scalar_one()
        )
        if packs >= MAX_PACKS:
            raise Conflict(Message("Mỗi sản phẩm có nhiều nhất %(n)s quy cách.", {"n": MAX_PACKS}))
        if product.state != ProductState.DRAFT:
            want_pack(actor, product, values, None)
            return None
        variant_id = writing.new_pack(actor.ref, product_id, values)
        audit.record(actor, "catalog.pack.added", "product", product_id, {"pack": variant_id, **values})
    return variant_id


def edit_pack(actor: Actor, variant_id: int, data: PackData) -> None:
    """Change what a pack is called, holds or weighs; its price has a verb of its own and is left as it is.

    On a product that is live or hidden it becomes part of the revision.

    :raises Invalid: names the fields at fault.
    """
    values = checked_pack(data)
    del values["price"]
    with transaction():
        variant, product = variant_to_edit(actor, variant_id)
        refuse_unchangeable(product)
        if all(getattr(variant, name) == value for name, value in values.items()):
            return
        if product.state != ProductState.DRAFT:
            want_pack(actor, product, values, variant_id)
            return
        writing.change_pack(product.id, variant_id, values)
        audit.record(actor, "catalog.pack.edited", "product", product.id, {"pack": variant_id, **values})


def set_price(actor: Actor, variant_id: int, price: int, *, seen: int | None = None) -> None:
    """Let a pack cost ``price`` đồng with VAT from now on. Baskets show the new price at their next look.

    ``seen`` is the price the form showed: if it is another by now, somebody else was faster.

    :raises Invalid: a price out of bounds.
    :raises Conflict: the price was changed meanwhile, or the product was retired.
    """
    errors = price_errors(price)
    if errors:
        raise Invalid(errors["price"], fields=errors)
    with transaction() as here:
        variant, product = variant_to_edit(actor, variant_id)
        old = variant.price
        if product.state == ProductState.RETIRED:
            raise Conflict(Message("Sản phẩm đã thôi bán, không sửa nữa."))
        if seen is not None and seen != old:
            must_be_one(None)
        if price == old:
            return
        must_be_one(
            here.execute(
                update(Variant)
                .where(Variant.id == variant_id, Variant.price == old)
                .values(price=price)
                .returning(Variant.id)
            ).one_or_none()
        )
        writing.write_price(actor.ref, variant_id, price)
        audit.record(
            actor,
            "catalog.price.changed",
            "product",
            product.id,
            {"pack": variant_id, "from": old, "to": price},
        )
        emit(PriceChanged(product.id, variant_id, old, price))
        mark([product.id])


def set_active(actor: Actor, variant_id: int, *, active: bool) -> None:
    """Stop or resume offering a pack. ``Conflict`` for the last pack of a live product: hide the product instead."""
    with transaction() as here:
        variant, product = variant_to_edit(actor, variant_id)
        if variant.active == active:
            return
        if not active:
            hold([product.id])
        others = here.execute(
            select(func.count(Variant.id)).where(
                Variant.product_id == product.id, Variant.active, Variant.id != variant_id
            )
        ).scalar_one()
        if not active and others == 0 and product.state == ProductState.LIVE:
            raise Conflict(Message("Đây là quy cách cuối cùng đang bán. Muốn ngừng, hãy ẩn sản phẩm."))
        writing.change_pack(product.id, variant_id, {"active": active})
        verb = "resumed" if active else "stopped"
        audit.record(actor, f"catalog.pack.{verb}", "product", product.id, {"pack": variant_id})
        mark([product.id])

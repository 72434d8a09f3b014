"""All packs of a product at once, as its form shows them: each row kept, changed, added, offered or not."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from marketplace.catalog.data import PackData, PackRowData
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.product_rules import MAX_PACKS, checked_pack, checked_sku
from marketplace.catalog.services import writing
from marketplace.catalog.services.access import must_be_one, product_to_edit, refuse_unchangeable
from marketplace.catalog.services.packs import set_active, set_price
from marketplace.catalog.services.revisions import want_packs
from marketplace.certification.packs import parse_pack
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message

TWICE = Message("Quy cách này đã có ở dòng trên.")


def save_packs(
    actor: Actor,
    product_id: int,
    rows: Sequence[PackRowData],
    *,
    version: int | None = None,
    number: int | None = None,
) -> None:
    """Make the packs of a product what these rows say; all of them, or none.

    Of a draft everything is written. On a product that is live or hidden new packs and other words become the
    revision's, in place of what it wanted of packs before; prices, and whether a pack is offered, hold at once.
    ``version`` and ``number`` (of the open revision, 0 for none) are those that the form was filled from.

    :raises Invalid: names the fields at fault by row, as ``0.price``.
    :raises Conflict: somebody saved in between, or the product waits for approval or was retired.
    """
    values = _checked(rows)
    with transaction() as here:
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        if version is not None and version != product.version:
            must_be_one(None)
        known = {
            each.id: each
            for each in here.execute(select(Variant).where(Variant.product_id == product_id)).scalars()
        }
        if any(row.variant_id is not None and row.variant_id not in known for row in rows):
            must_be_one(None)
        if len(known) + sum(row.variant_id is None for row in rows) > MAX_PACKS:
            raise Conflict(Message("Mỗi sản phẩm có nhiều nhất %(n)s quy cách.", {"n": MAX_PACKS}))
        changed, new = _differences(rows, values, known)
        if product.state != ProductState.DRAFT:
            want_packs(actor, product, changed, new, number)
        elif changed or new:
            _write(actor, product, changed, new)
        for row in sorted(rows, key=lambda row: not row.active):
            if row.variant_id is not None:
                set_price(actor, row.variant_id, row.price, seen=row.seen_price)
                set_active(actor, row.variant_id, active=row.active)


def _checked(rows: Sequence[PackRowData]) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = []
    errors: dict[str, Message | str] = {}
    seen = set()
    for place, row in enumerate(rows):
        data = PackData(
            label=row.label,
            price=row.price,
            gross_grams=row.gross_grams,
            net_amount=row.net_amount,
            net_unit=row.net_unit,
            sku=row.sku,
        )
        try:
            values.append(checked_pack(data) | {"sku": checked_sku(row.sku)})
        except Invalid as refusal:
            errors |= {f"{place}.{_NAMES.get(name, name)}": text for name, text in refusal.fields.items()}
            continue
        key = parse_pack(row.label).key
        if key in seen:
            errors[f"{place}.label"] = TWICE
        seen.add(key)
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return values


_NAMES = {"net_amount": "label"}
"""The net content is read from the label, so what is wrong with it is said there."""


def _differences(
    rows: Sequence[PackRowData], values: Sequence[dict[str, Any]], known: dict[int, Variant]
) -> tuple[dict[int, dict[str, Any]], list[dict[str, Any]]]:
    """What differs from the packs that are there (without prices, which have their own way), and what is new."""
    changed: dict[int, dict[str, Any]] = {}
    new: list[dict[str, Any]] = []
    for row, each in zip(rows, values, strict=True):
        if row.variant_id is None:
            new.append(each)
            continue
        words = {name: each[name] for name in ("label", "gross_grams", "net_amount", "net_unit")}
        if any(getattr(known[row.variant_id], name) != value for name, value in words.items()):
            changed[row.variant_id] = words
    return changed, new


def _write(
    actor: Actor, product: Product, changed: dict[int, dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    must_be_one(
        session()
        .execute(
            update(Product)
            .where(
                Product.id == product.id,
                Product.version == product.version,
                Product.state == ProductState.DRAFT,
            )
            .values(version=product.version + 1, changed_at=clock.now())
            .returning(Product.id)
        )
        .one_or_none()
    )
    for variant_id, words in changed.items():
        writing.change_pack(product.id, variant_id, words)
        audit.record(actor, "catalog.pack.edited", "product", product.id, {"pack": variant_id, **words})
    for each in new:
        variant_id = writing.new_pack(actor.ref, product.id, each)
        audit.record(actor, "catalog.pack.added", "product", product.id, {"pack": variant_id, **each})

"""What can be put in a basket and ordered: the gate's word for each pack, at this instant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select

from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.measures import UnitPrice, unit_price
from marketplace.catalog.queries import loading
from marketplace.catalog.refusal import refusal
from marketplace.catalog.tables import PRODUCER, PRODUCT, PRODUCT_IMAGE, VARIANT
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.media.queries import IMAGE, PICTURE_COLUMNS, picture_of
from marketplace.media.variants import StoredPicture


@dataclass(frozen=True, slots=True)
class Sellable:
    """A pack, whether it can be bought, and what a basket and an order have to know about it.

    ``price`` is đồng with VAT for one pack, ``gross_weight`` grams for parcels. ``refusal`` says in a buyer's words why
    it cannot be bought, ``None`` when it can. ``age_limit`` is 0 where anybody may buy. ``producer_province`` and
    ``producer_commune`` are where the parcel starts.
    """

    variant_id: int
    product_id: int
    slug: str
    name: str
    pack: str
    sku: str
    price: int
    unit_price: UnitPrice
    net_amount: int
    net_unit: str
    gross_weight: int
    storage_class: str
    return_policy: str
    producer_id: int
    producer_slug: str
    producer_name: str
    producer_province: str
    producer_commune: str
    picture: StoredPicture | None
    recognition_code: str
    star: int
    age_limit: int
    promotable: bool
    refusal: Message | None
    result: GateResult
    producer_closed: tuple[tuple[date, date], ...]
    """First and last days on which the producer sends nothing."""

    @property
    def title(self) -> str:
        """Name and pack, as a line of a basket or a slip has them."""
        return f"{self.name}, {self.pack}"


_FIRST_IMAGE: Final = (
    select(PRODUCT_IMAGE.c.image_id)
    .where(PRODUCT_IMAGE.c.product_id == PRODUCT.c.id)
    .order_by(PRODUCT_IMAGE.c.position, PRODUCT_IMAGE.c.id)
    .limit(1)
    .correlate(PRODUCT)
    .scalar_subquery()
)
_PACKS: Final = (
    select(
        VARIANT.c.id.label("variant_id"),
        VARIANT.c.label,
        VARIANT.c.sku,
        VARIANT.c.price,
        VARIANT.c.net_amount,
        VARIANT.c.net_unit,
        VARIANT.c.gross_grams,
        VARIANT.c.active,
        PRODUCT.c.slug,
        PRODUCT.c.return_policy,
        PRODUCER.c.slug.label("seller_slug"),
        PRODUCER.c.display_name,
        PRODUCER.c.province_code,
        PRODUCER.c.commune_code,
        *PICTURE_COLUMNS,
        *PRODUCT_FACTS,
        *PRODUCER_FACTS,
    )
    .select_from(
        VARIANT.join(PRODUCT, PRODUCT.c.id == VARIANT.c.product_id)
        .join(PRODUCER, PRODUCER.c.id == PRODUCT.c.producer_id)
        .outerjoin(IMAGE, IMAGE.c.id == _FIRST_IMAGE)
    )
    .where(VARIANT.c.id.in_(bindparam("ids", expanding=True)))
)


def sellable(variant_ids: Collection[int]) -> dict[int, Sellable]:
    """The packs by id; unknown ones are left out. Three statements whatever their number, none for no ids.

    This is what is asked when a basket is shown and again when an order is placed: nothing is believed but the facts
    of this instant.
    """
    if not variant_ids:
        return {}
    on = clock.now()
    rows = session().execute(_PACKS, {"ids": sorted(set(variant_ids))}).all()
    loaded = loading.load(rows)
    results = {product_id: each.offer.evaluate(on) for product_id, each in loaded.items()}
    found = {}
    for row in rows:
        result = results[row.product_id]
        certificate = result.badge.certificate or loaded[row.product_id].offer.certificate
        found[row.variant_id] = Sellable(
            variant_id=row.variant_id,
            product_id=row.product_id,
            slug=row.slug,
            name=row.product_name,
            pack=row.label,
            sku=row.sku,
            price=row.price,
            unit_price=unit_price(row.price, row.net_amount, row.net_unit, row.label),
            net_amount=row.net_amount,
            net_unit=row.net_unit,
            gross_weight=row.gross_grams,
            storage_class=row.storage_class,
            return_policy=row.return_policy,
            producer_id=row.producer_id,
            producer_slug=row.seller_slug,
            producer_name=row.display_name,
            producer_province=row.province_code,
            producer_commune=row.commune_code,
            picture=picture_of(row._mapping),
            recognition_code=certificate.code if certificate else "",
            star=result.badge.star or 0,
            age_limit=result.minimum_age or 0,
            promotable=result.promotable,
            refusal=refusal(
                row.product_name,
                row.product_state,
                result,
                active=row.active,
                by_parcel=StorageClass(row.storage_class).by_parcel,
            ),
            result=result,
            producer_closed=tuple(loaded[row.product_id].sellers.closed),
        )
    return found

"""What can be put in a basket and ordered: the gate's word for each pack, at this instant."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.measures import UnitPrice, unit_price
from marketplace.catalog.models import Product, ProductImage, Variant
from marketplace.catalog.queries import loading
from marketplace.catalog.refusal import refusal
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.media.models import Image
from marketplace.media.queries import PICTURE_COLUMNS, picture_of
from marketplace.media.variants import StoredPicture
from marketplace.producers.models import Producer


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

    @property
    def title(self) -> str:
        """Name and pack, as a line of a basket or a slip has them."""
        return f"{self.name}, {self.pack}"


def sellable(variant_ids: Collection[int]) -> dict[int, Sellable]:
    """The packs by id; unknown ones are left out. Three statements whatever their number, none for no ids.

    This is what is asked when a basket is shown and again when an order is placed: nothing is believed but the facts
    of this instant.
    """
    if not variant_ids:
        return {}
    on = clock.now()
    first_image = (
        select(ProductImage.image_id)
        .where(ProductImage.product_id == Product.id)
        .order_by(ProductImage.position, ProductImage.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )
    rows = (
        session()
        .execute(
            select(
                Variant.id.label("variant_id"),
                Variant.label,
                Variant.sku,
                Variant.price,
                Variant.net_amount,
                Variant.net_unit,
                Variant.gross_grams,
                Variant.active,
                Product.slug,
                Product.return_policy,
                Producer.slug.label("seller_slug"),
                Producer.display_name,
                Producer.province_code,
                Producer.commune_code,
                *PICTURE_COLUMNS,
                *PRODUCT_FACTS,
                *PRODUCER_FACTS,
            )
            .join(Product, Product.id == Variant.product_id)
            .join(Producer, Producer.id == Product.producer_id)
            .outerjoin(Image, Image.id == first_image)
            .where(Variant.id.in_(sorted(set(variant_ids))))
        )
        .all()
    )
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
            unit_price=unit_price(row.price, row.net_amount, row.net_unit),
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
            refusal=refusal(row.product_name, row.product_state, result, active=row.active),
            result=result,
        )
    return found

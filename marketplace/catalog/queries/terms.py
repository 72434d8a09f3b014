"""What a contract has to say about goods beyond a basket's needs, and the picture beside an order's line."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product, ProductImage
from marketplace.kernel.db import session
from marketplace.media.models import Image
from marketplace.media.queries import PICTURE_COLUMNS, picture_of
from marketplace.media.variants import StoredPicture
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name


@dataclass(frozen=True, slots=True)
class Terms:
    """Origin in one line, today and as printed, and shelf life in words (Law 19/2023/QH15, article 37)."""

    origin: str
    printed: str
    shelf_life: str


def terms_of(product_ids: Collection[int]) -> dict[int, Terms]:
    """Terms by product id; one statement."""
    commune, province = aliased(Commune), aliased(Province)
    rows = session().execute(
        select(
            Product.id,
            Product.origin_printed,
            Product.shelf_life,
            commune.name.label("commune"),
            commune.unit_type,
            province.name.label("province"),
        )
        .outerjoin(commune, commune.code == Product.origin_commune_code)
        .join(province, province.code == Product.origin_province_code)
        .where(Product.id.in_(sorted(set(product_ids))))
    )
    return {
        row.id: Terms(
            f"{full_name(row.unit_type, row.commune)}, {row.province}" if row.commune else row.province,
            row.origin_printed,
            row.shelf_life,
        )
        for row in rows
    }


def pictures_of(product_ids: Collection[int]) -> dict[int, StoredPicture | None]:
    """The first picture of each product; one statement. Products without one are left out."""
    rows = session().execute(
        select(ProductImage.product_id, *PICTURE_COLUMNS)
        .join(Image, Image.id == ProductImage.image_id)
        .where(ProductImage.product_id.in_(sorted(set(product_ids))))
        .order_by(ProductImage.position.desc(), ProductImage.id.desc())
    )
    return {row.product_id: picture_of(row._mapping) for row in rows}

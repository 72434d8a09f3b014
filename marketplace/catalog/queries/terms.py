"""What a contract has to say about goods beyond a basket's needs, and the picture beside an order's line."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from marketplace.catalog.tables import COMMUNE, PRODUCT, PRODUCT_IMAGE, PROVINCE
from marketplace.kernel.db import session
from marketplace.media.queries import IMAGE, PICTURE_COLUMNS, picture_of
from marketplace.media.variants import StoredPicture
from marketplace.places.names import full_name


@dataclass(frozen=True, slots=True)
class Terms:
    """Origin in one line, today and as printed, and shelf life in words (Law 19/2023/QH15, article 37)."""

    origin: str
    printed: str
    shelf_life: str


_TERMS: Final = (
    select(
        PRODUCT.c.id,
        PRODUCT.c.origin_printed,
        PRODUCT.c.shelf_life,
        COMMUNE.c.name.label("commune"),
        COMMUNE.c.unit_type,
        PROVINCE.c.name.label("province"),
    )
    .select_from(
        PRODUCT.outerjoin(COMMUNE, COMMUNE.c.code == PRODUCT.c.origin_commune_code).join(
            PROVINCE, PROVINCE.c.code == PRODUCT.c.origin_province_code
        )
    )
    .where(PRODUCT.c.id.in_(bindparam("ids", expanding=True)))
)


def terms_of(product_ids: Collection[int]) -> dict[int, Terms]:
    """Terms by product id; one statement."""
    rows = session().execute(_TERMS, {"ids": sorted(set(product_ids))})
    return {
        row.id: Terms(
            f"{full_name(row.unit_type, row.commune)}, {row.province}" if row.commune else row.province,
            row.origin_printed,
            row.shelf_life,
        )
        for row in rows
    }


_PICTURES: Final = (
    select(PRODUCT_IMAGE.c.product_id, *PICTURE_COLUMNS)
    .select_from(PRODUCT_IMAGE.join(IMAGE, IMAGE.c.id == PRODUCT_IMAGE.c.image_id))
    .where(PRODUCT_IMAGE.c.product_id.in_(bindparam("ids", expanding=True)))
    .order_by(PRODUCT_IMAGE.c.position.desc(), PRODUCT_IMAGE.c.id.desc())
)


def pictures_of(product_ids: Collection[int]) -> dict[int, StoredPicture | None]:
    """The first picture of each product; one statement. Products without one are left out."""
    rows = session().execute(_PICTURES, {"ids": sorted(set(product_ids))})
    return {row.product_id: picture_of(row._mapping) for row in rows}

"""Which columns the gate's facts about an offer are made of, and the one statement that brings what it has many of.

A list of 24 products, a basket of 60 lines and one product's page all read the same two things: a row per product with
these columns, and :func:`parts_of` for packs, pictures, papers and standings.
"""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.types import TypeEngine

from marketplace.catalog.listing_models import Availability
from marketplace.catalog.models import Product, ProductImage, ProductPaper, Variant
from marketplace.kernel.db import UTCDateTime
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Paper, Producer, StandingPeriod

PRODUCT_FACTS: Final[tuple[ColumnElement[Any], ...]] = (
    Product.id.label("product_id"),
    Product.name.label("product_name"),
    Product.state.label("product_state"),
    Product.recognition_id.label("recognition_id"),
    Product.set_no.label("product_set"),
    Product.abv_tenths.label("abv_tenths"),
    Product.storage_class.label("storage_class"),
    Product.origin_mark.label("origin_mark"),
    Product.season_mask.label("season_mask"),
    (Product.origin_commune_code.is_not(None)).label("has_origin"),
    ((Product.shelf_life != "") | Product.shelf_life_days.is_not(None)).label("has_shelf_life"),
    (Product.ingredients != "").label("has_ingredients"),
    (Product.storage != "").label("has_storage"),
    (Product.usage != "").label("has_usage"),
    (Product.warning != "").label("has_warning"),
    (Product.return_policy != "").label("has_return_policy"),
)
"""Of the product. Long texts are only asked whether there are any."""

PRODUCER_FACTS: Final[tuple[ColumnElement[Any], ...]] = (
    Producer.id.label("producer_id"),
    Producer.kind.label("producer_kind"),
    Producer.legal_name.label("producer_legal_name"),
    Producer.tax_code.label("producer_tax_code"),
    Producer.registration_no.label("producer_registration_no"),
    Producer.registration_on.label("producer_registration_on"),
    Producer.registration_issuer.label("producer_registration_issuer"),
    Producer.phone.label("producer_phone"),
    Producer.street.label("producer_street"),
    Producer.standing.label("producer_standing"),
    Producer.verified_at.label("producer_verified_at"),
)
"""Of the producer."""


class Part(StrEnum):
    """What a row of :func:`parts_of` is."""

    PACK = "pack"
    IMAGE = "image"
    PRODUCT_PAPER = "product_paper"
    PRODUCER_PAPER = "producer_paper"
    STOP = "stop"


def _rows(
    part: Part,
    owner: Any,
    key: Any,
    *,
    texts: Sequence[Any] = (),
    numbers: Sequence[Any] = (),
    days: Sequence[Any] = (),
    instants: Sequence[Any] = (),
    flag: Any = None,
    position: Any = None,
) -> Select[Any]:
    """One branch of the union: what it has, and typed nothings for what it has not."""

    def named(
        name: str, given: Sequence[Any], size: int, kind: TypeEngine[Any]
    ) -> Iterator[ColumnElement[Any]]:
        for place in range(size):
            value = given[place] if place < len(given) else cast(null(), kind)
            yield value.label(f"{name}_{place + 1}")

    return select(
        literal(part.value, String(16)).label("part"),
        owner.label("owner"),
        key.label("id"),
        *named("text", texts, 4, String()),
        *named("number", numbers, 4, Integer()),
        *named("day", days, 2, Date()),
        *named("instant", instants, 2, UTCDateTime()),
        (literal(True) if flag is None else flag).label("flag"),
        (literal(0) if position is None else cast(position, Integer)).label("position"),
    )


def parts_of(
    product_ids: Collection[int], producer_ids: Collection[int], *, all_packs: bool = False
) -> CompoundSelect[Any]:
    """Everything of which an offer has several, in one statement; ``parts.read`` gives the rows their names.

    ``owner`` is the product's id, or the producer's. Packs that are not active come only with ``all_packs``; withdrawn
    papers never. The order is that of positions, then of ids.
    """
    packs = (
        _rows(
            Part.PACK,
            Variant.product_id,
            Variant.id,
            texts=(Variant.label, Variant.sku, Variant.net_unit),
            numbers=(
                Variant.price,
                Variant.net_amount,
                Variant.gross_grams,
                cast(Availability.free, Integer),
            ),
            instants=(Availability.sold_out_at,),
            flag=Variant.active,
            position=Variant.position,
        )
        .select_from(Variant)
        .outerjoin(Availability, Availability.variant_id == Variant.id)
        .where(Variant.product_id.in_(product_ids), *([] if all_packs else [Variant.active]))
    )
    images = _rows(
        Part.IMAGE, ProductImage.product_id, ProductImage.image_id, position=ProductImage.position
    ).where(ProductImage.product_id.in_(product_ids))
    papers = [
        _rows(
            part,
            owner,
            table.id,
            texts=(table.kind, table.number, table.issuer, *marks),
            numbers=(table.file_id,),
            days=(table.issued_on, table.expires_on),
            flag=table.verified_at.is_not(None),
        ).where(owner.in_(owners), table.withdrawn_at.is_(None))
        for part, table, owner, owners, marks in (
            (Part.PRODUCT_PAPER, ProductPaper, ProductPaper.product_id, product_ids, (ProductPaper.mark,)),
            (Part.PRODUCER_PAPER, Paper, Paper.producer_id, producer_ids, ()),
        )
    ]
    stops = _rows(
        Part.STOP,
        StandingPeriod.producer_id,
        StandingPeriod.id,
        texts=(StandingPeriod.reason, StandingPeriod.paper_no),
        instants=(StandingPeriod.starts_at, StandingPeriod.ends_at),
    ).where(
        StandingPeriod.producer_id.in_(producer_ids),
        StandingPeriod.standing.in_((Standing.SUSPENDED.value, Standing.CLOSED.value)),
    )
    return union_all(packs, images, *papers, stops).order_by("position", "id")

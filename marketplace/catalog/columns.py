"""Which columns the gate's facts about an offer are made of, and the one statement that brings what it has many of.

A list of 24 products, a basket of 60 lines and one product's page all read the same two things: a row per product with
these columns, and ``PARTS`` for packs, pictures, papers and standings.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.types import TypeEngine

from marketplace.catalog.tables import (
    AVAILABILITY,
    CLOSED,
    PAPER,
    PRODUCER,
    PRODUCT,
    PRODUCT_IMAGE,
    PRODUCT_PAPER,
    STANDING,
    VARIANT,
)
from marketplace.kernel import clock
from marketplace.kernel.db import UTCDateTime
from marketplace.producers.kinds import Standing

PRODUCT_FACTS: Final[tuple[ColumnElement[Any], ...]] = (
    PRODUCT.c.id.label("product_id"),
    PRODUCT.c.name.label("product_name"),
    PRODUCT.c.state.label("product_state"),
    PRODUCT.c.recognition_id.label("recognition_id"),
    PRODUCT.c.set_no.label("product_set"),
    PRODUCT.c.abv_tenths.label("abv_tenths"),
    PRODUCT.c.storage_class.label("storage_class"),
    PRODUCT.c.origin_mark.label("origin_mark"),
    PRODUCT.c.season_mask.label("season_mask"),
    (PRODUCT.c.origin_commune_code.is_not(None)).label("has_origin"),
    ((PRODUCT.c.shelf_life != "") | PRODUCT.c.shelf_life_days.is_not(None)).label("has_shelf_life"),
    (PRODUCT.c.ingredients != "").label("has_ingredients"),
    (PRODUCT.c.storage != "").label("has_storage"),
    (PRODUCT.c.usage != "").label("has_usage"),
    (PRODUCT.c.warning != "").label("has_warning"),
    (PRODUCT.c.return_policy != "").label("has_return_policy"),
)
"""Of the product. Long texts are only asked whether there are any."""

PRODUCER_FACTS: Final[tuple[ColumnElement[Any], ...]] = (
    PRODUCER.c.id.label("producer_id"),
    PRODUCER.c.kind.label("producer_kind"),
    PRODUCER.c.legal_name.label("producer_legal_name"),
    PRODUCER.c.tax_code.label("producer_tax_code"),
    PRODUCER.c.registration_no.label("producer_registration_no"),
    PRODUCER.c.registration_on.label("producer_registration_on"),
    PRODUCER.c.registration_issuer.label("producer_registration_issuer"),
    PRODUCER.c.phone.label("producer_phone"),
    PRODUCER.c.street.label("producer_street"),
    PRODUCER.c.standing.label("producer_standing"),
    PRODUCER.c.verified_at.label("producer_verified_at"),
)
"""Of the producer."""


class Part(StrEnum):
    """What a row of ``PARTS`` is."""

    PACK = "pack"
    IMAGE = "image"
    PRODUCT_PAPER = "product_paper"
    PRODUCER_PAPER = "producer_paper"
    STOP = "stop"
    CLOSED = "closed"


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


def _parts(*, all_packs: bool) -> CompoundSelect[Any]:
    product_ids: BindParameter[int] = bindparam("product_ids", expanding=True)
    producer_ids: BindParameter[int] = bindparam("producer_ids", expanding=True)
    packs = (
        _rows(
            Part.PACK,
            VARIANT.c.product_id,
            VARIANT.c.id,
            texts=(VARIANT.c.label, VARIANT.c.sku, VARIANT.c.net_unit),
            numbers=(
                VARIANT.c.price,
                VARIANT.c.net_amount,
                VARIANT.c.gross_grams,
                cast(AVAILABILITY.c.free, Integer),
            ),
            instants=(AVAILABILITY.c.sold_out_at,),
            flag=VARIANT.c.active,
            position=VARIANT.c.position,
        )
        .select_from(VARIANT.outerjoin(AVAILABILITY, AVAILABILITY.c.variant_id == VARIANT.c.id))
        .where(VARIANT.c.product_id.in_(product_ids), *([] if all_packs else [VARIANT.c.active]))
    )
    images = _rows(
        Part.IMAGE,
        PRODUCT_IMAGE.c.product_id,
        PRODUCT_IMAGE.c.image_id,
        position=PRODUCT_IMAGE.c.position,
    ).where(PRODUCT_IMAGE.c.product_id.in_(product_ids))
    papers = [
        _rows(
            part,
            owner,
            table.c.id,
            texts=(table.c.kind, table.c.number, table.c.issuer, *marks),
            numbers=(table.c.file_id,),
            days=(table.c.issued_on, table.c.expires_on),
            flag=table.c.verified_at.is_not(None),
        ).where(owner.in_(owners), table.c.withdrawn_at.is_(None))
        for part, table, owner, owners, marks in (
            (
                Part.PRODUCT_PAPER,
                PRODUCT_PAPER,
                PRODUCT_PAPER.c.product_id,
                product_ids,
                (PRODUCT_PAPER.c.mark,),
            ),
            (Part.PRODUCER_PAPER, PAPER, PAPER.c.producer_id, producer_ids, ()),
        )
    ]
    stops = _rows(
        Part.STOP,
        STANDING.c.producer_id,
        STANDING.c.id,
        texts=(STANDING.c.reason, STANDING.c.paper_no, STANDING.c.standing),
        instants=(STANDING.c.starts_at, STANDING.c.ends_at),
    ).where(
        STANDING.c.producer_id.in_(producer_ids),
        STANDING.c.standing.in_((Standing.SUSPENDED.value, Standing.CLOSED.value)),
    )
    closed = _rows(
        Part.CLOSED, CLOSED.c.producer_id, CLOSED.c.id, days=(CLOSED.c.first_day, CLOSED.c.last_day)
    ).where(
        CLOSED.c.producer_id.in_(producer_ids),
        CLOSED.c.last_day >= bindparam("today", type_=Date, callable_=clock.today),
    )
    return union_all(packs, images, *papers, stops, closed).order_by("position", "id")


PARTS: Final = _parts(all_packs=False)
"""Everything of which an offer has several, in one statement; ``parts.read`` gives the rows their names.

Takes ``product_ids`` and ``producer_ids``; ``owner`` is the product's id, or the producer's. Packs that are not offered
are left out, and withdrawn papers. The order is that of positions, then of ids.
"""

ALL_PARTS: Final = _parts(all_packs=True)
"""As ``PARTS``, with the packs that are not offered just now."""

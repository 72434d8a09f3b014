"""Which producer a recognition is of, as far as the site knows: attached by an officer, or the seller that it names."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product
from marketplace.certification.holders import is_named
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.queries.holders import named
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


def producer_of(recognition_id: int) -> int | None:
    """The producer of a recognition's product; ``None`` where nobody here is known to be it. At most 2 statements.

    An officer's attachment counts first. Without one, whoever has published a product under a decision of the line
    counts, if the decision names them, by tax number or by name: attaching alone proves nothing (gate rule G06).
    """
    attached: int | None = session().scalar(
        select(Recognition.producer_id).where(Recognition.id == recognition_id)
    )
    if attached is not None:
        return attached
    line = select(Recognition.lineage).where(Recognition.id == recognition_id).scalar_subquery()
    found = _named(Recognition.lineage == line)
    return min(producer for producer, _recognition in found) if found else None


def recognitions_of(producer_id: int) -> ColumnElement[bool]:
    """That a verified recognition is of this producer, by the same rule; 1 statement, for how the producer is named."""
    seller = (
        session()
        .execute(select(Producer.legal_name, Producer.tax_code).where(Producer.id == producer_id))
        .one_or_none()
    )
    attached = Recognition.producer_id == producer_id
    if seller is None:
        return and_(attached, Recognition.state == RecordState.VERIFIED)
    offered = aliased(Recognition)
    published = Recognition.lineage.in_(
        select(offered.lineage)
        .join(Product, Product.recognition_id == offered.id)
        .where(Product.producer_id == producer_id, Product.published_at.is_not(None))
    )
    return and_(
        Recognition.state == RecordState.VERIFIED,
        or_(
            attached,
            and_(Recognition.producer_id.is_(None), named(seller.tax_code, seller.legal_name), published),
        ),
    )


def _named(*conditions: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Producer and recognition of published products whose decision names who offers them; attached ones left out."""
    offered = aliased(Recognition)
    rows = session().execute(
        select(
            Producer.id.label("producer_id"),
            Producer.legal_name,
            Producer.tax_code,
            Recognition.id,
            Recognition.holder_key,
            Recognition.holder_tax_id,
        )
        .select_from(Product)
        .join(Producer, Producer.id == Product.producer_id)
        .join(offered, offered.id == Product.recognition_id)
        .join(Recognition, Recognition.lineage == offered.lineage)
        .where(
            Product.published_at.is_not(None),
            Recognition.state == RecordState.VERIFIED,
            or_(Recognition.producer_id.is_(None), Recognition.producer_id == Producer.id),
            *conditions,
        )
    )
    return [
        (row.producer_id, row.id)
        for row in rows
        if is_named(row.holder_tax_id, row.holder_key, row.tax_code, row.legal_name)
    ]

"""Which producer a recognition is of, as far as the site knows: attached by an officer, or the seller that it names."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key
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


def recognitions_of(producer_id: int) -> frozenset[int]:
    """The verified recognitions of a producer, by the same rule; 2 statements."""
    attached = session().scalars(
        select(Recognition.id).where(
            Recognition.producer_id == producer_id, Recognition.state == RecordState.VERIFIED
        )
    )
    return frozenset(attached) | {
        recognition for _producer, recognition in _named(Product.producer_id == producer_id)
    }


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
        if (
            row.holder_tax_id == row.tax_code
            if row.holder_tax_id and row.tax_code
            else row.holder_key == name_key(row.legal_name)
        )
    ]

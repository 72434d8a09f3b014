"""The open suspensions that a recognition falls under because it is of the same product."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A suspension that nobody has lifted: of the recognition ``code``, for the product of ``recognition_id``."""

    recognition_id: int
    code: str
    since: datetime
    reason: str
    paper_no: str
    suspended_by: str
    suspended_as: str | None


def open_stops(recognition_ids: Collection[int]) -> list[OpenStop]:
    """The open suspensions of other verified recognitions of the products of these; 1 statement.

    The product is the same where the records are one line, and where name and holder are the same (one key, one tax
    number or one producer): a decision entered anew as if it were the first is no way round a suspension.
    """
    here, other = aliased(Recognition), aliased(Recognition)
    one_holder = or_(
        other.holder_key == here.holder_key,
        other.producer_id == here.producer_id,
        and_(here.holder_tax_id != "", here.holder_tax_id.in_((other.holder_tax_id, Producer.tax_code))),
    )
    statement = (
        select(
            here.id,
            other.code,
            SuspensionPeriod.since,
            SuspensionPeriod.reason,
            SuspensionPeriod.paper_no,
            SuspensionPeriod.suspended_by,
            SuspensionPeriod.suspended_as,
        )
        .select_from(SuspensionPeriod)
        .join(other, other.id == SuspensionPeriod.recognition_id)
        .outerjoin(Producer, Producer.id == other.producer_id)
        .join(
            here,
            and_(
                here.id != other.id,
                or_(here.lineage == other.lineage, and_(here.product_key == other.product_key, one_holder)),
            ),
        )
        .where(
            SuspensionPeriod.until.is_(None),
            other.state == RecordState.VERIFIED,
            here.id.in_(recognition_ids),
        )
        .order_by(here.id, SuspensionPeriod.since, SuspensionPeriod.id)
    )
    return [OpenStop(*row) for row in session().execute(statement)]

"""Whether there is anything about inspections to show to a producer at all."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.kinds import InspectionState
from marketplace.inspection.models import Inspection
from marketplace.kernel.db import session


def concerns(producer_ids: Collection[int]) -> bool:
    """True where one of these producers was inspected, or has a product that is stopped or revoked, be it under a
    certificate that nobody has attached to them; 1 statement.
    """
    if not producer_ids:
        return False
    ids = sorted(producer_ids)
    inspected = select(Inspection.id).where(
        Inspection.producer_id.in_(ids), Inspection.state == InspectionState.CONCLUDED
    )
    offered = aliased(Recognition)
    sold = (
        select(offered.lineage)
        .join(Product, Product.recognition_id == offered.id)
        .where(Product.producer_id.in_(ids), Product.published_at.is_not(None))
    )
    stopped = (
        select(Recognition.id)
        .outerjoin(
            SuspensionPeriod,
            (SuspensionPeriod.recognition_id == Recognition.id) & SuspensionPeriod.until.is_(None),
        )
        .where(
            or_(Recognition.producer_id.in_(ids), Recognition.lineage.in_(sold)),
            or_(Recognition.revoked_at.is_not(None), SuspensionPeriod.id.is_not(None)),
        )
    )
    return bool(session().scalar(select(or_(inspected.exists(), stopped.exists()))))

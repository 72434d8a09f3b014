"""Whether there is anything about inspections to show to a producer at all."""

from collections.abc import Collection

from sqlalchemy import or_, select

from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.kinds import InspectionState
from marketplace.inspection.models import Inspection
from marketplace.kernel.db import session


def concerns(producer_ids: Collection[int]) -> bool:
    """True where one of these producers was inspected, or has a product that is stopped or revoked; 1 statement."""
    if not producer_ids:
        return False
    ids = sorted(producer_ids)
    inspected = select(Inspection.id).where(
        Inspection.producer_id.in_(ids), Inspection.state == InspectionState.CONCLUDED
    )
    stopped = (
        select(Recognition.id)
        .outerjoin(
            SuspensionPeriod,
            (SuspensionPeriod.recognition_id == Recognition.id) & SuspensionPeriod.until.is_(None),
        )
        .where(
            Recognition.producer_id.in_(ids),
            or_(Recognition.revoked_at.is_not(None), SuspensionPeriod.id.is_not(None)),
        )
    )
    return bool(session().scalar(select(or_(inspected.exists(), stopped.exists()))))

"""What a recognition is at an instant, said in SQL: the same words as ``lifecycle.standing``, for lists and counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_

from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import GRACE, WINDOW_OPENS, Standing
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel import clock


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with the legal day it falls on."""

    on: datetime
    day: date

    @classmethod
    def of(cls, on: datetime | None = None) -> "Moment":
        """That instant, or the present one."""
        on = on or clock.now()
        return cls(on, clock.local(on).date())


def covering(moment: Moment) -> ColumnElement[bool]:
    """True for the suspension that runs at the moment."""
    return and_(
        SuspensionPeriod.recognition_id == Recognition.id,
        SuspensionPeriod.since <= moment.on,
        or_(SuspensionPeriod.until.is_(None), SuspensionPeriod.until > moment.on),
    )


def standing_column(moment: Moment) -> ColumnElement[Any]:
    """The ``Standing`` of each row at the moment, as text. The order of the cases is that of ``lifecycle.standing``."""
    day = moment.day
    graced = and_(
        Recognition.expires_on < day,
        Recognition.expires_on >= day - GRACE,
        Recognition.filed_on.is_not(None),
        Recognition.filing_confirmed_by.is_not(None),
        Recognition.filed_on <= Recognition.expires_on,
        or_(Recognition.filing_result_on.is_(None), Recognition.filing_result_on > day),
    )
    return case(
        (Recognition.state != RecordState.VERIFIED, Recognition.state),
        (
            and_(Recognition.revoked_at.is_not(None), Recognition.revoked_at <= moment.on),
            Standing.REVOKED.value,
        ),
        (
            and_(Recognition.superseded_on.is_not(None), Recognition.superseded_on <= day),
            Standing.SUPERSEDED.value,
        ),
        (Recognition.issued_on > day, Standing.UPCOMING.value),
        (and_(Recognition.expires_on < day, ~graced), Standing.EXPIRED.value),
        (exists().where(covering(moment)).correlate(Recognition), Standing.SUSPENDED.value),
        (Recognition.expires_on < day, Standing.GRACE.value),
        (Recognition.expires_on <= day + WINDOW_OPENS, Standing.EXPIRING.value),
        else_=Standing.VERIFIED.value,
    )

"""What of a recognition a producer may complain about just now: its revocation, or the suspension that runs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, or_, select

from marketplace.certification.models import Recognition
from marketplace.inspection import limits
from marketplace.inspection.kinds import Against
from marketplace.inspection.models import Proposal
from marketplace.inspection.registered import UNDECIDED, open_stop
from marketplace.kernel import clock
from marketplace.kernel.db import session


@dataclass(frozen=True, slots=True)
class Complainable:
    """A revocation or a running suspension, since when, and the last day to complain. ``by`` recorded it."""

    against: Against
    suspension_id: int | None
    proposal_id: int | None
    no: str
    since: date
    last_day: date
    by: str | None
    reason: str

    @property
    def past(self) -> bool:
        """Whether the last day is over."""
        return clock.today() > self.last_day


def complainable(recognition_id: int) -> Complainable | None:
    """What there is to complain about, ``None`` where the product is neither stopped nor revoked; 3 statements at most.

    A suspension that was only announced stops nothing yet.
    """
    here = session()
    row = here.execute(
        select(
            Recognition.revoked_at,
            Recognition.revocation_decision_no,
            Recognition.revoked_by,
            Recognition.revocation_note,
        ).where(Recognition.id == recognition_id)
    ).one_or_none()
    if row is None:
        return None
    if row.revoked_at is not None:
        proposal_id = here.scalar(
            select(Proposal.id)
            .where(
                Proposal.recognition_id == recognition_id,
                Proposal.decision_no == row.revocation_decision_no,
                Proposal.state == "revoked",
            )
            .order_by(Proposal.id.desc())
            .limit(1)
        )
        return Complainable(
            Against.REVOCATION,
            None,
            proposal_id,
            row.revocation_decision_no,
            clock.local(row.revoked_at).date(),
            limits.last_day(limits.APPEAL, row.revoked_at),
            row.revoked_by,
            row.revocation_note,
        )
    stop = open_stop(recognition_id)
    if stop is None or stop.since > clock.now():
        return None
    proposal_id = here.scalar(
        select(Proposal.id)
        .where(
            or_(
                Proposal.suspension_id == stop.id,
                Proposal.recognition_id == recognition_id,
            ),
            Proposal.state.in_(UNDECIDED),
        )
        .order_by(case((Proposal.suspension_id == stop.id, 0), else_=1), Proposal.id)
        .limit(1)
    )
    return Complainable(
        Against.SUSPENSION,
        stop.id,
        proposal_id,
        stop.paper_no,
        clock.local(stop.since).date(),
        limits.last_day(limits.APPEAL, stop.since),
        stop.suspended_by,
        stop.reason,
    )

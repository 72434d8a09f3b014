"""What of a recognition a producer may complain about just now: its revocation, or the suspension that runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from marketplace.certification.models import Recognition
from marketplace.inspection import limits
from marketplace.inspection.kinds import Against, ProposalState
from marketplace.inspection.models import Proposal
from marketplace.inspection.registered import UNDECIDED, Stop, open_stops
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
    """What there is to complain about, ``None`` where the product is neither stopped nor revoked; 3 statements."""
    return complainables([recognition_id]).get(recognition_id)


def complainables(recognition_ids: Collection[int]) -> dict[int, Complainable]:
    """The same of several, by recognition; 3 statements, however many there are.

    A suspension that was only announced stops nothing yet.
    """
    here, ids = session(), sorted(recognition_ids)
    rows = here.execute(
        select(
            Recognition.id,
            Recognition.revoked_at,
            Recognition.revocation_decision_no,
            Recognition.revoked_by,
            Recognition.revocation_note,
        ).where(Recognition.id.in_(ids))
    ).all()
    stops = open_stops(ids)
    cases = here.execute(
        select(
            Proposal.id,
            Proposal.recognition_id,
            Proposal.suspension_id,
            Proposal.state,
            Proposal.decision_no,
        )
        .where(
            or_(
                Proposal.recognition_id.in_(ids),
                Proposal.suspension_id.in_(sorted(stop.id for stop in stops.values())),
            ),
            Proposal.state.in_((*UNDECIDED, ProposalState.REVOKED)),
        )
        .order_by(Proposal.id)
    ).all()
    revoked = {
        (each.recognition_id, each.decision_no): each.id
        for each in cases
        if each.state == ProposalState.REVOKED
    }
    waiting = [each for each in cases if each.state in UNDECIDED]
    of_stop: dict[int, int] = {}
    of_product: dict[int, int] = {}
    for each in waiting:
        of_stop.setdefault(each.suspension_id, each.id)
        of_product.setdefault(each.recognition_id, each.id)
    found: dict[int, Complainable] = {}
    for row in rows:
        if row.revoked_at is not None:
            proposal = revoked.get((row.id, row.revocation_decision_no))
            found[row.id] = _of_revocation(row, proposal)
        elif (stop := stops.get(row.id)) is not None and stop.since <= clock.now():
            found[row.id] = _of_stop(stop, of_stop.get(stop.id, of_product.get(row.id)))
    return found


def _of_revocation(row: Any, proposal_id: int | None) -> Complainable:
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


def _of_stop(stop: Stop, proposal_id: int | None) -> Complainable:
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

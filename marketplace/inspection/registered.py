"""The recognition that counts for a product today, and the open suspension on it, as cases ask for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.certification.services.record import change
from marketplace.inspection.access import ProposalCore
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.models import Proposal
from marketplace.kernel.db import session

IN_FORCE = frozenset(
    {Standing.VERIFIED, Standing.EXPIRING, Standing.GRACE, Standing.SUSPENDED, Standing.UPCOMING}
)
"""Standings in which there is something to stop or to take back."""
UNDECIDED = (ProposalState.DRAFTED, ProposalState.SUBMITTED)
"""States of a case that still waits: what its inspection found holds."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest verified recognition of a product."""

    id: int
    code: str
    star: int
    standing: Standing
    producer_id: int | None
    province_code: str
    commune_code: str

    @property
    def in_force(self) -> bool:
        """Whether there is something to stop or to take back."""
        return self.standing in IN_FORCE


@dataclass(frozen=True, slots=True)
class Stop:
    """An open suspension."""

    id: int
    since: datetime
    suspended_as: str | None
    suspended_by: str
    carried_from: str | None
    reason: str
    paper_no: str


def head_of(recognition_id: int) -> Head | None:
    """The newest verified recognition of the same product; ``None`` where none was ever verified. One statement."""
    line = select(Recognition.lineage).where(Recognition.id == recognition_id).scalar_subquery()
    row = (
        session()
        .execute(
            select(
                Recognition.id,
                Recognition.code,
                Recognition.star,
                standing_column(Moment.of()).label("standing"),
                Recognition.producer_id,
                Recognition.province_code,
                Recognition.commune_code,
            )
            .where(Recognition.lineage == line, Recognition.state == RecordState.VERIFIED)
            .order_by(Recognition.issued_on.desc(), Recognition.id.desc())
            .limit(1)
        )
        .one_or_none()
    )
    if row is None:
        return None
    return Head(**{**row._mapping, "standing": Standing(row.standing)})


def open_stop(recognition_id: int) -> Stop | None:
    """The suspension of a recognition that nobody has lifted, begun or announced; one statement."""
    return open_stops([recognition_id]).get(recognition_id)


def open_stops(recognition_ids: Collection[int]) -> dict[int, Stop]:
    """The same of several, by recognition; one statement."""
    columns = [getattr(SuspensionPeriod, name) for name in Stop.__dataclass_fields__]
    rows = session().execute(
        select(SuspensionPeriod.recognition_id, *columns).where(
            SuspensionPeriod.recognition_id.in_(sorted(recognition_ids)), SuspensionPeriod.until.is_(None)
        )
    )
    return {recognition_id: Stop(*stop) for recognition_id, *stop in rows}


def is_own_stop(proposal: ProposalCore, stop: Stop | None) -> bool:
    """Whether an open suspension is the one that the case began and nobody has put a higher name on; also where it goes
    on with a newer decision for the product, under which a case lies on.
    """
    if stop is None or proposal.suspension_id is None or stop.suspended_as != proposal.suspended_as:
        return False
    if stop.id == proposal.suspension_id:
        return True
    if stop.carried_from is None:
        return False
    began_on = (
        select(Recognition.code)
        .join(SuspensionPeriod, SuspensionPeriod.recognition_id == Recognition.id)
        .where(SuspensionPeriod.id == proposal.suspension_id)
    )
    return stop.carried_from == session().execute(began_on).scalar_one()


def hold(recognition_id: int) -> None:
    """Have whoever stops or lets go on the same product wait for this transaction, or wait for theirs: what is asked
    afterwards (:func:`other_case`) holds until its end. Before any case is moved, so that nobody waits in a ring.
    """
    change(recognition_id)


def other_case(recognition_id: int, *, than: int | None) -> int | None:
    """The first undecided case about the same product other than the proposal ``than``: what its inspection found
    keeps the product stopped, however the other one ends. One statement.
    """
    about = aliased(Recognition)
    line = select(about.lineage).where(about.id == recognition_id).scalar_subquery()
    found: int | None = session().scalar(
        select(Proposal.id)
        .join(Recognition, Recognition.id == Proposal.recognition_id)
        .where(Recognition.lineage == line, Proposal.state.in_(UNDECIDED), Proposal.id != (than or 0))
        .order_by(Proposal.id)
        .limit(1)
    )
    return found

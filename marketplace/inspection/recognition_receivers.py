"""What inspections do when something happened to recognitions.

Two of them refuse: the register knows nothing of cases, so that who had a hand in one does not end it there is said
here, inside the transaction that would.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.certification.events import RecognitionChanged, RecognitionLifted, RecognitionRevoked
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.deciders import SAME_PERSON, hands_by, inspectors_of
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.inspection.registered import UNDECIDED
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotAllowed


def on_recognition_changed(event: RecognitionChanged) -> None:
    """Whoever a certificate is attached to reads what was found about it while nobody knew whose it was."""
    producer_id = session().scalar(
        select(Recognition.producer_id).where(Recognition.id == event.recognition_id)
    )
    if producer_id is None:
        return
    inspected = select(Inspection.id).where(Inspection.recognition_id.in_(event.line))
    for table, about in (
        (Misuse, Misuse.inspection_id.in_(inspected)),
        (Proposal, Proposal.recognition_id.in_(event.line)),
        (Inspection, Inspection.recognition_id.in_(event.line)),
    ):
        unknown: Any = table.producer_id.is_(None)
        session().execute(update(table).where(about, unknown).values(producer_id=producer_id))


def on_recognition_lifted(event: RecognitionLifted) -> None:
    """:class:`NotAllowed` for who inspected, while the case is undecided: another one lets the product go on."""
    lifted_by = session().scalar(
        select(SuspensionPeriod.lifted_by)
        .where(SuspensionPeriod.recognition_id == event.recognition_id, SuspensionPeriod.until.is_not(None))
        .order_by(SuspensionPeriod.until.desc(), SuspensionPeriod.id.desc())
        .limit(1)
    )
    cases = session().scalars(_undecided(Proposal.inspection_id, event.line)).all()
    if any(lifted_by in inspectors_of(each) for each in cases):
        raise NotAllowed(SAME_PERSON)


def on_recognition_revoked(event: RecognitionRevoked) -> None:
    """:class:`NotAllowed` for who inspected, or wrote or submitted the proposal, while the case is undecided: what one
    proposed another decides, be it through the register.
    """
    revoked_by = session().scalar(
        select(Recognition.revoked_by).where(Recognition.id == event.recognition_id)
    )
    cases = session().scalars(_undecided(Proposal.id, event.line)).all()
    if any(revoked_by in hands for hands in hands_by(cases).values()):
        raise NotAllowed(SAME_PERSON)


def _undecided(column: InstrumentedAttribute[int], line: Iterable[int]) -> Select[int]:
    """A column of the cases about these records that nobody has decided."""
    return select(column).where(Proposal.recognition_id.in_(sorted(line)), Proposal.state.in_(UNDECIDED))

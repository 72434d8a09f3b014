"""What inspections do when something happened to recognitions.

Two of them refuse: the register knows nothing of cases, so that who inspected does not end one through it is said here,
inside the transaction that would.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from marketplace.certification.events import RecognitionChanged, RecognitionLifted, RecognitionRevoked
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.deciders import SAME_PERSON, inspectors_of
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
    _refuse_inspectors(event.line, lifted_by)


def on_recognition_revoked(event: RecognitionRevoked) -> None:
    """:class:`NotAllowed` for who inspected, while the case is undecided: another one revokes."""
    revoked_by = session().scalar(
        select(Recognition.revoked_by).where(Recognition.id == event.recognition_id)
    )
    _refuse_inspectors(event.line, revoked_by)


def _refuse_inspectors(line: Iterable[int], who: str | None) -> None:
    cases = session().scalars(
        select(Proposal.inspection_id).where(
            Proposal.recognition_id.in_(sorted(line)), Proposal.state.in_(UNDECIDED)
        )
    )
    if any(who in inspectors_of(each) for each in cases.all()):
        raise NotAllowed(SAME_PERSON)

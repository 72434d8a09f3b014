"""Recognitions of a producer that went into another one."""

from sqlalchemy import and_, or_, select, update

from marketplace.certification.claims.kinds import WAITING
from marketplace.certification.claims.models import Claim
from marketplace.certification.events import RecognitionChanged
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.queries.holders import named
from marketplace.certification.services.carrying import carry_over
from marketplace.certification.services.record import lines_of
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.events import emit
from marketplace.producers.models import Producer


def move_recognitions(actor: Actor, kept: int, gone: int) -> int:
    """All recognitions of ``gone`` become those of ``kept``; how many. Part of an open transaction.

    Also those that nobody had attached and that were taken for one of the two by their tax number, or by their name
    where they print none: two officers have said that these are one holder. What had stopped a product of either stops
    it for both; a join lifts nothing.
    """
    here = session()
    both = here.execute(
        select(Producer.legal_name, Producer.tax_code).where(Producer.id.in_((kept, gone)))
    ).all()
    either = or_(*(named(row.tax_code, row.legal_name) for row in both))
    rows = here.execute(
        update(Recognition)
        .where(
            or_(
                Recognition.producer_id == gone,
                and_(Recognition.producer_id.is_(None), either),
            )
        )
        .values(producer_id=kept, version=Recognition.version + 1, changed_at=clock.now())
        .returning(Recognition.id, Recognition.code, Recognition.lineage)
        .execution_options(synchronize_session=False)
    ).all()
    here.execute(
        update(Claim)
        .where(Claim.producer_id == gone, Claim.state.in_(sorted(WAITING)))
        .values(producer_id=kept, version=Claim.version + 1)
    )
    lines = lines_of({row.lineage for row in rows})
    for row in rows:
        details = {"producer": kept}
        audit.record(actor, "certification.recognition.attached", "recognition", row.code, details)
        emit(RecognitionChanged(row.id, lines.get(row.lineage, ())))
    counted = here.execute(
        select(Recognition.id).where(
            Recognition.producer_id == kept, Recognition.state == RecordState.VERIFIED
        )
    )
    carry_over(actor, counted.scalars().all())
    return len(rows)

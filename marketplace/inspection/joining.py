"""Inspections and cases of a producer that went into another one."""

from typing import Any, Final

from sqlalchemy import update

from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session

_TABLES: Final[tuple[Any, ...]] = (Inspection, Proposal, Misuse, Appeal)


def move_cases(actor: Actor, kept: int, gone: int) -> int:
    """All inspections, proposals, cases of misuse and complaints of ``gone`` become those of ``kept``, ended ones, too;
    how many. Part of an open transaction.

    Whoever answers for them works for ``kept`` now: they are to hear how a case ends, may complain and take it back,
    and decide none of them as officers. Whom an inspection looked at is told by the words of its minutes.
    """
    here, moved = session(), 0
    for table in _TABLES:
        moved += rowcount(
            here.execute(
                update(table)
                .where(table.producer_id == gone)
                .values(producer_id=kept)
                .execution_options(synchronize_session=False)
            )
        )
    if moved:
        told = {"producer": gone, "rows": moved}
        audit.record(actor, "inspection.cases.joined", "producer", kept, told)
    return moved

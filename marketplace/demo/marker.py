"""Whether this market is a demo. Its rows say so themselves: no further mark is kept that could be lost."""

from sqlalchemy import select

from marketplace.certification.models import Recognition
from marketplace.kernel.db import session
from marketplace.kernel.state import current
from marketplace.producers.models import Producer

_KNOWN = "demo.is_demo_market"


def is_demo_market() -> bool:
    """True when anything in the market was made up, so that pages have to carry the DEMO line.

    Asked of the database once in the life of a process, two statements at most. A process that was serving while the
    demo was made must be started again; ``flask marketplace demo`` says so.
    """
    state = current()
    known = state.memo.get(_KNOWN)
    if known is None:
        known = state.memo[_KNOWN] = holds_demo_rows()
    return bool(known)


def holds_demo_rows() -> bool:
    """True when the database has producers or recognitions of the demo."""
    here = session()
    return any(
        here.execute(select(table.id).where(table.demo).limit(1)).first() is not None
        for table in (Producer, Recognition)
    )


def holds_other_rows() -> bool:
    """True when the database has producers that are not of the demo."""
    return session().execute(select(Producer.id).where(~Producer.demo).limit(1)).first() is not None

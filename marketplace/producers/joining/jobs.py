"""What the worker does about producers whose names nobody has compared by the present rules."""

from typing import Final

from sqlalchemy import select

from marketplace.kernel.db import session, transaction
from marketplace.producers.joining.comparing import compare
from marketplace.producers.joining.names import VERSION
from marketplace.producers.models import Producer

AT_ONCE: Final = 100


def look_at_some() -> None:
    """Compare producers that were entered before there was a rule, or before it changed: some each minute until none is
    left. Each in a transaction of its own, so that nobody waits for all.
    """
    order = (Producer.signs_version, Producer.id)
    waiting = select(Producer.id).where(Producer.signs_version < VERSION).order_by(*order).limit(AT_ONCE)
    for producer_id in session().execute(waiting).scalars().all():
        with transaction():
            compare(producer_id)

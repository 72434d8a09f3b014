"""Erasing a person: what can go goes in one transaction, what the law keeps is sealed away until its day."""

import logging
from datetime import datetime

from sqlalchemy import select, update

from marketplace.accounts import presence
from marketplace.accounts.events import ErasureHeld
from marketplace.accounts.models import Address, User
from marketplace.accounts.privacy.kinds import RequestKind, RequestState
from marketplace.accounts.privacy.models import DataRequest
from marketplace.accounts.privacy.services import obstacles
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.events import emit
from marketplace.kernel.personal import Traces, keepers

log = logging.getLogger(__name__)

BATCH = 20
SYSTEM = Actor.system("erasure")


def run_due() -> int:
    """Erase those whose time to think again is over, ``BATCH`` at most; one statement where there is nobody.

    Somebody who has something to finish first stays, is told so, and is looked at again. They and one whose erasure
    fails hold up nobody behind them.
    """
    due = (
        session()
        .execute(
            select(DataRequest.code)
            .where(
                DataRequest.state == RequestState.OPEN.value,
                DataRequest.kind == RequestKind.ERASE.value,
                DataRequest.runs_after <= clock.now(),
            )
            .order_by(DataRequest.runs_after, DataRequest.id)
        )
        .scalars()
        .all()
    )
    count = 0
    for code in due:
        try:
            count += erase(code)
        except Exception:
            log.exception("the erasure %s failed; it is tried again", code)
        if count == BATCH:
            break
    return count


def erase(code: str) -> bool:
    """Erase whoever asked for it. False when another worker did it, it was taken back, or something stands in the way.

    The person's row and then the request are claimed first: of two workers one goes on. Whoever places an order in
    their name holds the same row, so the look for obstacles sees it, or it is refused (``presence``).
    """
    now = clock.now()
    with transaction() as here:
        asked = select(DataRequest.user_id).where(DataRequest.code == code)
        user_id = here.execute(asked).scalar_one_or_none()
        if user_id is None or not presence.held(user_id) or not _is_due(code, now):
            return False
        for message in obstacles(user_id):
            emit(ErasureHeld(code, message))
            return False
        here.execute(
            update(DataRequest)
            .where(DataRequest.code == code)
            .values(state=RequestState.DONE.value, ended_at=now, ended_by=SYSTEM.ref)
        )
        traces = _traces(user_id)
        for keeper in keepers():
            keeper.erase(traces)
        audit.record(SYSTEM, "accounts.user.erased", "user", user_id, {"no": code})
    return True


def is_erased(user_id: int) -> bool:
    """Whether nothing of that account is anybody's any more; one statement."""
    found = session().execute(select(User.id).where(User.id == user_id, User.erased_at.is_not(None)))
    return found.first() is not None


def _is_due(code: str, now: datetime) -> bool:
    """Claim the request: false where it is over, is something else or has still to wait."""
    claimed = session().execute(
        update(DataRequest)
        .where(
            DataRequest.code == code,
            DataRequest.kind == RequestKind.ERASE.value,
            DataRequest.state == RequestState.OPEN.value,
            DataRequest.runs_after <= now,
        )
        .values(state=RequestState.OPEN.value)
    )
    return rowcount(claimed) == 1


def _traces(user_id: int) -> Traces:
    here = session()
    person = here.execute(select(User.email, User.name, User.phone).where(User.id == user_id)).one()
    phones = here.execute(select(Address.phone).where(Address.user_id == user_id)).scalars().all()
    return Traces(
        user_id,
        person.email,
        tuple(sorted({each for each in (person.phone, *phones) if each})),
        name=person.name,
    )

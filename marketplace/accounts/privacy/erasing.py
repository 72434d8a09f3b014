"""Erasing a person: what can go goes in one transaction, what the law keeps is sealed away until its day."""

from sqlalchemy import select, update

from marketplace.accounts.models import Address, User
from marketplace.accounts.privacy.kinds import RequestKind, RequestState
from marketplace.accounts.privacy.models import DataRequest
from marketplace.accounts.privacy.services import obstacles
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.personal import Traces, keepers

BATCH = 20
SYSTEM = Actor.system("erasure")


def run_due() -> int:
    """Erase those whose time to think again is over, ``BATCH`` at most; one statement where there is nobody.

    Somebody who has something to finish first stays, is told so on their page, and is looked at again.
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
            .order_by(DataRequest.runs_after)
            .limit(BATCH)
        )
        .scalars()
        .all()
    )
    return sum(erase(code) for code in due)


def erase(code: str) -> bool:
    """Erase whoever asked for it. False when another worker did it, it was taken back, or something stands in the way.

    The request is claimed first: of two workers one goes on.
    """
    now = clock.now()
    with transaction() as here:
        claimed = here.execute(
            update(DataRequest)
            .where(
                DataRequest.code == code,
                DataRequest.kind == RequestKind.ERASE.value,
                DataRequest.state == RequestState.OPEN.value,
                DataRequest.runs_after <= now,
            )
            .values(received_at=now)
            .returning(DataRequest.user_id)
        ).scalar_one_or_none()
        if claimed is None or obstacles(claimed):
            return False
        here.execute(
            update(DataRequest)
            .where(DataRequest.code == code)
            .values(state=RequestState.DONE.value, ended_at=now, ended_by=SYSTEM.ref)
        )
        traces = _traces(claimed)
        for keeper in keepers():
            keeper.erase(traces)
        audit.record(SYSTEM, "accounts.user.erased", "user", claimed, {"no": code})
    return True


def is_erased(user_id: int) -> bool:
    """Whether nothing of that account is anybody's any more; one statement."""
    found = session().execute(select(User.id).where(User.id == user_id, User.erased_at.is_not(None)))
    return found.first() is not None


def _traces(user_id: int) -> Traces:
    here = session()
    person = here.execute(select(User.email, User.phone).where(User.id == user_id)).one()
    phones = here.execute(select(Address.phone).where(Address.user_id == user_id)).scalars().all()
    return Traces(user_id, person.email, tuple(sorted({each for each in (person.phone, *phones) if each})))

"""Beginning an application, and taking it back up."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import presence
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.text import fold
from marketplace.producers.applications.kinds import OPEN, ApplicationState
from marketplace.producers.applications.models import Application


def start(actor: Actor) -> str:
    """Begin an application and return its code; where the account has an open one, the code of that one.

    :raises NotAllowed: nobody is signed in.
    """
    if actor.id is None:
        raise NotAllowed
    known = _open_code(actor.id)
    if known is not None:
        return known
    with transaction():
        presence.hold(actor)
        now, code = clock.now(), codes.new()
        try:
            with savepoint() as here:
                here.execute(
                    insert(Application).values(
                        code=code,
                        applicant_id=actor.id,
                        state=ApplicationState.DRAFT,
                        folded=fold(code),
                        created_at=now,
                        changed_at=now,
                    )
                )
        except IntegrityError:
            # Pressed twice at once: the other press has made it.
            known = _open_code(actor.id)
            if known is None:
                raise
            return known
        audit.record(actor, "producers.application.started", "application", code)
    return code


def _open_code(user_id: int) -> str | None:
    return (
        session()
        .execute(
            select(Application.code).where(
                Application.applicant_id == user_id, Application.state.in_(sorted(OPEN))
            )
        )
        .scalar_one_or_none()
    )

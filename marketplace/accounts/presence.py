"""Whether somebody who is writing something down is still there: an erasure may have come in between."""

from sqlalchemy import update

from marketplace.accounts.models import User
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session
from marketplace.kernel.errors import NotAllowed


def hold(actor: Actor) -> None:
    """Keep the actor's account as it is until the open transaction ends; nothing for a guest, or the system.

    Whoever was signed in when their request began may have been erased before it writes. An erasure takes the same row
    first: it waits for what is being written, and what comes after it is refused.

    :raises NotAllowed: the account was erased.
    """
    if actor.id is not None and not held(actor.id):
        raise NotAllowed


def held(user_id: int) -> bool:
    """Take the row of an account that was not erased, so that others who want it wait. False where there is none."""
    mine = update(User).where(User.id == user_id, User.erased_at.is_(None)).values(active=User.active)
    return rowcount(session().execute(mine)) == 1

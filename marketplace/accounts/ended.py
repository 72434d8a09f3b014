"""Forgetting who came in and who was asked in, once it is over: sessions nobody used, addresses of old invitations, and
what the background has done.

Links of the mails that confirm an address or renew a password hold their own end and lie nowhere.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, delete, literal_column, or_, select, update

from marketplace.accounts.invitations import HOLDS, IS_OPEN, revoke_where
from marketplace.accounts.models import Invitation, LoginSession, new_session_key
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.state import current

BATCH: Final = 200
SYSTEM: Final = Actor.system("retention")


def forget_ended() -> int:
    """Forget what ended longer ago than a setting says, ``BATCH`` of each at most; one statement each where there is
    nothing. How many went.
    """
    before = clock.now() - timedelta(days=current().settings.access_retention_days)
    return _sessions(before) + _invitations(before) + _work(before)


def _sessions(before: datetime) -> int:
    ids = _ids(select(LoginSession.id).where(LoginSession.seen_at <= before))
    if ids:
        with transaction() as here:
            # Whoever was on holiday may have come back this minute.
            here.execute(delete(LoginSession).where(LoginSession.id.in_(ids), LoginSession.seen_at <= before))
    return len(ids)


def _invitations(before: datetime) -> int:
    """The row stays: its number stands in the log and in keys of mails, and is not to be another's."""
    over = or_(
        Invitation.accepted_at <= before,
        Invitation.revoked_at <= before,
        and_(*IS_OPEN, Invitation.expires_at <= before),
    )
    # Whatever ended it did so while it held or later; said so that it is found by an index.
    addressed = (Invitation.email != literal_column("''"), Invitation.expires_at <= before + HOLDS)
    ids = _ids(select(Invitation.id).where(*addressed, over))
    if not ids:
        return 0
    with transaction() as here:
        revoke_where(SYSTEM, Invitation.id.in_(ids), Invitation.expires_at <= before)
        for each in ids:
            here.execute(
                update(Invitation)
                .where(Invitation.id == each, ~and_(*IS_OPEN))
                .values(email="", token_hash=new_session_key())
            )
    return len(ids)


def _work(before: datetime) -> int:
    ids = _ids(select(OutboxRow.id).where(OutboxRow.done_at <= before))
    if ids:
        with transaction() as here:
            here.execute(delete(OutboxRow).where(OutboxRow.id.in_(ids), OutboxRow.done_at <= before))
    return len(ids)


def _ids(found: Any) -> list[int]:
    return list(session().execute(found.limit(BATCH)).scalars())

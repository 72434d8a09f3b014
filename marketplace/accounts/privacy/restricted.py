"""What the law keeps of somebody who was erased: sealed, so that nobody comes upon it, until its day.

Whoever opens it says what for, and is noted. When its day has passed it is deleted.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from marketplace.accounts.policy import require
from marketplace.accounts.privacy.models import Restricted
from marketplace.accounts.privacy.terms import kept_until
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import sealer
from marketplace.kernel.text import one_line

BATCH = 200


def keep(user_id: int, kind: str, ref: str, data: Mapping[str, Any], *, term: str, since: datetime) -> None:
    """Seal ``data`` away, in the transaction that takes it from where it was. ``since`` is when it came about."""
    session().execute(
        insert(Restricted).values(
            user_id=user_id,
            kind=kind,
            ref=ref,
            sealed=sealer().seal(
                json.dumps(data, ensure_ascii=False, sort_keys=True, default=str), _about(kind, ref)
            ),
            term=term,
            kept_until=kept_until(term, clock.local(since).date(), clock.today()),
            kept_at=clock.now(),
        )
    )


def open_restricted(actor: Actor, restricted_id: int, reason: str) -> dict[str, Any]:
    """What is kept, for an operator who says what for; noted with the reason.

    :raises NotAllowed: the actor does not run the site. :raises NotFound: none.
    :raises Invalid: no reason, or one that is too long (field ``reason``).
    """
    require(actor, "accounts.privacy")
    reason = one_line(reason)
    if not 10 <= len(reason) <= 500:
        message = Message("Ghi rõ mở để làm gì, theo yêu cầu nào (10 đến 500 ký tự).")
        raise Invalid(message, fields={"reason": message})
    with transaction() as here:
        row = here.execute(
            select(Restricted.user_id, Restricted.kind, Restricted.ref, Restricted.sealed).where(
                Restricted.id == restricted_id
            )
        ).one_or_none()
        if row is None:
            raise NotFound
        told = {"kind": row.kind, "no": row.ref, "reason": reason}
        audit.record(actor, "accounts.restricted.opened", "user", row.user_id, told)
    opened: dict[str, Any] = json.loads(sealer().open(row.sealed, _about(row.kind, row.ref)))
    return opened


def forget_expired(today: date | None = None) -> int:
    """Delete what the law keeps no longer, ``BATCH`` at most; one statement where there is none. How many went."""
    before = today or clock.today()
    ids = (
        session()
        .execute(
            select(Restricted.id)
            .where(Restricted.kept_until < before)
            .order_by(Restricted.kept_until)
            .limit(BATCH)
        )
        .scalars()
        .all()
    )
    if not ids:
        return 0
    with transaction() as here:
        gone = here.execute(
            delete(Restricted)
            .where(Restricted.id.in_(ids))
            .returning(Restricted.user_id, Restricted.kind, Restricted.ref)
        ).all()
        for row in gone:
            told = {"kind": row.kind, "no": row.ref}
            audit.record(
                Actor.system("retention"), "accounts.restricted.forgotten", "user", row.user_id, told
            )
    return len(gone)


def _about(kind: str, ref: str) -> str:
    return f"restricted:{kind}:{ref}"

"""Which officer works on an application, so that no two do without knowing."""

from typing import Any

from sqlalchemy import func, or_, update

from marketplace.accounts import queries as accounts
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.access import ApplicationRow, in_hand, reviewable
from marketplace.producers.applications.kinds import WITH_OFFICERS
from marketplace.producers.applications.models import Application
from marketplace.producers.applications.moving import change
from marketplace.producers.events import ApplicationHandedOver


def claim(actor: Actor, code: str) -> None:
    """Take an application to work on; one's own again changes nothing.

    :raises Conflict: another officer has it, or there is nothing to do for officers just now.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    with transaction():
        row = in_hand(actor, code)
        _with_officers(row)
        if row.claimed_by == actor.id:
            return
        change(row, claimed_by=actor.id, claimed_at=clock.now())
        audit.record(actor, "producers.application.claimed", "application", row.code)


def release(actor: Actor, code: str) -> None:
    """Put an application back for whoever has time. Errors as :func:`claim`; releasing a free one changes nothing."""
    with transaction():
        row = in_hand(actor, code)
        if row.claimed_by is None:
            return
        change(row, claimed_by=None, claimed_at=None)
        audit.record(actor, "producers.application.released", "application", row.code)


def hand_over(actor: Actor, code: str, to_user_id: int) -> None:
    """Give an application to an officer of its place, whoever has it now: people fall ill.

    :raises Invalid: that person may not review it, or is the applicant (field ``to``).
    :raises Conflict: there is nothing to do for officers just now, or somebody changed it in between.
    :raises NotFound: none, or none of the actor's place.
    """
    with transaction():
        row = reviewable(actor, code)
        _with_officers(row)
        able = accounts.holders(
            "producers.review", province=row.province_code or "", commune=row.commune_code or ""
        )
        if to_user_id == row.applicant_id or to_user_id not in able:
            message = Message("Chọn một cán bộ phụ trách xã hoặc tỉnh này.")
            raise Invalid(message, fields={"to": message})
        change(row, claimed_by=to_user_id, claimed_at=clock.now())
        told = {"to": f"user:{to_user_id}"}
        audit.record(actor, "producers.application.handed_over", "application", row.code, told)
        emit(ApplicationHandedOver(row.code, to_user_id, actor.id))


def hold(actor: Actor, row: ApplicationRow) -> None:
    """Claim a free application for whoever begins to work on it, and make whoever decides meanwhile look again; part
    of an open transaction.

    :raises Conflict: it has moved on, or another officer was faster.
    """
    values: dict[str, Any] = {"version": Application.version + 1, "changed_at": clock.now()}
    if actor.id is not None:
        values |= {
            "claimed_by": actor.id,
            "claimed_at": func.coalesce(Application.claimed_at, clock.now()),
        }
    held = session().execute(
        update(Application)
        .where(
            Application.id == row.id,
            Application.state == row.state,
            or_(Application.claimed_by.is_(None), Application.claimed_by == actor.id),
        )
        .values(**values)
        .returning(Application.id)
    )
    if held.one_or_none() is None:
        raise Conflict(Message("Có người vừa thay đổi hồ sơ này. Tải lại trang."))


def _with_officers(row: ApplicationRow) -> None:
    if row.state not in WITH_OFFICERS:
        raise Conflict(
            Message("Hồ sơ đang ở bước “%(state)s”: cán bộ chưa có việc.", {"state": row.state.label})
        )

"""The officers' moves short of approval: return with remarks, propose, compare again, refuse."""

from collections.abc import Mapping

from sqlalchemy import insert

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.producers.applications.access import in_hand
from marketplace.producers.applications.checklist import lines
from marketplace.producers.applications.keeping import kept_answers, texts
from marketplace.producers.applications.machine import APPLICATION
from marketplace.producers.applications.models import ApplicationRemark
from marketplace.producers.applications.moving import forget_ticks_of, move
from marketplace.producers.applications.services.comparing import ticked_names
from marketplace.producers.applications.services.noting import refuse_unusable
from marketplace.producers.applications.services.submitting import complete_values
from marketplace.producers.events import (
    ApplicationProposed,
    ApplicationRefused,
    ApplicationReopened,
    ApplicationReturned,
)
from marketplace.producers.reasons import check_reason


def send_back(
    actor: Actor, code: str, remarks: Mapping[str, str], reason: str = "", *, seen: int | None = None
) -> None:
    """Return an application to its applicant with remarks by question or place for scans (``scan.<kind>``), a reason
    for the whole, or both. Blank remarks are left out. ``seen`` is the round that was looked at.

    :raises Invalid: neither a remark nor a reason, one that is too long, or about something that is not asked.
    :raises InvalidMove: it does not lie with officers.
    :raises Conflict: another officer has it, or somebody was faster.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    said = {name: text for name, raw in remarks.items() if (text := one_line(raw))}
    nothing = None if said else Message("Ghi ít nhất một nhận xét hoặc một lý do.")
    reason = check_reason(reason, required=nothing)
    refuse_unusable(said)
    with transaction() as here:
        row = in_hand(actor, code, seen=seen)
        move(actor, row, "return", reason=reason, proposed_by="", proposed_at=None)
        rows = [
            {
                "application_id": row.id,
                "round": row.round,
                "name": name,
                "text": text,
                "by": actor.ref,
                "at": clock.now(),
            }
            for name, text in said.items()
        ]
        if rows:
            here.execute(insert(ApplicationRemark), rows)
        emit(ApplicationReturned(row.code, row.applicant_id))


def propose(actor: Actor, code: str, *, seen: int | None = None) -> None:
    """Say that everything is there and every line compared, so that a second officer may approve. Frees the claim.
    ``seen`` is the round that was looked at.

    :raises Invalid: names the lines that are not ticked, and what is missing as of today (a paper may have run out).
    :raises InvalidMove: it does not wait to be looked at.
    :raises Conflict: another officer has it, or somebody was faster.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    with transaction():
        row = in_hand(actor, code, seen=seen)
        APPLICATION.next(row.name or row.code, row.state, "propose")
        ticked = ticked_names(row)
        _values, errors = complete_values(row, clock.today())
        for name in lines(texts(kept_answers(row.id))):
            if name not in ticked:
                errors.setdefault(name, Message("Chưa đối chiếu với giấy tờ."))
        if errors:
            raise Invalid(Message("Còn mục chưa đối chiếu hoặc chưa đủ."), fields=errors)
        move(
            actor,
            row,
            "propose",
            proposed_by=actor.ref,
            proposed_at=clock.now(),
            claimed_by=None,
            claimed_at=None,
        )
        emit(ApplicationProposed(row.code, row.applicant_id))


def reopen(actor: Actor, code: str, *, seen: int | None = None) -> None:
    """Have a proposal to approve compared again. The ticks of whoever does it go: somebody else has to make them anew
    and propose again, and only then may this officer approve. So two officers who have both ticked do not bar each
    other, and whoever approves has still compared nothing. ``seen`` is the round that was looked at.

    :raises InvalidMove: nobody has proposed it.
    :raises Conflict: another officer has it, or somebody was faster.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    with transaction():
        row = in_hand(actor, code, seen=seen)
        move(
            actor,
            row,
            "reopen",
            proposed_by="",
            proposed_at=None,
            claimed_by=None,
            claimed_at=None,
        )
        forget_ticks_of(actor, row)
        emit(ApplicationReopened(row.code))


def refuse(actor: Actor, code: str, reason: str, *, seen: int | None = None) -> None:
    """Refuse an application for good, with a reason that the applicant reads. Nothing is deleted. ``seen`` is the
    round that was looked at.

    :raises Invalid: no reason, or one that is too long.
    :raises InvalidMove: it does not lie with officers.
    :raises Conflict: another officer has it, or somebody was faster.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    reason = check_reason(reason)
    with transaction():
        row = in_hand(actor, code, seen=seen)
        move(
            actor,
            row,
            "refuse",
            reason=reason,
            decided_by=actor.ref,
            decided_at=clock.now(),
            claimed_by=None,
            claimed_at=None,
        )
        emit(ApplicationRefused(row.code, row.applicant_id))

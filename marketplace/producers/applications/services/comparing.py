"""Ticks: an officer has held an answer against its paper."""

from collections.abc import Collection

from sqlalchemy import insert, select

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.access import ApplicationRow, in_hand
from marketplace.producers.applications.checklist import lines
from marketplace.producers.applications.keeping import kept_answers, texts
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.models import ApplicationCheck
from marketplace.producers.applications.moving import forget_ticks
from marketplace.producers.applications.services.holding import hold


def tick(actor: Actor, code: str, names: Collection[str], *, seen: int | None = None) -> None:
    """Note that these answers are what their papers say. A tick that is there stays whose it is. Ticking claims a free
    application. ``seen`` is the round that was looked at.

    :raises Invalid: a name that is no line to compare.
    :raises Conflict: another officer has it, it was sent anew since, or it does not wait to be compared.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    with transaction() as here:
        row = _to_compare(actor, code, names, seen)
        ticked = ticked_names(row)
        rows = [
            {
                "application_id": row.id,
                "name": name,
                "round": row.round,
                "by": actor.ref,
                "at": clock.now(),
            }
            for name in sorted(set(names) - ticked)
        ]
        if rows:
            here.execute(insert(ApplicationCheck), rows)


def untick(actor: Actor, code: str, names: Collection[str], *, seen: int | None = None) -> None:
    """Take ticks back, whoever made them. Errors as :func:`tick`."""
    with transaction():
        row = _to_compare(actor, code, names, seen)
        forget_ticks(row, names)


def ticked_names(row: ApplicationRow) -> set[str]:
    """The answers that are ticked; one statement."""
    found = session().execute(select(ApplicationCheck.name).where(ApplicationCheck.application_id == row.id))
    return set(found.scalars())


def ticked_by(row: ApplicationRow) -> set[str]:
    """Who made the ticks that stand, in whichever round; one statement."""
    found = session().execute(select(ApplicationCheck.by).where(ApplicationCheck.application_id == row.id))
    return set(found.scalars())


def _to_compare(actor: Actor, code: str, names: Collection[str], seen: int | None) -> ApplicationRow:
    row = in_hand(actor, code, seen=seen)
    if row.state is not ApplicationState.SUBMITTED:
        raise Conflict(
            Message("Hồ sơ đang ở bước “%(state)s”, không đối chiếu được.", {"state": row.state.label})
        )
    hold(actor, row)
    unknown = set(names) - set(lines(texts(kept_answers(row.id))))
    if unknown:
        message = Message("Hồ sơ không có mục này.")
        raise Invalid(message, fields=dict.fromkeys(sorted(unknown), message))
    return row

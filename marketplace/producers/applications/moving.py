"""Moves of an application: the one place where its state changes, guarded by what the caller has seen."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, update

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.access import ApplicationRow, not_writable
from marketplace.producers.applications.kinds import WRITABLE, ApplicationState
from marketplace.producers.applications.machine import APPLICATION
from marketplace.producers.applications.models import (
    Application,
    ApplicationCheck,
    ApplicationEvent,
    ApplicationNote,
)

_DECISIONS = frozenset({"return", "approve", "refuse"})
_PAST = {
    "submit": "submitted",
    "take_back": "taken_back",
    "return": "returned",
    "propose": "proposed",
    "reopen": "reopened",
    "approve": "approved",
    "refuse": "refused",
    "withdraw": "withdrawn",
}


def unchanged(row: ApplicationRow) -> ColumnElement[bool]:
    """The guard: nobody has moved, claimed or rewritten the application since ``row`` was read."""
    return and_(Application.state == row.state, Application.version == row.version)


def move(actor: Actor, row: ApplicationRow, name: str, *, reason: str = "", **values: Any) -> None:
    """Make a move, write its event and its entry in the audit log; part of an open transaction, tells nobody.

    :raises InvalidMove: the application does not stand where the move begins.
    :raises Conflict: somebody else was faster.
    """
    after = APPLICATION.next(row.name or row.code, row.state, name)
    change(row, state=after, **values)
    if name in _DECISIONS:
        # What an officer was still writing has been said now, or is not needed any more.
        session().execute(delete(ApplicationNote).where(ApplicationNote.application_id == row.id))
    counted = values.get("round", row.round)
    session().execute(
        insert(ApplicationEvent).values(
            application_id=row.id,
            move=name,
            state=after,
            by=actor.ref,
            at=clock.now(),
            reason=reason,
            round=counted,
        )
    )
    audit.record(actor, f"producers.application.{_PAST[name]}", "application", row.code, {"round": counted})


def change(row: ApplicationRow, **values: Any) -> None:
    """Change columns of an application that is still as ``row`` says; part of an open transaction.

    :raises Conflict: it is not.
    """
    changed = session().execute(
        update(Application)
        .where(Application.id == row.id, unchanged(row))
        .values(version=Application.version + 1, changed_at=clock.now(), **values)
        .returning(Application.id)
    )
    if changed.one_or_none() is None:
        raise Conflict(Message("Có người vừa thay đổi hồ sơ này. Tải lại trang."))


def taken(row: ApplicationRow) -> ApplicationRow:
    """The application with this transaction the only one that goes on with it; part of an open transaction.

    :raises Conflict: it is not as ``row`` says any more.
    """
    change(row)
    return replace(row, version=row.version + 1)


def touch(row: ApplicationRow) -> None:
    """Note that the applicant changes something, so that whoever submits meanwhile has to look again; part of an open
    transaction. :class:`Conflict` where it has left the applicant's hands.
    """
    touched = session().execute(
        update(Application)
        .where(Application.id == row.id, Application.state.in_(sorted(WRITABLE)))
        .values(version=Application.version + 1, changed_at=clock.now())
        .returning(Application.id)
    )
    if touched.one_or_none() is None:
        raise not_writable(ApplicationState.SUBMITTED)


def forget_ticks_of(actor: Actor, row: ApplicationRow) -> None:
    """Take back every tick that a person has made; part of an open transaction."""
    session().execute(
        delete(ApplicationCheck).where(
            ApplicationCheck.application_id == row.id, ApplicationCheck.by == actor.ref
        )
    )


def forget_ticks(row: ApplicationRow, names: Collection[str]) -> None:
    """Take ticks back from answers that are not what was compared any more; part of an open transaction."""
    session().execute(
        delete(ApplicationCheck).where(
            ApplicationCheck.application_id == row.id, ApplicationCheck.name.in_(sorted(names))
        )
    )

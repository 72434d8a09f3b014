"""Reading the audit log: who did what to what, and when."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.kernel.parts import streamed

BATCH = 1000
"""Entries that are in memory at a time while many are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """What to show. ``actor`` and ``subject`` (``kind`` or ``kind:ref``) match whole, ``action`` from its beginning
    (``certification.`` is all of that domain); both days are included. ``actors`` are several, of whom one did it; with
    none of them nothing matches. ``text`` is found in what was noted, or in what the subject is called by.
    """

    actor: str = ""
    actors: tuple[str, ...] | None = None
    text: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done. ``hash`` covers the entry and the one before it."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject_kind: str
    subject_ref: str
    hash: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What it was done to: ``recognition:7K2M4XQP``."""
        return f"{self.subject_kind}:{self.subject_ref}"


def log(
    wanted: LogFilter | None = None, *, oldest: bool = False, page: int = 1, size: int = 50
) -> Page[LogEntry]:
    """A page of the log, newest first unless ``oldest``; two statements. A page beyond the last is the last."""
    here, conditions = session(), _conditions(wanted or LogFilter())
    total = here.execute(select(func.count()).select_from(AuditEntry).where(*conditions)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    order = AuditEntry.seq.asc() if oldest else AuditEntry.seq.desc()
    rows = here.execute(_entries(conditions).order_by(order).limit(size).offset((number - 1) * size))
    return Page(tuple(map(_entry, rows)), total, number, size)


def actions() -> tuple[str, ...]:
    """Every action that the log has, for a filter; one statement, answered from an index."""
    return tuple(
        session().execute(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).scalars()
    )


def of_subject(kind: str, ref: str, *, limit: int = 100) -> tuple[LogEntry, ...]:
    """What was done to one thing, newest first; one statement."""
    conditions = [AuditEntry.subject_kind == kind, AuditEntry.subject_ref == ref]
    rows = session().execute(_entries(conditions).order_by(AuditEntry.seq.desc()).limit(limit))
    return tuple(map(_entry, rows))


def export(
    actor: Actor, wanted: LogFilter | None = None, *, at_most: int | None = None
) -> Iterator[LogEntry]:
    """Every entry under that filter as of now, oldest first. That they are taken out is noted at once, in an entry of
    its own that is not among them; they themselves are read while they are asked for, by one statement, a thousand at a
    time. What is in the log stays as it is, so that the entries up to the last one of now are one snapshot.

    :raises Conflict: there are more than ``at_most``; nothing was taken out then.
    """
    conditions = _conditions(wanted or LogFilter())
    asked = select(func.count(), func.max(AuditEntry.seq)).where(*conditions)
    total, last = session().execute(asked).one()
    if at_most is not None and total > at_most:
        raise Conflict(Message("Nhiều dòng quá cho một tệp Excel. Thu hẹp kỳ, hoặc tải CSV."))
    with transaction():
        audit.record(actor, "kernel.audit.exported", "audit", "log", {"rows": total})
    until = _entries([*conditions, AuditEntry.seq <= (last or 0)]).order_by(AuditEntry.seq)
    return streamed(until, _entry, BATCH)


def _entries(conditions: list[ColumnElement[bool]]) -> Any:
    return select(
        AuditEntry.seq,
        AuditEntry.at,
        AuditEntry.actor,
        AuditEntry.action,
        AuditEntry.subject_kind,
        AuditEntry.subject_ref,
        AuditEntry.hash,
        AuditEntry.data,
    ).where(*conditions)


def _entry(row: Any) -> LogEntry:
    return LogEntry(**{**row._mapping, "data": json.loads(row.data)})


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.actors is not None:
        found.append(AuditEntry.actor.in_(wanted.actors))
    found += [_somewhere(word) for word in wanted.text.split()]
    if wanted.actor:
        found.append(AuditEntry.actor == wanted.actor)
    if wanted.action:
        found.append(AuditEntry.action.startswith(wanted.action, autoescape=True))
    if wanted.subject:
        kind, _, ref = wanted.subject.partition(":")
        found.append(AuditEntry.subject_kind == kind)
        if ref:
            found.append(AuditEntry.subject_ref == ref)
    if wanted.first:
        found.append(AuditEntry.at >= clock.start_of_day(wanted.first))
    if wanted.last:
        found.append(AuditEntry.at < clock.end_exclusive(wanted.last))
    return found


def _somewhere(word: str) -> ColumnElement[bool]:
    # As it is too: SQLite lowers ASCII alone.
    return or_(
        AuditEntry.data.contains(word, autoescape=True),
        func.lower(AuditEntry.data).contains(word.lower(), autoescape=True),
        func.lower(AuditEntry.subject_ref).contains(word.lower(), autoescape=True),
    )

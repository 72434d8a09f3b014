"""Reading the outbox: what waits, what failed, what was done; and giving what failed another try."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from marketplace.kernel import audit, clock, worker_beat
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction, unit_of_work
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.paging import Page
from marketplace.kernel.parts import PART, in_parts, one_by_one


@dataclass(frozen=True, slots=True)
class JobRow:
    """A piece of work. ``error`` is the traceback of the last failure, ``problem`` its last line."""

    id: int
    job: str
    args: dict[str, Any]
    created_at: datetime
    available_at: datetime
    leased_until: datetime | None
    attempts: int
    done_at: datetime | None
    failed_at: datetime | None
    error: str

    @property
    def state(self) -> str:
        """``done``, ``failed`` (for good), ``running``, ``retrying`` (failed, will be tried again) or ``waiting``."""
        if self.done_at is not None:
            return "done"
        if self.failed_at is not None:
            return "failed"
        if self.leased_until is not None and self.leased_until > clock.now():
            return "running"
        return "retrying" if self.error else "waiting"

    @property
    def problem(self) -> str:
        """What went wrong, in the last line of the traceback."""
        lines = [line for line in self.error.splitlines() if line.strip()]
        return lines[-1].strip() if lines else ""


_COLUMNS = (
    OutboxRow.id,
    OutboxRow.job,
    OutboxRow.args,
    OutboxRow.created_at,
    OutboxRow.available_at,
    OutboxRow.leased_until,
    OutboxRow.attempts,
    OutboxRow.done_at,
    OutboxRow.failed_at,
    OutboxRow.error,
)
_OPEN = (OutboxRow.done_at.is_(None), OutboxRow.failed_at.is_(None))
STATES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "open": _OPEN,
    "failed": (OutboxRow.failed_at.is_not(None), OutboxRow.done_at.is_(None)),
    "done": (OutboxRow.done_at.is_not(None),),
    "all": (),
}
"""What a list can be narrowed to. ``open`` is everything that will still be tried."""


def jobs(*, state: str = "open", name: str = "", page: int = 1, size: int = 50) -> Page[JobRow]:
    """A page of the outbox, newest first; two statements. ``name`` matches from its beginning."""
    here, wanted = session(), [*STATES.get(state, ())]
    if name:
        wanted.append(OutboxRow.job.startswith(name, autoescape=True))
    total = here.execute(select(func.count()).select_from(OutboxRow).where(*wanted)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = here.execute(
        select(*_COLUMNS).where(*wanted).order_by(OutboxRow.id.desc()).limit(size).offset((number - 1) * size)
    )
    return Page(tuple(map(_job, rows)), total, number, size)


def job(row_id: int) -> JobRow | None:
    """One piece of work; one statement."""
    row = session().execute(select(*_COLUMNS).where(OutboxRow.id == row_id)).one_or_none()
    return None if row is None else _job(row)


def last_beat() -> datetime | None:
    """When a worker last said that it lives, or ``None``; one statement."""
    return worker_beat.last_beat()


def _job(row: Any) -> JobRow:
    return JobRow(**{**row._mapping, "args": json.loads(row.args)})


def job_counts() -> dict[str, int]:
    """How many rows each state has; one statement."""
    counted = [
        func.count(OutboxRow.id).filter(*conditions).label(state) for state, conditions in STATES.items()
    ]
    return dict(session().execute(select(*counted)).one()._mapping)


def failed_count() -> int:
    """How many jobs failed for good and wait for somebody to look; one statement, answered from an index."""
    return session().execute(select(func.count(OutboxRow.id)).where(*STATES["failed"])).scalar_one()


def retry(actor: Actor, row_id: int) -> None:
    """Let a job that failed for good be tried again. Who may is for the caller to ask.

    :raises NotFound: there is no such row. :raises Conflict: it did not fail, or somebody was faster.
    """
    with transaction() as here:
        name = here.execute(select(OutboxRow.job).where(OutboxRow.id == row_id)).scalar_one_or_none()
        if name is None:
            raise NotFound(Message("Không có việc nền này."))
        if not _try_again(row_id):
            raise Conflict(Message("Việc này không còn ở trạng thái hỏng."))
        audit.record(actor, "kernel.job.retried", "job", row_id, {"job": name})


def retry_all(actor: Actor, name: str = "") -> int:
    """Let every job that failed for good be tried again, at most 500 at once. Returns how many.

    Who may is for the caller to ask.

    :raises Conflict: there is none.
    """
    with transaction():
        ids = _try_all_again(name)
        if not ids:
            raise Conflict(Message("Không có việc nào hỏng."))
        audit.record(actor, "kernel.jobs.retried", "jobs", "list", {"rows": len(ids), "job": name})
    return len(ids)


def _try_again(row_id: int) -> bool:
    """Let a row that failed for good be tried again. True if there was such a row."""
    with transaction() as here:
        changed = here.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row_id, OutboxRow.failed_at.is_not(None))
            .values(failed_at=None, leased_until=None, attempts=0, available_at=clock.now())
        )
        if rowcount(changed) == 1:
            unit_of_work().outbox.append(row_id)
    return bool(rowcount(changed))


def _try_all_again(name: str, at_most: int = 500) -> tuple[int, ...]:
    """Let rows that failed for good be tried again, the oldest first; ``name`` matches from its beginning.

    Returns which ones.
    """
    with transaction() as here:
        conditions: list[ColumnElement[bool]] = [OutboxRow.failed_at.is_not(None)]
        if name:
            conditions.append(OutboxRow.job.startswith(name, autoescape=True))
        oldest = select(OutboxRow.id).where(*conditions).order_by(OutboxRow.id).limit(at_most)
        changed = here.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_(oldest), OutboxRow.failed_at.is_not(None))
            .values(failed_at=None, leased_until=None, attempts=0, available_at=clock.now())
            .returning(OutboxRow.id)
        )
        ids = tuple(sorted(changed.scalars()))
        unit_of_work().outbox.extend(ids)
    return ids


def export(actor: Actor, *, state: str, name: str) -> Iterator[JobRow]:
    """Every row under that filter, read while they are asked for. That they are taken out is noted at once, in an entry
    of the audit log.
    """
    total, parts = in_parts(lambda number: jobs(state=state, name=name, page=number, size=PART))
    with transaction():
        audit.record(actor, "kernel.jobs.exported", "jobs", "list", {"rows": total})
    return one_by_one(parts)

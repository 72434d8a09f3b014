"""Work that leaves the request: a row in the same transaction, done once, whatever crashes.

``enqueue`` inserts a row. After the commit its id is handed to the job backend; if the process dies in between, the
worker's sweep finds the row and does it. A worker claims a row with a conditional UPDATE for ``LEASE``; the job's own
changes and the mark "done" commit together, so a job killed halfway leaves nothing and is taken up again when its
lease ends. Jobs take JSON values and are idempotent towards the outside (a mail's Message-ID is made from the row).
"""

import json
import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    Integer,
    String,
    Text,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel import clock
from marketplace.kernel.db import Base, UTCDateTime, rowcount, session, transaction, unit_of_work
from marketplace.kernel.state import current

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BEAT_EVERY = timedelta(seconds=30)
MAX_ATTEMPTS = 8


class PermanentFailure(Exception):
    """Raised by a job that will never succeed; it is not tried again."""


@dataclass(frozen=True, slots=True)
class PreparedJob:
    """A job in two steps: ``prepare(**args)`` does slow work outside any transaction and writes no rows;
    ``finish(prepared=…, **args)`` writes them. ``prepare`` may run more often than ``finish``.
    """

    prepare: Callable[..., Any]
    finish: Callable[..., None]


@dataclass(frozen=True, slots=True)
class OutsideJob:
    """A job that acts on the world outside, such as a mail: ``do(**args)`` runs outside any transaction, so that no
    far machine is waited for with the database in hand. It may run twice, and notes for itself what it has done.
    """

    do: Callable[..., None]


class JobBackend(Protocol):
    """Carries row ids from the process that committed to one that works."""

    needs_worker: bool
    """False when rows are done where they arise, so that nobody has to wait for a worker's beat."""

    def hand_over(self, row_ids: Sequence[int]) -> None:
        """Tell a worker that these rows wait. May raise; the sweep will find them."""
        ...


class OutboxRow(Base):
    """One piece of work that waits, is being done, is done, or has failed for good."""

    __tablename__ = "mkt_kernel_outbox"
    __table_args__ = (
        CheckConstraint("attempts >= 0", "attempts_not_negative"),
        Index("ix_mkt_kernel_outbox_open", "done_at", "failed_at", "available_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    job: Mapped[str] = mapped_column(String(80))
    args: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    available_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    runs: Mapped[int] = mapped_column(
        Integer, default=0, comment="how often it was done; never more than once"
    )
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    error: Mapped[str] = mapped_column(Text, default="")


def enqueue(job: str, *, delay: timedelta | None = None, **args: Any) -> int:
    """Put ``job`` with ``args`` into the outbox of the open transaction; returns the row's id.

    ``KeyError`` if no such job is wired: better now than in the worker.
    """
    if job not in current().jobs:
        raise KeyError(f"no job named {job!r} in marketplace/wiring.py")
    unit, now = unit_of_work(), clock.now()
    row_id: int = (
        session()
        .execute(
            insert(OutboxRow)
            .values(
                job=job,
                args=json.dumps(args, ensure_ascii=False, sort_keys=True),
                created_at=now,
                available_at=now + (delay or timedelta()),
                attempts=0,
                runs=0,
                error="",
            )
            .returning(OutboxRow.id)
        )
        .scalar_one()
    )
    if delay is None:
        unit.outbox.append(row_id)
    return row_id


def hand_over(row_ids: Sequence[int]) -> None:
    """Tell the job backend of committed rows. It may be away: the rows are safe and the sweep will find them."""
    try:
        current().port("jobs", JobBackend).hand_over(row_ids)
    except Exception:
        log.warning("jobs %s were not handed over; the sweep will take them", list(row_ids), exc_info=True)


def run(row_id: int) -> bool:
    """Claim and do one row. True when this call did it; False when it was not to be had or the job failed."""
    now = clock.now()
    with transaction() as here:
        claimed = here.execute(
            update(OutboxRow)
            .where(
                OutboxRow.id == row_id,
                OutboxRow.done_at.is_(None),
                OutboxRow.failed_at.is_(None),
                OutboxRow.available_at <= now,
                or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until <= now),
            )
            .values(leased_until=now + LEASE, attempts=OutboxRow.attempts + 1)
            .returning(OutboxRow.job, OutboxRow.args, OutboxRow.attempts)
        ).one_or_none()
    if claimed is None:
        return False
    try:
        job, args = current().jobs[claimed.job], json.loads(claimed.args)
        finish: Callable[..., None] | None = job
        # Slow work: on SQLite a transaction would keep every other writer waiting meanwhile.
        if isinstance(job, PreparedJob):
            args["prepared"], finish = job.prepare(**args), job.finish
        elif isinstance(job, OutsideJob):
            job.do(**args)
            finish = None
        with transaction() as here:
            if finish is not None:
                finish(**args)
            done = here.execute(
                update(OutboxRow)
                .where(OutboxRow.id == row_id, OutboxRow.done_at.is_(None))
                .values(done_at=clock.now(), leased_until=None, runs=OutboxRow.runs + 1, error="")
            )
            if rowcount(done) != 1:
                raise RuntimeError("another worker finished this row meanwhile")
    except Exception as failure:  # noqa: BLE001 -- whatever a job raises is written down and tried again
        _note_failure(row_id, claimed.attempts, failure)
        return False
    return True


def sweep(limit: int = 200, *, after_each: Callable[[], None] = lambda: None) -> int:
    """Do what waits and was never handed over, or whose worker died. Returns how many rows were done."""
    now = clock.now()
    waiting = (
        session()
        .execute(
            select(OutboxRow.id)
            .where(
                OutboxRow.done_at.is_(None),
                OutboxRow.failed_at.is_(None),
                OutboxRow.available_at <= now,
                or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until <= now),
            )
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        .scalars()
        .all()
    )
    done = 0
    for row_id in waiting:
        done += run(row_id)
        after_each()
    return done


def retry(row_id: int) -> bool:
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


def retry_failed(name: str = "", *, at_most: int = 500) -> tuple[int, ...]:
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


def _note_failure(row_id: int, attempts: int, failure: Exception) -> None:
    """Write down what went wrong and when to try again: 30 s, 1, 2, 4 … minutes, at most an hour apart."""
    final = attempts >= MAX_ATTEMPTS or isinstance(failure, PermanentFailure)
    now = clock.now()
    text = "".join(traceback.format_exception(failure))[-4000:]
    log.error(
        "job row %s failed (attempt %s%s): %r", row_id, attempts, ", for good" if final else "", failure
    )
    with transaction() as here:
        here.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row_id, OutboxRow.done_at.is_(None))
            .values(
                error=text,
                leased_until=None,
                failed_at=now if final else None,
                available_at=now + min(timedelta(seconds=30) * 2 ** (attempts - 1), timedelta(hours=1)),
            )
        )


class WorkerBeat(Base):
    """When a worker last said that it lives. One row."""

    __tablename__ = "mkt_kernel_worker_beat"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


def beat() -> None:
    """The worker says that it lives."""
    with transaction() as here:
        changed = here.execute(update(WorkerBeat).where(WorkerBeat.id == 1).values(at=clock.now()))
        if rowcount(changed) == 0:
            here.execute(insert(WorkerBeat).values(id=1, at=clock.now()))


def keep_beating() -> None:
    """The worker says between two jobs that it lives, unless it has just done so: a long row of them is no silence."""
    last = last_beat()
    if last is None or clock.now() - last >= BEAT_EVERY:
        beat()


def last_beat() -> datetime | None:
    """When a worker last said that it lives, or ``None``."""
    return session().execute(select(WorkerBeat.at).where(WorkerBeat.id == 1)).scalar_one_or_none()

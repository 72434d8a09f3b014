"""Work that leaves the request: a row in the same transaction, done once, whatever crashes.

``enqueue`` inserts a row. After the commit its id is handed to the job backend; if the process dies in between, the
worker's sweep finds the row and does it. A worker claims a row with a conditional UPDATE for ``LEASE``; the job's own
changes and the mark "done" commit together, so a job killed halfway leaves nothing and is taken up again when its
lease ends. Jobs take JSON values and are idempotent towards the outside (a mail's Message-ID is made from the row).

Rows come up in the order in which they were handed over. Whoever's turn it is (``take``) first lets more urgent ones
go, however late they came, at most ``AHEAD`` of them: so a mail that somebody waits for waits for one job at most, and
slow work gets its turn even where mails never end.
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
    SmallInteger,
    String,
    Text,
    and_,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel import clock
from marketplace.kernel.db import Base, UTCDateTime, rowcount, session, transaction, unit_of_work
from marketplace.kernel.state import current
from marketplace.kernel.urgency import Urgency

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
AHEAD = 20
"""So many more urgent rows go before one whose turn it is."""


class PermanentFailure(Exception):
    """Raised by a job that will never succeed; it is not tried again."""


@dataclass(frozen=True, slots=True)
class PreparedJob:
    """A job in two steps: ``prepare(**args)`` does slow work outside any transaction and writes no rows;
    ``finish(prepared=…, **args)`` writes them. ``prepare`` may run more often than ``finish``.
    """

    prepare: Callable[..., Any]
    finish: Callable[..., None]
    urgency: Urgency = Urgency.LATER


@dataclass(frozen=True, slots=True)
class OutsideJob:
    """A job that acts on the world outside, such as a mail: ``do(**args)`` runs outside any transaction, so that no
    far machine is waited for with the database in hand. It may run twice, and notes for itself what it has done.
    """

    do: Callable[..., None]
    urgency: Urgency = Urgency.SOON


@dataclass(frozen=True, slots=True)
class InsideJob:
    """A job in the transaction that marks it done, as a plain function is, that need not wait for slow work."""

    do: Callable[..., None]
    urgency: Urgency = Urgency.SOON


class JobBackend(Protocol):
    """Carries row ids from the process that committed to one that works."""

    needs_worker: bool
    """False when rows are done where they arise, so that nobody has to wait for a worker's beat."""

    def hand_over(self, row_ids: Sequence[int]) -> None:
        """Tell a worker that these rows wait. May raise; the sweep will find them."""
        ...


_WAITS = "done_at IS NULL AND failed_at IS NULL"


class OutboxRow(Base):
    """One piece of work that waits, is being done, is done, or has failed for good."""

    __tablename__ = "mkt_kernel_outbox"
    __table_args__ = (
        CheckConstraint("attempts >= 0", "attempts_not_negative"),
        Index("ix_mkt_kernel_outbox_open", "done_at", "failed_at", "available_at"),
        Index(
            "ix_mkt_kernel_outbox_urgent",
            "urgency",
            "available_at",
            "id",
            sqlite_where=text(_WAITS),
            postgresql_where=text(_WAITS),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    job: Mapped[str] = mapped_column(String(80))
    args: Mapped[str] = mapped_column(Text)
    urgency: Mapped[int] = mapped_column(
        SmallInteger, default=Urgency.LATER, comment="kernel.urgency: the lower goes first"
    )
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
    urgency = getattr(current().jobs[job], "urgency", Urgency.LATER)
    unit, now = unit_of_work(), clock.now()
    row_id: int = (
        session()
        .execute(
            insert(OutboxRow)
            .values(
                job=job,
                args=json.dumps(args, ensure_ascii=False, sort_keys=True),
                urgency=int(urgency),
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
            .where(OutboxRow.id == row_id, _to_be_had(now))
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
        elif isinstance(job, InsideJob):
            finish = job.do
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


def take(row_id: int, *, after_each: Callable[[], None] = lambda: None) -> int:
    """It is this row's turn: do what is more urgent, then the row itself. Returns how many rows were done."""
    waiting = select(OutboxRow.urgency).where(OutboxRow.id == row_id, _to_be_had(clock.now()))
    urgency = session().execute(waiting).scalar_one_or_none()
    if urgency is None:
        return 0
    done = go_ahead(urgency, after_each=after_each) + run(row_id)
    after_each()
    return done


def go_ahead(
    of: int = Urgency.LATER, *, most: int = AHEAD, after_each: Callable[[], None] = lambda: None
) -> int:
    """Do what is more urgent than ``of``, the most urgent and of those the longest waiting first, at most ``most``.

    Returns how many rows were done. One statement for each kind of urgency, answered from an index.
    """
    now, ahead = clock.now(), list[int]()
    for urgency in range(of):
        rows = (
            select(OutboxRow.id)
            .where(OutboxRow.urgency == urgency, _to_be_had(now))
            .order_by(OutboxRow.available_at, OutboxRow.id)
            .limit(most - len(ahead))
        )
        ahead += session().execute(rows).scalars() if len(ahead) < most else ()
    done = 0
    for each in ahead:
        done += run(each)
        after_each()
    return done


def sweep(limit: int = 200, *, after_each: Callable[[], None] = lambda: None) -> int:
    """Do what waits and was never handed over, or whose worker died: the oldest, each in its turn, about ``limit``.

    Returns how many rows were done.
    """
    waiting = select(OutboxRow.id).where(_to_be_had(clock.now())).order_by(OutboxRow.id).limit(limit)
    done = 0
    for row_id in session().execute(waiting).scalars().all():
        done += take(row_id, after_each=after_each)
        if done >= limit:
            break
    return done


def _to_be_had(now: datetime) -> ColumnElement[bool]:
    """What still has to be done, may be done by now, and is in nobody's hands."""
    return and_(
        OutboxRow.done_at.is_(None),
        OutboxRow.failed_at.is_(None),
        OutboxRow.available_at <= now,
        or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until <= now),
    )


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

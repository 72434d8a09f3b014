"""The worker says that it lives, so that a page can tell when none does."""

from datetime import datetime, timedelta

from sqlalchemy import Integer, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel import clock
from marketplace.kernel.db import Base, UTCDateTime, rowcount, session, transaction

BEAT_EVERY = timedelta(seconds=30)


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

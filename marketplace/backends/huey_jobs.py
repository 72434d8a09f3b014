"""Jobs by huey: SQLite in a second process started with the site, or Redis for many machines."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from flask import Flask
    from huey import Huey

NAME = "marketplace"


class ImmediateJobs:
    """Does each row at once, in the process that committed it. For tests and for one-shot commands."""

    needs_worker = False

    def hand_over(self, row_ids: Sequence[int]) -> None:
        """Do the rows."""
        from marketplace.kernel import outbox

        for row_id in row_ids:
            outbox.run(row_id)


class HueyJobs:
    """Carries row ids over a huey queue. The worker is ``flask marketplace jobs work``."""

    needs_worker = True

    def __init__(self, queue: "Huey", app: "Flask") -> None:
        self.queue = queue

        @queue.task(name="run")
        def run(row_id: int) -> None:
            from marketplace.kernel import outbox, worker_beat

            with app.app_context():
                # The minute's sweep, which says so too, waits its turn behind everything that was handed over.
                outbox.take(row_id, after_each=worker_beat.keep_beating)

        self._run: Any = run

    def hand_over(self, row_ids: Sequence[int]) -> None:
        """Put the rows on the queue."""
        for row_id in row_ids:
            self._run(row_id)


def make(setting: str, app: "Flask") -> ImmediateJobs | HueyJobs:
    """The job backend that ``MARKETPLACE_JOBS`` names."""
    scheme = urlsplit(setting).scheme
    if scheme == "immediate":
        return ImmediateJobs()
    if scheme == "sqlite":
        from huey import SqliteHuey

        path = Path(app.instance_path, setting.removeprefix("sqlite:"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return HueyJobs(SqliteHuey(NAME, filename=str(path), results=False, timeout=30), app)
    from huey import RedisHuey

    return HueyJobs(RedisHuey(NAME, url=setting, results=False), app)

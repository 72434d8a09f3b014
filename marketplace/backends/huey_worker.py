"""The worker process: huey's consumer over our queue, a sweep at the start and every minute, and a heartbeat."""

import logging
from typing import TYPE_CHECKING

from huey import crontab

from marketplace.backends.huey_jobs import HueyJobs
from marketplace.kernel import outbox, worker_beat
from marketplace.kernel.state import EXTENSION

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)


def work(app: "Flask", workers: int = 1) -> None:
    """Work until a signal says stop; the job at hand is finished first."""
    backend = app.extensions[EXTENSION].ports["jobs"]
    if not isinstance(backend, HueyJobs):
        raise SystemExit(
            "MARKETPLACE_JOBS is `immediate:`: jobs are done where they arise, there is no worker to run"
        )
    queue = backend.queue

    def sweep() -> None:
        with app.app_context():
            worker_beat.beat()
            for task in app.extensions[EXTENSION].every_minute:
                outbox.go_ahead()
                task()
            done = outbox.sweep(after_each=worker_beat.keep_beating)
            if done:
                log.info("swept %s waiting jobs", done)

    @queue.periodic_task(crontab(minute="*"), name="sweep")
    def every_minute() -> None:
        sweep()

    sweep()
    queue.create_consumer(
        workers=workers, worker_type="thread", check_worker_health=True, initial_delay=0.05
    ).run()

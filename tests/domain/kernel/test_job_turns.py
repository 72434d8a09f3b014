"""Who of the waiting jobs goes first: what somebody waits for, but slow work gets its turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from huey import MemoryHuey
from sqlalchemy import insert, select, update

from config.mails import JOB as ACCOUNT_MAIL
from marketplace.backends.huey_jobs import HueyJobs
from marketplace.kernel import clock, outbox
from marketplace.kernel.db import session, transaction
from marketplace.kernel.outbox import AHEAD, LEASE, InsideJob, OutboxRow, OutsideJob, PreparedJob
from marketplace.kernel.urgency import Urgency
from marketplace.wiring import JOBS
from tests.conftest import NOON
from tests.domain.kernel.conftest import Backend

SLOW, MAIL, CONFIRM = "test.slow", "test.mail", "test.confirm"


@pytest.fixture
def done(backend: Backend, jobs: dict[str, Any]) -> list[str]:
    """What was done, in its order, by jobs of each urgency. Nothing is handed over by itself."""
    found: list[str] = []

    def tell(name: str) -> None:
        found.append(name)

    jobs[SLOW] = PreparedJob(lambda name: name, lambda name, prepared: found.append(name))
    jobs[MAIL] = OutsideJob(tell)
    jobs[CONFIRM] = OutsideJob(tell, Urgency.AWAITED)
    return found


@pytest.fixture
def queue(app: Flask) -> HueyJobs:
    """A queue of which a test takes one task after the other, as the worker does."""
    return HueyJobs(MemoryHuey(), app)


def work(jobs: HueyJobs, tasks: int = 1) -> None:
    for _each in range(tasks):
        jobs.queue.execute(jobs.queue.dequeue())


def put(job: str, name: str, delay: timedelta | None = None) -> int:
    with transaction():
        return outbox.enqueue(job, delay=delay, name=name)


def put_many(job: str, names: list[str], urgency: Urgency = Urgency.LATER) -> list[int]:
    rows = [
        {
            "job": job,
            "args": f'{{"name": "{name}"}}',
            "created_at": NOON,
            "available_at": NOON,
            "urgency": urgency,
        }
        for name in names
    ]
    with transaction() as here:
        here.execute(insert(OutboxRow), rows)
    of_job = select(OutboxRow.id).where(OutboxRow.job == job).order_by(OutboxRow.id)
    return list(session().execute(of_job).scalars())


def test_a_thousand_older_slow_jobs_do_not_keep_a_mail_waiting(done: list[str], queue: HueyJobs) -> None:
    slow = [f"slow {number}" for number in range(1_000)]
    queue.hand_over(put_many(SLOW, slow))
    work(queue)
    assert done == slow[:1]
    queue.hand_over([put(MAIL, "an order was packed"), put(CONFIRM, "confirm your address")])
    work(queue)
    assert done == [slow[0], "confirm your address", "an order was packed", slow[1]]
    work(queue, 1_000)
    assert done == [slow[0], "confirm your address", "an order was packed", *slow[1:]]
    assert len(queue.queue) == 0


def test_slow_work_gets_its_turn_however_many_mails_there_are(
    jobs: dict[str, Any], done: list[str], queue: HueyJobs
) -> None:
    def another(name: str) -> None:
        # Whoever is told asks for the next one: mails never end.
        done.append(name)
        put(CONFIRM, "mail")

    jobs[CONFIRM] = OutsideJob(another, Urgency.AWAITED)
    put_many(CONFIRM, ["mail"] * 3 * AHEAD, Urgency.AWAITED)
    queue.hand_over(put_many(MAIL, ["soon"], Urgency.SOON) + put_many(SLOW, ["slow 0", "slow 1"]))
    work(queue, 3)
    mails = ["mail"] * AHEAD
    assert done == [*mails, "soon", *mails, "slow 0", *mails, "slow 1"]


def test_the_sweep_gives_each_its_turn_too(done: list[str]) -> None:
    put_many(SLOW, [f"slow {number}" for number in range(3)])
    put_many(CONFIRM, [f"mail {number}" for number in range(AHEAD + 2)], Urgency.AWAITED)
    mails = [f"mail {number}" for number in range(AHEAD + 2)]
    assert outbox.sweep(limit=2) == AHEAD + 1
    assert done == [*mails[:AHEAD], "slow 0"]
    assert outbox.sweep() == 4
    assert done[AHEAD + 1 :] == [*mails[AHEAD:], "slow 1", "slow 2"]
    assert outbox.sweep() == 0


def test_a_mail_goes_ahead_once_it_may_be_sent_and_when_nobody_has_it(done: list[str]) -> None:
    put(CONFIRM, "in a minute", delay=timedelta(minutes=1))
    held = put(CONFIRM, "in hand")
    with transaction() as here:
        here.execute(update(OutboxRow).where(OutboxRow.id == held).values(leased_until=NOON + LEASE))
    first, second, third = put_many(SLOW, ["slow 0", "slow 1", "slow 2"])
    assert (outbox.take(first), outbox.take(first), done) == (1, 0, ["slow 0"])
    with clock.hold(NOON + timedelta(minutes=1)):
        assert (outbox.take(second), done[1:]) == (2, ["in a minute", "slow 1"])
    with clock.hold(NOON + LEASE):
        assert (outbox.take(third), done[3:]) == (2, ["in hand", "slow 2"])


def test_between_two_tasks_of_the_minute_urgent_mails_go(done: list[str]) -> None:
    put_many(SLOW, ["slow"])
    put_many(MAIL, ["soon"], Urgency.SOON)
    put_many(CONFIRM, ["mail"], Urgency.AWAITED)
    assert outbox.go_ahead() == 2
    assert done == ["mail", "soon"]


def test_a_row_keeps_how_urgent_its_job_is(
    jobs: dict[str, Any], done: list[str], row_of: Callable[[int], OutboxRow]
) -> None:
    jobs["test.plain"] = jobs[CONFIRM].do
    jobs["test.inside"] = InsideJob(jobs[CONFIRM].do)
    names = (SLOW, MAIL, CONFIRM, "test.plain", "test.inside")
    rows = {name: put(name, name) for name in names}
    assert [row_of(rows[name]).urgency for name in names] == [2, 1, 0, 2, 1]
    assert outbox.run(rows["test.inside"]) is True
    assert done == ["test.inside"]


def test_what_people_wait_for_is_marked_so(site: Flask) -> None:
    awaited = {name for name, job in JOBS.items() if getattr(job, "urgency", None) is Urgency.AWAITED}
    assert awaited == {"notifications.invitation", "notifications.second_factor_reset"}
    with site.app_context():
        assert outbox.current().jobs[ACCOUNT_MAIL].urgency is Urgency.AWAITED

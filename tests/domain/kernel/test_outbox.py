from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from huey import MemoryHuey
from sqlalchemy import insert, select, update

from marketplace.backends.huey_jobs import HueyJobs
from marketplace.kernel import clock, outbox, outbox_log, worker_beat
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import is_writing, session, transaction
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.outbox import (
    LEASE,
    MAX_ATTEMPTS,
    OutboxRow,
    OutsideJob,
    PermanentFailure,
    PreparedJob,
)
from marketplace.kernel.worker_beat import WorkerBeat
from tests.conftest import NOON
from tests.domain.kernel.conftest import Backend

Look = Callable[[int], OutboxRow]
OPERATOR = Actor("user", "vận hành", 5)


@pytest.fixture(autouse=True)
def _quiet(backend: Backend, jobs: dict[str, Any]) -> None:
    """Nothing is handed over by itself."""


def put(job: str, **args: Any) -> int:
    with transaction():
        return outbox.enqueue(job, **args)


def test_a_job_that_is_not_wired_is_refused_at_once(jobs: dict[str, Any]) -> None:
    with pytest.raises(KeyError, match=r"no job named 'test\.job'"), transaction():
        outbox.enqueue("test.job")
    assert session().execute(select(OutboxRow.id)).all() == []


def test_a_row_is_done_once_with_its_arguments(jobs: dict[str, Any], row_of: Look) -> None:
    calls: list[dict[str, Any]] = []
    jobs["test.job"] = lambda **args: calls.append(args)
    row_id = put("test.job", number=7, name="Cam Khe Mây")
    assert outbox.run(row_id) is True
    assert outbox.run(row_id) is False
    assert outbox.sweep() == 0
    assert calls == [{"number": 7, "name": "Cam Khe Mây"}]
    row = row_of(row_id)
    assert (row.attempts, row.runs, row.done_at, row.leased_until, row.failed_at) == (1, 1, NOON, None, None)
    assert row.args == '{"name": "Cam Khe Mây", "number": 7}'


def test_a_row_in_hand_is_nobody_elses_until_its_lease_ends(jobs: dict[str, Any], row_of: Look) -> None:
    inner: list[bool] = []

    def job(row: int) -> None:
        # Another worker comes by while this one is at work, and again a second before the lease ends.
        inner.append(outbox.run(row))
        with clock.hold(NOON + LEASE - timedelta(seconds=1)):
            inner.append(outbox.run(row))

    jobs["test.job"] = job
    row_id = put("test.job", row=1)
    with transaction() as here:
        here.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(args=f'{{"row": {row_id}}}'))
    assert outbox.run(row_id) is True
    assert inner == [False, False]
    assert row_of(row_id).attempts == 1


def test_what_a_dead_worker_held_is_taken_up_when_its_lease_ends(jobs: dict[str, Any], row_of: Look) -> None:
    calls: list[int] = []
    jobs["test.job"] = lambda: calls.append(1)
    row_id = put("test.job")
    # The worker claimed it and was killed.
    with transaction() as here:
        claimed = update(OutboxRow).where(OutboxRow.id == row_id)
        here.execute(claimed.values(leased_until=NOON + LEASE, attempts=1))
    assert (outbox.run(row_id), outbox.sweep(), calls) == (False, 0, [])
    with clock.hold(NOON + LEASE):
        assert outbox.sweep() == 1
    row = row_of(row_id)
    assert (calls, row.attempts, row.runs, row.done_at) == ([1], 2, 1, NOON + LEASE)


def test_a_crash_between_commit_and_hand_over_loses_nothing(
    backend: Backend, jobs: dict[str, Any], row_of: Look
) -> None:
    calls: list[int] = []
    jobs["test.job"] = lambda: calls.append(1)
    backend.away = True
    row_id = put("test.job")
    assert (backend.handed, calls) == ([], [])
    assert outbox.sweep() == 1
    assert (calls, row_of(row_id).runs) == ([1], 1)
    # The queue comes back and delivers late: there is nothing left to do.
    assert outbox.run(row_id) is False
    assert calls == [1]


def test_the_jobs_changes_and_its_mark_stand_or_fall_together(jobs: dict[str, Any], row_of: Look) -> None:
    def job() -> None:
        session().execute(insert(WorkerBeat).values(id=1, at=clock.now()))
        raise RuntimeError("halfway")

    jobs["test.job"] = job
    row_id = put("test.job")
    assert outbox.run(row_id) is False
    assert session().execute(select(WorkerBeat.id)).all() == []
    row = row_of(row_id)
    assert (row.runs, row.done_at, row.leased_until, row.failed_at) == (0, None, None, None)
    assert row.error.endswith("RuntimeError: halfway\n")


def test_failures_wait_longer_each_time_and_end_after_eight(jobs: dict[str, Any], row_of: Look) -> None:
    tries: list[int] = []

    def job() -> None:
        tries.append(1)
        raise ConnectionError("mail server away")

    jobs["test.job"] = job
    row_id, at, waits = put("test.job"), NOON, []
    for _ in range(MAX_ATTEMPTS):
        with clock.hold(at):
            assert outbox.run(row_id) is False
        row = row_of(row_id)
        waits.append((row.available_at - at).total_seconds())
        with clock.hold(row.available_at - timedelta(seconds=1)):
            assert (outbox.run(row_id), outbox.sweep()) == (False, 0)
        at = row.available_at
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600]
    assert len(tries) == row.attempts == MAX_ATTEMPTS == 8
    assert row.failed_at is not None
    with clock.hold(at + timedelta(days=1)):
        assert (outbox.run(row_id), outbox.sweep()) == (False, 0)
    assert len(tries) == 8


def test_a_permanent_failure_is_not_tried_again(jobs: dict[str, Any], row_of: Look) -> None:
    def job() -> None:
        raise PermanentFailure("there is no order 12")

    jobs["test.job"] = job
    row_id = put("test.job")
    assert outbox.run(row_id) is False
    row = row_of(row_id)
    assert (row.attempts, row.failed_at, row.runs) == (1, NOON, 0)
    with clock.hold(NOON + timedelta(days=1)):
        assert outbox.sweep() == 0


def test_a_job_that_is_gone_from_the_code_is_a_failure_not_a_crash(
    jobs: dict[str, Any], row_of: Look
) -> None:
    jobs["test.gone"] = lambda: None
    row_id = put("test.gone")
    del jobs["test.gone"]
    assert outbox.run(row_id) is False
    assert "KeyError: 'test.gone'" in row_of(row_id).error


def test_what_is_delayed_waits_for_its_time_and_is_not_handed_over(
    backend: Backend, jobs: dict[str, Any], row_of: Look
) -> None:
    jobs["test.job"] = lambda: None
    row_id = put("test.job", delay=timedelta(minutes=10))
    assert backend.handed == []
    assert (outbox.run(row_id), outbox.sweep()) == (False, 0)
    with clock.hold(NOON + timedelta(minutes=10)):
        assert outbox.sweep() == 1
    assert row_of(row_id).runs == 1


def test_the_sweep_goes_by_age_and_stops_at_its_limit(jobs: dict[str, Any]) -> None:
    order: list[int] = []
    jobs["test.job"] = lambda **args: order.append(args["number"])
    for number in range(5):
        put("test.job", number=number)
    assert outbox.sweep(limit=3) == 3
    assert outbox.sweep(limit=3) == 2
    assert order == [0, 1, 2, 3, 4]


def test_slow_work_is_done_outside_the_transaction_that_writes(jobs: dict[str, Any], row_of: Look) -> None:
    steps: list[tuple[str, bool]] = []

    def prepare(number: int) -> str:
        steps.append(("prepare", is_writing()))
        return f"cut {number}"

    def finish(number: int, prepared: str) -> None:
        steps.append((f"finish {number} {prepared}", is_writing()))

    jobs["test.slow"] = PreparedJob(prepare, finish)
    row_id = put("test.slow", number=3)
    assert outbox.run(row_id) is True
    assert steps == [("prepare", False), ("finish 3 cut 3", True)]
    assert row_of(row_id).runs == 1


def test_slow_work_whose_end_fails_is_tried_again_from_its_beginning(
    jobs: dict[str, Any], row_of: Look
) -> None:
    prepared: list[int] = []

    def prepare() -> int:
        prepared.append(1)
        return len(prepared)

    def finish(prepared: int) -> None:
        if prepared == 1:
            raise ConnectionError

    jobs["test.slow"] = PreparedJob(prepare, finish)
    row_id = put("test.slow")
    assert outbox.run(row_id) is False
    with clock.hold(NOON + timedelta(seconds=30)):
        assert outbox.run(row_id) is True
    row = row_of(row_id)
    assert (prepared, row.attempts, row.runs, row.error) == ([1, 1], 2, 1, "")


def test_what_goes_outside_goes_outside_any_transaction(jobs: dict[str, Any], row_of: Look) -> None:
    steps: list[tuple[int, bool]] = []

    def do(number: int) -> None:
        steps.append((number, is_writing()))
        if len(steps) == 1:
            raise ConnectionError

    jobs["test.outside"] = OutsideJob(do)
    row_id = put("test.outside", number=3)
    assert outbox.run(row_id) is False
    assert row_of(row_id).runs == 0
    with clock.hold(NOON + timedelta(seconds=30)):
        assert outbox.run(row_id) is True
        assert outbox.run(row_id) is False
    row = row_of(row_id)
    assert (steps, row.attempts, row.runs, row.error) == ([(3, False)] * 2, 2, 1, "")


def test_a_failed_job_is_given_another_try_by_an_operator(
    backend: Backend, jobs: dict[str, Any], row_of: Look
) -> None:
    fails = [True]

    def job() -> None:
        if fails[0]:
            raise PermanentFailure("wrong address")

    jobs["test.job"] = job
    row_id = put("test.job")
    with pytest.raises(Conflict):
        outbox_log.retry(OPERATOR, row_id)
    outbox.run(row_id)
    assert outbox_log.jobs(state="failed").items[0].problem.endswith("PermanentFailure: wrong address")
    backend.handed.clear()
    outbox_log.retry(OPERATOR, row_id)
    assert backend.handed == [row_id]
    fails[0] = False
    assert outbox.run(row_id) is True
    row = row_of(row_id)
    assert (row.attempts, row.runs, row.failed_at) == (1, 1, None)
    with pytest.raises(NotFound):
        outbox_log.retry(OPERATOR, 999_999)
    retried = session().execute(select(AuditEntry.actor, AuditEntry.action, AuditEntry.subject_ref)).all()
    assert retried == [("user:5", "kernel.job.retried", str(row_id))]


def test_the_list_of_jobs_says_how_each_stands(jobs: dict[str, Any]) -> None:
    jobs["test.good"] = lambda: None
    jobs["test.bad"] = lambda: 1 // 0
    done, retrying, waiting = put("test.good"), put("test.bad"), put("test.good")
    outbox.run(done)
    outbox.run(retrying)
    states = {row.id: row.state for row in outbox_log.jobs(state="all").items}
    assert states == {done: "done", retrying: "retrying", waiting: "waiting"}
    assert outbox_log.job_counts() == {"open": 2, "failed": 0, "done": 1, "all": 3}
    assert [row.id for row in outbox_log.jobs(name="test.b").items] == [retrying]


def test_the_worker_says_that_it_lives(jobs: dict[str, Any]) -> None:
    assert worker_beat.last_beat() is None
    worker_beat.beat()
    assert worker_beat.last_beat() == NOON
    with clock.hold(NOON + timedelta(minutes=1)):
        worker_beat.beat()
    assert worker_beat.last_beat() == NOON + timedelta(minutes=1)
    assert session().execute(select(WorkerBeat.id)).scalars().all() == [1]


def test_a_worker_with_much_to_do_says_between_two_jobs_that_it_lives(jobs: dict[str, Any]) -> None:
    with ExitStack() as later:

        def takes(time: timedelta) -> None:
            later.enter_context(clock.hold(clock.now() + time))

        jobs["test.long"] = lambda: takes(timedelta(minutes=2))
        jobs["test.short"] = lambda: takes(timedelta(seconds=10))
        for _each in range(3):
            put("test.long")
        worker_beat.beat()
        assert outbox.sweep(after_each=worker_beat.keep_beating) == 3
        assert worker_beat.last_beat() == NOON + timedelta(minutes=6)
        for _each in range(2):
            put("test.short")
        assert outbox.sweep(after_each=worker_beat.keep_beating) == 2
        assert worker_beat.last_beat() == NOON + timedelta(minutes=6), "said less than half a minute ago"


def test_so_does_one_whose_queue_is_long(app: Flask, jobs: dict[str, Any]) -> None:
    jobs["test.good"] = lambda: None
    HueyJobs(MemoryHuey(immediate=True), app).hand_over([put("test.good")])
    assert (outbox_log.job_counts()["done"], worker_beat.last_beat()) == (1, NOON)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import before_commit, is_writing, savepoint, session, transaction, unit_of_work
from marketplace.kernel.events import Event, emit
from marketplace.kernel.outbox import OutboxRow, enqueue
from marketplace.kernel.worker_beat import WorkerBeat
from tests.conftest import state_of
from tests.domain.kernel.conftest import Backend
from tests.unchanged import nothing_changed

ACTOR = Actor.system("test")


def note(number: int) -> None:
    session().execute(insert(WorkerBeat).values(id=number, at=clock.now()))


def noted() -> list[int]:
    return list(session().execute(select(WorkerBeat.id).order_by(WorkerBeat.id)).scalars())


def audited() -> list[str]:
    return list(session().execute(select(AuditEntry.action).order_by(AuditEntry.seq)).scalars())


def test_the_outermost_commits_and_inner_ones_join(app: Flask) -> None:
    with transaction() as outer:
        with transaction() as inner:
            assert inner is outer
            assert unit_of_work().depth == 2
            note(1)
        assert unit_of_work().depth == 1
        assert is_writing()
    assert not is_writing()
    session().rollback()
    assert noted() == [1]


def test_an_error_undoes_the_whole_and_goes_on(app: Flask) -> None:
    def work() -> None:
        with transaction():
            with transaction():
                note(1)
                audit.record(ACTOR, "test.thing.done", "thing", 1)
            raise LookupError("outer")

    with nothing_changed(), pytest.raises(LookupError, match="outer"):
        work()
    assert not is_writing()


def test_an_error_in_an_inner_one_that_is_caught_is_the_callers_business(app: Flask) -> None:
    def inner() -> None:
        with transaction():
            note(1)
            raise LookupError

    with transaction():
        with pytest.raises(LookupError):
            inner()
        note(2)
    assert noted() == [1, 2]


def test_a_savepoint_fails_alone_with_its_entries_and_jobs(
    app: Flask, backend: Backend, jobs: dict[str, Any]
) -> None:
    jobs["test.job"] = lambda **_: None

    def part() -> None:
        with savepoint():
            note(2)
            audit.record(ACTOR, "test.lost.second", "thing", 2)
            enqueue("test.job", number=2)
            raise LookupError

    with transaction():
        note(1)
        audit.record(ACTOR, "test.kept.first", "thing", 1)
        kept = enqueue("test.job", number=1)
        with pytest.raises(LookupError):
            part()
        with savepoint():
            note(3)
            audit.record(ACTOR, "test.kept.third", "thing", 3)
    assert noted() == [1, 3]
    assert audited() == ["test.kept.first", "test.kept.third"]
    assert session().execute(select(OutboxRow.id)).scalars().all() == [kept]
    assert backend.handed == [kept]


def test_writing_outside_a_transaction_is_refused(app: Flask, jobs: dict[str, Any]) -> None:
    jobs["test.job"] = lambda **_: None
    for forbidden in (
        lambda: audit.record(ACTOR, "test.thing.done", "thing", 1),
        lambda: enqueue("test.job"),
        lambda: emit(Event()),
        lambda: before_commit(lambda _items: None, 1),
        lambda: savepoint().__enter__(),
    ):
        with nothing_changed(), pytest.raises(RuntimeError, match="transaction"):
            forbidden()


def test_last_things_are_done_once_in_the_order_of_their_names(app: Flask) -> None:
    done: list[tuple[str, list[int]]] = []

    def b_later(items: set[int]) -> None:
        done.append(("b", sorted(items)))

    def a_first(items: set[int]) -> None:
        done.append(("a", sorted(items)))
        if 9 not in items:
            before_commit(a_first, 9)

    with transaction():
        before_commit(b_later, 1)
        before_commit(a_first, 2)
        with transaction():
            before_commit(a_first, 3, 2)
        assert done == []
    assert done == [("a", [2, 3]), ("a", [9]), ("b", [1])]


def test_an_error_in_a_last_thing_undoes_everything(app: Flask) -> None:
    def fails(_items: set[int]) -> None:
        raise LookupError

    def work() -> None:
        with transaction():
            note(1)
            before_commit(fails, 1)

    with nothing_changed(), pytest.raises(LookupError):
        work()


@dataclass(frozen=True, slots=True)
class Happened(Event):
    number: int


def test_receivers_hear_at_once_in_order_and_inside(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, int, bool]] = []

    def listener(name: str) -> Callable[[Happened], None]:
        return lambda event: heard.append((name, event.number, is_writing()))

    monkeypatch.setattr(state_of(app), "receivers", {Happened: (listener("one"), listener("two"))})
    with transaction():
        emit(Happened(7))
        assert heard == [("one", 7, True), ("two", 7, True)]


def test_a_receiver_that_fails_undoes_what_caused_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_event: Happened) -> None:
        raise LookupError

    monkeypatch.setattr(state_of(app), "receivers", {Happened: (refuses,)})

    def work() -> None:
        with transaction():
            note(1)
            emit(Happened(1))

    with nothing_changed(), pytest.raises(LookupError):
        work()


def test_the_queue_is_told_after_the_commit_and_may_be_away(
    app: Flask, backend: Backend, jobs: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    jobs["test.job"] = lambda **_: None
    with transaction():
        first = enqueue("test.job")
        assert backend.handed == []
    assert backend.handed == [first]
    backend.away = True
    with transaction():
        second = enqueue("test.job")
    assert backend.handed == [first]
    assert "the sweep will take them" in caplog.text
    assert session().execute(select(OutboxRow.id).order_by(OutboxRow.id)).scalars().all() == [first, second]

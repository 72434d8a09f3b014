"""Many workers at seven in the morning: each reader gets one mail; and many tellers of one thing tell it once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, true

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.outbox import OutboxRow
from marketplace.notifications import digest_jobs, services
from marketplace.notifications.models import Notice
from marketplace.notifications.services import notify
from tests import stories
from tests.concurrency import crowd
from tests.concurrency.crowd import SOLD

WORKERS = 8


def tell(*people: int, ref: str = "1") -> None:
    notify("product_waiting", ref, people, path="/x", product="Cam", seller="HTX Khe Mây")


def readers(count: int = 3) -> list[int]:
    found = [stories.person(f"doc-{number}").id for number in range(count)]
    return [user_id for user_id in found if user_id is not None]


def at_seven(market: Flask) -> tuple[list[str], int]:
    """What came of it for each worker, and how many mails of the day were put into the outbox."""
    seven = clock.start_of_day(clock.today() + timedelta(days=1)) + timedelta(hours=7)
    outcomes = crowd.press(market, [digest_jobs.gather] * WORKERS, seven)
    mails = select(func.count()).select_from(OutboxRow).where(OutboxRow.job == "notifications.digest")
    return outcomes, session().execute(mails).scalar_one()


def test_each_reader_gets_one_mail_of_the_day(market: Flask) -> None:
    people = readers()
    tell(*people)
    assert at_seven(market) == ([SOLD] * WORKERS, len(people))


def test_without_the_condition_they_would_get_many(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    people = readers()
    tell(*people)
    monkeypatch.setattr(digest_jobs, "_waits", lambda _before: (true(),))
    monkeypatch.setattr(digest_jobs, "_had_one", lambda _user_id, _today: ~true())
    _outcomes, mails = at_seven(market)
    assert mails > len(people)


def test_one_thing_told_by_many_at_once_lies_in_the_inbox_once(market: Flask) -> None:
    (reader,) = readers(1)
    outcomes = crowd.press(market, [partial(tell, reader)] * WORKERS)
    assert outcomes == [SOLD] * WORKERS
    assert session().execute(select(func.count()).select_from(Notice)).scalar_one() == 1


def test_without_looking_at_the_key_somebody_is_turned_away(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def insert_always(table: Any, rows: Sequence[dict[str, Any]], *returning: Any) -> Any:
        return session().execute(insert(table).returning(*returning), rows).all()

    monkeypatch.setattr(services, "insert_once", insert_always)
    (reader,) = readers(1)
    outcomes = crowd.press(market, [partial(tell, reader)] * WORKERS)
    assert outcomes.count(SOLD) == 1
    assert session().execute(select(func.count()).select_from(Notice)).scalar_one() == 1

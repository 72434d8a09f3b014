"""The days after an inspection: who reads of them, when, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.inspection import services
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.notifications.deadline_jobs import remind_of_deadlines
from marketplace.notifications.models import Notice
from marketplace.wiring import EVERY_MINUTE
from tests import stories
from tests.stories import Goods

LATE_KINDS = ("proposal_due", "proposal_late", "remedy_late")


def told() -> list[tuple[int, str, str]]:
    rows = session().execute(
        select(Notice.user_id, Notice.kind, Notice.path)
        .where(Notice.kind.in_(LATE_KINDS))
        .order_by(Notice.id)
    )
    return [(row.user_id, row.kind, row.path) for row in rows]


def at(days: int, hour: int = 9) -> datetime:
    """Some days from today, at a local hour."""
    return clock.start_of_day(clock.today() + timedelta(days=days)) + timedelta(hours=hour)


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây")


def test_it_is_done_every_minute() -> None:
    assert remind_of_deadlines in EVERY_MINUTE


def test_the_authority_hears_before_the_fifteenth_day_and_after_it(goods: Goods) -> None:
    assert goods.recognition_id is not None
    chair = stories.chair()
    code = stories.submitted_proposal(goods.recognition_id)
    path = f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}"
    for day, hour, expected in (
        (11, 9, []),
        (12, 5, []),
        (12, 9, ["proposal_due"]),
        (15, 9, ["proposal_due"]),
        (16, 9, ["proposal_due", "proposal_late"]),
        (17, 9, ["proposal_due", "proposal_late"]),
    ):
        with clock.hold(at(day, hour)):
            remind_of_deadlines()
        assert told() == [(chair.id, kind, path) for kind in expected], (day, hour)
    services.decide_to_revoke(chair, code, "843/QĐ-UBND")
    assert told() == [], "nobody has to do it any more"
    with clock.hold(at(18)):
        remind_of_deadlines()
    assert told() == []


def test_a_proposal_that_nobody_has_submitted_is_the_officers(goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.chair()
    officers = [stories.officer(number).id for number in (1, 2)]
    code = stories.failed_inspection(goods.recognition_id).proposal
    with clock.hold(at(13)):
        remind_of_deadlines()
        remind_of_deadlines()
    path = f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}"
    assert told() == [(each, "proposal_due", path) for each in officers]


def test_officers_hear_when_the_day_of_a_remedy_is_past_and_nobody_looked_again(goods: Goods) -> None:
    officers = [stories.officer(number).id for number in (1, 2)]
    typed = {
        **stories.FAILED_MINUTES,
        "verdict": "remedy",
        "remedy_by": f"{clock.today() + timedelta(days=5):%d/%m/%Y}",
        "remedy": "In lại nhãn",
    }
    code = stories.inspection(goods.recognition_id, typed=typed)
    services.conclude(stories.officer(1), code)
    for day, expected in ((5, []), (6, officers), (7, officers)):
        with clock.hold(at(day)):
            remind_of_deadlines()
        assert told() == [(each, "remedy_late", f"/quan-ly/can-bo/kiem-tra/{code}") for each in expected], day

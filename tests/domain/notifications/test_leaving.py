"""Whoever loses a role loses what its desk told them: the notices, the mail of the day, and the pages they led to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from marketplace.accounts import members
from marketplace.accounts import services as accounts
from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications import digest_jobs
from marketplace.notifications.models import Notice
from marketplace.notifications.services import notify
from tests import stories
from tests.conftest import NOON
from tests.domain.notifications.test_notices import mails
from tests.domain.producers.applications import build
from tests.factories import HA_TINH


def paths(who: Actor) -> list[str]:
    rows = session().execute(select(Notice.path).where(Notice.user_id == who.id).order_by(Notice.id))
    return list(rows.scalars())


def dismiss(officer: Actor) -> None:
    assert officer.id is not None
    accounts.take_role(stories.operator(), officer.id, Role.OFFICER, "province", HA_TINH)


def test_an_officer_no_more_finds_no_applicant_in_the_inbox_nor_in_the_mail_of_the_day(app: Flask) -> None:
    gone, stays = stories.officer(1), stories.officer(2)
    code = build.submitted()
    own = "/don-hang/DH7K2M9QXA"
    notify("order_placed", "DH7K2M9QXA", [gone.id or 0], path=own, code="DH7K2M9QXA", total="514.000 đ")
    assert f"/quan-ly/can-bo/ho-so/{code}" in paths(gone)
    with clock.hold(NOON + timedelta(days=1)):
        digest_jobs.gather()
        before = [mail.recipient for mail in mails(app) if "tin đang chờ" in mail.subject]
        assert len(before) == 2, "the mail of the day is for both"
    dismiss(gone)
    assert paths(gone) == [own]
    assert f"/quan-ly/can-bo/ho-so/{code}" in paths(stays)


def test_what_was_gathered_already_is_not_sent_after_the_role_is_lost(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = stories.officer(1)
    build.submitted()
    later: list[dict[str, object]] = []
    monkeypatch.setattr(digest_jobs, "enqueue", lambda _job, **args: later.append(args))
    with clock.hold(NOON + timedelta(days=1)):
        digest_jobs.gather()
        dismiss(gone)
        mails(app).clear()
        for args in later:
            digest_jobs.digest(int(str(args["user_id"])), str(args["day"]))
    assert [args["user_id"] for args in later] == [gone.id]
    assert mails(app) == []


def test_staff_no_more_loses_the_shop_and_an_owner_who_was_staff_keeps_it(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    staff = stories.staff(goods.producer_id)
    assert staff.id is not None
    draft = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, draft)
    catalog.reject(stories.officer(2), draft, "Ảnh mờ.")
    desk = f"/quan-ly/chu-the/san-pham/{draft}"
    assert desk in paths(staff)
    members.change_role(goods.seller, goods.producer_id, staff.id, Role.PRODUCER_OWNER)
    assert desk in paths(staff)
    members.remove(goods.seller, goods.producer_id, staff.id)
    assert paths(staff) == []


def test_the_page_that_a_notice_led_to_is_not_there_any_more(
    app: Flask, new_client: Callable[[], FlaskClient]
) -> None:
    from tests.web.desks import browser

    stories.officer(2)
    gone = stories.person("hai-tinh", (Role.OFFICER, "province", HA_TINH), (Role.OFFICER, "province", "01"))
    code = build.submitted()
    client = browser(new_client, gone)
    at = f"/quan-ly/can-bo/ho-so/{code}"
    assert client.get(at).status_code == 200
    dismiss(gone)
    assert client.get(at).status_code == 404

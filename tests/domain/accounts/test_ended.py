"""Sessions nobody used, addresses of old invitations, done work and old mails are forgotten after their time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import ended, invitation_queries, invitations, sessions
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.models import Invitation, LoginSession
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import jobs
from marketplace.backends.mailers import FileMailer
from marketplace.inspection.models import Inspection, InspectionAnswer
from marketplace.inspection.retention import forget_people
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.outbox import OutboxRow
from marketplace.notifications.mail_retention import forget_old_mails
from marketplace.notifications.models import Mail
from marketplace.wiring import EVERY_MINUTE
from tests import stories
from tests.conftest import NOON, Statements, state_of


def after(days: int) -> AbstractContextManager[Any]:
    return clock.hold(NOON + timedelta(days=days))


def test_the_worker_does_it() -> None:
    assert {jobs.keep_promises, forget_old_mails} <= set(EVERY_MINUTE)


def test_a_session_that_nobody_uses_goes_after_its_time_and_one_that_is_used_stays(
    app: Flask, session: Session
) -> None:
    who = stories.buyer_person()
    assert who.id is not None
    sessions.begin(who.id, "Firefox/1", "113.160.24.7")
    with after(60):
        used = sessions.begin(stories.buyer_person(2).id or 0, "Firefox/1", "113.160.24.7")
    with after(89):
        ended.forget_ended()
        assert len(session.execute(select(LoginSession.id)).all()) == 2
    with after(90):
        jobs.keep_promises()
    assert session.execute(select(LoginSession.key)).scalars().all() == [used]


def test_the_address_of_an_invitation_goes_and_its_number_stays(app: Flask, session: Session) -> None:
    operator, taker = stories.operator(), stories.person("lan")
    taken = invitations.invite(operator, "lan@example.vn", Role.AUDITOR, "all")
    view = invitation_queries.invitation(taken)
    assert view is not None
    invitations.accept(taker, "lan@example.vn", secret=secret_of(view.id, view.round, view.sent_at))
    revoked = invitations.invite(operator, "thoi@example.vn", Role.AUDITOR, "all")
    invitations.revoke(operator, revoked)
    missed = invitations.invite(operator, "khong@example.vn", Role.AUDITOR, "all")
    with after(80):
        fresh = invitations.invite(operator, "moi@example.vn", Role.AUDITOR, "all")
    with after(96):
        # The one that nobody answered has been over for a week less than the others have.
        ended.forget_ended()
        left = {row.id: row.email for row in session.execute(select(Invitation.id, Invitation.email))}
        assert left == {taken: "", revoked: "", missed: "khong@example.vn", fresh: "moi@example.vn"}
    with after(97):
        ended.forget_ended()
        ended.forget_ended()
    session.expire_all()
    left = {row.id: row.email for row in session.execute(select(Invitation.id, Invitation.email))}
    assert left == {taken: "", revoked: "", missed: "", fresh: "moi@example.vn"}
    closed = session.execute(select(Invitation.revoked_at).where(Invitation.id == missed)).scalar_one()
    assert closed == NOON + timedelta(days=97)


def test_work_that_is_done_goes_and_what_failed_stays(app: Flask, session: Session) -> None:
    invitations.invite(stories.operator(), "lan@example.vn", Role.AUDITOR, "all")
    session.add(OutboxRow(job="search.index_products", args="{}", created_at=NOON, available_at=NOON))
    session.flush()
    with after(90):
        ended.forget_ended()
    assert session.execute(select(OutboxRow.job)).scalars().all() == ["search.index_products"]


def test_the_term_is_a_setting(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, access_retention_days=31))
    sessions.begin(stories.buyer_person().id or 0, "Firefox/1", "113.160.24.7")
    with after(31):
        assert ended.forget_ended() == 1


def test_nothing_to_forget_costs_a_look_each(app: Flask, statements: Statements) -> None:
    with statements() as sent:
        ended.forget_ended()
        forget_old_mails()
    assert len(sent) == 4


def test_the_log_of_mails_and_its_files_go_after_their_time(
    app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(state_of(app).ports, "mail", FileMailer(tmp_path, state_of(app).settings))
    operator = stories.operator()
    invitations.invite(operator, "lan@example.vn", Role.AUDITOR, "all")
    with after(10):
        invitations.invite(operator, "moi@example.vn", Role.AUDITOR, "all")
    with after(364):
        forget_old_mails()
        assert len(list(tmp_path.iterdir())) == 2
    with after(365):
        forget_old_mails()
    assert session.execute(select(Mail.recipient)).scalars().all() == ["moi@example.vn"]
    (left,) = tmp_path.iterdir()
    assert b"moi@example.vn" in left.read_bytes()


def test_who_was_at_an_inspection_is_forgotten_when_its_term_ends_and_what_was_found_stays(
    app: Flask, session: Session
) -> None:
    product = stories.goods()
    assert product.recognition_id is not None
    stories.failed_inspection(product.recognition_id)
    code = session.execute(select(Inspection.code)).scalar_one()
    typed = select(InspectionAnswer.name)
    assert {"present", "team_1_name"} <= set(session.execute(typed).scalars())
    with clock.hold(NOON.replace(year=2046, month=12, day=31)):
        forget_people()
    assert "present" in set(session.execute(typed).scalars())
    with clock.hold(NOON.replace(year=2047, month=1, day=1)):
        forget_people()
        forget_people()
    left = set(session.execute(typed).scalars())
    assert left & {"present", "team_1_name", "team_1_role"} == set()
    assert {"summary", "law_note"} <= left
    noted = select(AuditEntry.subject_ref).where(AuditEntry.action == "inspection.people.forgotten")
    assert session.execute(noted).scalars().all() == [code]

"""Two officers approve the same application at once: one producer comes of it. And the proof that the guard did it."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, select, true

from marketplace.accounts.models import RoleGrant
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.producers.applications import access, moving, queries, services
from marketplace.producers.applications.access import ApplicationRow
from marketplace.producers.applications.models import Application, ApplicationEvent
from marketplace.producers.applications.services import approving
from marketplace.producers.models import Paper, Producer
from marketplace.producers.payout.models import BankAccount
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.domain.producers.applications import build
from tests.unit.producers.applications import samples

OFFICERS = 4


def press(market: Flask, code: str) -> list[str]:
    """Every officer but the proposer approves, all at once."""
    people = [stories.officer(number) for number in range(2, 2 + OFFICERS)]
    return crowd.press(market, [partial(services.approve, who, code) for who in people])


def test_one_of_many_approvals_makes_one_producer(market: Flask) -> None:
    code = build.proposed()
    outcomes = press(market, code)
    assert Counter(outcomes)[SOLD] == 1
    assert {each.partition(":")[0] for each in outcomes if each != SOLD} <= {"Conflict", "InvalidMove"}
    assert [markets.count(each) for each in (Producer, Paper, BankAccount)] == [1, 2, 1]
    assert markets.count(RoleGrant, RoleGrant.role == "producer_owner") == 1
    assert markets.count(ApplicationEvent, ApplicationEvent.move == "approve") == 1
    assert markets.count(AuditEntry, AuditEntry.action == "producers.application.approved") == 1
    made = session().execute(select(Producer.id)).scalar_one()
    assert session().execute(select(Application.producer_id)).scalar_one() == made
    assert markets.wrongs() == []


def test_without_the_guard_there_would_be_several(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody acts on what the first one saw: looking first and moving then is no guard. What finds a tax number that
    is taken looks first, too. If this made one producer, the test above would prove nothing.
    """
    code = build.proposed()
    look = access._row
    seen: dict[str, ApplicationRow | None] = {}

    def old_look(wanted: str) -> ApplicationRow | None:
        if wanted not in seen:
            seen[wanted] = look(wanted)
        return seen[wanted]

    def anything(_row: ApplicationRow) -> ColumnElement[bool]:
        return true()

    monkeypatch.setattr(access, "_row", old_look)
    monkeypatch.setattr(moving, "unchanged", anything)
    monkeypatch.setattr(approving, "refuse_known_number", lambda *_args: None)
    outcomes = press(market, code)
    assert Counter(outcomes)[SOLD] == OFFICERS
    assert markets.count(Producer) == OFFICERS


def test_an_application_is_claimed_by_one_of_many(market: Flask) -> None:
    code = build.submitted()
    people = [stories.officer(number) for number in range(1, 1 + OFFICERS)]
    outcomes = crowd.press(market, [partial(services.claim, who, code) for who in people])
    assert Counter(outcomes)[SOLD] == 1
    assert {each.partition(":")[0] for each in outcomes if each != SOLD} == {"Conflict"}
    holder = session().execute(select(Application.claimed_by)).scalar_one()
    assert holder == people[outcomes.index(SOLD)].id


def test_somebody_who_presses_everywhere_begins_one_application(market: Flask) -> None:
    who = build.applicant()
    codes: list[str] = []
    outcomes = crowd.press(market, [lambda: codes.append(services.start(who))] * OFFICERS)
    assert outcomes == [SOLD] * OFFICERS
    assert len(set(codes)) == 1
    assert markets.count(Application) == 1


def test_what_is_saved_while_it_is_sent_is_in_it_or_refused(market: Flask) -> None:
    """Nothing that officers read changes under their eyes."""
    who = build.applicant()
    code = build.draft(who)
    deeds = [
        partial(services.submit, who, code, consent=True),
        *(partial(services.save, who, code, {"legal_name": f"Hộ số {number}"}) for number in range(3)),
    ]
    outcomes = crowd.press(market, deeds)
    assert {each.partition(":")[0] for each in outcomes} <= {SOLD, "Conflict"}
    kept = {f"Hộ số {number}" for number in range(3) if outcomes[number + 1] == SOLD}
    view = queries.application(code)
    assert view.name in (kept or {samples.HOUSEHOLD["legal_name"]})
    assert (view.state == "submitted") == (outcomes[0] == SOLD)
    assert (len(kept) == 3) or view.state == "submitted"
    assert markets.wrongs() == []

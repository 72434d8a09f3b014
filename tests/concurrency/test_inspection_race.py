"""Many act on one inspection or one case at once: one of them does it. And the proof that the guard did it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, select, true

from marketplace.accounts.policy import Role
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection import access, moving, queries, services
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.models import Inspection, InspectionClash, Misuse, Proposal
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD

MANY = 4


def chairs() -> list[Actor]:
    return [stories.person(f"van-phong-{number}", (Role.CHAIR, "province", "42")) for number in range(MANY)]


def refused(outcomes: list[str]) -> set[str]:
    return {each.partition(":")[0] for each in outcomes if each != SOLD}


def done(action: str) -> int:
    return markets.count(AuditEntry, AuditEntry.action == action)


def test_one_of_many_concludes(market: Flask) -> None:
    code = stories.inspection(stories.recognition())
    people = [stories.officer(number) for number in range(1, 1 + MANY)]
    outcomes = crowd.press(market, [partial(services.conclude, who, code) for who in people])
    assert Counter(outcomes)[SOLD] == 1
    assert refused(outcomes) <= {"Conflict", "InvalidMove"}
    assert [markets.count(each) for each in (Proposal, SuspensionPeriod, Misuse)] == [1, 1, 0]
    assert done("inspection.inspection.concluded") == 1
    assert session().execute(select(Inspection.state)).scalar_one() == "concluded"


def test_one_of_many_decides(market: Flask) -> None:
    """Two revoke, two reject, one withdraws: the case and the register agree on what happened."""
    recognition_id = stories.recognition()
    code = stories.submitted_proposal(recognition_id)
    first, second, third, fourth = chairs()
    outcomes = crowd.press(
        market,
        [
            partial(services.decide_to_revoke, first, code, "1/QĐ-UBND"),
            partial(services.reject_proposal, second, code, "Đã sửa"),
            partial(services.decide_to_revoke, third, code, "2/QĐ-UBND"),
            partial(services.reject_proposal, fourth, code, "Đã sửa"),
            partial(services.withdraw_proposal, stories.officer(2), code, "Nhầm"),
        ],
    )
    assert Counter(outcomes)[SOLD] == 1
    assert refused(outcomes) <= {"Conflict", "InvalidMove"}
    state = session().execute(select(Proposal.state)).scalar_one()
    revoked = session().execute(select(Recognition.revoked_at)).scalar_one()
    stopped = markets.count(SuspensionPeriod, SuspensionPeriod.until.is_(None))
    assert stopped == 0
    assert (state == "revoked") == (revoked is not None)
    ended = ("revoked", "rejected", "withdrawn")
    assert sum(done(f"inspection.proposal.{each}") for each in ended) == 1


def test_without_the_guard_several_would_decide(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody acts on what the first one saw: looking first and moving then is no guard. If one decided all the same,
    the tests above would prove nothing.
    """
    code = stories.submitted_proposal(stories.recognition())
    look = access._row
    seen: dict[tuple[Any, str], Any] = {}

    def old_look(kind: Any, table: Any, wanted: str, state: Any) -> Any:
        if (kind, wanted) not in seen:
            seen[kind, wanted] = look(kind, table, wanted, state)
        return seen[kind, wanted]

    def anything(_table: Any, _core: Any) -> ColumnElement[bool]:
        return true()

    monkeypatch.setattr(access, "_row", old_look)
    monkeypatch.setattr(moving, "unchanged", anything)
    deeds = [partial(services.reject_proposal, who, code, "Đã sửa") for who in chairs()]
    assert Counter(crowd.press(market, deeds))[SOLD] == MANY
    assert done("inspection.proposal.rejected") == MANY


def test_a_producer_who_presses_everywhere_complains_once(market: Flask) -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    stories.failed_inspection(goods.recognition_id)
    deed = partial(services.open_appeal, goods.seller, goods.producer_id, goods.recognition_id, "Sai mẫu")
    outcomes = crowd.press(market, [deed] * MANY)
    assert Counter(outcomes)[SOLD] == 1
    assert refused(outcomes) == {"Conflict"}
    assert markets.count(Appeal) == 1


def test_one_of_many_decides_on_a_complaint(market: Flask) -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    code = services.open_appeal(goods.seller, goods.producer_id, goods.recognition_id, "Sai mẫu")
    first, second, third, _fourth = chairs()
    given = {"decision_no": "900/QĐ-UBND", "reason": "Đã xem"}
    outcomes = crowd.press(
        market,
        [
            partial(services.uphold_appeal, first, code, **given),
            partial(services.dismiss_appeal, second, code, **given),
            partial(services.uphold_appeal, third, code, **given),
            partial(services.withdraw_appeal, goods.seller, goods.producer_id, code),
        ],
    )
    assert Counter(outcomes)[SOLD] == 1
    assert refused(outcomes) <= {"Conflict", "InvalidMove"}
    upheld = session().execute(select(Appeal.state)).scalar_one() == "upheld"
    assert upheld == (session().execute(select(Recognition.revoked_at)).scalar_one() is None)
    assert done("certification.recognition.revocation_annulled") == upheld


def test_what_several_phones_save_at_once_is_all_kept(market: Flask) -> None:
    code = stories.inspection(stories.recognition())
    people = [stories.officer(number) for number in range(1, 1 + MANY)]
    base = queries.inspection(people[0], code).version
    deeds = [
        partial(
            services.save, who, code, {"summary": f"Của {number}", f"team_{number + 2}_name": "X"}, base=base
        )
        for number, who in enumerate(people)
    ]
    assert crowd.press(market, deeds) == [SOLD] * MANY
    view = queries.inspection(people[0], code)
    words = {view.answers["summary"], *(each.text for each in view.clashes)}
    assert words == {f"Của {number}" for number in range(MANY)}
    assert markets.count(InspectionClash) == MANY - 1
    assert len(view.team) == 1 + MANY


@pytest.mark.parametrize("again", range(3))
def test_a_case_that_ends_while_another_begins_leaves_the_product_stopped(market: Flask, again: int) -> None:
    """Whoever comes first: what the second inspection found at that moment is stopped, by a case that may lift it."""
    recognition_id = stories.recognition()
    first = stories.submitted_proposal(recognition_id)
    code = stories.inspection(recognition_id, by=stories.officer(2))
    outcomes = crowd.press(
        market,
        [
            partial(services.reject_proposal, stories.chair(), first, f"Đã sửa {again}"),
            partial(services.conclude, stories.officer(2), code),
        ],
    )
    assert outcomes == [SOLD, SOLD]
    assert markets.count(SuspensionPeriod, SuspensionPeriod.until.is_(None)) == 1
    waiting = select(Proposal.suspension_id).where(Proposal.state == "drafted")
    stop = select(SuspensionPeriod.id).where(SuspensionPeriod.until.is_(None))
    assert session().execute(waiting).scalar_one() == session().execute(stop).scalar_one()

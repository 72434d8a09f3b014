"""A case that the rules leave nobody to decide: who is told of it, once, and who is not; and who, when somebody may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace import doctor
from marketplace.accounts.models import User
from marketplace.accounts.policy import Role
from marketplace.certification.kinds import IssuerKind
from marketplace.inspection import queries, services
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.i18n import speaking
from marketplace.notifications.deadline_jobs import remind_of_deadlines
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import words_of
from tests import stories
from tests.conftest import state_of
from tests.domain.inspection.test_appeals import DECIDED, complain, second_chair
from tests.stories import Goods
from tests.web.desks import statements

KINDS = ("nobody_decides", "appeal_waiting", "proposal_waiting")


def told(*kinds: str) -> set[tuple[int, str, str]]:
    rows = session().execute(select(Notice.user_id, Notice.kind, Notice.path))
    return {(row.user_id, row.kind, row.path) for row in rows if row.kind in (kinds or KINDS)}


def count() -> int:
    return len(session().scalars(select(Notice.id).where(Notice.kind.in_(KINDS))).all())


def mails(app: Flask) -> int:
    return sum("không ai được quyết định" in each.subject for each in state_of(app).ports["mail"].sent)


def said(language: str = "vi") -> tuple[str, str]:
    kept = session().scalars(select(Notice.params).where(Notice.kind == "nobody_decides").limit(1)).one()
    with speaking(language):
        words = words_of("nobody_decides", kept)
    return words.title, words.text


def by_day() -> None:
    """What the worker does in the morning after."""
    with clock.hold(clock.start_of_day(clock.today() + timedelta(days=1)) + timedelta(hours=9)):
        remind_of_deadlines()


def finding() -> tuple[bool, str]:
    found = {str(each.subject): each for each in doctor.examine()}["hồ sơ chờ quyết định"]
    return found.ok, str(found.found)


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây", producer_id=stories.producer(display_name="HTX Khe Mây"))


@pytest.fixture
def operator(app: Flask) -> Actor:
    return stories.operator()


def revoked(goods: Goods) -> None:
    assert goods.recognition_id is not None
    stories.chair()
    stories.revoked_by_case(goods.recognition_id)


def test_a_complaint_against_the_only_chair_is_the_operators_to_mend(
    app: Flask, goods: Goods, operator: Actor
) -> None:
    revoked(goods)
    chair = stories.chair()
    code = complain(goods)
    path = f"/quan-ly/can-bo/khieu-nai/{code}"
    assert told() == {(each.id, "nobody_decides", path) for each in (operator, chair)}, (
        "neither the producer nor the officers, and nobody is asked to decide"
    )
    assert mails(app) == 2
    holder = queries.appeal(chair, code).about.holder
    assert said() == (
        f"Cam Khe Mây của {holder}: không ai được quyết định",
        (
            "Khiếu nại này chờ Chủ tịch UBND cấp tỉnh, nhưng chưa có tài khoản nào giữ quyền ấy, hoặc ai giữ quyền "
            "cũng đã dự vào việc này. Cần thêm một tài khoản."
        ),
    )
    assert said("en") == (
        f"Cam Khe Mây of {holder}: nobody may decide",
        (
            "This complaint waits for the chair of the provincial People's Committee, but no account holds that power, "
            "or all who do had a hand in it. Another account is needed."
        ),
    )
    assert finding() == (False, f"không ai được quyết định: {code}")
    by_day()
    by_day()
    assert (count(), mails(app)) == (2, 2), "it is said once"
    with pytest.raises(NotAllowed):
        services.dismiss_appeal(chair, code, **DECIDED)


def test_another_account_ends_it_and_hears_of_the_complaint(
    app: Flask, goods: Goods, operator: Actor
) -> None:
    revoked(goods)
    code = complain(goods)
    other = second_chair()
    by_day()
    path = f"/quan-ly/can-bo/khieu-nai/{code}"
    assert told() == {(other.id, "appeal_waiting", path)}
    by_day()
    assert count() == 1
    assert finding() == (True, "hồ sơ nào cũng có người được quyết định")
    services.uphold_appeal(other, code, **DECIDED)
    assert told() == set()


def test_where_somebody_else_may_decide_nobody_is_alarmed(goods: Goods, operator: Actor) -> None:
    revoked(goods)
    other = second_chair()
    stories.person("chu-tich-noi-khac", (Role.CHAIR, "province", "01"))
    code = complain(goods)
    assert told() == {(other.id, "appeal_waiting", f"/quan-ly/can-bo/khieu-nai/{code}")}, (
        "not who entered the revocation: it is not theirs to decide"
    )
    by_day()
    assert told("nobody_decides") == set()


def test_a_proposal_that_nobody_may_decide(goods: Goods, operator: Actor) -> None:
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    path = f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}"
    assert told() == {(operator.id, "nobody_decides", path)}, "there is no chair"
    chair = stories.chair()
    by_day()
    assert told() == {(chair.id, "proposal_waiting", path)}
    services.decide_to_revoke(chair, code, "843/QĐ-UBND")
    assert told() == set()


def test_who_inspected_and_holds_the_chair_does_not_count(goods: Goods, operator: Actor) -> None:
    assert goods.recognition_id is not None
    both = stories.person("hai-vai", (Role.OFFICER, "province", "42"), (Role.CHAIR, "province", "42"))
    code = stories.submitted_proposal(goods.recognition_id, by=both)
    path = f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}"
    assert told() == {(each.id, "nobody_decides", path) for each in (operator, both)}


def test_the_producers_own_people_neither_count_nor_hear(goods: Goods) -> None:
    assert goods.recognition_id is not None
    own = str(goods.producer_id)
    runs = stories.person(
        "van-hanh-cua-chu-the", (Role.OPERATOR, EVERYTHING, ""), (Role.PRODUCER_STAFF, "producer", own)
    )
    stories.person(
        "chu-tich-cua-chu-the", (Role.CHAIR, "province", "42"), (Role.PRODUCER_STAFF, "producer", own)
    )
    stories.submitted_proposal(goods.recognition_id)
    assert told() == set()
    assert finding()[0] is False
    assert runs.id is not None


def test_five_stars_are_the_ministrys(operator: Actor) -> None:
    ministry = {"issuer": IssuerKind.MINISTRY, "issuer_name": "Bộ Nông nghiệp và Môi trường"}
    goods = stories.goods(recognised={"star": 5, "score": 9300, **ministry})
    assert goods.recognition_id is not None
    stories.chair()
    code = stories.submitted_proposal(goods.recognition_id)
    path = f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}"
    assert told() == {(operator.id, "nobody_decides", path)}
    minister = stories.person("bo", (Role.MINISTRY, EVERYTHING, ""))
    by_day()
    assert told() == {(minister.id, "proposal_waiting", path)}


def test_an_account_that_is_switched_off_leaves_nobody(goods: Goods, operator: Actor) -> None:
    assert goods.recognition_id is not None
    chair = stories.chair()
    code = stories.submitted_proposal(goods.recognition_id)
    assert {each for each, _kind, _path in told()} == {chair.id}
    with transaction() as here:
        here.execute(update(User).where(User.id == chair.id).values(active=False))
    by_day()
    assert told("nobody_decides") == {
        (operator.id, "nobody_decides", f"/quan-ly/can-bo/de-nghi-thu-hoi/{code}")
    }


def test_a_case_that_is_withdrawn_waits_for_nobody(goods: Goods, operator: Actor) -> None:
    assert goods.recognition_id is not None
    revoked(goods)
    code = complain(goods)
    assert told("nobody_decides")
    services.withdraw_appeal(goods.seller, goods.producer_id, code)
    assert told() == set()
    assert queries.nobody_decides(code) is None


def test_all_that_wait_are_looked_at_in_few_statements(app: Flask, operator: Actor) -> None:
    with statements() as sent:
        assert queries.at_authority() == ()
    assert len(sent) == 2
    counts = []
    for number in range(1, 4):
        goods = stories.goods(name=f"Cam {number}", recognised={"product_name": f"Cam {number}"})
        assert goods.recognition_id is not None
        stories.submitted_proposal(goods.recognition_id)
        complain(goods)
        with statements() as sent:
            assert len(queries.undecidable()) == 2 * number
        counts.append(len(sent))
    assert counts == [8, 8, 8]

"""What lists, reasons and reports say, and that they cost the same however much there is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import Against, ProposalState, Verdict
from marketplace.inspection.models import Inspection
from marketplace.inspection.queries.anomalies import AnomalyKind
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.db import session as db_session
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.places.models import Province
from tests import stories
from tests.conftest import Statements
from tests.domain.inspection.test_appeals import complain, stopped
from tests.factories import BuyerFactory, RecognitionDataFactory, days_ago

pytestmark = pytest.mark.usefixtures("app")


def scope() -> queries.CaseScope:
    return queries.scope_of(stories.officer(1))


def test_inspections_are_listed_by_tab_and_filter() -> None:
    first = stories.recognition(product_name="Cam bù")
    draft = stories.inspection(first, typed={})
    passed = stories.inspection(stories.recognition(product_name="Mật ong"), typed=stories.PASSED_MINUTES)
    services.conclude(stories.officer(1), passed)
    failed = stories.failed_inspection(stories.recognition(product_name="Kẹo cu đơ"))
    assert queries.inspection_counts(scope()) == {
        "draft": 1,
        "failed": 1,
        "remedy": 0,
        "passed": 1,
        "dropped": 0,
        "all": 3,
    }

    def codes(**wanted: Any) -> list[str]:
        return [row.code for row in queries.inspections(scope(), **{"tab": "all", **wanted}).items]

    assert codes(tab="draft") == [draft]
    assert codes(text="mat ong") == [passed]
    assert codes(text=passed.lower()) == [passed]
    assert codes(occasion="complaint") == []
    assert codes(commune="18550", tab="passed") == [passed]
    assert codes(since=date(2026, 11, 22)) == []
    assert len(codes(since=date(2026, 11, 21), until=date(2026, 11, 21))) == 3
    assert len(codes(mine=True)) == 3
    other = queries.scope_of(stories.officer(2))
    assert queries.inspections(other, tab="all", mine=True).total == 0
    row = queries.inspections(scope(), tab="failed").items[0]
    assert (row.proposal, row.verdict, row.inspector_name) == (failed.proposal, Verdict.FAIL, "can-bo-42-1")
    assert len(codes(sort="holder")) == len(codes(sort="-day")) == 3


def many(session: Session, count: int) -> None:
    """So many concluded inspections more, as rows."""
    now = clock.now()
    session.execute(
        insert(Inspection),
        [
            {
                "code": f"X{number:08d}",
                "state": "concluded",
                "holder": f"Hợp tác xã {number}",
                "product_name": "Cam",
                "province_code": "42",
                "commune_code": "18550",
                "folded": f"hop tac xa {number} cam",
                "occasion": "periodic",
                "day": clock.today(),
                "verdict": "pass",
                "begun_by": stories.officer(1).ref,
                "begun_at": now,
                "concluded_by": stories.officer(1).ref,
                "concluded_at": now,
                "changed_at": now,
                "version": 1,
            }
            for number in range(count)
        ],
    )
    session.flush()


@pytest.mark.slow
def test_lists_cost_the_same_for_a_hundred_and_for_ten_thousand(
    session: Session, statements: Statements
) -> None:
    goods, case = stopped()
    complain(goods)
    officer, chair = stories.officer(1), stories.chair()
    mine = queries.scope_of(officer)
    code = queries.proposal(officer, case).inspection

    def cost() -> dict[str, int]:
        found = {}
        for name, read in {
            "inspections": lambda: queries.inspections(mine, tab="all"),
            "counts": lambda: queries.inspection_counts(mine),
            "overdue": lambda: queries.overdue_count(mine),
            "inspection": lambda: queries.inspection(officer, code),
            "proposals": lambda: queries.proposals(mine, tab="waiting", text="cam"),
            "waiting": lambda: queries.waiting(chair),
            "proposal": lambda: queries.proposal(chair, case),
            "misuses": lambda: queries.misuses(mine),
            "appeals": lambda: queries.appeals(mine),
            "own cases": lambda: queries.own_cases(goods.producer_id),
            "appealables": lambda: queries.appealables(goods.producer_id),
            "public": lambda: queries.public_reasons([goods.recognition_id or 0]),
            "concerned": lambda: queries.concerned(goods.recognition_id or 0),
            "anomalies": lambda: queries.anomalies(mine, days_ago(365), clock.today()),
        }.items():
            with statements() as sent:
                read()
            found[name] = len(sent)
        return found

    many(session, 100)
    few = cost()
    session.execute(delete(Inspection).where(Inspection.code.like("X%")))
    many(session, 10_000)
    assert cost() == few
    assert few == {
        "inspections": 3,
        "counts": 1,
        "overdue": 1,
        "inspection": 5,
        "proposals": 2,
        "waiting": 2,
        "proposal": 8,
        "misuses": 2,
        "appeals": 2,
        "own cases": 3,
        "appealables": 7,
        "public": 1,
        "concerned": 6,
        "anomalies": 3,
    }


def test_the_reason_that_everybody_reads_names_nobody() -> None:
    goods, case = stopped()
    assert goods.recognition_id is not None
    reason = queries.public_reason(goods.recognition_id)
    assert reason is not None
    assert (reason.against, reason.ground, reason.on) == (
        Against.SUSPENSION,
        RevocationGround.UNLAWFUL,
        date(2026, 11, 21),
    )
    assert str(reason.text) == (
        "Cơ quan quản lý OCOP Hà Tĩnh tạm dừng từ ngày 21/11/2026 sau khi kiểm tra không đạt: vi phạm pháp luật về "
        "chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc nhãn hàng hóa (Điểm c Điều 8 Quyết định số "
        "26/2026/QĐ-TTg ngày 22/5/2026). Đang chờ cơ quan có thẩm quyền quyết định."
    )
    services.decide_to_revoke(stories.chair(), case, "843/QĐ-UBND")
    reason = queries.public_reason(goods.recognition_id)
    assert reason is not None
    assert str(reason.text).startswith(
        "Chủ tịch UBND tỉnh Hà Tĩnh thu hồi theo quyết định 843/QĐ-UBND, từ ngày 21/11/2026: vi phạm pháp luật"
    )
    assert not reason.appealed
    complain(goods)
    again = queries.public_reason(goods.recognition_id)
    assert again is not None
    assert again.appealed


def test_a_stop_without_a_case_says_no_more_than_that() -> None:
    recognition_id = stories.recognition()
    assert queries.public_reason(recognition_id) is None
    register.suspend(stories.officer(1), recognition_id, "Bà Nhâm, 0912 345 678, báo mất tem")
    reason = queries.public_reason(recognition_id)
    assert reason is not None
    assert str(reason.text) == "Cơ quan quản lý OCOP Hà Tĩnh tạm dừng từ ngày 21/11/2026 để kiểm tra."
    assert reason.ground is None


def test_the_chair_of_a_city_is_called_that() -> None:
    recognition_id = stories.recognition()
    with transaction() as here:
        here.execute(update(Province).where(Province.name == "Hà Tĩnh").values(unit_type="thành phố"))
    register.revoke(
        stories.chair(), recognition_id, decision_no="9/QĐ-UBND", ground=RevocationGround.UNLAWFUL
    )
    reason = queries.public_reason(recognition_id)
    assert reason is not None
    assert str(reason.authority) == "Chủ tịch UBND thành phố Hà Tĩnh"


def test_an_announced_stop_is_no_reason_yet() -> None:
    recognition_id = stories.recognition()
    later = clock.now() + timedelta(days=3)
    register.suspend(stories.officer(1), recognition_id, "Kiểm tra", since=later)
    assert queries.public_reason(recognition_id) is None
    with clock.hold(later):
        assert queries.public_reason(recognition_id) is not None


def test_everybody_concerned_is_found() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    worker, lan, mai = stories.staff(goods.producer_id), stories.buyer_person(1), stories.buyer_person(2)
    stories.officer(1, "40")
    stories.chair()
    stories.cart((goods.variant, 1), actor=lan)
    stories.cart((goods.variant, 1), actor=goods.seller)
    ordered = stories.order((goods.variant, 2), actor=mai)
    guest = stories.order((goods.variant, 1), buyer=BuyerFactory(email="khach@example.vn"))
    found = queries.concerned(goods.recognition_id)
    assert found.producer_id == goods.producer_id
    assert found.producer == {goods.seller.id, worker.id}
    assert found.officers == {stories.officer(1).id, stories.officer(2).id}
    assert found.deciders == {stories.chair().id}
    assert found.carts == {lan.id}
    assert found.orders == ((mai.id, ordered),)
    assert found.buyers == {lan.id, mai.id}
    assert [(each.email, each.order) for each in found.guests] == [("khach@example.vn", guest)]
    with pytest.raises(NotFound):
        queries.concerned(999_999)


def test_five_stars_concern_the_ministry() -> None:
    ministry = stories.person("bo", (Role.MINISTRY, EVERYTHING, ""))
    stories.chair()
    recognition_id = stories.recognition(star=5, score=9300, issuer="ministry", issuer_name="Bộ Nông nghiệp")
    assert queries.concerned(recognition_id).deciders == {ministry.id}


def test_a_producer_sees_concluded_inspections_of_its_own() -> None:
    goods, case = stopped()
    other = stories.goods()
    stories.inspection(other.recognition_id)
    (own,) = queries.own_cases(goods.producer_id).items
    assert (own.verdict, own.proposal_state) == (Verdict.FAIL, ProposalState.SUBMITTED)
    assert own.due_on == date(2026, 12, 6)
    assert [each.note for each in own.checks] == ["", "Nhãn ghi sai khối lượng tịnh.", ""]
    assert queries.own_cases(other.producer_id).total == 0
    assert queries.own_case(goods.producer_id, own.code) == own
    with pytest.raises(NotFound):
        queries.own_case(other.producer_id, own.code)
    services.reject_proposal(stories.chair(), case, "Đã sửa nhãn")
    assert queries.own_case(goods.producer_id, own.code).reason == "Đã sửa nhãn"


def batch(count: int, **changes: Any) -> list[int]:
    return [stories.recognition(**{"issued_on": days_ago(30), **changes}) for _ in range(count)]


def kinds(**place: Any) -> list[str]:
    who = place.get("who") or stories.officer(1)
    return [each.kind for each in queries.anomalies(queries.scope_of(who), days_ago(60), clock.today())]


def test_a_commune_all_of_whose_products_passed_in_one_day_is_named() -> None:
    for number in range(4):
        stories.recognition(issued_on=days_ago(30), score=7100 + number)
    assert kinds() == []
    stories.recognition(issued_on=days_ago(30), score=7200)
    (found,) = queries.anomalies(scope(), days_ago(60), clock.today())
    assert (found.kind, found.commune, found.day) == (AnomalyKind.ALL_PASSED, "Xã Hương Đô", days_ago(30))
    assert (found.count, found.of, found.percent, len(found.records)) == (5, 5, 100, 5)
    assert kinds(who=stories.officer(1, "40")) == []


def test_one_that_was_taken_back_makes_it_a_usual_day() -> None:
    for number in range(5):
        stories.recognition(issued_on=days_ago(30), score=7100 + number)
    refused = register.enter(stories.officer(1), RecognitionDataFactory(issued_on=days_ago(30)))
    register.withdraw(stories.officer(1), refused, "Không đạt")
    assert kinds() == []


def test_equal_scores_are_named() -> None:
    batch(4, score=7850)
    (found,) = queries.anomalies(scope(), days_ago(60), clock.today())
    assert (found.kind, found.count, found.score) == (AnomalyKind.EQUAL_SCORES, 4, 7850)
    assert queries.anomalies(scope(), days_ago(29), clock.today()) == ()


def test_scores_at_the_edge_of_a_star_are_named() -> None:
    for number in range(3):
        stories.recognition(issued_on=days_ago(10 + number), score=7000)
    assert kinds() == ["on_the_edge"]
    for number in range(10):
        stories.recognition(issued_on=days_ago(20 + number), score=7301 + number)
    assert kinds() == [], "three of thirteen are under a quarter"


def test_one_person_who_enters_nearly_everything_is_named() -> None:
    for number in range(20):
        stories.recognition(issued_on=days_ago(10 + number), score=7301 + number)
    (found,) = queries.anomalies(scope(), days_ago(60), clock.today())
    assert (found.kind, found.person, found.person_name) == (
        AnomalyKind.ONE_PERSON,
        stories.officer(1).ref,
        "can-bo-42-1",
    )
    assert (found.commune, found.count, found.of) == ("", 20, 20)


def test_a_period_has_two_ends_and_is_no_longer_than_a_year() -> None:
    for since, until in ((clock.today(), days_ago(1)), (days_ago(367), clock.today())):
        with pytest.raises(Invalid):
            queries.anomalies(scope(), since, until)


def test_unknown_scope_sees_nothing() -> None:
    stopped()
    nobody = queries.scope_of(stories.buyer_person())
    assert queries.inspections(nobody, tab="all").total == 0
    assert queries.proposals(nobody, tab="waiting").total == 0
    assert queries.anomalies(nobody, days_ago(60), clock.today()) == ()
    assert db_session().scalar(select(Recognition.id)) is not None

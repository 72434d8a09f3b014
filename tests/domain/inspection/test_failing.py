"""A failed inspection: off sale at once, the proposal drafted, decided by the right authority."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.catalog.queries.sellable import sellable
from marketplace.certification import services as register
from marketplace.certification.kinds import IssuerKind, RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.queries import recognition as recognition_view
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import InspectionState, ProposalState, Verdict
from marketplace.inspection.models import InspectionSave, Proposal
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from tests import stories
from tests.factories import PackDataFactory
from tests.stories import Goods

pytestmark = pytest.mark.usefixtures("app")


def can_be_bought(goods: Goods) -> bool:
    return sellable([goods.variant])[goods.variant].refusal is None


def state_of_case(code: str) -> ProposalState:
    session().expire_all()
    return ProposalState(session().execute(select(Proposal.state).where(Proposal.code == code)).scalar_one())


def actions(*beginnings: str) -> list[str]:
    rows = session().execute(select(AuditEntry.action).order_by(AuditEntry.seq)).scalars()
    return [action for action in rows if action.startswith(beginnings)]


def open_stops(recognition_id: int) -> int:
    count = select(func.count()).where(
        SuspensionPeriod.recognition_id == recognition_id, SuspensionPeriod.until.is_(None)
    )
    return int(session().execute(count).scalar_one())


def ministry() -> Actor:
    return stories.person("bo", (Role.MINISTRY, EVERYTHING, ""))


def test_a_failed_inspection_stops_the_product_at_once_and_drafts_the_proposal() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    assert can_be_bought(goods)
    concluded = stories.failed_inspection(goods.recognition_id)
    assert (concluded.suspended, concluded.misuse) == (True, "")
    assert not can_be_bought(goods)
    view = queries.proposal(stories.officer(1), concluded.proposal)
    assert view.state is ProposalState.DRAFTED
    assert view.ground is RevocationGround.UNLAWFUL
    assert view.article == "Điểm c Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026"
    assert (view.due_on, view.days_left, view.late) == (date(2026, 12, 6), 15, False)
    assert (view.suspended, view.own_stop, view.by_ministry) == (True, True, False)
    assert view.about.producer_id == goods.producer_id
    assert view.note == "Nhãn hàng không đúng quy định về ghi nhãn."
    stops = recognition_view(goods.recognition_id).suspensions
    assert [(each.reason, each.suspended_as) for each in stops] == [
        (
            f"Kiểm tra {view.inspection} kết luận không đạt: {RevocationGround.UNLAWFUL.label}",
            "officer",
        )
    ]
    assert actions("inspection.") == [
        "inspection.inspection.begun",
        "inspection.proposal.drafted",
        "inspection.inspection.concluded",
    ]


def test_the_chair_revokes_and_the_recognition_is_gone_everywhere() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    assert [row.code for row in queries.waiting(stories.chair()).items] == [code]
    services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND", note="Vi phạm nhãn")
    found = recognition_view(goods.recognition_id)
    assert (found.revocation_decision_no, found.ground) == ("843/QĐ-UBND", RevocationGround.UNLAWFUL)
    assert state_of_case(code) is ProposalState.REVOKED
    assert not can_be_bought(goods)
    assert open_stops(goods.recognition_id) == 0
    assert queries.waiting(stories.chair()).items == ()


def test_rejecting_lets_the_product_go_on() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    assert services.reject_proposal(stories.chair(), code, "Lỗi đã khắc phục ngay") is True
    assert state_of_case(code) is ProposalState.REJECTED
    assert can_be_bought(goods)


def test_rejecting_leaves_what_ran_before_the_case() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    register.suspend(stories.officer(2), goods.recognition_id, "Mẫu kiểm nghiệm không đạt")
    code = stories.submitted_proposal(goods.recognition_id)
    assert queries.proposal(stories.chair(), code).own_stop is False
    assert services.reject_proposal(stories.chair(), code, "Không đủ căn cứ") is False
    assert not can_be_bought(goods)
    assert open_stops(goods.recognition_id) == 1


def test_rejecting_leaves_what_a_higher_authority_has_put_on_since() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    register.suspend(ministry(), goods.recognition_id, "Bộ kiểm tra")
    assert queries.proposal(stories.chair(), code).own_stop is False
    assert services.reject_proposal(stories.chair(), code, "Không đủ căn cứ") is False
    assert not can_be_bought(goods)


def test_five_stars_are_the_ministrys_to_decide() -> None:
    recognition_id = stories.recognition(
        star=5, score=9200, issuer=IssuerKind.MINISTRY, issuer_name="Bộ Nông nghiệp"
    )
    code = stories.submitted_proposal(recognition_id)
    assert queries.proposal(stories.chair(), code).by_ministry
    assert queries.waiting_count(stories.chair()) == 0
    assert queries.waiting_count(ministry()) == 1
    with pytest.raises(NotAllowed, match="Bộ trưởng"):
        services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")
    assert state_of_case(code) is ProposalState.SUBMITTED
    services.decide_to_revoke(ministry(), code, "99/QĐ-BNNMT")
    assert state_of_case(code) is ProposalState.REVOKED


def test_the_ministry_does_not_decide_what_is_the_chairs() -> None:
    code = stories.submitted_proposal(stories.recognition())
    assert queries.waiting_count(ministry()) == 0
    with pytest.raises(NotAllowed, match="Chủ tịch UBND cấp tỉnh"):
        services.reject_proposal(ministry(), code, "Không đủ")
    assert state_of_case(code) is ProposalState.SUBMITTED


def test_nobody_decides_what_they_inspected_or_proposed_whatever_roles_they_hold() -> None:
    both = stories.person("hai-vai", (Role.OFFICER, "province", "42"), (Role.CHAIR, "province", "42"))
    recognition_id = stories.recognition()
    code = stories.submitted_proposal(recognition_id, by=both)
    for deed in (
        lambda: services.decide_to_revoke(both, code, "843/QĐ-UBND"),
        lambda: services.reject_proposal(both, code, "Thôi"),
    ):
        with pytest.raises(NotAllowed, match="cần một người khác"):
            deed()
    assert state_of_case(code) is ProposalState.SUBMITTED
    assert queries.proposal(both, code).refusal is not None
    assert queries.proposal(stories.chair(), code).refusal is None
    assert recognition_view(recognition_id).revoked_at is None


def test_the_producers_own_people_do_not_inspect_or_decide() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    producer = str(goods.producer_id)
    insider = stories.person(
        "nguoi-nha",
        (Role.OFFICER, "province", "42"),
        (Role.CHAIR, "province", "42"),
        (Role.PRODUCER_STAFF, "producer", producer),
    )
    register.attach_holder(stories.officer(1), goods.recognition_id, goods.producer_id)
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.begin(insider, recognition_id=goods.recognition_id)
    code = stories.submitted_proposal(goods.recognition_id)
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.reject_proposal(insider, code, "Thôi")
    assert state_of_case(code) is ProposalState.SUBMITTED


def test_other_places_do_not_exist() -> None:
    recognition_id = stories.recognition()
    concluded = stories.failed_inspection(recognition_id)
    stranger, other_chair = stories.officer(1, "40"), stories.chair("40")
    inspected = queries.proposal(stories.officer(1), concluded.proposal).inspection
    for deed in (
        lambda: services.begin(stranger, recognition_id=recognition_id),
        lambda: queries.inspection(stranger, inspected),
        lambda: queries.proposal(stranger, concluded.proposal),
        lambda: services.submit_proposal(stranger, concluded.proposal, "1/TTr"),
        lambda: services.withdraw_proposal(stranger, concluded.proposal, "Thôi"),
        lambda: services.decide_to_revoke(other_chair, concluded.proposal, "1/QĐ-UBND"),
        lambda: queries.minutes(stranger, inspected),
    ):
        with pytest.raises(NotFound):
            deed()
    assert queries.proposals(queries.scope_of(stranger)).total == 0
    assert queries.inspections(queries.scope_of(stranger), tab="all").total == 0
    assert state_of_case(concluded.proposal) is ProposalState.DRAFTED


def test_who_only_looks_does_not_act() -> None:
    auditor = stories.person("kiem-toan", (Role.AUDITOR, EVERYTHING, ""))
    concluded = stories.failed_inspection(stories.recognition())
    for who in (auditor, stories.chair()):
        assert queries.proposal(who, concluded.proposal).code == concluded.proposal
        with pytest.raises(NotAllowed):
            services.submit_proposal(who, concluded.proposal, "1/TTr")
    assert state_of_case(concluded.proposal) is ProposalState.DRAFTED


def test_a_proposal_is_withdrawn_by_another_officer_than_who_inspected() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    with pytest.raises(NotAllowed, match="không tự rút"):
        services.withdraw_proposal(stories.officer(1), code, "Nhầm")
    assert not can_be_bought(goods)
    assert services.withdraw_proposal(stories.officer(2), code, "Nhầm sản phẩm") is True
    assert can_be_bought(goods)
    assert state_of_case(code) is ProposalState.WITHDRAWN
    with pytest.raises(InvalidMove):
        services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")


def test_late_is_shown_and_stops_nothing() -> None:
    code = stories.submitted_proposal(stories.recognition())
    with clock.hold(clock.now() + timedelta(days=15)):
        assert queries.proposal(stories.chair(), code).days_left == 0
    with clock.hold(clock.now() + timedelta(days=16)):
        view = queries.proposal(stories.chair(), code)
        assert (view.days_left, view.late) == (-1, True)
        assert queries.proposal_counts(queries.scope_of(stories.officer(2)))[queries.ProposalTab.LATE] == 1
        services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")
    assert state_of_case(code) is ProposalState.REVOKED


def test_the_fifteen_days_count_from_the_local_day_of_the_conclusion() -> None:
    recognition_id = stories.recognition()
    with clock.hold(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)):
        first = stories.failed_inspection(recognition_id)
    with clock.hold(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)):
        second = stories.failed_inspection(stories.recognition())
    due = [queries.proposal(stories.officer(1), each.proposal).due_on for each in (first, second)]
    assert due == [date(2026, 12, 6), date(2026, 12, 7)]


def test_a_newer_decision_in_the_meantime_is_what_is_revoked() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    view = recognition_view(goods.recognition_id)
    newer = stories.recognition(
        product_name=view.product_name,
        holder_name=view.holder_name,
        packs=tuple(view.packs),
        issued_on=clock.today() - timedelta(days=1),
    )
    session().execute(
        Recognition.__table__.update().where(Recognition.id == newer).values(lineage=view.lineage)
    )
    assert queries.proposal(stories.chair(), code).own_stop is True, "it goes on with the newer one"
    services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")
    assert recognition_view(newer).revoked_at is not None


def test_what_is_missing_is_named_and_nothing_happens() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    typed = {**stories.FAILED_MINUTES, "summary": "", "law_note": "", "mark": "", "occasion": ""}
    code = stories.inspection(goods.recognition_id, typed=typed)
    with pytest.raises(Invalid) as refusal:
        services.conclude(stories.officer(1), code)
    assert sorted(refusal.value.fields) == ["law_note", "mark", "occasion", "summary"]
    assert can_be_bought(goods)
    view = queries.inspection(stories.officer(1), code)
    assert view.state is InspectionState.DRAFT
    assert sorted(view.missing) == ["law_note", "mark", "occasion", "summary"]
    assert actions("inspection.") == ["inspection.inspection.begun"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"verdict": "pass"}, "verdict"),
        ({"law": "ok", "law_note": ""}, "verdict"),
        ({"verdict": "remedy"}, "remedy_by"),
        ({"verdict": "remedy", "remedy_by": "21/11/2026", "remedy": "Sửa nhãn"}, "remedy_by"),
        ({"day": "22/11/2026"}, "day"),
        ({"day": "hôm qua"}, "day"),
        ({"law": "ok", "law_note": "", "mark": "fault", "mark_note": "Tem sai"}, "stamp"),
        ({"law": "maybe"}, "law"),
    ],
)
def test_a_verdict_has_to_go_with_what_was_found(changes: dict[str, str], field: str) -> None:
    code = stories.inspection(stories.recognition(), typed={**stories.FAILED_MINUTES, **changes})
    with pytest.raises(Invalid) as refusal:
        services.conclude(stories.officer(1), code)
    assert field in refusal.value.fields


def test_a_remedy_is_looked_at_again() -> None:
    recognition_id = stories.recognition()
    typed = {**stories.FAILED_MINUTES, "verdict": "remedy", "remedy_by": "1/12/2026", "remedy": "In lại nhãn"}
    code = stories.inspection(recognition_id, typed=typed)
    concluded = services.conclude(stories.officer(1), code)
    assert (concluded.proposal, concluded.misuse, concluded.suspended) == ("", "", False)
    scope = queries.scope_of(stories.officer(1))
    assert queries.overdue_count(scope) == 0
    with clock.hold(datetime(2026, 12, 2, 3, 0, tzinfo=UTC)):
        assert queries.overdue_count(scope) == 1
        assert [row.overdue for row in queries.inspections(scope, tab="remedy").items] == [True]
        again = stories.inspection(follows=code, typed=stories.PASSED_MINUTES)
        services.conclude(stories.officer(1), again)
        assert queries.overdue_count(scope) == 0
        assert queries.inspection(stories.officer(1), again).follows == code
        assert queries.inspection(stories.officer(1), code).followed_by == again


def test_a_passed_one_changes_nothing_but_is_kept() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    code = stories.inspection(goods.recognition_id, typed=stories.PASSED_MINUTES)
    services.conclude(stories.officer(1), code)
    assert can_be_bought(goods)
    view = queries.inspection(stories.officer(2), code)
    assert (view.state, view.verdict) == (InspectionState.CONCLUDED, Verdict.PASS)
    assert session().execute(select(func.count(InspectionSave.version))).scalar_one() == 0
    with pytest.raises(Conflict):
        services.save(stories.officer(1), code, {"summary": "Khác"})
    with pytest.raises(Conflict):
        services.conclude(stories.officer(1), code)
    with pytest.raises(Conflict):
        services.drop(stories.officer(1), code, "Thôi")


def test_what_changed_since_it_was_looked_at_is_not_concluded() -> None:
    code = stories.inspection(stories.recognition())
    seen = queries.inspection(stories.officer(1), code).version
    services.save(stories.officer(2), code, {"summary": "Khác"}, base=seen)
    with pytest.raises(Conflict):
        services.conclude(stories.officer(1), code, seen=seen)
    services.conclude(stories.officer(1), code, seen=seen + 1)


def test_a_proposal_is_written_on_until_it_is_submitted() -> None:
    code = stories.failed_inspection(stories.recognition()).proposal
    officer = stories.officer(1)
    services.edit_proposal(officer, code, ground="d", note="Tem in lại")
    view = queries.proposal(officer, code)
    assert (view.ground, view.note) == (RevocationGround.MARK_MISUSED, "Tem in lại")
    assert view.article == "Điểm d Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026"
    with pytest.raises(Invalid) as refusal:
        services.edit_proposal(officer, code, ground="z", article="x" * 201)
    assert sorted(refusal.value.fields) == ["article", "ground"]
    with pytest.raises(Conflict):
        services.edit_proposal(officer, code, ground="c", seen=view.version - 1)
    with pytest.raises(Invalid):
        services.submit_proposal(officer, code, " ")
    services.submit_proposal(officer, code, "57/TTr-SNNMT")
    with pytest.raises(Conflict):
        services.edit_proposal(officer, code, ground="c")
    with pytest.raises(InvalidMove):
        services.submit_proposal(officer, code, "58/TTr-SNNMT")
    assert queries.proposal(officer, code).paper_no == "57/TTr-SNNMT"


def test_a_proposal_is_decided_only_when_it_is_submitted() -> None:
    code = stories.failed_inspection(stories.recognition()).proposal
    with pytest.raises(InvalidMove):
        services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")
    assert state_of_case(code) is ProposalState.DRAFTED


def test_the_papers_say_what_was_found() -> None:
    goods = stories.goods(packs=[PackDataFactory()])
    assert goods.recognition_id is not None
    code = stories.submitted_proposal(goods.recognition_id)
    paper = queries.proposal_paper(stories.officer(1), code)
    assert (paper.no, str(paper.authority)) == ("57/TTr-SNNMT", "Chủ tịch UBND cấp tỉnh")
    assert [each.check.value for each in paper.minutes.faults] == ["law"]
    assert paper.minutes.team == (("Trần Văn An", "Trưởng đoàn"),)
    assert paper.minutes.day == date(2026, 11, 21)
    assert paper.minutes.place == "Xã Hương Đô, Tỉnh Hà Tĩnh" or paper.minutes.place.startswith("Xã Hương Đô")


def test_a_case_of_an_app_is_told(app: Flask) -> None:
    recognition_id = stories.recognition()
    code = stories.submitted_proposal(recognition_id)
    assert actions("inspection.proposal") == ["inspection.proposal.drafted", "inspection.proposal.submitted"]
    services.reject_proposal(stories.chair(), code, "Đã khắc phục")
    assert actions("inspection.proposal", "certification.recognition.l") == [
        "inspection.proposal.drafted",
        "inspection.proposal.submitted",
        "certification.recognition.lifted",
        "inspection.proposal.rejected",
    ]

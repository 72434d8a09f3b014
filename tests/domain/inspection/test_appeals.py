"""Complaints of producers: within the time there is, decided by somebody else, and what is right brings it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.queries import recognition as recognition_view
from marketplace.inspection import queries, services
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.kinds import Against, AppealState, ProposalState
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from tests import stories
from tests.domain.inspection.test_failing import can_be_bought, state_of_case
from tests.stories import Goods

pytestmark = pytest.mark.usefixtures("app")

DECIDED = {"decision_no": "900/QĐ-UBND", "reason": "Mẫu bị lấy nhầm"}


def second_chair() -> Actor:
    return stories.person("pho-chu-tich", (Role.CHAIR, "province", "42"))


def stopped() -> tuple[Goods, str]:
    """A product that an inspection has stopped, and the code of the proposal."""
    goods = stories.goods()
    assert goods.recognition_id is not None
    return goods, stories.submitted_proposal(goods.recognition_id)


def revoked() -> Goods:
    goods, code = stopped()
    services.decide_to_revoke(stories.chair(), code, "843/QĐ-UBND")
    return goods


def complain(goods: Goods, words: str = "Mẫu không phải của chúng tôi.") -> str:
    assert goods.recognition_id is not None
    return services.open_appeal(goods.seller, goods.producer_id, goods.recognition_id, words)


def state_of(code: str) -> AppealState:
    session().expire_all()
    return AppealState(session().execute(select(Appeal.state).where(Appeal.code == code)).scalar_one())


def test_an_owner_sees_what_there_is_to_complain_about_and_until_when() -> None:
    goods, _case = stopped()
    (about,) = queries.appealables(goods.producer_id).items
    assert (about.against, about.since, about.until) == (
        Against.SUSPENSION,
        date(2026, 11, 21),
        date(2027, 2, 19),
    )
    assert (about.past, about.open_appeal) == (False, "")
    code = complain(goods)
    assert queries.appealables(goods.producer_id).items[0].open_appeal == code
    assert [row.code for row in queries.own_appeals(goods.producer_id).items] == [code]
    assert queries.own_appeal(goods.seller, goods.producer_id, code).words == "Mẫu không phải của chúng tôi."


def test_a_right_complaint_lifts_the_suspension_and_ends_the_case() -> None:
    goods, case = stopped()
    code = complain(goods)
    view = queries.appeal(stories.chair(), code)
    assert (view.proposal, view.refusal) == (case, None)
    assert services.uphold_appeal(stories.chair(), code, **DECIDED) is True
    assert can_be_bought(goods)
    assert state_of(code) is AppealState.UPHELD
    assert state_of_case(case) is ProposalState.WITHDRAWN
    assert queries.own_appeal(goods.seller, goods.producer_id, code).restored


def test_a_wrong_complaint_changes_nothing() -> None:
    goods, case = stopped()
    code = complain(goods)
    services.dismiss_appeal(stories.chair(), code, **DECIDED)
    assert state_of(code) is AppealState.DISMISSED
    assert not can_be_bought(goods)
    assert state_of_case(case) is ProposalState.SUBMITTED
    with pytest.raises(InvalidMove):
        services.uphold_appeal(stories.chair(), code, **DECIDED)
    assert not can_be_bought(goods)


def test_a_right_complaint_annuls_the_revocation_and_brings_it_back() -> None:
    goods = revoked()
    assert goods.recognition_id is not None
    code = complain(goods)
    with pytest.raises(NotAllowed, match="không tự giải quyết"):
        services.uphold_appeal(stories.chair(), code, **DECIDED)
    assert not can_be_bought(goods)
    assert services.uphold_appeal(second_chair(), code, **DECIDED) is True
    assert can_be_bought(goods)
    found = recognition_view(goods.recognition_id)
    assert (found.revoked_at, found.revocation_decision_no, found.ground) == (None, "", None)
    assert all(each.until is not None for each in found.suspensions)
    assert any(
        "Huỷ quyết định thu hồi theo quyết định 900/QĐ-UBND" in each.lift_reason for each in found.suspensions
    )


def test_what_had_stopped_it_before_the_case_goes_on_after_the_annulment() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    register.suspend(stories.officer(2), goods.recognition_id, "Chờ kết quả kiểm nghiệm khác")
    case = stories.submitted_proposal(goods.recognition_id)
    services.decide_to_revoke(stories.chair(), case, "843/QĐ-UBND")
    code = complain(goods)
    assert services.uphold_appeal(second_chair(), code, **DECIDED) is False
    assert not can_be_bought(goods)
    assert queries.appeal(stories.chair(), code).stays_stopped
    register.lift(stories.officer(2), goods.recognition_id, "Kết quả đạt")
    assert can_be_bought(goods)


def test_a_direct_revocation_is_complained_about_too() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    register.revoke(
        stories.chair(), goods.recognition_id, decision_no="12/QĐ-UBND", ground=RevocationGround.FORGED
    )
    code = complain(goods)
    view = queries.appeal(stories.chair(), code)
    assert (view.against_no, view.proposal) == ("12/QĐ-UBND", "")
    assert view.refusal is not None
    assert services.uphold_appeal(second_chair(), code, **DECIDED) is True
    assert can_be_bought(goods)


def test_a_stop_by_a_higher_authority_stays() -> None:
    goods, _case = stopped()
    assert goods.recognition_id is not None
    ministry = stories.person("bo", (Role.MINISTRY, EVERYTHING, ""))
    register.suspend(ministry, goods.recognition_id, "Bộ kiểm tra")
    code = complain(goods)
    with pytest.raises(NotAllowed):
        services.uphold_appeal(stories.chair(), code, **DECIDED)
    assert not can_be_bought(goods)
    assert state_of(code) is AppealState.OPENED


def test_the_complaint_about_a_stop_does_not_undo_the_revocation_that_came_after() -> None:
    goods, case = stopped()
    code = complain(goods)
    services.decide_to_revoke(stories.chair(), case, "843/QĐ-UBND")
    with pytest.raises(Conflict, match="đã bị thu hồi"):
        services.uphold_appeal(second_chair(), code, **DECIDED)
    second = complain(goods)
    assert queries.own_appeal(goods.seller, goods.producer_id, second).against is Against.REVOCATION
    services.withdraw_appeal(goods.seller, goods.producer_id, code)
    assert state_of(code) is AppealState.WITHDRAWN
    assert not can_be_bought(goods)


def test_the_time_to_complain_ends() -> None:
    goods, _case = stopped()
    with clock.hold(clock.now() + timedelta(days=90)):
        assert queries.appealables(goods.producer_id).items[0].past is False
    with clock.hold(clock.now() + timedelta(days=91)):
        assert queries.appealables(goods.producer_id).items[0].past is True
        with pytest.raises(Invalid, match="19/02/2027"):
            complain(goods)
    assert session().execute(select(func.count(Appeal.id))).scalar_one() == 0


def test_only_the_owner_complains_once_and_about_something() -> None:
    goods, _case = stopped()
    other = stories.goods()
    assert goods.recognition_id is not None
    assert other.recognition_id is not None
    for who, producer_id, recognition_id in (
        (stories.staff(goods.producer_id), goods.producer_id, goods.recognition_id),
        (other.seller, goods.producer_id, goods.recognition_id),
        (other.seller, other.producer_id, goods.recognition_id),
        (stories.officer(1), goods.producer_id, goods.recognition_id),
    ):
        with pytest.raises(NotFound):
            services.open_appeal(who, producer_id, recognition_id, "Sai")
    with pytest.raises(Conflict, match="không bị tạm dừng"):
        complain(other)
    with pytest.raises(Invalid):
        complain(goods, " ")
    code = complain(goods)
    with pytest.raises(Conflict, match="Đang có một khiếu nại"):
        complain(goods)
    assert session().execute(select(func.count(Appeal.id))).scalar_one() == 1
    for deed in (
        lambda: queries.own_appeal(other.seller, other.producer_id, code),
        lambda: services.withdraw_appeal(other.seller, other.producer_id, code),
        lambda: queries.appeal(stories.officer(1, "40"), code),
        lambda: services.uphold_appeal(stories.chair("40"), code, **DECIDED),
    ):
        with pytest.raises(NotFound):
            deed()
    with pytest.raises(NotAllowed):
        services.uphold_appeal(stories.officer(2), code, **DECIDED)
    assert state_of(code) is AppealState.OPENED
    assert not can_be_bought(goods)


def test_a_decision_has_a_number_and_a_reason() -> None:
    goods, _case = stopped()
    code = complain(goods)
    for given in ({"decision_no": "", "reason": "x"}, {"decision_no": "1/QĐ", "reason": " "}):
        with pytest.raises(Invalid):
            services.uphold_appeal(stories.chair(), code, **given)
    assert state_of(code) is AppealState.OPENED


def test_lists_of_complaints_keep_to_their_places() -> None:
    goods, _case = stopped()
    complain(goods)
    assert queries.appeals(queries.scope_of(stories.chair())).total == 1
    assert queries.appeals(queries.scope_of(stories.chair("40"))).total == 0
    assert queries.appeal_counts(queries.scope_of(stories.chair()))[AppealState.OPENED] == 1

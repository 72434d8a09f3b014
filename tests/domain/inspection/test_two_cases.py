"""Two failed inspections of one product: what the one case stops is not let go on by the end of the other."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.queries import recognition as recognition_view
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import AppealState, ProposalState
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from tests import stories
from tests.domain.inspection.test_appeals import complain, second_chair, state_of
from tests.domain.inspection.test_failing import can_be_bought, open_stops, state_of_case

pytestmark = pytest.mark.usefixtures("app")


def test_one_case_that_ends_leaves_stopped_what_the_other_has_found() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    first = stories.submitted_proposal(goods.recognition_id)
    second = stories.submitted_proposal(goods.recognition_id)
    assert not queries.proposal(stories.chair(), first).own_stop
    assert services.reject_proposal(stories.chair(), first, "Lần đầu không đủ căn cứ") is False
    assert open_stops(goods.recognition_id) == 1
    assert not can_be_bought(goods)
    assert queries.proposal(stories.chair(), second).own_stop
    assert services.reject_proposal(stories.chair(), second, "Lần sau cũng không") is True
    assert can_be_bought(goods)
    assert open_stops(goods.recognition_id) == 0


def test_the_later_case_that_ends_first_leaves_it_to_the_earlier() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    first = stories.submitted_proposal(goods.recognition_id)
    second = stories.submitted_proposal(goods.recognition_id)
    assert services.withdraw_proposal(stories.officer(2), second, "Nhầm") is False
    assert not can_be_bought(goods)
    assert services.withdraw_proposal(stories.officer(2), first, "Nhầm") is True
    assert can_be_bought(goods)


def test_what_stopped_it_before_both_cases_outlasts_both() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    register.suspend(stories.officer(2), goods.recognition_id, "Mẫu kiểm nghiệm không đạt")
    first = stories.submitted_proposal(goods.recognition_id)
    second = stories.submitted_proposal(goods.recognition_id)
    assert services.reject_proposal(stories.chair(), first, "Không đủ căn cứ") is False
    assert services.reject_proposal(stories.chair(), second, "Không đủ căn cứ") is False
    assert open_stops(goods.recognition_id) == 1


def test_a_right_complaint_lifts_nothing_that_a_second_inspection_found() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    first = stories.submitted_proposal(goods.recognition_id)
    appeal = complain(goods)
    second = stories.submitted_proposal(goods.recognition_id)
    restored = services.uphold_appeal(
        stories.chair(), appeal, decision_no="900/QĐ-UBND", reason="Mẫu bị lấy nhầm"
    )
    assert restored is False
    assert state_of(appeal) is AppealState.UPHELD
    assert not can_be_bought(goods)
    assert state_of_case(first) is ProposalState.WITHDRAWN
    assert state_of_case(second) is ProposalState.SUBMITTED
    told = session().scalars(
        select(AuditEntry.data).where(
            AuditEntry.action == "inspection.proposal.withdrawn", AuditEntry.subject_ref == first
        )
    )
    assert [json.loads(each)["lifted"] for each in told] == [False]
    assert services.reject_proposal(stories.chair(), second, "Không đủ căn cứ") is True
    assert can_be_bought(goods)


def test_a_complaint_about_one_revocation_does_not_annul_another() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    proposal = stories.submitted_proposal(goods.recognition_id)
    services.decide_to_revoke(stories.chair(), proposal, "843/QĐ-UBND")
    appeal = complain(goods)
    register.annul_revocation(second_chair(), goods.recognition_id, decision_no="1/QĐ-UBND", reason="Sai tên")
    register.revoke(
        stories.chair(), goods.recognition_id, decision_no="900/QĐ-UBND", ground=RevocationGround.UNLAWFUL
    )
    with pytest.raises(Conflict, match="843/QĐ-UBND"):
        services.uphold_appeal(second_chair(), appeal, decision_no="2/QĐ-UBND", reason="Đúng")
    assert state_of(appeal) is AppealState.OPENED
    assert recognition_view(goods.recognition_id).revocation_decision_no == "900/QĐ-UBND"

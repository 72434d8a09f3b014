"""The page of a case that nobody may decide says so, and who gives out roles is led to where it is mended."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.inspection import services
from tests import stories
from tests.domain.inspection.test_appeals import DECIDED, complain, second_chair
from tests.stories import Goods
from tests.web.desks import NewClient, browser, words
from tests.web.inspecting import APPEALS, PROPOSALS

TITLE = "Không ai được quyết định: cần thêm một tài khoản"
INVITE = 'href="/quan-ly/van-hanh/loi-moi/moi"'


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Mứt gừng")


def submitted(goods: Goods) -> str:
    assert goods.recognition_id is not None
    return f"{PROPOSALS}/{stories.submitted_proposal(goods.recognition_id)}"


def test_a_proposal_without_a_chair(new_client: NewClient, goods: Goods) -> None:
    officer = browser(new_client, stories.officer(2))
    assert goods.recognition_id is not None
    drafted = stories.failed_inspection(goods.recognition_id).proposal
    at = f"{PROPOSALS}/{drafted}"
    assert TITLE not in words(officer.get(at)), "nobody is asked yet"
    services.submit_proposal(stories.officer(1), drafted, "57/TTr-SNNMT")
    page = officer.get(at)
    assert (
        f"{TITLE} Chưa có tài khoản nào giữ quyền của Chủ tịch UBND cấp tỉnh ở đây. Đơn vị vận hành đã được báo."
        in words(page)
    )
    assert INVITE not in page.text
    operator = browser(new_client, stories.operator())
    assert INVITE in operator.get(at).text
    stories.chair()
    assert TITLE not in words(officer.get(at))


def test_a_complaint_about_what_the_only_chair_entered(new_client: NewClient, goods: Goods) -> None:
    chair, officer = browser(new_client, stories.chair()), browser(new_client, stories.officer(2))
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    code = complain(goods)
    at = f"{APPEALS}/{code}"
    for client in (chair, officer):
        assert f"{TITLE} Ai giữ quyền của Chủ tịch UBND cấp tỉnh ở đây cũng đã dự vào việc này." in words(
            client.get(at)
        )
    assert "Người đã ra hay ghi quyết định bị khiếu nại không tự giải quyết" in words(chair.get(at))
    other = second_chair()
    assert all(TITLE not in words(client.get(at)) for client in (chair, officer))
    services.uphold_appeal(other, code, **DECIDED)
    assert TITLE not in words(officer.get(at))


def test_the_check_up_names_it(new_client: NewClient, goods: Goods) -> None:
    operator = browser(new_client, stories.operator())
    code = submitted(goods).rpartition("/")[2]
    assert f"không ai được quyết định: {code}" in check_up(operator)
    stories.chair()
    assert "hồ sơ nào cũng có người được quyết định" in check_up(operator)


def check_up(client: FlaskClient) -> str:
    return words(client.post("/quan-ly/van-hanh/kiem-tra"))

"""The minutes of an inspection and the proposal to revoke, as papers."""

from flask import Flask
from sqlalchemy import select

from marketplace.inspection import services
from marketplace.inspection.models import Inspection
from marketplace.kernel.db import session
from tests import stories
from tests.factories import HA_NOI
from tests.web.desks import NewClient, browser
from tests.web.test_admin_papers import holds, said


def test_minutes_and_proposal_of_a_failed_inspection(app: Flask, new_client: NewClient) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    assert goods.recognition_id is not None
    proposal = stories.submitted_proposal(goods.recognition_id)
    code = session().scalar(select(Inspection.code))
    client = browser(new_client, stories.officer(3))
    holds(
        said(client, f"kiem-tra/{code}/bien-ban.pdf"),
        "BIÊN BẢN Kiểm tra sản phẩm OCOP sau công nhận",
        f"Số: {code}",
        "Sản phẩm Cam Khe Mây",
        "Kết luận:",
        "BÊN ĐƯỢC KIỂM TRA",
    )
    holds(
        said(client, f"de-nghi-thu-hoi/{proposal}/to-trinh.pdf"),
        "TỜ TRÌNH Đề nghị thu hồi giấy chứng nhận sản phẩm OCOP",
        "Kính gửi: Chủ tịch UBND",
        f"Căn cứ Biên bản kiểm tra {code}",
        "Căn cứ thu hồi: Điểm c Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026:",
        "trong 15 ngày kể từ ngày có kết luận, đến hết 06/12/2026",
    )
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    for address in (f"kiem-tra/{code}/bien-ban.pdf", f"de-nghi-thu-hoi/{proposal}/to-trinh.pdf"):
        assert stranger.get(f"/quan-ly/can-bo/{address}").status_code == 404


def test_minutes_cite_the_chosen_ground_and_ask_to_mend_nothing_where_it_failed(
    app: Flask, new_client: NewClient
) -> None:
    """Another ground than the check suggests, the rule that was broken, and a remedy typed before the verdict was."""
    typed = {
        **stories.FAILED_MINUTES,
        "ground": "b",
        "article": "Điều 11 Nghị định 43/2017/NĐ-CP",
        "remedy": "In lại nhãn",
        "remedy_by": "20/12/2026",
    }
    code = stories.inspection(stories.recognition(), typed=typed)
    services.conclude(stories.officer(1), code)
    paper = said(browser(new_client, stories.officer(3)), f"kiem-tra/{code}/bien-ban.pdf")
    holds(
        paper,
        "Căn cứ: Điểm b Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026:",
        "Điều khoản bị vi phạm: Điều 11 Nghị định",
    )
    assert "khắc phục" not in paper.lower()

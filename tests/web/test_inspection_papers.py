"""The minutes of an inspection and the proposal to revoke, as papers."""

from flask import Flask
from sqlalchemy import select

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
        "Căn cứ thu hồi:",
        "trong 15 ngày kể từ ngày có kết luận, đến hết 06/12/2026",
    )
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    for address in (f"kiem-tra/{code}/bien-ban.pdf", f"de-nghi-thu-hoi/{proposal}/to-trinh.pdf"):
        assert stranger.get(f"/quan-ly/can-bo/{address}").status_code == 404

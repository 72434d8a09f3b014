"""The minutes of an inspection and the proposal to revoke, as papers."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.inspection import services
from marketplace.inspection.models import Inspection
from marketplace.kernel.db import session
from tests import stories
from tests.factories import HA_NOI, HA_TINH
from tests.web.desks import NewClient, browser
from tests.web.test_admin_papers import DESK, holds, said


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


def test_a_proposal_that_was_not_followed(app: Flask, new_client: NewClient) -> None:
    proposal = stories.submitted_proposal(stories.recognition(product_name="Mứt gừng"))
    client = browser(new_client, stories.officer(3))
    at = f"de-nghi-thu-hoi/{proposal}"
    assert client.get(f"{DESK}/{at}/ket-qua.pdf").status_code == 409
    assert "ket-qua.pdf" not in client.get(f"{DESK}/{at}").text
    services.reject_proposal(stories.chair(), proposal, "Đã in lại nhãn.", decision_no="90/UBND-NL")
    assert f"{at}/ket-qua.pdf" in client.get(f"{DESK}/{at}").text
    holds(
        said(client, f"{at}/ket-qua.pdf"),
        "THÔNG BÁO Không thu hồi giấy chứng nhận sản phẩm OCOP",
        "Số: 90/UBND-NL",
        "Căn cứ Tờ trình số 57/TTr-SNNMT;",
        "Sản phẩm Mứt gừng",
        "Lý do: Đã in lại nhãn.",
        "CHỦ TỊCH",
    )
    assert browser(new_client, stories.officer(1, HA_NOI)).get(f"{DESK}/{at}/ket-qua.pdf").status_code == 404


def test_a_proposal_that_was_taken_back(app: Flask, new_client: NewClient) -> None:
    proposal = stories.failed_inspection(stories.recognition()).proposal
    services.withdraw_proposal(stories.officer(2), proposal, "Lập nhầm.")
    holds(
        said(browser(new_client, stories.officer(3)), f"de-nghi-thu-hoi/{proposal}/ket-qua.pdf"),
        "THÔNG BÁO Rút đề nghị thu hồi giấy chứng nhận sản phẩm OCOP",
        "Lý do: Lập nhầm.",
        "NGƯỜI RÚT ĐỀ NGHỊ",
    )


@pytest.mark.parametrize(
    ("upheld", "result", "follows"),
    [
        (
            True,
            "Khiếu nại đúng.",
            "Huỷ Quyết định thu hồi 843/QĐ-UBND ngày 21/11/2026. Sản phẩm được bán lại",
        ),
        (False, "Khiếu nại không đúng.", "Giữ nguyên Quyết định thu hồi 843/QĐ-UBND ngày 21/11/2026."),
    ],
)
def test_what_was_decided_of_a_complaint(
    app: Flask, new_client: NewClient, upheld: bool, result: str, follows: str
) -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    code = services.open_appeal(goods.seller, goods.producer_id, goods.recognition_id, "Nhãn đúng hồ sơ mới.")
    client, at = browser(new_client, stories.officer(3)), f"khieu-nai/{code}"
    assert client.get(f"{DESK}/{at}/quyet-dinh.pdf").status_code == 409
    assert "quyet-dinh.pdf" not in client.get(f"{DESK}/{at}").text
    other = stories.person("pho-chu-tich", (Role.CHAIR, "province", HA_TINH))
    decide = services.uphold_appeal if upheld else services.dismiss_appeal
    decide(other, code, decision_no="12/QĐ-GQKN", reason="Đã xem hồ sơ.")
    assert f"{at}/quyet-dinh.pdf" in client.get(f"{DESK}/{at}").text
    holds(
        said(client, f"{at}/quyet-dinh.pdf"),
        "QUYẾT ĐỊNH Giải quyết khiếu nại",
        "Số: 12/QĐ-GQKN",
        "Căn cứ Luật Khiếu nại số 02/2011/QH13;",
        "Nội dung khiếu nại: Nhãn đúng hồ sơ mới.",
        f"Kết quả: {result} Đã xem hồ sơ.",
        f"Điều 2. {follows}",
        "khởi kiện vụ án hành chính",
    )
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    assert stranger.get(f"{DESK}/{at}/quyet-dinh.pdf").status_code == 404


def test_what_was_done_about_a_misused_mark(app: Flask, new_client: NewClient) -> None:
    code = stories.misuse(product_name="Mứt lạ", holder="Cơ sở Lạ", commune_code="18550")
    client, at = browser(new_client, stories.officer(3)), f"dung-tem-sai/{code}"
    assert client.get(f"{DESK}/{at}/bien-ban.pdf").status_code == 409
    assert "bien-ban.pdf" not in client.get(f"{DESK}/{at}").text
    services.handle_misuse(stories.officer(1), code, "Thu 40 tem.", paper_no="3/BB")
    assert "Kết quả:" not in said(client, f"{at}/bien-ban.pdf")
    services.close_misuse(stories.officer(2), code, "Đã huỷ tem.")
    assert f"{at}/bien-ban.pdf" in client.get(f"{DESK}/{at}").text
    holds(
        said(client, f"{at}/bien-ban.pdf"),
        "BIÊN BẢN Xử lý việc dùng sai nhãn hiệu, tem OCOP",
        f"Số: {code}",
        "Chủ thể Cơ sở Lạ",
        "Đã thấy: Tem OCOP 4 sao trên hàng chưa công nhận",
        "Đã xử lý: Thu 40 tem.",
        "Kết quả: Đã huỷ tem.",
        "NGƯỜI KHÉP HỒ SƠ",
    )
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    assert stranger.get(f"{DESK}/{at}/bien-ban.pdf").status_code == 404

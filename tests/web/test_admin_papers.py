"""What officers decide, as papers: what stands on each, who may print it, that it says what it is."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.certification import queries as register
from marketplace.certification import services
from marketplace.certification.annex import services as annex
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.kinds import RevocationGround
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.payout import services as paying
from tests import stories
from tests.data.annex import files
from tests.domain.certification.annex_build import small
from tests.domain.producers.applications import build as applications
from tests.factories import HA_NOI, HA_TINH, PaperDataFactory
from tests.web.desks import NewClient, browser

DESK = "/quan-ly/can-bo"


def said(client: FlaskClient, address: str) -> str:
    """The words of the one page of a paper."""
    answer = client.get(f"{DESK}/{address}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), address
    assert answer.headers["Cache-Control"] == "no-store"
    (page,) = pypdfium2.PdfDocument(BytesIO(answer.data))
    text = " ".join(page.get_textpage().get_text_range().split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "Không thay cho văn bản đã ký, đóng dấu." in text
    return text


def holds(text: str, *parts: str) -> None:
    missing = [part for part in parts if part not in text]
    assert not missing, (missing, text)


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây")


@pytest.fixture
def record(goods: stories.Goods) -> str:
    assert goods.recognition_id is not None
    return register.recognition(goods.recognition_id).code


def test_a_record_that_was_checked(goods: stories.Goods, record: str, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    text = said(client, f"so/{record}/in/xac-nhan.pdf")
    holds(
        text,
        "UBND TỈNH HÀ TĨNH",
        "PHIẾU ĐỐI CHIẾU",
        f"Số: {record}",
        "Hà Tĩnh, ngày 21 tháng 11 năm 2026",
        "Sản phẩm Cam Khe Mây",
        "Hạng 4 sao",
        "5f" * 32,
        "NGƯỜI NHẬP can-bo-42-1",
        "NGƯỜI ĐỐI CHIẾU can-bo-42-2",
        f"Bản in từ hồ sơ điện tử {record} (bản ghi công nhận)",
    )
    page = pypdfium2.PdfDocument(BytesIO(client.get(f"{DESK}/so/{record}/in/xac-nhan.pdf").data))[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert found.text.endswith(f"/sao/{record}")
    assert "Phiếu đối chiếu" in client.get(f"{DESK}/so/{record}").text


def test_a_confirmed_filing_and_an_accepted_authority(app: Flask, new_client: NewClient) -> None:
    client, officer = browser(new_client, stories.officer(3)), stories.officer
    filed = stories.recognition(product_name="Bưởi Phúc Trạch", issued_on=date(2024, 2, 10))
    code = register.recognition(filed).code
    services.record_filing(officer(1), filed, "12/BN", date(2026, 10, 9))
    assert client.get(f"{DESK}/so/{code}/in/bien-nhan.pdf").status_code == 404
    assert "/in/bien-nhan.pdf" not in client.get(f"{DESK}/so/{code}").text
    services.confirm_filing(officer(2), filed, "12/BN")
    assert f"{DESK}/so/{code}/in/bien-nhan.pdf" in client.get(f"{DESK}/so/{code}").text
    holds(
        said(client, f"so/{code}/in/bien-nhan.pdf"),
        "PHIẾU XÁC NHẬN",
        f"Số: {code}",
        "Số biên nhận 12/BN",
        "Hà Tĩnh, ngày 21 tháng 11 năm 2026",
        "Sản phẩm Bưởi Phúc Trạch",
        "Ngày nộp hồ sơ 09/10/2026",
        "chậm nhất đến hết ngày 09/08/2027.",
        "NGƯỜI XÁC NHẬN can-bo-42-2",
        "NGƯỜI GHI BIÊN NHẬN can-bo-42-1",
    )
    # Signed between the end of the districts and 1489/QĐ-TTg: somebody has to look at it.
    doubtful = stories.recognition(star=3, score=5500, issued_on=date(2025, 7, 3))
    code = register.recognition(doubtful).code
    assert client.get(f"{DESK}/so/{code}/in/tham-quyen.pdf").status_code == 404
    services.accept_authority(officer(2), doubtful, "Văn bản số 7 của sở")
    assert f"{DESK}/so/{code}/in/tham-quyen.pdf" in client.get(f"{DESK}/so/{code}").text
    holds(
        said(client, f"so/{code}/in/tham-quyen.pdf"),
        "PHIẾU XEM XÉT",
        "Căn cứ chấp nhận: Văn bản số 7 của sở",
        "NGƯỜI XEM XÉT can-bo-42-2",
        "NGƯỜI NHẬP BẢN GHI can-bo-42-1",
    )


def test_stopped_let_go_on_and_revoked(goods: stories.Goods, record: str, new_client: NewClient) -> None:
    assert goods.recognition_id is not None
    client = browser(new_client, stories.officer(3))
    for what in ("tam-dung-1", "go-tam-dung-1", "thu-hoi", "tam-dung-0", "khac", "tam-dung-x"):
        assert client.get(f"{DESK}/so/{record}/in/{what}.pdf").status_code == 404
    services.suspend(stories.officer(3), goods.recognition_id, "Mẫu không đạt #1 *", paper_no="12/BB-KT")
    assert client.get(f"{DESK}/so/{record}/in/go-tam-dung-1.pdf").status_code == 404
    holds(
        said(client, f"so/{record}/in/tam-dung-1.pdf"),
        "THÔNG BÁO",
        "Tạm dừng sử dụng kết quả công nhận sản phẩm OCOP",
        "Số: 12/BB-KT",
        "Điều 9 về kiểm tra sau công nhận;",
        "Căn cứ văn bản số 12/BB-KT;",
        "2. Lý do: Mẫu không đạt #1 *",
        "NGƯỜI RA THÔNG BÁO can-bo-42-3",
    )
    services.lift(stories.officer(3), goods.recognition_id, "Đã khắc phục")
    holds(said(client, f"so/{record}/in/go-tam-dung-1.pdf"), "Gỡ tạm dừng", "2. Lý do gỡ: Đã khắc phục")
    services.revoke(
        stories.chair(),
        goods.recognition_id,
        decision_no="99/QĐ-UBND",
        ground=RevocationGround.NOT_PRODUCED,
        note="Xã xác nhận",
    )
    holds(
        said(client, f"so/{record}/in/thu-hoi.pdf"),
        "QUYẾT ĐỊNH",
        "Số: 99/QĐ-UBND",
        "Căn cứ điểm đ Điều 8 Quyết định số 26/2026/QĐ-TTg: không còn sản xuất;",
        "Điều 1. Thu hồi giấy chứng nhận sản phẩm OCOP 4 sao",
        "Điều 2.",
        "Điều 3.",
        "Ghi chú: Xã xác nhận",
        "CHỦ TỊCH",
        "- Như Điều 3;",
    )
    page = client.get(f"{DESK}/so/{record}").text
    for words in ("Thông báo tạm dừng", "Quyết định thu hồi", "Phiếu đối chiếu"):
        assert words in page


def test_applications(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    returned = applications.returned()
    holds(
        said(client, f"ho-so/{returned}/thong-bao.pdf"),
        "Đề nghị sửa, bổ sung hồ sơ đăng ký bán sản phẩm OCOP",
        f"Số: {returned}",
        "STT Mục Cần sửa",
    )
    assert "Thông báo kết quả" in client.get(f"{DESK}/ho-so/{returned}").text
    refused = applications.refused(stories.person("hai"), tax_code="042085004321")
    holds(
        said(client, f"ho-so/{refused}/thong-bao.pdf"),
        "Không chấp thuận",
        "Lý do:",
        "khiếu nại trong 90 ngày",
    )
    approved = applications.approved(
        stories.person("ba"), tax_code="042085004322", legal_name="Hộ kinh doanh Nguyễn Văn Ba"
    )
    text = said(client, f"ho-so/{approved}/thong-bao.pdf")
    holds(text, "Chấp thuận hồ sơ", "Được đăng sản phẩm".lower())
    assert not any(secret in text for secret in applications.SECRETS)
    waiting = applications.submitted(
        stories.person("bon"), tax_code="042085004323", legal_name="Hộ kinh doanh Nguyễn Văn Tư"
    )
    assert client.get(f"{DESK}/ho-so/{waiting}/thong-bao.pdf").status_code == 404
    assert "Thông báo kết quả" not in client.get(f"{DESK}/ho-so/{waiting}").text


def test_products_and_papers(goods: stories.Goods, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    at = f"san-pham/{goods.product_id}/thong-bao.pdf"
    holds(said(client, at), "Duyệt cho bán sản phẩm trên sàn", "Cam Khe Mây", "CÁN BỘ DUYỆT can-bo-42-2")
    draft = stories.draft(goods.seller, goods.producer_id)
    assert client.get(f"{DESK}/san-pham/{draft}/thong-bao.pdf").status_code == 404
    catalog.submit(goods.seller, draft)
    catalog.reject(stories.officer(3), draft, "Ảnh mờ quá")
    holds(
        said(client, f"san-pham/{draft}/thong-bao.pdf"),
        "Trả lại sản phẩm để sửa",
        "Lý do, chỗ cần sửa: Ảnh mờ quá",
    )
    paper = producing.add_paper(goods.seller, goods.producer_id, PaperDataFactory(number="88/ATTP"))
    assert client.get(f"{DESK}/giay-to/{paper}/thong-bao.pdf").status_code == 404
    producing.return_paper(stories.officer(3), paper, "Bản quét mờ")
    holds(said(client, f"giay-to/{paper}/thong-bao.pdf"), "88/ATTP", "Chỗ cần sửa: Bản quét mờ")
    verified = next(each for each in producers.papers_of(goods.producer_id) if each.verified)
    holds(
        said(client, f"giay-to/{verified.id}/thong-bao.pdf"), "Xác minh giấy tờ của chủ thể", verified.number
    )


def test_what_was_decided_of_a_bank_account(goods: stories.Goods, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    first, second = (
        {"bank": "970405", "account": f"360020534500{end}", "holder": "HTX Khe Mây"} for end in (1, 2)
    )
    one = paying.change_bank_account(goods.seller, goods.producer_id, **first)
    page, printed = f"{DESK}/giay-to/tai-khoan/{one}", f"giay-to/tai-khoan/{one}/thong-bao.pdf"
    assert client.get(f"{DESK}/{printed}").status_code == 404
    assert printed not in client.get(page).text
    paying.verify_bank_account(stories.officer(4), one)
    assert f"{DESK}/{printed}" in client.get(page).text
    text = said(client, printed)
    holds(
        text,
        "Xác minh tài khoản nhận tiền",
        f"TK-{one}",
        "Số tài khoản •••• 5001",
        "Chủ tài khoản HTX Khe Mây",
    )
    assert "3600205345001" not in text
    two = paying.change_bank_account(goods.seller, goods.producer_id, **second)
    paying.refuse_bank_account(stories.officer(4), two, "Tên khác giấy đăng ký")
    refused = said(client, f"giay-to/tai-khoan/{two}/thong-bao.pdf")
    holds(refused, "Không nhận tài khoản nhận tiền", "•••• 5002", "Lý do: Tên khác giấy đăng ký")
    three = paying.change_bank_account(goods.seller, goods.producer_id, **second)
    paying.verify_bank_account(stories.officer(4), three)
    holds(said(client, printed), "Xác minh tài khoản nhận tiền", "Nay Đã thay")
    # Replaced before anybody looked: nobody decided anything.
    four = paying.change_bank_account(goods.seller, goods.producer_id, **first)
    paying.change_bank_account(goods.seller, goods.producer_id, **{**first, "account": "3600205345003"})
    assert client.get(f"{DESK}/giay-to/tai-khoan/{four}/thong-bao.pdf").status_code == 404
    elsewhere = browser(new_client, stories.person("ha-noi", (Role.OFFICER, "province", HA_NOI)))
    assert elsewhere.get(f"{DESK}/{printed}").status_code == 404


def test_how_a_producer_stands(goods: stories.Goods, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    producing.suspend(stories.officer(3), goods.producer_id, "Không hợp tác", paper_no="5/BB")
    producing.reinstate(stories.officer(4), goods.producer_id, "Đã làm việc")
    periods = producers.standings_of(goods.producer_id)
    assert len(periods) == 4
    holds(
        said(client, f"chu-the/{goods.producer_id}/in/3.pdf"),
        "Tạm dừng bán hàng của chủ thể",
        "Số: 5/BB",
        "Lý do: Không hợp tác",
    )
    holds(said(client, f"chu-the/{goods.producer_id}/in/4.pdf"), "Cho chủ thể bán hàng trở lại")
    for number in (0, 1, 5):
        assert client.get(f"{DESK}/chu-the/{goods.producer_id}/in/{number}.pdf").status_code == 404


def test_an_import(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer(3))
    code = annex.upload(stories.officer(1), "phu-luc.xlsx", files.xlsx(small(3)), Declared(HA_TINH))
    assert client.get(f"{DESK}/nhap/{code}/bien-ban.pdf").status_code == 404
    annex.submit(stories.officer(1), code)
    annex.confirm(stories.officer(2), code)
    holds(
        said(client, f"nhap/{code}/bien-ban.pdf"),
        "BIÊN BẢN",
        f"Số: {code}",
        "phu-luc.xlsx",
        "1 Dòng sản phẩm trong tệp 3",
        "2 Dòng đã vào sổ công nhận 3",
        "3 Dòng không vào sổ 0",
        "NGƯỜI XÁC NHẬN can-bo-42-2",
    )
    assert "Biên bản nhập danh sách" in client.get(f"{DESK}/nhap/{code}").text


def test_who_does_not_see_the_record_prints_nothing(
    goods: stories.Goods, record: str, new_client: NewClient
) -> None:
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    commune = browser(new_client, stories.person("xa", (Role.OFFICER, "commune", "18685")))
    returned = applications.returned()
    for client in (stranger, commune):
        for address in (
            f"so/{record}/in/xac-nhan.pdf",
            f"ho-so/{returned}/thong-bao.pdf",
            f"san-pham/{goods.product_id}/thong-bao.pdf",
            f"giay-to/{producers.papers_of(goods.producer_id)[0].id}/thong-bao.pdf",
            f"chu-the/{goods.producer_id}/in/2.pdf",
        ):
            assert client.get(f"{DESK}/{address}").status_code == 404, address


def test_a_paper_is_vietnamese_for_an_english_reader(
    goods: stories.Goods, record: str, new_client: NewClient
) -> None:
    client = browser(new_client, stories.officer(3))
    client.get("/ngon-ngu/en")
    holds(said(client, f"so/{record}/in/xac-nhan.pdf"), "PHIẾU ĐỐI CHIẾU", "Hạng A: ")

"""The slip on a box: what it says, that it can be read by a machine, and that Vietnamese is whole on it."""

import re
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from PIL.Image import Image

from marketplace.orders import fulfil
from tests import stories
from tests.conftest import state_of
from tests.factories import BuyerFactory
from tests.web.desks import NewClient, browser, words

DESK = "/quan-ly/chu-the"


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây")


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def picture(pdf: bytes) -> Image:
    """The first page as it prints, at 200 dots an inch."""
    drawn: Image = pypdfium2.PdfDocument(BytesIO(pdf))[0].render(scale=200 / 72).to_pil()
    return drawn


def test_the_slip_says_to_whom_what_and_how_much_to_collect(
    goods: stories.Goods, new_client: NewClient
) -> None:
    buyer = BuyerFactory(name="Đỗ Thị Hằng Ễnh Ộp", note="Gọi trước 30 phút #1 *gấp*")
    code = f"{stories.order((goods.variant, 2), buyer=buyer)}-1"

    answer = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="phieu-gui-{code}.pdf"'
    (text,) = pages(answer.data)
    for part in (
        "PHIẾU GỬI HÀNG",
        code,
        "Đặt lúc 12:00, 21/11/2026. Giao 24/11 – 25/11/2026.",
        "Đỗ Thị Hằng Ễnh Ộp",
        "0912 000 000",
        "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội",
        "0912 345 678",
        "Thôn 5, Xã Hương Đô, Hà Tĩnh",
        "Phường Hoàn Kiếm, Thành phố Hà Nội Lời nhắn của người mua: Gọi trước 30 phút #1 *gấp*",
        "Cam Khe Mây, Thùng 5 kg",
        f"Lô L{goods.variant}",
        "Thu của người nhận 514.000 đ",
        "Bằng chữ: Năm trăm mười bốn nghìn đồng chẵn.",
        "Khối lượng cả bì: 11,2 kg. Hàng tươi, tránh nắng, giao trong 3 ngày.",
    ):
        assert part in text.replace("\u00a0", " "), part
    assert "DEMO" not in text


def test_the_code_on_the_slip_leads_to_the_order(goods: stories.Goods, new_client: NewClient) -> None:
    order = stories.order((goods.variant, 1))
    pdf = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{order}-1/phieu-gui.pdf").data

    (found,) = zxingcpp.read_barcodes(picture(pdf))
    assert found.text == f"http://127.0.0.1:5000/don-hang?ma={order}"
    # At least 25 mm wide, so that a phone reads it from the shelf.
    corners = found.position
    assert (corners.top_right.x - corners.top_left.x) / 200 * 25.4 > 25


def test_every_letter_has_a_glyph(goods: stories.Goods, new_client: NewClient) -> None:
    letters = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    buyer = BuyerFactory(note=letters + letters.upper())
    code = f"{stories.order((goods.variant, 1), buyer=buyer)}-1"
    pdf = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf").data

    said = "".join(pages(pdf)[0].split())
    assert letters in said
    assert letters.upper() in said
    # A missing letter is drawn in a fallback font, or as a box from .notdef: only Roboto is in the file.
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", pdf))
    assert fonts == {b"Roboto"}


def test_what_the_font_cannot_draw_is_no_box_on_paper(goods: stories.Goods, new_client: NewClient) -> None:
    buyer = BuyerFactory(
        name="Lan 王 Hoa", note="Gọi \N{GRINNING FACE} trước \N{HEAVY BLACK HEART}\ufe0f nhé"
    )
    code = f"{stories.order((goods.variant, 1), buyer=buyer)}-1"
    pdf = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf").data

    said = pages(pdf)[0]
    assert "Lan ? Hoa" in said
    assert "Gọi trước nhé" in said


def test_a_demo_site_says_so_on_paper(
    goods: stories.Goods, new_client: NewClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, demo=True))
    pdf = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf").data
    assert pages(pdf)[0].startswith("DEMO: phiếu mẫu, không giao thật")


def test_after_delivery_nothing_is_to_be_collected(goods: stories.Goods, new_client: NewClient) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    for step in (fulfil.accept, fulfil.pack, fulfil.hand_over, fulfil.deliver):
        step(goods.seller, goods.producer_id, code)
    pdf = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf").data
    text = pages(pdf)[0].replace("\u00a0", " ")
    assert "Không thu tiền của người nhận 0 đ" in text
    assert "Bằng chữ" not in text


def test_all_slips_come_in_one_file_a_page_each_oldest_first(
    goods: stories.Goods, new_client: NewClient
) -> None:
    codes = [f"{stories.order((goods.variant, 1))}-1" for _ in range(3)]
    client = browser(new_client, goods.seller)
    assert "Chưa có đơn nào cần in phiếu." in words(
        client.get(f"{DESK}/phieu-gui.pdf", follow_redirects=True)
    )
    for code in codes[:2]:
        fulfil.accept(goods.seller, goods.producer_id, code)

    answer = client.get(f"{DESK}/phieu-gui.pdf")

    assert [next(code for code in codes if code in text) for text in pages(answer.data)] == codes[:2]


def test_a_cancelled_order_has_no_slip(goods: stories.Goods, new_client: NewClient) -> None:
    code = f"{stories.order((goods.variant, 1))}-1"
    fulfil.cancel_by_seller(goods.seller, goods.producer_id, code, "weather")
    answer = browser(new_client, goods.seller).get(f"{DESK}/don-hang/{code}/phieu-gui.pdf")
    assert answer.status_code == 409
    assert f"Đơn {code} đã huỷ, không có phiếu gửi." in words(answer)

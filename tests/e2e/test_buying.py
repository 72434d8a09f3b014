"""A guest finds, checks and buys; the producer packs. On a telephone, on a desk, and without JavaScript."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.e2e.browsing import DESK, PHONE, Visitor
from tests.e2e.conftest import Market, Open
from tests.e2e.test_applying import take_offered

WINDOWS = [
    pytest.param(PHONE, True, id="telephone"),
    pytest.param(DESK, True, id="desk"),
    pytest.param(PHONE, False, id="telephone without JavaScript"),
    pytest.param(DESK, False, id="desk without JavaScript"),
]
MAKER = "HTX Nông nghiệp Cam Khe Mây Long Nhâm"


def find(guest: Visitor) -> None:
    """From the first page to the product, by a search without marks."""
    guest.go("/")
    box = guest.page.locator("input[name=q]")
    box.fill("cam khe may")
    with guest.page.expect_navigation(wait_until="load"):
        box.press("Enter")
    guest.look()
    assert guest.path == "/tim-kiem"
    # The first thing found, above the other oranges of the same place.
    first = guest.page.locator(".m-card").first
    assert "Cam Khe Mây" in first.inner_text()
    guest.press(first.get_by_role("link", name="Cam Khe Mây"))
    assert guest.path == "/san-pham/cam-khe-may"


def check_the_star(guest: Visitor) -> None:
    """The page that says why it carries four stars, and back."""
    guest.press(guest.page.get_by_role("link", name="Vì sao được 4 sao?"))
    assert guest.path.startswith("/sao/")
    assert guest.says("Đủ điều kiện, đang được bán")
    assert guest.says("Còn trong 36 tháng")
    assert guest.page.locator(".m-rule, main ol > li").count() >= 14
    guest.press(guest.page.get_by_role("link", name="Cam Khe Mây").first)


def put_two_boxes_into_the_cart(guest: Visitor) -> None:
    guest.page.locator("label.m-pick", has_text="Thùng 5 kg").click()
    guest.page.get_by_label("Số lượng", exact=True).last.fill("2")
    guest.press(guest.page.locator("button:visible", has_text="Thêm vào giỏ").first)
    assert guest.path == "/gio-hang"
    assert guest.says("Giỏ hàng, 2 món")
    assert guest.says("440.000 đ")


def choose_from_the_list(guest: Visitor) -> str:
    """Type the beginning of a commune without its marks, and take it from what is offered, by keyboard."""
    guest.hand.choose(guest.page.get_by_label("Tỉnh, thành phố"), label="Hà Nội")
    commune = guest.page.get_by_role("combobox", name="Xã, phường, đặc khu")
    take_offered(guest, commune, "hoan kie", "Phường Hoàn Kiếm")
    return "Phường Hoàn Kiếm, Hà Nội"


def answer_which_one(guest: Visitor) -> str:
    """Type the old name of a ward that was divided: the page asks which of the two it is now, and keeps the rest."""
    page = guest.page
    page.get_by_label("Tỉnh, thành phố").select_option(label="Hà Tĩnh")
    page.get_by_label("Xã, phường, đặc khu").fill("dai nai")
    with guest.expecting(422):
        guest.press(page.get_by_role("button", name="Tiếp tục, xem phí giao"))
    assert page.title().startswith("Lỗi: ")
    assert guest.says("Tên này nay thuộc mấy nơi, anh chị chọn một")
    assert page.get_by_label("Người nhận", exact=True).input_value() == "Nguyễn Thị Lan"
    page.locator("label.m-pick", has_text="Phường Hà Huy Tập").click()
    return "Phường Hà Huy Tập, Hà Tĩnh"


def check_out(guest: Visitor) -> str:
    """Through the steps to an order; its code."""
    page = guest.page
    guest.press(page.get_by_role("link", name="Đặt hàng", exact=True))
    assert guest.path == "/thanh-toan"
    page.get_by_label("Người nhận", exact=True).fill("Nguyễn Thị Lan")
    page.get_by_label("Số điện thoại người nhận").fill("0912 345 678")
    page.get_by_label("Số nhà, đường, thôn, xóm").fill("12 phố Hàng Bài")
    page.get_by_label("E-mail").fill("lan@example.vn")
    place = choose_from_the_list(guest) if guest.scripts else answer_which_one(guest)
    guest.press(page.get_by_role("button", name="Tiếp tục, xem phí giao"))
    assert guest.path == "/thanh-toan/giao-hang"
    page.locator("label.m-pick", has_text="Trả tiền khi nhận hàng").click()
    guest.press(page.get_by_role("button", name="Tiếp tục, xem lại đơn"))
    assert guest.path == "/thanh-toan/xem-lai"
    for said in ("Nguyễn Thị Lan", "12 phố Hàng Bài", place, MAKER, "Thùng 5 kg", "440.000 đ"):
        assert guest.says(said), said
    page.get_by_label("Tôi đã xem thông tin người bán, giá, giao hàng và đổi trả").check()
    guest.press(page.get_by_role("button", name=re.compile("^Đặt hàng, trả")))
    found = re.fullmatch(r"/don-hang/(DH[0-9A-Z]+)", guest.path)
    assert found is not None
    assert guest.says("Chờ chủ thể nhận")
    return found.group(1)


def pack(producer: Visitor, code: str) -> None:
    """The producer takes the order on, packs it and prints its slip."""
    page = producer.page
    assert producer.says("Đơn cần nhận và gói")
    producer.press(page.locator("nav:visible a", has_text="Đơn").first)
    producer.unfold(page.locator("main details", has=page.locator("input[name=q]")))
    page.locator("main input[name=q]").fill(code)
    with page.expect_navigation(wait_until="load"):
        page.locator("main input[name=q]").press("Enter")
    producer.look()
    producer.press(page.locator("main").get_by_role("link", name=f"{code}-1").first)
    producer.press(page.get_by_role("button", name="Nhận đơn"))
    assert producer.says(f"Đã nhận đơn {code}-1.")
    producer.press(page.get_by_role("button", name="Đã gói xong"))
    assert producer.says(f"Đơn {code}-1 đã gói xong.")
    slip = page.get_by_role("link", name="In phiếu gửi").get_attribute("href")
    answer = page.context.request.get(f"{producer.base}{slip}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text = pypdfium2.PdfDocument(answer.body())[0].get_textpage().get_text_range()
    for printed in (f"{code}-1", "Nguyễn Thị Lan", "Cam Khe Mây"):
        assert printed in text


@pytest.mark.parametrize(("width", "scripts"), WINDOWS)
def test_a_guest_buys_two_boxes_and_the_producer_packs_them(
    market: Market, open_window: Open, width: int, *, scripts: bool
) -> None:
    with open_window(width, "guest", scripts=scripts) as guest:
        find(guest)
        check_the_star(guest)
        put_two_boxes_into_the_cart(guest)
        code = check_out(guest)
        with open_window(width, "producer", scripts=scripts) as producer:
            market.sign_in(producer, "chu-the@demo.test", "/quan-ly/chu-the")
            pack(producer, code)
        guest.go(f"/don-hang/{code}")
        assert guest.says("Đã đóng gói")
        guest.press(guest.page.get_by_role("link", name="Xem và in hợp đồng"))
        assert guest.says("Nguyễn Thị Lan")

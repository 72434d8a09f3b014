"""An officer revokes a star while its product lies in an open cart: from that second on it cannot be bought.

On made-up products of the demo market only: nothing adverse may stand on a real name.
"""

from __future__ import annotations

import pytest

from tests.e2e.browsing import DESK, PHONE, Visitor
from tests.e2e.conftest import Market, Open

REASON = "Giấy chứng nhận đã bị thu hồi"


def fill_a_cart(buyer: Visitor, slug: str) -> str:
    """Up to the last page of the checkout with the product in the cart; its name."""
    page = buyer.page
    buyer.go(f"/san-pham/{slug}")
    name = page.get_by_role("heading", level=1).inner_text()
    buyer.press(page.locator("button:visible", has_text="Thêm vào giỏ").first)
    buyer.press(page.get_by_role("link", name="Đặt hàng", exact=True))
    page.get_by_label("Người nhận", exact=True).fill("Trần Văn Hoà")
    page.get_by_label("Số điện thoại người nhận").fill("0987 654 321")
    page.get_by_label("Tỉnh, thành phố").select_option(label="Hà Tĩnh")
    page.locator("input[name=commune]").fill("Phường Thành Sen")
    page.get_by_label("Số nhà, đường, thôn, xóm").fill("5 Phan Đình Phùng")
    page.get_by_label("E-mail").fill("hoa@example.vn")
    buyer.press(page.get_by_role("button", name="Tiếp tục, xem phí giao"))
    buyer.press(page.get_by_role("button", name="Tiếp tục, xem lại đơn"))
    assert buyer.path == "/thanh-toan/xem-lai"
    assert buyer.says(name)
    return name


def revoke(market: Market, chair: Visitor, name: str, decision: str) -> None:
    """The chair's office finds the product in the register and records the decision to revoke."""
    page = chair.page
    market.sign_in(chair, "chu-tich-ha-tinh@demo.test", "/quan-ly/can-bo")
    chair.unfold(page.locator("main details.m-filter"))
    search = page.locator("main input[name=q]")
    search.fill(name)
    with page.expect_navigation(wait_until="load"):
        search.press("Enter")
    chair.look()
    chair.press(page.locator("main table").get_by_role("link", name=name).first)
    fold = page.locator("details", has_text="Ghi quyết định thu hồi")
    fold.locator("summary").click()
    # A form that is not filled in is refused beside its fields, with nothing lost.
    with chair.expecting(422):
        chair.press(fold.get_by_role("button", name="Ghi quyết định thu hồi"))
    assert chair.says("Ghi số quyết định thu hồi.")
    fold.get_by_label("Số quyết định thu hồi").fill(decision)
    fold.locator("label.m-pick").first.click()
    fold.get_by_label("Ghi chú").fill("Kiểm tra đột xuất không đạt")
    chair.press(fold.get_by_role("button", name="Ghi quyết định thu hồi"))
    assert chair.says("Đã ghi thu hồi, sản phẩm rút khỏi quầy.")


@pytest.mark.parametrize(("width", "slug"), [(PHONE, "demo-rau-mau"), (DESK, "demo-bot-cam-gao-mau")])
def test_a_star_is_revoked_while_its_product_lies_in_a_cart(
    market: Market, open_window: Open, width: int, slug: str
) -> None:
    with open_window(width, "buyer") as buyer, open_window(width, "chair") as chair:
        name = fill_a_cart(buyer, slug)
        revoke(market, chair, name, f"{width}/QĐ-UBND (DEMO)")

        # The button of the page that still lies open does nothing but say why.
        buyer.page.get_by_label("Tôi đã xem thông tin người bán, giá, giao hàng và đổi trả").check()
        buyer.press(buyer.page.locator("main form button").last)
        assert buyer.path == "/gio-hang"
        assert buyer.says(f"{name}: {REASON}")
        assert buyer.says("Không tính tiền.")
        assert buyer.page.get_by_role("link", name="Đặt hàng", exact=True).count() == 0
        assert buyer.page.get_by_role("button", name="Đặt hàng", exact=True).is_disabled()

        buyer.press(buyer.page.get_by_role("link", name="Vì sao không mua được?"))
        assert buyer.says("Đã thu hồi, không được bán")
        buyer.go(f"/san-pham/{slug}")
        assert buyer.says("Sao OCOP đã bị thu hồi ngày")
        assert buyer.page.get_by_role("button", name="Thêm vào giỏ").count() == 0
        buyer.go(f"/tim-kiem?q={name}")
        assert buyer.page.locator(f"a[href='/san-pham/{slug}']").count() == 0

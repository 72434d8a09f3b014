"""Without a mouse: past the header in one step, and straight to what is wrong in a form."""

from __future__ import annotations

import pytest

from tests.e2e.browsing import DESK, PHONE, Visitor
from tests.e2e.conftest import Open


def focused(who: Visitor, what: str) -> str:
    """Something about the element that has the focus."""
    found: str = who.page.evaluate(f"() => document.activeElement.{what} || ''")
    return found


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_first_stop_leads_past_the_header(open_window: Open, width: int) -> None:
    with open_window(width) as visitor:
        visitor.go("/san-pham")
        visitor.page.keyboard.press("Tab")
        assert focused(visitor, "innerText") == "Tới nội dung chính"
        box = visitor.page.locator(":focus").bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["y"] >= 0, box["width"] > 40) == (True, True, True), (
            "shown while it has the focus"
        )
        visitor.page.keyboard.press("Enter")
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_focus_is_on_what_is_wrong(open_window: Open, width: int, *, scripts: bool) -> None:
    with open_window(width, scripts=scripts) as visitor:
        page = visitor.page
        visitor.go("/san-pham/cam-khe-may")
        visitor.press(page.locator("button:visible", has_text="Thêm vào giỏ").first)
        visitor.press(page.get_by_role("link", name="Đặt hàng", exact=True))
        page.get_by_label("Người nhận", exact=True).fill("Nguyễn Thị Lan")
        with visitor.expecting(422):
            visitor.press(page.get_by_role("button", name="Tiếp tục, xem phí giao"))
        assert page.title().startswith("Lỗi: ")
        assert focused(visitor, "className") == "m-errors"
        assert page.get_by_label("Người nhận", exact=True).input_value() == "Nguyễn Thị Lan"
        # Each line of the summary leads to its field, whose message is read with it.
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert focused(visitor, "id") == "sdt"
        described = page.locator("#sdt").get_attribute("aria-describedby") or ""
        assert page.locator("#sdt").get_attribute("aria-invalid") == "true"
        said = " ".join(page.locator(f"#{each}").inner_text() for each in described.split())
        assert "số điện thoại" in said.lower()


def test_everything_that_is_pressed_is_big_enough_for_a_finger(open_window: Open) -> None:
    """WCAG 2.2, 2.5.8: 24 CSS pixels, save for links in running text."""
    with open_window(PHONE) as visitor:
        for path in ("/", "/san-pham", "/san-pham/cam-khe-may", "/gio-hang", "/dang-nhap"):
            visitor.go(path)
            small = visitor.page.evaluate(
                """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, .m-btn')]
                    .filter(e => e.checkVisibility() && !e.closest('.m-vh') && !e.matches('.m-vh'))
                    .map(e => [e.closest('label') || e, e])
                    .filter(([box]) => { const r = box.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
                    .map(([, e]) => e.outerHTML.slice(0, 120))"""
            )
            assert small == [], path

"""An officer inspects on a telephone, over a line that comes and goes; a failed product is off sale that second; the
case walks to a revocation by another person, and back by a complaint that succeeds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browsing import PHONE, Visitor
from tests.e2e.conftest import Market, Open
from tests.e2e.inspected import CHAIR, INSPECTING, OFFICER, SECOND, Story, begin, begin_minutes, saved
from tests.e2e.test_applying import tab_to
from tests.e2e.test_revocation import fill_a_cart
from tests.unit.media import uploads

TYPED = {
    "day": "21/11/2026",
    "place": "Xưởng ở thôn 5",
    "law-note": "Nhãn ghi hạn dùng 24 tháng, hồ sơ 12 tháng.",
    "summary": "Nhãn không đúng hồ sơ đã công nhận.",
}
LOST = 40_000
"""Milliseconds to wait for what is sent: where the line was lost for a moment, the next try is eight seconds later."""


@pytest.fixture
def story(browser: Browser, market: Market, tmp_path: Path, request: pytest.FixtureRequest) -> Story:
    return begin(browser, market, tmp_path, f"Mứt quế {len(request.node.name)} vườn thử")


def shown(page: Page) -> dict[str, str]:
    """What stands in the fields."""
    return {id_: page.locator(f"#{id_}").input_value() for id_ in TYPED}


def choose_with_keys(page: Page, name: str, value: str) -> None:
    """Come to a group of choices by the keyboard and go down to the one that is meant."""
    group = page.locator(f"input[name={name}]")
    tab_to(page, group.first)
    page.keyboard.press("Space")
    while not page.locator(f"input[name={name}][value={value}]").is_checked():
        page.keyboard.press("ArrowDown")


def fill_out_of_reach(who: Visitor) -> None:
    """Type where there is no line; what is typed waits in the browser, also when the page is closed meanwhile."""
    page = who.page
    who.lose_the_line()
    page.get_by_text("Mất sóng. Cứ ghi tiếp").wait_for()
    for id_, text in TYPED.items():
        page.locator(f"#{id_}").fill(text)
    page.wait_for_timeout(1_000)


def test_nothing_typed_out_of_reach_is_lost(story: Story) -> None:
    with story.telephone(OFFICER, INSPECTING) as who:
        at, page = begin_minutes(who, story), who.page
        fill_out_of_reach(who)
        who.find_the_line()
        saved(who)
        who.go(at)
        assert shown(page) == TYPED
        # Typed out of reach, and the page closed before there was a line again.
        who.lose_the_line()
        page.locator("#summary").fill("Nhãn không đúng hồ sơ, thêm hai câu.")
        page.get_by_label("Phải khắc phục").check()
        page.locator("#remedy").fill("In lại nhãn.")
        page.wait_for_timeout(300)
        page.goto("about:blank")
        who.find_the_line()
        page.goto(f"{who.base}{at}", wait_until="load")
        saved(who)
        who.look()
        assert page.locator("#summary").input_value() == "Nhãn không đúng hồ sơ, thêm hai câu."
        assert page.locator("#remedy").input_value() == "In lại nhãn."
        who.go(at)
        assert page.locator("#summary").input_value() == "Nhãn không đúng hồ sơ, thêm hai câu."
        assert page.get_by_label("Phải khắc phục").is_checked()
        # Saved, nothing waits in the browser any more; a photo that could not be sent goes when there is a line.
        assert page.evaluate("() => Object.keys(localStorage)") == []
        who.lose_the_line()
        sent: Any = {"name": "xuong.jpg", "mimeType": "image/jpeg", "buffer": uploads.with_position(6)}
        page.locator("#anh-photo-may").set_input_files(sent)
        page.get_by_text("Mất sóng. Có sóng sẽ tự gửi lại.").wait_for()
        who.find_the_line()
        page.locator("[data-place=photo] [data-cards] img").wait_for()
        # Pressing a button without a line leaves the page as it is.
        who.lose_the_line()
        page.locator("#place").fill("Kho lạnh")
        page.get_by_role("button", name="Xem lại rồi kết luận").click()
        assert page.locator("#place").input_value() == "Kho lạnh"
        who.find_the_line()
        saved(who)


def test_what_waits_in_a_browser_is_gone_with_its_owner(story: Story) -> None:
    with story.telephone(OFFICER, INSPECTING) as who:
        at, page = begin_minutes(who, story), who.page
        fill_out_of_reach(who)
        assert page.evaluate("() => Object.keys(localStorage).length") == 1
        page.goto("about:blank")
        who.find_the_line()
        page.goto(f"{who.base}/dang-xuat", wait_until="load")
        who.press(page.get_by_role("button", name="Đăng xuất"))
        assert page.evaluate("() => Object.keys(localStorage)") == []
        story.cookies.pop(OFFICER, None)
        story.market.sign_in(who, OFFICER, at)
        assert page.locator("#summary").input_value() == ""


def test_two_telephones_on_the_same_minutes(story: Story) -> None:
    with story.telephone(OFFICER, INSPECTING) as one:
        at = begin_minutes(one, story)
        with story.telephone(SECOND, at) as two:
            two.lose_the_line()
            two.page.locator("#summary").fill("Thiếu số lô trên nhãn.")
            two.page.locator("#place").fill("Quầy ở chợ Hương Khê")
            two.page.wait_for_timeout(300)
            one.page.locator("#summary").fill("Sai hạn dùng trên nhãn.")
            saved(one)
            two.find_the_line()
            two.page.get_by_text("Có ô hai máy ghi khác nhau").wait_for()
            two.look()
            assert two.page.locator("#summary").input_value() == "Sai hạn dùng trên nhãn."
            box = two.page.get_by_role("group", name="Ô này có hai cách ghi")
            assert "Sai hạn dùng trên nhãn." in box.inner_text()
            assert "Thiếu số lô trên nhãn." in box.inner_text()
            # What only one of them wrote is simply there, for both: it goes after the text that both wrote, and the
            # other one hears of it with the next answer.
            place = "Quầy ở chợ Hương Khê"
            expect(two.page.locator("input[name=was-place]")).to_have_value(place, timeout=LOST)
            assert two.page.locator("#place").input_value() == place
            one.page.locator("#present").fill("Bà Lan")
            expect(one.page.locator("#place")).to_have_value(place, timeout=LOST)
            two.press(box.get_by_role("button", name="Dùng cách gửi tới"))
            assert two.page.locator("#summary").input_value() == "Thiếu số lô trên nhãn."
            assert two.page.locator("#present").input_value() == "Bà Lan"
            assert two.page.locator("[data-clash]").count() == 0


def fail_it(who: Visitor, story: Story) -> None:
    """Write minutes that fail the product, with the keyboard where a choice is made, and conclude."""
    page = who.page
    begin_minutes(who, story)
    for id_, text in TYPED.items():
        page.locator(f"#{id_}").fill(text)
    page.locator("#occasion").focus()
    choose_with_keys(page, "occasion", "ad_hoc")
    choose_with_keys(page, "production", "ok")
    choose_with_keys(page, "law", "fault")
    choose_with_keys(page, "mark", "ok")
    sent: Any = {"name": "nhan.jpg", "mimeType": "image/jpeg", "buffer": uploads.with_position(6)}
    page.locator("#anh-photo-tep").set_input_files(sent)
    page.locator("[data-place=photo] [data-cards] img").wait_for()
    choose_with_keys(page, "verdict", "fail")
    saved(who)
    page.wait_for_timeout(1_000)
    who.look()
    who.press(page.get_by_role("button", name="Xem lại rồi kết luận"))
    assert who.says(f"{story.name} thôi bán ngay giây này, cả trong giỏ đang mở.")
    who.press(page.get_by_role("button", name="Kết luận không đạt"))
    assert who.says("Sản phẩm đã rút khỏi quầy, đang có đề nghị thu hồi")


def test_from_a_failed_inspection_to_a_revocation_and_back(story: Story, open_window: Open) -> None:
    with open_window(PHONE, "buyer") as buyer:
        fill_a_cart(buyer, story.slug)
        with story.telephone(OFFICER, INSPECTING) as who:
            fail_it(who, story)
            # Off sale at once: the button of the page that still lies open does nothing but say why.
            agree = "Tôi đã xem thông tin người bán, giá, giao hàng và đổi trả"
            buyer.page.get_by_label(agree).check()
            buyer.press(buyer.page.locator("main form button").last)
            assert buyer.path == "/gio-hang"
            assert buyer.says("sau khi kiểm tra không đạt")
            assert buyer.page.get_by_role("button", name="Đặt hàng", exact=True).is_disabled()
            buyer.go(f"/san-pham/{story.slug}")
            assert buyer.says("Tạm dừng bán từ ngày")
            assert buyer.says("vi phạm pháp luật về chất lượng")
            # The officer puts the drafted proposal before the authority.
            who.press(who.page.get_by_role("link", name="Mở đề nghị thu hồi"))
            assert who.says("Hạn quyết định:")
            assert who.page.locator("#sua-ground").input_value() == "c"
            who.page.get_by_label("Số tờ trình").fill("57/TTr-SNNMT")
            who.press(who.page.get_by_role("button", name="Trình Chủ tịch UBND cấp tỉnh"))
            assert who.says("Chờ quyết định")
            assert who.page.get_by_role("button", name="Thu hồi").count() == 0
        with story.telephone(CHAIR, "/quan-ly/can-bo/de-nghi-thu-hoi") as chair:
            chair.press(chair.page.get_by_role("link", name=story.name))
            with chair.expecting(422):
                chair.press(chair.page.get_by_role("button", name="Thu hồi", exact=True))
            assert chair.says("Ghi số quyết định thu hồi.")
            chair.page.get_by_label("Số quyết định thu hồi").fill("843/QĐ-UBND (thử)")
            chair.press(chair.page.get_by_role("button", name="Thu hồi", exact=True))
            assert chair.says("Đã thu hồi theo quyết định 843/QĐ-UBND (thử)")
        buyer.go(f"/san-pham/{story.slug}")
        assert buyer.says("Sao OCOP đã bị thu hồi ngày")
        assert buyer.says("thu hồi theo quyết định 843/QĐ-UBND (thử)")
        buyer.go("/gio-hang")
        assert buyer.says("thu hồi theo quyết định 843/QĐ-UBND (thử)")
        with story.telephone(story.owner, "/quan-ly/chu-the/kiem-tra") as owner:
            assert owner.says("Thu hồi sao từ ngày")
            owner.press(owner.page.locator("main").get_by_role("link", name=story.name, exact=True))
            assert owner.says("Nhãn ghi hạn dùng 24 tháng, hồ sơ 12 tháng.")
            assert owner.page.locator("main figure img, main .m-evidence").count() == 1
            owner.go("/quan-ly/chu-the/kiem-tra")
            owner.press(owner.page.get_by_role("link", name="Khiếu nại").first)
            with owner.expecting(422):
                owner.press(owner.page.get_by_role("button", name="Gửi khiếu nại"))
            assert owner.says("Ghi lý do khiếu nại.")
            owner.page.get_by_label("Vì sao anh chị khiếu nại").fill("Hồ sơ sửa đổi tháng 6 ghi 24 tháng.")
            owner.press(owner.page.get_by_role("button", name="Gửi khiếu nại"))
            assert owner.says("Chờ giải quyết")
        with story.telephone(CHAIR, "/quan-ly/can-bo/khieu-nai") as chair:
            chair.press(chair.page.get_by_role("link", name=story.name))
            assert chair.says("Người đã ra hay ghi quyết định bị khiếu nại không tự giải quyết")
            assert chair.page.get_by_role("button", name="Khiếu nại đúng").count() == 0
        with story.telephone(story.other_chair, "/quan-ly/can-bo/khieu-nai") as other:
            other.press(other.page.get_by_role("link", name=story.name))
            deed = other.page.locator("#dung")
            deed.get_by_label("Số quyết định giải quyết").fill("12/QĐ-GQKN")
            deed.get_by_label("Lý do").fill("Hồ sơ sửa đổi đã được chấp nhận.")
            other.press(deed.get_by_role("button", name="Khiếu nại đúng"))
            assert other.says("Sản phẩm đã bán lại")
        with story.telephone(story.owner, "/quan-ly/chu-the/kiem-tra") as owner:
            assert owner.says("Khiếu nại đúng")
            assert not owner.says("Thu hồi sao từ ngày")
        # Back on sale: it lies in the same cart, and can be ordered.
        buyer.go("/gio-hang")
        assert buyer.page.get_by_role("link", name="Đặt hàng", exact=True).is_visible()
        buyer.go(f"/san-pham/{story.slug}")
        assert buyer.page.locator("button:visible", has_text="Thêm vào giỏ").count() > 0

"""A household applies to sell, on a telephone that is put away at every step: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from marketplace.producers.applications.kinds import Step
from tests.e2e.browsing import PHONE, Visitor, visitor
from tests.e2e.conftest import Market
from tests.unit.media import uploads

HOME = "/quan-ly/dang-ky-ban"
BUYER = "nguoi-mua@demo.test"
SAVED = "() => /^Đã (lưu|giữ chữ đang gõ) lúc/.test(document.querySelector('[data-status]').textContent)"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'

Typed = dict[str, str]
Fill = Callable[[Visitor], Typed]
"""Fills a step; what has to be found in its fields, by id, whenever somebody comes back."""


class Telephone:
    """One browser that is closed and opened again: what it keeps are its cookies, if anything."""

    def __init__(self, browser: Browser, market: Market, email: str, pictures: Path | None) -> None:
        self.browser, self.market, self.email, self.pictures = browser, market, email, pictures
        self.cookies: Any = None
        self.seen: list[str] = []

    @contextmanager
    def opened(self, *, scripts: bool = True, careful: bool = False) -> Iterator[Visitor]:
        """The browser, until it is closed; the pictures of all times lie in one folder."""
        with visitor(
            self.browser,
            self.market.site.url,
            self.pictures,
            PHONE,
            scripts=scripts,
            seen=self.seen,
            cookies=self.cookies,
            careful=careful,
        ) as who:
            yield who
            self.cookies = who.page.context.storage_state()

    @contextmanager
    def signed_in(self, *, scripts: bool = True) -> Iterator[Visitor]:
        """Another browser, which knows nobody: somebody signs in and goes to where selling is told of."""
        self.cookies = None
        with self.opened(scripts=scripts) as who:
            self.market.sign_in(who, self.email, "/tai-khoan")
            yield who


@pytest.fixture
def telephone(browser: Browser, market: Market, pictures_folder: Path | None) -> Telephone:
    found = Telephone(browser, market, BUYER, pictures_folder / "applying" if pictures_folder else None)
    with found.opened() as who:
        market.sign_in(who, BUYER, HOME)
    return found


def write(who: Visitor, typed: Typed) -> Typed:
    for id_, text in typed.items():
        who.hand.write(who.page.locator(f"#{id_}"), text)
    return typed


def take_offered(who: Visitor, box: Locator, typed: str, offered: str) -> None:
    """Type the beginning, and take what is offered with the keys."""
    who.hand.add(box, typed)
    who.page.get_by_role("option", name=offered).wait_for()
    for key in ("ArrowDown", "Enter"):
        who.page.keyboard.press(key)
    assert box.input_value() == offered


def search(who: Visitor, box: Locator, words: str) -> None:
    """Write into the field of a search, and press Enter."""
    who.hand.write(box, words)
    with who.page.expect_navigation(wait_until="load"):
        who.page.keyboard.press("Enter")
    who.look()


def subject(who: Visitor) -> Typed:
    who.page.get_by_label("Hộ kinh doanh", exact=False).first.check()
    return write(who, {"legal-name": "Hộ kinh doanh Nguyễn Minh Anh", "display-name": "Vườn chị Minh Anh"})


def tab_to(page: Page, target: Locator) -> None:
    """Press the key until the focus is there."""
    for _ in range(60):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the focus never came there")


def registration(who: Visitor) -> Typed:
    """With the keyboard alone, from the top of the page."""
    typed = {
        "tax-code": "042 085 007 719",
        "registration-no": "28A8007719",
        "registration-on": "20/5/2024",
        "registration-issuer": "UBND xã Hương Đô",
    }
    for id_, text in typed.items():
        tab_to(who.page, who.page.locator(f"#{id_}"))
        who.page.keyboard.type(text)
    who.page.keyboard.press("Tab")
    return {**typed, "tax-code": "•••• 7719"}


def scan(who: Visitor, id_: str, *files: tuple[str, str, bytes]) -> None:
    """Choose files and wait until each is shown."""
    sent: Any = [{"name": name, "mimeType": mime, "buffer": data} for name, mime, data in files]
    who.hand.send(who.page.locator(f"#{id_}"), sent)
    place = who.page.locator(f".m-wizscans:has(#{id_})")
    for name, _mime, _data in files:
        place.locator("[data-cards] b").get_by_text(name, exact=True).wait_for()


def person(who: Visitor) -> Typed:
    scan(who, "scan-id-front", ("mat-truoc.jpg", "image/jpeg", uploads.with_position(6)))
    scan(who, "scan-id-back", ("mat-sau.jpg", "image/jpeg", uploads.with_position(3)))
    typed = write(
        who,
        {
            "representative": "Nguyễn Minh Anh",
            "representative-id": "042085007719",
            "phone": "0912 345 678",
            "email": "minh.anh@example.vn",
        },
    )
    return {**typed, "representative-id": "•••• 7719"}


def place(who: Visitor) -> Typed:
    who.hand.choose(who.page.get_by_label("Tỉnh, thành phố"), label="Hà Tĩnh")
    take_offered(who, who.page.get_by_role("combobox", name="Xã, phường"), "huong do", "Xã Hương Đô")
    return {"province": "42", "commune": "Xã Hương Đô", **write(who, {"street": "Thôn 5"})}


def goods(who: Visitor) -> Typed:
    who.page.get_by_label("Rau, củ, quả, hạt tươi").check()
    return write(who, {"goods": "Cam Khe Mây thùng 5 kg\nBưởi Phúc Trạch"})


def papers(who: Visitor) -> Typed:
    page = who.page
    front = ("dang-ky.jpg", "image/jpeg", uploads.with_position(6))
    scan(who, "scan-business-registration", front, ("trang-2.pdf", "application/pdf", uploads.pdf(2)))
    shown = page.locator("img[alt='dang-ky.jpg, trang 1']")
    shown.scroll_into_view_if_needed()
    upright = "e => e.decode().then(() => e.naturalHeight > e.naturalWidth)"
    assert shown.evaluate(upright), "the picture was taken with the telephone turned"
    # A paper that may stand for another; one file that is none is named, and the rest is kept.
    page.get_by_text("Bản cam kết sản xuất an toàn", exact=True).click()
    with who.expecting(422):
        sent: Any = [{"name": "hinh.svg", "mimeType": "image/svg+xml", "buffer": SVG}]
        page.locator("#scan-food-safety-commitment").set_input_files(sent)
        page.get_by_text("Tệp này không phải PDF, ảnh JPEG, PNG hay WebP.").wait_for()
    scan(who, "scan-food-safety-commitment", ("cam-ket.pdf", "application/pdf", uploads.pdf(1)))
    return write(
        who,
        {
            "paper-food-safety-commitment-number": "07/2026/CK",
            "paper-food-safety-commitment-issuer": "UBND xã Hương Đô",
            "paper-food-safety-commitment-issued-on": "16/3/2026",
            "paper-food-safety-commitment-expires-on": "15/3/2029",
        },
    )


def payout(who: Visitor) -> Typed:
    who.page.get_by_label("Ngân hàng").select_option(value="970405")
    typed = write(who, {"bank-account": "3900 2050 77199", "bank-holder": "NGUYEN MINH ANH"})
    return {**typed, "bank": "970405", "bank-account": "•••• 7199"}


def story(who: Visitor) -> Typed:
    """Out of reach of any mast for a while."""
    page = who.page
    who.lose_the_line()
    typed = write(
        who, {"introduction": "Cam trồng ở chân núi.", "story": "Ông nội trồng cây đầu tiên năm 1980."}
    )
    page.get_by_text("Mất sóng. Chữ vừa gõ còn trong trang này").wait_for()
    who.find_the_line()
    return typed


STEPS: dict[Step, Fill] = {
    Step.SUBJECT: subject,
    Step.REGISTRATION: registration,
    Step.PERSON: person,
    Step.PLACE: place,
    Step.GOODS: goods,
    Step.PAPERS: papers,
    Step.PAYOUT: payout,
    Step.STORY: story,
}
WRITTEN: list[Step] = [step for step in Step if step is not Step.SEND]


def shown(who: Visitor, ids: Typed) -> Typed:
    return {id_: who.page.locator(f"#{id_}").input_value() for id_ in ids}


def go_on(who: Visitor) -> Step:
    """From the account by the link to one's application; the step at which it is taken up again."""
    who.press(who.page.locator("section[aria-labelledby=ho-so] a"))
    if who.path == HOME:
        who.press(who.page.get_by_role("link", name="Làm tiếp"))
    return Step(who.path.rpartition("/")[2])


def turn_to(who: Visitor, step: Step) -> None:
    """By the list of the steps."""
    if not who.path.endswith(f"/{step}"):
        steps = who.page.locator("[data-side]")
        if steps.get_attribute("open") is None:
            who.hand.click(steps.locator("summary"))
        who.press(steps.locator(f"a[href$='/{step}']").first)


def test_a_household_applies_and_loses_nothing(telephone: Telephone) -> None:
    with telephone.opened() as who:
        who.go("/tai-khoan")
        who.press(who.page.locator("main").get_by_role("link", name="Bán hàng trên chợ"))
        assert who.says("Mất chừng 30 phút nếu có đủ giấy.")
        who.press(who.page.get_by_role("button", name="Bắt đầu"))
        assert who.path.endswith("/chu-the")
        base = who.path.rpartition("/")[0]
    left: dict[Step, Typed] = {}
    for step in WRITTEN:
        with telephone.opened(careful=True) as who:
            who.go(f"{base}/{step}")
            left[step] = STEPS[step](who)
            who.page.wait_for_function(SAVED)
            # Nothing was pressed: the browser is closed on the open page.
        with telephone.signed_in() as who:
            order: list[str] = list(Step)
            assert order.index(go_on(who)) > order.index(step), "everything is there: it goes on behind it"
            turn_to(who, step)
            assert shown(who, left[step]) == left[step], step
            who.press(who.page.get_by_role("button", name="Lưu và đi tiếp"))
            assert not who.path.endswith(step), step
    with telephone.opened() as who:
        for step, typed in left.items():
            who.go(f"{base}/{step}")
            assert shown(who, typed) == typed, step
        who.go(f"{base}/san-pham")
        assert who.page.get_by_label("Rau, củ, quả, hạt tươi").is_checked()
    with telephone.opened(careful=True) as who:
        who.go(f"{base}/gui")
        for said in ("Hộ kinh doanh Nguyễn Minh Anh", "Xã Hương Đô", "Rau, củ, quả, hạt tươi", "2 tệp"):
            assert who.says(said), said
        assert not who.page.get_by_label("Tôi đồng ý để cán bộ OCOP").is_checked()
        with who.expecting(422):
            who.press(who.page.get_by_role("button", name="Gửi hồ sơ"))
        assert who.page.evaluate("() => document.activeElement.className") == "m-errors"
        who.page.get_by_label("Tôi đồng ý để cán bộ OCOP").check()
        who.press(who.page.get_by_role("button", name="Gửi hồ sơ"))
        assert who.path == HOME
        assert who.says("Chờ xem xét")
        assert who.says("Cán bộ OCOP xã Hương Đô, Hà Tĩnh sẽ nhận và đối chiếu")
        # Taken back, it is written on; so the next test finds it open too.
        who.press(who.page.get_by_role("button", name="Lấy về sửa"))
        assert who.says("Đang viết")


def test_what_was_typed_just_before_leaving_is_kept(telephone: Telephone) -> None:
    with telephone.opened() as who:
        who.go(HOME)
        begin = who.page.get_by_role("button", name="Bắt đầu")
        who.press(begin if begin.count() else who.page.get_by_role("link", name="Làm tiếp"))
        base = who.path.rpartition("/")[0]
        who.go(f"{base}/chu-the")
        who.page.locator("#display-name").fill("Vườn nhà Minh Anh")
        # On to another page at once, without a pause in which it could save itself.
        who.page.goto(f"{who.base}/san-pham")
        expect(who.page.locator("h1")).to_be_visible()
        for _ in range(50):
            who.go(f"{base}/chu-the")
            if who.page.locator("#display-name").input_value() == "Vườn nhà Minh Anh":
                return
        raise AssertionError("what was sent while the page was left never arrived")


def test_what_is_wrong_is_said_when_the_field_is_left(telephone: Telephone) -> None:
    with telephone.opened() as who:
        who.go(HOME)
        begin = who.page.get_by_role("button", name="Bắt đầu")
        who.press(begin if begin.count() else who.page.get_by_role("link", name="Làm tiếp"))
        base = who.path.rpartition("/")[0]
        who.go(f"{base}/dai-dien")
        phone = who.page.locator("#phone")
        phone.fill("12")
        phone.press("Tab")
        who.page.locator("#phone-e").wait_for()
        assert phone.get_attribute("aria-invalid") == "true"
        assert "phone-e" in (phone.get_attribute("aria-describedby") or "")
        who.look()
        phone.fill("0912 345 678")
        phone.press("Tab")
        who.page.locator("#phone-e").wait_for(state="detached")
        assert phone.get_attribute("aria-invalid") is None

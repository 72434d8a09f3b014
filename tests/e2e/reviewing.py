"""What officers do on the household's way: look through its application, keep the register, approve its product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from marketplace.kernel import clock
from tests.e2e.browsing import Visitor
from tests.e2e.test_applying import search, take_offered, write
from tests.e2e.town import FIRST, NUMBER, PACK, SECOND, STREET, WRONG, Town
from tests.unit.media import uploads

IN_SIGHT = """e => {
    const [one, all] = [e.getBoundingClientRect(), e.parentElement.getBoundingClientRect()];
    return one.left >= all.left - 1 && one.right <= all.right + 1;
}"""


def parts(who: Visitor) -> Iterator[str]:
    """The parts of an application one after the other, each by the link below the one before."""
    tabs = who.page.get_by_role("navigation", name="Phần hồ sơ")
    while True:
        open_tab = tabs.locator("[aria-current]")
        assert open_tab.evaluate(IN_SIGHT), "the open tab is scrolled out of sight"
        yield open_tab.inner_text()
        onward = who.page.get_by_role("link", name="Phần sau")
        if not onward.count():
            return
        who.press(onward)


def tick(who: Visitor, *, but: tuple[str, ...] = ()) -> None:
    """Tick what is not ticked, each line as it has been compared; each tick is kept at once."""
    saved = who.page.locator("[data-saved]")
    for box in who.page.locator("input[name=tick]").all():
        if box.get_attribute("value") not in but and not box.is_checked():
            who.hand.check(box)
            saved.get_by_text("Đã lưu").wait_for()


def remark(who: Visitor, name: str, text: str) -> None:
    """Write a remark beside a field."""
    place = who.page.locator(f"textarea[name='note-{name}']")
    who.hand.click(who.page.locator("details", has=place).last.locator("summary"))
    who.hand.write(place, text)
    who.hand.leave(place)
    who.page.locator("[data-saved]").get_by_text("Đã lưu").wait_for()


def send_it_back(town: Town) -> None:
    """The first officer takes it, compares line by line, and has two things to say."""
    with town.officer(FIRST, "Hồ sơ đăng ký") as who:
        page = who.page
        who.press(page.locator("main").get_by_role("link", name=town.house.holder))
        who.press(page.get_by_role("button", name="Nhận hồ sơ"))
        for _part in parts(who):
            tick(who, but=WRONG)
            for name, text in zip(WRONG, (STREET, NUMBER), strict=True):
                if page.locator(f"textarea[name='note-{name}']").count():
                    remark(who, name, text)
                    who.look()
        who.press(page.get_by_role("button", name="Trả lại để sửa"))
        assert who.says("Đã trả")


def approve(town: Town) -> None:
    """The first officer proposes, a second one approves."""
    with town.officer(FIRST, "Hồ sơ đăng ký") as who:
        page = who.page
        who.press(page.locator("main").get_by_role("link", name=town.house.holder))
        for _part in parts(who):
            tick(who)
        who.press(page.get_by_role("button", name="Đề nghị duyệt"))
        assert who.says("Một cán bộ khác xem lại và duyệt.")
    with town.officer(SECOND, "Hồ sơ đăng ký") as who:
        page = who.page
        who.press(page.locator("main").get_by_role("link", name="Chờ người thứ hai"))
        who.press(page.locator("main").get_by_role("link", name=town.house.holder))
        for _part in parts(who):
            assert page.locator("input[name=tick]").count() == 0
        who.press(page.get_by_role("button", name="Duyệt", exact=True))
        assert who.says("Đã duyệt. Chủ thể đăng sản phẩm được từ bây giờ.")


def recognise(town: Town) -> None:
    """The decision comes into the register: entered by one officer with its scan, verified by another."""
    with town.officer(FIRST, "Sổ công nhận") as who:
        page = who.page
        who.press(page.locator("main").get_by_role("link", name="Thêm bản ghi"))
        issued = clock.today() - timedelta(days=40)
        number = f"{town.house.last}/QĐ-UBND"
        write(who, {"so-qd": number, "ngay": f"{issued:%d/%m/%Y}", "co-quan": "UBND tỉnh Hà Tĩnh"})
        who.hand.choose(page.get_by_label("Cấp ký"), label="UBND cấp tỉnh")
        who.hand.check(page.get_by_label("4 sao"))
        who.hand.choose(page.get_by_label("Bộ sản phẩm"), value="1")
        write(
            who, {"diem": "78,5", "ten": town.house.product, "quy-cach": PACK, "chu-the": town.house.holder}
        )
        write(who, {"mst": town.house.number})
        commune = page.get_by_role("combobox", name="Xã, phường nay")
        take_offered(who, commune, "huong do", "Xã Hương Đô")
        sent: Any = {"name": "qd.pdf", "mimeType": "application/pdf", "buffer": uploads.pdf(2)}
        who.hand.send(page.locator("#ban-quet"), sent)
        who.hand.choose(page.get_by_label("Hạng bằng chứng"), index=1)
        who.look()
        who.press(page.locator("main form button").last)
        who.press(page.get_by_role("button", name="Trình duyệt"))
        assert who.says("Chờ")
    with town.officer(SECOND, "Sổ công nhận") as who:
        page = who.page
        box = page.locator("main input[name=q]")
        who.unfold(page.locator("main details", has=page.locator("input[name=q]")))
        search(who, box, town.house.product)
        who.press(page.locator("main table").get_by_role("link", name=town.house.product))
        who.press(page.get_by_role("button", name="Duyệt", exact=True))
        assert who.says("có hiệu lực")


def moderate(town: Town) -> None:
    """An officer compares it with the recognition. Nobody of the producer can do that."""
    with town.officer(SECOND, "Duyệt sản phẩm") as who:
        page = who.page
        who.press(page.locator("main").get_by_role("link", name=town.house.product))
        assert page.locator("#anh ~ .m-thumbs img").count() >= 3
        who.press(page.get_by_role("button", name="Duyệt", exact=True))
        assert who.says("Đã duyệt.")
    # Searching finds it once the job for it has run.
    town.catch_up()

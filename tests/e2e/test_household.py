"""A household that never sold on line comes to its first packed order, with nobody's help, on a telephone.

It opens an account, applies, is sent back once with two remarks, mends, is approved by a second officer; its
recognition comes into the register by hand; it lists its product, which an officer looks at; a guest buys; it packs.
Everybody has a telephone of their own, and the names are made up. The way has stages, each a test.

Others come the same way stage by stage with the keyboard alone, and so do the officers and the guest.

With ``MARKETPLACE_TEST_PICTURES=<folder>`` a picture of every page on the way is kept there, numbered through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from marketplace.kernel import clock
from tests.e2e.beginnings import approved, mended, nobody, on_sale, recognised, sent
from tests.e2e.browsing import Visitor
from tests.e2e.conftest import Market
from tests.e2e.hands import Keys
from tests.e2e.reviewing import approve, moderate, recognise, send_it_back
from tests.e2e.test_applying import place, scan, search, write
from tests.e2e.test_buying import choose_from_the_list
from tests.e2e.town import (
    MENDED,
    NUMBER,
    PACK,
    PASSWORD,
    PRICE,
    STREET,
    WRONG,
    Household,
    Town,
    household,
    link_in,
)
from tests.unit.media import uploads

SQUARE = "e => e.decode().then(() => e.naturalHeight === e.naturalWidth)"
HIGHER_THAN_WIDE = "e => e.decode().then(() => e.naturalHeight > e.naturalWidth)"


def fruit(shade: tuple[int, int, int], size: tuple[int, int] = (1200, 900)) -> bytes:
    """A photo that can be told from another one."""
    image = Image.new("RGB", size, (226, 232, 214))
    ImageDraw.Draw(image).ellipse((150, 150, size[0] - 150, size[1] - 150), shade)
    return uploads.saved(image, quality=85)


def open_an_account(town: Town) -> None:
    """From the front page, by the page on selling, to a confirmed account and the beginning of an application."""
    with town.telephone("household") as who:
        page = who.page
        who.go("/")
        who.press(page.locator("footer").get_by_role("link", name="Bán hàng trên"))
        who.press(page.get_by_role("link", name="Làm hồ sơ bán hàng"))
        assert who.path == "/dang-nhap"
        who.press(page.locator("main").get_by_role("link", name="Tạo tài khoản"))
        who.hand.write(page.get_by_label("Họ và tên"), town.house.name)
        who.hand.write(page.get_by_role("textbox", name="E-mail"), town.house.email)
        who.hand.write(page.locator("#mat-khau-moi"), PASSWORD)
        who.hand.check(page.locator("#dong-y"))
        who.press(page.get_by_role("button", name="Tạo tài khoản"))
        assert who.says(town.house.email)
        # The link in the mail is opened on the same telephone.
        who.go(link_in(town.letter("Xác nhận e-mail")))
        assert who.says("Đã xác nhận e-mail.")
        sign_in(town, who)
        assert who.path == "/quan-ly/dang-ky-ban"


def sign_in(town: Town, who: Visitor) -> None:
    """By the form that lies open."""
    who.hand.write(who.page.get_by_role("textbox", name="E-mail"), town.house.email)
    who.hand.write(who.page.get_by_label("Mật khẩu"), PASSWORD)
    who.press(who.page.get_by_role("button", name="Đăng nhập"))


def fill_in_the_application(town: Town) -> None:
    """Step by step to the last one, and off it goes."""
    with town.telephone("household") as who:
        page, house = who.page, town.house
        who.go("/tai-khoan")
        who.press(page.locator("main").get_by_role("link", name="Bán hàng trên chợ"))
        who.press(page.get_by_role("button", name="Bắt đầu"))
        who.hand.check(page.get_by_label("Hộ kinh doanh", exact=False).first)
        onward(who, {"legal-name": house.holder, "display-name": house.shop})
        onward(
            who,
            {
                "tax-code": house.number,
                "registration-no": f"42A800{house.last}",
                "registration-on": "20/5/2024",
                "registration-issuer": "UBND xã Hương Đô",
            },
        )
        scan(who, "scan-id-front", ("mat-truoc.jpg", "image/jpeg", uploads.with_position(6)))
        scan(who, "scan-id-back", ("mat-sau.jpg", "image/jpeg", uploads.with_position(3)))
        onward(
            who,
            {
                "representative": house.name,
                "representative-id": house.number,
                "phone": "0912 345 678",
                "email": house.email,
            },
        )
        place(who)
        onward(who, {"street": "Xóm 2"})
        who.hand.check(page.get_by_label("Rau, củ, quả, hạt tươi"))
        onward(who, {"goods": "Bưởi thùng 6 quả"})
        scan(who, "scan-business-registration", ("dang-ky.jpg", "image/jpeg", uploads.with_position(6)))
        who.hand.click(page.get_by_text("Bản cam kết sản xuất an toàn", exact=True))
        scan(who, "scan-food-safety-commitment", ("cam-ket.pdf", "application/pdf", uploads.pdf(1)))
        onward(
            who,
            {
                "paper-food-safety-commitment-number": "21/2026/CK",
                "paper-food-safety-commitment-issuer": "UBND xã Hương Đô",
                "paper-food-safety-commitment-issued-on": "16/3/2026",
                "paper-food-safety-commitment-expires-on": "15/3/2029",
            },
        )
        who.hand.choose(page.get_by_label("Ngân hàng"), value="970405")
        onward(who, {"bank-account": f"3900 2050 {house.last}7", "bank-holder": house.account_holder})
        onward(who, {"introduction": "Bưởi trồng quanh giếng, chín cây mới hái."})
        assert who.path.endswith("/gui")
        who.hand.check(page.get_by_label("Tôi đồng ý để cán bộ OCOP"))
        who.press(page.get_by_role("button", name="Gửi hồ sơ"))
        assert who.says("Chờ xem xét")


def onward(who: Visitor, typed: dict[str, str]) -> None:
    """Fill in the rest of a step, and go to the next one."""
    write(who, typed)
    who.look()
    before = who.path
    who.press(who.page.get_by_role("button", name="Lưu và đi tiếp"))
    assert who.path != before


def mend(town: Town) -> None:
    """The letter leads to both remarks; each stands beside its field."""
    with town.telephone("household") as who:
        page = who.page
        who.go(link_in(town.letter("Hồ sơ")))
        assert who.says(STREET)
        assert who.says(NUMBER)
        who.press(page.locator("main").get_by_role("link", name="Sửa hồ sơ"))
        for name, said, typed in zip(WRONG, (STREET, NUMBER), MENDED, strict=True):
            id_ = name.replace(".", "-").replace("_", "-")
            beside = page.locator(".m-field--remark", has=page.locator(f"#{id_}"))
            assert said in beside.inner_text()
            write(who, {id_: typed})
            who.press(page.get_by_role("button", name="Lưu và đi tiếp"))
        # From the last remark it leads to sending; the first page of the application does too.
        assert who.path.endswith("/gui")
        who.go("/quan-ly/dang-ky-ban")
        assert page.locator(".m-remark--mended").count() == 2
        who.press(page.locator("main").get_by_role("link", name="Xem và gửi lại"))
        who.press(page.get_by_role("button", name="Gửi lại hồ sơ"))
        assert who.says("Chờ xem xét")


def list_it(town: Town) -> None:
    """The household comes to its desk, and from its recognition to a product that waits for an officer."""
    with town.telephone("household") as who:
        page = who.page
        assert link_in(town.letter("đã duyệt")) == "/quan-ly/chu-the/san-pham"
        # Signed out and in again, it is led to its own desk.
        who.go("/tai-khoan")
        who.press(page.get_by_role("link", name="Đăng xuất"))
        who.press(page.get_by_role("button", name="Đăng xuất"))
        page.goto(f"{who.base}/", wait_until="load")
        who.press(page.locator("header").get_by_role("link", name="Đăng nhập"))
        sign_in(town, who)
        assert who.path == "/quan-ly/chu-the"
        who.press(page.locator("main").get_by_role("link", name="Đưa sản phẩm lên gian hàng"))
        who.press(page.locator("main").get_by_role("link", name="Thêm sản phẩm").first)
        who.hand.check(page.locator("label.m-pick", has_text=town.house.product).locator("input"))
        who.press(page.get_by_role("button", name="Tạo bản nháp"))
        write(who, {"tom-tat": "Bưởi ngọt, ít hạt, chín cây."})
        further(who)
        who.hand.check(page.locator("label.m-pick", has_text="Hàng tươi").first.locator("input"))
        write(
            who,
            {
                "han-dung": "20 ngày sau khi hái",
                "so-ngay": "20",
                "cach-giu": "Để nơi thoáng mát.",
                "cach-dung": "Gọt vỏ, ăn tươi.",
                "doi-tra": "Đổi trong 24 giờ nếu hàng dập, kèm ảnh.",
            },
        )
        further(who)
        write(who, {"gia-0": PRICE, "nang-0": "7,5 kg"})
        further(who)
        photos(who)
        who.press(page.get_by_role("link", name="Sang bước"))
        who.press(page.get_by_role("link", name="Sang bước"))
        receive_a_lot(town, who)


def further(who: Visitor) -> None:
    """Save a step of the product and go to the next one."""
    who.look()
    before = who.path
    who.press(who.page.get_by_role("button", name="Lưu và sang bước"))
    assert who.path != before


def photos(who: Visitor) -> None:
    """Three at once, the first one taken with the telephone turned; the second one is turned here."""
    page = who.page
    sent: Any = [
        {"name": name, "mimeType": "image/jpeg", "buffer": data}
        for name, data in (
            ("xoay.jpg", uploads.with_position(6)),
            ("qua.jpg", fruit((214, 178, 40))),
            ("cay.jpg", fruit((92, 140, 60))),
        )
    ]
    who.hand.send(page.locator("#anh"), sent)
    who.hand.click(page.get_by_role("button", name="Gửi ảnh lên"))
    page.locator(".m-photo").nth(2).wait_for()
    who.look()
    second = page.locator(".m-photo").nth(1)
    who.press(second.get_by_role("button", name="Xoay phải"))
    assert second.locator("img").last.evaluate(HIGHER_THAN_WIDE), "turned by a quarter"
    who.hand.click(second.get_by_text("Cắt vuông", exact=True))
    who.press(second.get_by_role("button", name="Giữ phần ở giữa"))
    assert second.locator("img").last.evaluate(SQUARE), "cut to a square"
    assert page.locator(".m-photo").count() == 3


def receive_a_lot(town: Town, who: Visitor) -> None:
    """Twenty boxes picked yesterday."""
    page = who.page
    who.press(page.locator("nav.m-dock a", has_text="Kho"))
    who.press(page.locator("main").get_by_role("link", name="Nhập lô mới").first)
    who.hand.choose(page.get_by_label("Hàng và quy cách"), label=f"{town.house.product}, {PACK}")
    today = clock.today()
    who.hand.check(page.get_by_label("Ngày hái, thu hoạch"))
    write(
        who,
        {
            "so-lo": "BM-01",
            "so": "20",
            "ngay": f"{today - timedelta(days=1):%d/%m/%Y}",
            "han": f"{today + timedelta(days=15):%d/%m/%Y}",
        },
    )
    who.look()
    who.press(page.get_by_role("button", name="Nhập lô vào kho"))
    assert who.says("Đã nhập lô BM-01.")


def send_it_for_approval(town: Town) -> None:
    """The household looks at it as buyers will, and hands it to the officers."""
    with town.telephone("household") as who:
        page = who.page
        who.go("/quan-ly/chu-the/san-pham")
        who.press(page.locator("main").get_by_role("link", name=town.house.product).first)
        who.press(page.get_by_role("link", name="Xem như người mua"))
        assert who.says(f"{PRICE} đ")
        page.go_back()
        who.press(page.get_by_role("button", name="Gửi duyệt"))
        assert who.says("Đã gửi duyệt.")


def buy(town: Town) -> None:
    """A guest finds it without marks, and buys two boxes."""
    with town.telephone("guest") as who:
        page = who.page
        page.goto(f"{who.base}/", wait_until="load")
        search(who, page.locator("input[name=q]"), town.house.search)
        who.press(page.locator(".m-card").get_by_role("link", name=town.house.product, exact=True))
        assert who.says(town.house.shop)
        who.hand.write(page.get_by_label("Số lượng", exact=True).last, "2")
        who.press(page.locator("button:visible", has_text="Thêm vào giỏ").first)
        who.press(page.get_by_role("link", name="Đặt hàng", exact=True))
        who.hand.write(page.get_by_label("Người nhận", exact=True), "Nguyễn Thị Lan")
        who.hand.write(page.get_by_label("Số điện thoại người nhận"), "0912 345 678")
        who.hand.write(page.get_by_label("Số nhà, đường, thôn, xóm"), "12 phố Hàng Bài")
        who.hand.write(page.get_by_label("E-mail"), "lan@example.vn")
        choose_from_the_list(who)
        who.press(page.get_by_role("button", name="Tiếp tục, xem phí giao"))
        who.hand.check(page.locator("label.m-pick", has_text="Trả tiền khi nhận hàng").locator("input"))
        who.press(page.get_by_role("button", name="Tiếp tục, xem lại đơn"))
        for said in (town.house.holder, PACK, "540.000 đ"):
            assert who.says(said), said
        who.hand.check(page.get_by_label("Tôi đã xem thông tin người bán, giá, giao hàng và đổi trả"))
        who.press(page.get_by_role("button", name=re.compile("^Đặt hàng, trả")))
        assert who.says("Chờ chủ thể nhận")
        town.order = who.path.rpartition("/")[2]


def pack(town: Town) -> None:
    """The household sees the order on its desk, takes it on, packs it and prints the slip."""
    with town.telephone("household") as who:
        page, code = who.page, f"{town.order}-1"
        who.go("/quan-ly/chu-the")
        who.press(page.locator("main").get_by_role("link", name="Nguyễn Thị Lan"))
        who.press(page.get_by_role("button", name="Nhận đơn"))
        who.press(page.get_by_role("button", name="Đã gói xong"))
        assert who.says(f"Đơn {code} đã gói xong.")
        slip = page.get_by_role("link", name="In phiếu gửi").get_attribute("href")
        answer = page.context.request.get(f"{who.base}{slip}")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        text = pypdfium2.PdfDocument(answer.body())[0].get_textpage().get_text_range()
        for printed in (code, "Nguyễn Thị Lan", town.house.product, PACK):
            assert printed in text, printed


Chapter = Callable[[Town], None]


@dataclass(frozen=True)
class Stage:
    """A part of the way. ``by_hand`` and ``by_keys`` come to it where it is not the end of the stage before it."""

    by_hand: Household
    by_keys: Household
    begin: Chapter
    chapters: tuple[Chapter, ...]


STAGES = {
    "applies": Stage(
        household("Mận", "3412"),
        household("Nhãn", "6523"),
        nobody,
        (open_an_account, fill_in_the_application),
    ),
    "is sent back and mends": Stage(
        household("Đào", "4523"), household("Quýt", "7181"), sent, (send_it_back, mend)
    ),
    "is approved": Stage(household("Lựu", "5634"), household("Hồng", "7292"), mended, (approve,)),
    "is recognised": Stage(household("Mít", "6316"), household("Na", "8427"), approved, (recognise,)),
    "lists": Stage(
        household("Mơ", "6745"),
        household("Sim", "8242"),
        recognised,
        (list_it, send_it_for_approval, moderate),
    ),
    "sells and packs": Stage(household("Chanh", "7856"), household("Vải", "9303"), on_sale, (buy, pack)),
}
"""The whole way."""


@pytest.fixture(scope="module")
def reached() -> dict[str, Town]:
    """The stage that comes next, with the town of the one before it."""
    return {}


@pytest.mark.parametrize("stage", STAGES)
def test_a_household(
    browser: Browser, market: Market, pictures_folder: Path | None, reached: dict[str, Town], stage: str
) -> None:
    # One household goes the whole way. A stage that is run by itself, or after one that failed, makes its beginning.
    town = reached.pop(stage, None)
    if town is None:
        town = Town(
            browser,
            market,
            house=STAGES[stage].by_hand,
            folder=_folder(pictures_folder, stage),
            careful=False,
        )
        STAGES[stage].begin(town)
    _walk(town, stage)
    following = dict(zip(STAGES, list(STAGES)[1:], strict=False))
    if stage in following:
        reached[following[stage]] = town


@pytest.mark.parametrize("stage", STAGES)
def test_with_the_keyboard_alone_a_household(
    browser: Browser, market: Market, pictures_folder: Path | None, stage: str
) -> None:
    # The same pages: here each is asked everything.
    folder = _folder(pictures_folder, f"keys {stage}")
    town = Town(browser, market, house=STAGES[stage].by_keys, folder=folder, hand=Keys())
    STAGES[stage].begin(town)
    _walk(town, stage)


def _walk(town: Town, stage: str) -> None:
    for chapter in STAGES[stage].chapters:
        chapter(town)


def _folder(pictures: Path | None, name: str) -> Path | None:
    return pictures / name.replace(" ", "-") if pictures else None

"""Which pictures the guides have: of which page, from what on, how high."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page

from marketplace.certification.annex.sample import sample_workbook
from marketplace.kernel import clock
from tests.e2e.browsing import DESK, PHONE
from tests.unit.media import uploads

CODE = r"[0-9A-Z]+"
FORM = rf"/quan-ly/dang-ky-ban/{CODE}"
PRODUCT = r"/quan-ly/chu-the/san-pham/\d+"
OWNER, NEW = "chu-the@demo.test", "ho-moi@demo.test"
INSPECTED = "co-so-gio-mau@demo.test"
FIRST, SECOND = "can-bo-ha-tinh@demo.test", "can-bo-ha-tinh-2@demo.test"
CHAIR = "chu-tich-ha-tinh@demo.test"


def nothing(_page: Page) -> None:
    """Show the page as it is."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file without the ending, the page (on the walk a pattern of its path; on a desk its address, or
    empty for where one is), what is pressed to come there, what is done there, what the picture begins with. Of pages
    seen twice on the walk the last counts, or the ``first``.
    """

    name: str
    path: str
    begin: str = "main h1"
    height: int = 620
    press: tuple[str, ...] = ()
    unfold: str = ""
    act: Callable[[Page], Any] = nothing
    first: bool = False


ANNEX = (
    (1, "Cam Khe Mây sấy dẻo", "HTX Vườn Mẫu (DEMO)", "Thôn 4, xã Hương Đô, huyện Hương Khê", "9900000901",
     "Túi 200 g", 4, "78,5", "3412/QĐ-UBND", "15/10/2026", "UBND tỉnh Hà Tĩnh", ""),
    (2, "Mật ong rừng Vũ Quang", "Tổ hợp tác Ong Mẫu (DEMO)", "Xã Đức Bồng, huyện Vũ Quang", "9900000902",
     "Chai 500 ml", 3, "61", "3412/QĐ-UBND", "15/10/2026", "UBND tỉnh Hà Tĩnh", ""),
    (3, "Kẹo lạc gừng", "Hộ kinh doanh Kẹo Mẫu (DEMO)", "Thị trấn Phố Châu, huyện Hương Sơn", "990000090",
     "Gói 300 g", 6, "58", "3412/QĐ-UBND", "31/2/2026", "UBND tỉnh Hà Tĩnh", ""),
)  # fmt: skip
"""Rows of an annex, the last one with mistakes."""


def upload_annex(page: Page) -> None:
    """Send the table that the page offers, filled in."""
    book = load_workbook(BytesIO(sample_workbook()))
    for row in ANNEX:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "phu-luc.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    page.locator("main select").first.select_option(value="42")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Đọc thử tệp").click()


def renew_a_paper(page: Page) -> None:
    """Send a new paper in the place of one that holds still; back to the list of papers."""
    today = clock.today()
    for field, text in (
        ("so", "ATTP-DEMO-2026"),
        ("noi", "Chi cục Chất lượng Hà Tĩnh"),
        ("ngay", f"{today - timedelta(days=3):%d/%m/%Y}"),
        ("han", f"{today + timedelta(days=1092):%d/%m/%Y}"),
    ):
        page.locator(f"#{field}").fill(text)
    page.locator("#quet").set_input_files(
        {"name": "giay.jpg", "mimeType": "image/jpeg", "buffer": uploads.with_position(6)}
    )
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Gửi cán bộ xác minh").click()


def choose_two(page: Page) -> None:
    """Tick two rows and begin a letter to them."""
    for box in page.locator("tbody input[type=checkbox]").all()[:2]:
        box.check()
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Soạn thư cho dòng đã chọn").click()


def begin_minutes(page: Page) -> None:
    """Minutes of an inspection of a product on sale, with a photo."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Bắt đầu kiểm tra").first.click()
    page.locator("#place").fill("Xưởng ở thôn 5")
    page.locator("#summary").fill("Nhãn ghi hạn dùng khác hồ sơ đã công nhận.")
    page.locator("#anh-photo-may").set_input_files(
        {"name": "xuong.jpg", "mimeType": "image/jpeg", "buffer": uploads.with_position(6)}
    )
    page.locator("[data-place=photo] [data-cards] img").wait_for()


WALK: dict[str, tuple[Shot, ...]] = {
    "open_an_account": (
        Shot("chu-the-tai-khoan", "/dang-ky"),
        Shot("chu-the-bat-dau", "/quan-ly/dang-ky-ban"),
    ),
    "fill_in_the_application": (
        Shot("chu-the-buoc-chu-the", f"{FORM}/chu-the", "main form"),
        Shot("chu-the-buoc-dai-dien", f"{FORM}/dai-dien", "main form"),
        Shot("chu-the-buoc-dia-chi", f"{FORM}/dia-chi", "main form"),
        Shot("chu-the-buoc-giay-to", f"{FORM}/giay-to", "main form"),
        Shot("chu-the-gui", f"{FORM}/gui", "main form[action$=gui]"),
    ),
    "mend": (
        Shot("chu-the-tra-lai", "/quan-ly/dang-ky-ban", first=True),
        Shot("chu-the-sua-loi-nhac", f"{FORM}/dia-chi", ".m-field--remark", 420),
    ),
    "list_it": (
        Shot("chu-the-chon-giay", "/quan-ly/chu-the/san-pham/moi"),
        Shot("chu-the-gia", f"{PRODUCT}/quy-cach", "main form", 292),
        Shot("chu-the-anh", f"{PRODUCT}/anh", ".m-photo"),
        Shot("chu-the-nhap-lo", "/quan-ly/chu-the/kho/moi"),
    ),
    "send_it_for_approval": (
        Shot("chu-the-xem-truoc", "/san-pham/[a-z0-9-]+/xem-truoc", "main .m-note", 700),
        Shot("chu-the-gui-duyet", PRODUCT, first=True),
    ),
    "pack": (
        Shot("chu-the-viec-hom-nay", "/quan-ly/chu-the"),
        Shot("chu-the-don-hang", rf"/quan-ly/chu-the/don-hang/{CODE}-1"),
    ),
}
"""By chapter of the household's walk."""

DESKS: dict[tuple[str, int], tuple[Shot, ...]] = {
    (OWNER, PHONE): (
        Shot(
            "chu-the-giay-to",
            "/quan-ly/chu-the/giay-to",
            press=("main a:has-text('Thay bằng giấy mới') >> nth=1",),
            act=renew_a_paper,
        ),
        Shot("chu-the-nhan-tien", "/quan-ly/chu-the/nhan-tien"),
        Shot("chu-the-ngay-nghi", "/quan-ly/chu-the/ngay-nghi"),
        Shot("chu-the-nguoi-lam", "/quan-ly/chu-the/nhan-su"),
        Shot("chu-the-bang-gia", "/quan-ly/chu-the/bang-gia"),
        Shot("chu-the-nhap-bang", "/quan-ly/chu-the/san-pham/nhap"),
        Shot("chu-the-thong-bao", "/tai-khoan/thong-bao"),
        Shot("chu-the-du-lieu", "/tai-khoan/du-lieu"),
    ),
    (NEW, PHONE): (Shot("chu-the-nhan-lai", "/quan-ly/dang-ky-ban/nhan-chu-the"),),
    (INSPECTED, PHONE): (
        Shot("chu-the-kiem-tra", "/quan-ly/chu-the/kiem-tra"),
        Shot("chu-the-khieu-nai", "", press=("main a:has-text('Khiếu nại')",)),
    ),
    (FIRST, DESK): (
        Shot("can-bo-hang-doi", "/quan-ly/can-bo/ho-so", "main", 560),
        Shot(
            "can-bo-doi-chieu",
            "",
            "main",
            860,
            press=("main tbody th a:has-text('Lê Thị Mẫu')", "button:has-text('Nhận hồ sơ')"),
        ),
        Shot("can-bo-xac-minh", "/quan-ly/can-bo/giay-to", "main", 520),
        Shot("can-bo-so", "/quan-ly/can-bo", "main", 720),
        Shot("can-bo-them-ban-ghi", "/quan-ly/can-bo/so/moi", "main", 860),
        Shot("can-bo-nhap", "/quan-ly/can-bo/nhap/moi", "main", 860, act=upload_annex),
        Shot("can-bo-het-han", "/quan-ly/can-bo/sap-het-han", "main", 720),
        Shot("can-bo-thu", "", "main", 900, act=choose_two),
        Shot("can-bo-chu-the", "/quan-ly/can-bo/chu-the", "main", 640),
        Shot("can-bo-trung", "/quan-ly/can-bo/chu-the-trung", "main", 560),
        Shot(
            "can-bo-kiem-tra",
            "/quan-ly/can-bo/kiem-tra",
            "main",
            640,
            press=(".m-tabs a:has-text('Tất cả')",),
        ),
        Shot("can-bo-thong-ke", "/quan-ly/can-bo/thong-ke", "main", 860),
    ),
    (SECOND, PHONE): (
        Shot(
            "can-bo-bien-ban",
            "/quan-ly/can-bo/kiem-tra/moi?q=cam+khe+may",
            "main form",
            900,
            press=("main a:has-text('Chọn')",),
            act=begin_minutes,
        ),
    ),
    (CHAIR, DESK): (
        Shot("can-bo-cho-quyet-dinh", "/quan-ly/can-bo/de-nghi-thu-hoi", "main", 520),
        Shot("can-bo-quyet-dinh", "", "main", 860, press=("main tbody th a",)),
    ),
}
"""By person and width of their window."""

BETWEEN: dict[str, dict[tuple[str, int], tuple[Shot, ...]]] = {
    "send_it_for_approval": {
        (SECOND, DESK): (
            Shot("can-bo-duyet-hang", "/quan-ly/can-bo/san-pham", "main", 560),
            Shot("can-bo-duyet-mot-hang", "", "main", 860, press=("main tbody th a",)),
        ),
    },
}
"""What is seen on desks after a chapter of the walk, before the next one."""


def every() -> Iterator[Shot]:
    """All pictures that there are."""
    desks = (DESKS, *BETWEEN.values())
    for shots in (*WALK.values(), *(each for people in desks for each in people.values())):
        yield from shots

"""The site, its visitors, and the small things that samples are made of."""

from dataclasses import dataclass, field, replace
from typing import Any

from marketplace.web.context import Desk, PersonView, SiteView
from storefront import view_models as vm

SITE = SiteView(
    name="Chợ Phiên",
    tagline="sản vật OCOP",
    operator="Trung tâm Xúc tiến (dữ liệu mẫu)",
    address="Số 1 đường Mẫu, Hà Tĩnh",
    tax_code="9900000016 (mẫu)",
    email="hoi@example.com",
    phone="0239 000 0000",
    registration_no="(mẫu)",
    demo=True,
    login_url="/dang-nhap",
    register_url="/dang-ky",
    logout_url="/dang-xuat",
)
BARE_SITE = replace(
    SITE, operator="", phone="", registration_no="", demo=False, login_url="", register_url="", logout_url=""
)
GUEST = None
HANH = PersonView("Nguyễn Thị Hạnh", is_staff=False, desks=(), news=3)
OFFICER = PersonView(
    "Trần Văn Thành",
    is_staff=True,
    desks=(Desk("Cán bộ tỉnh Hà Tĩnh", "/quan-ly/can-bo"),),
)


@dataclass(frozen=True)
class Sample:
    """One page to be rendered: its name, its template, what it is given."""

    name: str
    template: str
    page: Any
    person: PersonView | None = GUEST
    site: SiteView = SITE
    cart_count: int = 3
    flashed: tuple[tuple[str, str, tuple[str, str] | None], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


BLUR = "data:image/webp;base64,UklGRi4AAABXRUJQVlA4ICIAAABQAQCdASoQABAABUB8JaAABAAAAP7WLW//8UPNb2DpgAAA"


def pic(name: str, alt: str = "", size: int = 600) -> vm.PictureView:
    base = f"/anh/{name}"
    webp = f"{base}.webp 480w, {base}.webp 1000w"
    return vm.PictureView(f"{base}.webp", size, size, alt, webp=webp, placeholder=BLUR)


def valid(stars: int, date: str, **more: str) -> vm.PlateView:
    return vm.PlateView("valid", stars, date, **more)


def card(
    slug: str, name: str, producer: str, place: str, price: str, plate: vm.PlateView, **more: Any
) -> vm.ProductCardView:
    return vm.ProductCardView(
        name=name,
        url=f"/san-pham/{slug}",
        producer=producer,
        place=place,
        picture=pic(slug),
        price=price,
        plate=plate,
        **more,
    )


FLASHED = (
    ("ok", "Đã thêm 1 thùng Cam Khe Mây vào giỏ", ("Xem giỏ, 3 món", "/gio-hang")),
    ("warn", "Chỉ còn 2 cây, đã giảm từ 3 xuống 2", None),
    ("bad", "Chưa huỷ được, người bán đã gói hàng", None),
    ("info", "Đã đổi sang tiếng Việt", None),
)

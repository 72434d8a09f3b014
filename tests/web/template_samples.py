"""Filled view models for every template: rich ones, empty ones, and every state that looks different.

The names of goods are real, everything else about them is invented. A state that would harm a maker stands on an
invented name.
"""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from marketplace.web.context import Desk, PersonView, SiteView
from marketplace.web.replies import ErrorPage
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
BARE_SITE = replace(SITE, operator="", phone="", registration_no="", demo=False, login_url="", register_url="", logout_url="")
GUEST = None
HANH = PersonView("Nguyễn Thị Hạnh", is_staff=False, desks=())
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


def pic(name: str, alt: str = "", size: int = 600) -> vm.PictureView:
    base = f"/anh/{name}"
    return vm.PictureView(
        f"{base}.webp", size, size, alt, avif="", webp=f"{base}.webp 480w, {base}.webp 1000w", jpeg=""
    )


def valid(stars: int, date: str, **more: str) -> vm.PlateView:
    return vm.PlateView("valid", stars, date, **more)


def card(slug: str, name: str, producer: str, place: str, price: str, plate: vm.PlateView, **more: Any) -> vm.ProductCardView:
    return vm.ProductCardView(
        name=name, url=f"/san-pham/{slug}", producer=producer, place=place, picture=pic(slug), price=price, plate=plate, **more
    )


CAM = card(
    "cam-khe-may", "Cam Khe Mây", "HTX Cam Khe Mây Long Nhâm", "Xã Hương Đô, Hà Tĩnh", "39.000\u00a0đ", valid(4, "15/10/2027"),
    unit="/kg", former_price="45.000\u00a0đ", reason="Giá mùa cam, đến 31/12",
)
QUYT = card(
    "quyt-vang-bac-son", "Quýt vàng Bắc Sơn", "HTX quýt Bắc Sơn", "Xã Bắc Sơn, Lạng Sơn", "40.000\u00a0đ", valid(4, "02/03/2028"),
    unit="/kg", hint="Vườn còn 320 kg",
)
MAT_ONG = card(
    "mat-ong-ngu-gia-bi-quang-lac", "Mật ong ngũ gia bì Quảng Lạc", "HTX Quảng Lạc", "Phường Lương Văn Tri, Lạng Sơn",
    "180.000\u00a0đ", valid(4, "02/03/2028"), unit_price="360.000\u00a0đ/lít", hint="Còn 14 chai", low=True,
)
HONG = card(
    "hong-vanh-khuyen-van-lang", "Hồng vành khuyên Văn Lãng", "HTX Văn Lãng", "Xã Na Sầm, Lạng Sơn", "25.000\u00a0đ",
    vm.PlateView("grace", 3, "12/12/2026"), unit="/kg",
)
BI = card(
    "bi-xanh-tuong-son", "Bí xanh Tượng Sơn", "HTX Tượng Sơn", "Xã Thạch Lạc, Hà Tĩnh", "18.000\u00a0đ", vm.PlateView("pending", 3),
    unit="/kg",
)
CARDS = (
    CAM,
    QUYT,
    card("cam-thuong-loc", "Cam Thượng Lộc", "HTX trồng cam Thượng Lộc", "Xã Đồng Lộc, Hà Tĩnh", "35.000\u00a0đ",
         valid(3, "09/08/2028"), unit="/kg", former_price="40.000\u00a0đ", reason="Giá mùa cam, đến 31/12"),
    card("cam-vu-quang-hoai-luan", "Cam Vũ Quang Hoài Luân", "Cơ sở trồng cam Hoài Luân", "Xã Vũ Quang, Hà Tĩnh", "34.000\u00a0đ",
         valid(3, "15/12/2026"), unit="/kg", hint="Còn 12 kg", low=True),
    card("ngong-hoa-cai-lang-son", "Ngồng hoa cải Lạng Sơn", "HTX CNC Lạng Sơn", "Lạng Sơn", "35.000\u00a0đ",
         valid(4, "02/03/2028"), unit="/kg"),
    card("cam-bu-huong-son-son-truong", "Cam bù Hương Sơn (Sơn Trường)", "HTX cam bù Sơn Trường", "Xã Kim Hoa, Hà Tĩnh",
         "50.000\u00a0đ", valid(3, "09/08/2028"), unit="/kg", hint="Đặt trước, giao từ 10/12"),
    MAT_ONG,
    HONG,
    card("na-cai-kinh", "Na Cai Kinh", "HTX/hộ trồng na Cai Kinh", "Xã Cai Kinh, Lạng Sơn", "55.000\u00a0đ",
         valid(4, "14/11/2028"), unit="/kg", hint="Hết mùa, quay lại tháng 7"),
    BI,
    card("buoi-phuc-trach", "Bưởi Phúc Trạch", "HTX Phát Lộc", "Xã Phúc Trạch, Hà Tĩnh", "55.000\u00a0đ",
         valid(4, "30/09/2028"), unit="/quả 1 kg"),
    card("rau-bo-khai-dong-mo", "Rau bò khai Đồng Mỏ", "HTX Đồng Mỏ", "Xã Chi Lăng, Lạng Sơn", "30.000\u00a0đ",
         valid(3, "02/03/2028"), unit="/bó 300 g"),
)
NEWEST = (
    card("che-dinh-hao-dat", "Chè đinh Hảo Đạt", "HTX chè Hảo Đạt", "Xã Tân Cương, Thái Nguyên", "450.000\u00a0đ",
         valid(5, "26/06/2028"), unit_price="4.500.000\u00a0đ/kg"),
    card("nuoc-mam-le-gia", "Nước mắm Lê Gia", "Công ty Lê Gia", "Xã Hoằng Thanh, Thanh Hóa", "140.000\u00a0đ",
         valid(5, "26/06/2028"), unit_price="269.231\u00a0đ/lít"),
    card("rong-nho-tach-nuoc-tri-tin", "Rong nho tách nước Trí Tín", "Công ty TNHH Trí Tín", "Phường Đông Ninh Hoà, Khánh Hòa",
         "180.000\u00a0đ", valid(5, "26/06/2028"), unit_price="30.000\u00a0đ/gói", hint="Còn 8 hộp", low=True),
    card("ca-phe-khe-sanh", "Cà phê Khe Sanh", "HTX nông sản Khe Sanh", "Xã Khe Sanh, Quảng Trị", "120.000\u00a0đ",
         valid(5, "26/06/2028"), unit_price="480.000\u00a0đ/kg"),
)

PROVINCES = (
    ("Hà Tĩnh", 39), ("Lạng Sơn", 27), ("Khánh Hòa", 12), ("Vĩnh Long", 6), ("Phú Thọ", 3), ("Thái Nguyên", 2),
    ("Tuyên Quang", 2), ("Bắc Ninh", 2),
)
PROVINCE_LINKS = tuple(vm.LinkView(name, f"/dia-phuong/{n}", count=count) for n, (name, count) in enumerate(PROVINCES))
PROVINCE_OPTIONS = (
    vm.OptionView("01", "Hà Nội"), vm.OptionView("42", "Hà Tĩnh"), vm.OptionView("20", "Lạng Sơn"), vm.OptionView("79", "TP. Hồ Chí Minh"),
)

HOME = vm.HomeView(
    hero=vm.HeroView(
        title="Cam Hà Tĩnh đang vào mùa",
        text="Hái tại vườn Khe Mây, Thượng Lộc, Vũ Quang. Hái sáng, đóng thùng chiều, giao trong 3 ngày.",
        eyebrow="Đang mùa, tháng 11",
        figure="8",
        figure_label="thức cam, quýt, bưởi còn sao đang hái",
        primary=vm.LinkView("Mua cam từ vườn", "/tim-kiem?q=cam"),
        secondary=vm.LinkView("12 nhà vườn", "/chu-the"),
        picture=pic("chien-dich-cam", "", 1000),
    ),
    season_title="Tháng 11, mùa nào thức nấy",
    season_more=vm.LinkView("Xem cả 23 thức", "/san-pham?mua=11"),
    months=tuple(
        vm.LinkView(f"Th. {month}", f"/?thang={month}#mua", count=count, current=month == 11)
        for month, count in ((11, 23), (12, 20), (1, 9), (2, 14), (3, 12), (4, 15), (5, 16), (6, 17), (7, 19), (8, 21), (9, 17), (10, 20))
    ),
    season=(CAM, QUYT, CARDS[4], MAT_ONG, CARDS[3], CARDS[10]),
    groups=(
        vm.LinkView("Thực phẩm", "/san-pham?nhom=1", count=80, icon="wheat"),
        vm.LinkView("Đồ uống", "/san-pham?nhom=2", count=6, icon="cup-soda"),
        vm.LinkView("Dược liệu", "/san-pham?nhom=3", count=4, icon="leaf"),
        vm.LinkView("Thủ công mỹ nghệ", "/san-pham?nhom=4", count=3, icon="shopping-basket"),
        vm.LinkView("Sinh vật cảnh", "/san-pham?nhom=5", count=1, icon="flower-2"),
        vm.LinkView("Du lịch cộng đồng", "/san-pham?nhom=6", count=1, icon="tent-tree"),
    ),
    newest=NEWEST,
    newest_url="/san-pham?xep=moi",
    provinces=PROVINCE_LINKS,
    sample_star_url="/sao/CAMKHEMAY",
    story=vm.StoryView(
        quote="Ong Vũ Quang ăn hoa rừng, nên mỗi tháng mật một màu. Khách hỏi sao chai này đậm hơn chai trước, tôi bảo: tháng Năm đấy.",
        by="Cơ sở Triều Thu, Xã Vũ Quang, Hà Tĩnh",
        url="/chu-the/trieu-thu",
        picture=pic("mat-ong-vu-quang-trieu-thu"),
    ),
)
EMPTY_HOME = vm.HomeView(
    hero=None, season_title="", season_more=None, months=(), season=(), groups=(), newest=(), newest_url="/san-pham", provinces=()
)

PAGES = vm.PageLinks(
    2, 43,
    (vm.LinkView("1", "/san-pham?trang=1"), vm.LinkView("2", "/san-pham?trang=2", current=True), vm.LinkView("3", "/san-pham?trang=3"),
     vm.LinkView("", ""), vm.LinkView("43", "/san-pham?trang=43")),
    "/san-pham?trang=1", "/san-pham?trang=3",
)
FACETS = (
    vm.FacetGroupView(name="sao", title="Số sao", choices=(
        vm.FacetView("5", "5 sao", 0), vm.FacetView("4", "4 sao", 7, checked=True), vm.FacetView("3", "3 sao", 9, checked=True))),
    vm.FacetGroupView(name="tinh", title="Tỉnh", choices=(
        vm.FacetView("42", "Hà Tĩnh", 8, checked=True), vm.FacetView("20", "Lạng Sơn", 8, checked=True),
        vm.FacetView("56", "Khánh Hòa", 5), vm.FacetView("86", "Vĩnh Long", 3)),
        more=(vm.FacetView("25", "Phú Thọ", 2), vm.FacetView("19", "Thái Nguyên", 1)), more_label="Tất cả 18 tỉnh"),
    vm.FacetGroupView(name="nhom", title="Nhóm", choices=(vm.FacetView("1", "Thực phẩm", 14), vm.FacetView("2", "Đồ uống", 2))),
    vm.FacetGroupView(name="con-hang", title="Còn hàng", choices=(vm.FacetView("1", "Chỉ hàng mua được ngay", 14),), is_open=False),
)
LIST = vm.ProductListView(
    title="Rau, củ, quả tươi",
    count=16,
    action="/san-pham",
    crumbs=(vm.LinkView("Trang đầu", "/"), vm.LinkView("Thực phẩm", "/san-pham?nhom=1")),
    conditions=tuple(vm.LinkView(label, f"/san-pham?bo={n}") for n, label in enumerate(("4 sao", "3 sao", "Hà Tĩnh", "Lạng Sơn"))),
    clear_url="/san-pham",
    facets=FACETS,
    price=vm.PriceRangeView(),
    hidden=(("bo-tieu-chi", "1"),),
    sorts=(vm.OptionView("mua", "Đang mùa trước", selected=True), vm.OptionView("gia", "Giá tăng dần"), vm.OptionView("moi", "Mới công nhận")),
    cards=CARDS,
    pages=PAGES,
)
SEARCH = replace(
    LIST, title="", query="cam haf tinhx", reading="cam hà tĩnh", conditions=(), clear_url="", pages=None, cards=CARDS[:3], count=3,
    hidden=(("q", "cam haf tinhx"),),
    also=(vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham", icon="store"), vm.LinkView("Hà Tĩnh", "/dia-phuong/ha-tinh", icon="map-pin")),
)
NOTHING = replace(
    SEARCH, query="nước mấm cà nà", reading="", cards=(), count=0, facets=(), price=None, also=(),
    nothing=vm.NothingFoundView(
        suggestion=vm.LinkView("nước mắm", "/tim-kiem?q=nước+mắm"),
        links=(vm.LinkView("nước mắm Lê Gia", "/san-pham/nuoc-mam-le-gia"), vm.LinkView("gia vị lỏng", "/san-pham?bo=9", count=6)),
    ),
)
DEGRADED = replace(SEARCH, degraded=True, facets=(), price=None, reading="", also=(), query="<script>alert(1)</script>")
BAD_PRICE = replace(
    LIST, cards=(), count=0, pages=None,
    price=vm.PriceRangeView(vm.FieldState("sáu chục", "Ghi giá bằng số, ví dụ 60.000"), vm.FieldState("100.000")),
)

CERTIFICATE = vm.CertificateView(
    stars=4,
    why_url="/sao/CAMKHEMAY",
    status=vm.StatusView("Đã đối chiếu bản gốc", "ok", "check"),
    facts=(
        vm.FactView("Số quyết định", "2394/QĐ-UBND"), vm.FactView("Cơ quan công nhận", "UBND tỉnh Hà Tĩnh"),
        vm.FactView("Ngày ký", "15/10/2024"), vm.FactView("Hết hạn", "15/10/2027, còn 10 tháng 24 ngày"),
        vm.FactView("Sản phẩm ghi trong giấy", "Cam Khe Mây, thùng 5 kg và 10 kg, túi 2 kg"),
    ),
)
SELLER = vm.SellerView(
    name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
    url="/chu-the/long-nham",
    products=3,
    facts=(
        vm.FactView("Địa chỉ", "Xã Hương Đô, Hà Tĩnh"), vm.FactView("Điện thoại", "0912 000 000", url="tel:0912000000"),
        vm.FactView("Mã số thuế", "3001000000 (mẫu)"), vm.FactView("Đăng ký kinh doanh", "28.07.000001, UBND xã Hương Đô cấp 03/2020 (mẫu)"),
        vm.FactView("ATTP", "Số 41/2025, đến 12/05/2028"),
    ),
)
NOTE_30 = "39.000\u00a0đ/kg, đã gồm thuế. Giá mùa cam của tỉnh Hà Tĩnh, đến hết 31/12. Giá thấp nhất 30 ngày qua: 195.000\u00a0đ."
PRODUCT = vm.ProductView(
    name="Cam Khe Mây",
    url="/san-pham/cam-khe-may",
    producer=vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham"),
    place="Xã Hương Đô, Hà Tĩnh",
    summary="Cam Khe Mây 4 sao OCOP, HTX Long Nhâm, Hương Đô, Hà Tĩnh. 39.000 đ/kg.",
    crumbs=(vm.LinkView("Trang đầu", "/"), vm.LinkView("Rau, củ, quả tươi", "/san-pham?nhom=1")),
    gallery=(
        vm.GalleryItemView(pic("cam-khe-may", "Ảnh minh hoạ: rổ cam Khe Mây", 1000), "?anh=1", current=True),
        vm.GalleryItemView(pic("cam-thuong-loc", "Ảnh minh hoạ: cam xếp đống", 1000), "?anh=2"),
        vm.GalleryItemView(pic("cam-vu-quang-hoai-luan", "Ảnh minh hoạ: thùng cam", 1000), "?anh=3"),
        vm.GalleryItemView(pic("cam-ngot-thanh-mai", "Ảnh minh hoạ: ba quả cam", 1000), "?anh=4"),
    ),
    plate=valid(4, "15/10/2027", issuer="UBND tỉnh Hà Tĩnh", url="/sao/CAMKHEMAY"),
    packs=(
        vm.PackView(id="11", label="Túi 2 kg", price="82.000\u00a0đ", unit_price="41.000\u00a0đ/kg", price_note="41.000\u00a0đ/kg, đã gồm thuế.", stock="Vườn còn 30 túi", max_quantity=30),
        vm.PackView(id="12", label="Thùng 5 kg", price="195.000\u00a0đ", unit_price="39.000\u00a0đ/kg", former_price="225.000\u00a0đ", price_note=NOTE_30, stock="Vườn còn 46 thùng", selected=True, max_quantity=46),
        vm.PackView(id="13", label="Thùng 10 kg", price="380.000\u00a0đ", stock="có lại 25/11", available=False),
    ),
    delivery=vm.DeliveryView(
        title="Giao Hà Nội 36.000\u00a0đ, nhận thứ Ba 24/11", text="Hái sáng thứ Bảy, gửi ngay trong ngày.", action="/san-pham/cam-khe-may",
        destinations=(replace(PROVINCE_OPTIONS[0], selected=True), *PROVINCE_OPTIONS[1:]),
    ),
    certificate=CERTIFICATE,
    lots=(
        vm.LotView(
            code="KM-2611-07",
            steps=(
                vm.TimelineStepView("Hái tại vườn Khe Mây, lô đất 12", "Thứ Sáu 20/11/2026", instant="2026-11-20"),
                vm.TimelineStepView("Phân loại, đóng thùng tại nhà sơ chế HTX", "20/11/2026, 15:30", "phiếu kiểm dư lượng số 118 (đạt)", "2026-11-20T15:30+07:00"),
                vm.TimelineStepView("Gửi Bưu điện Hương Khê", "20/11/2026, 18:10", instant="2026-11-20T18:10+07:00"),
            ),
            facts=(vm.FactView("Mã vùng trồng", "VN-HTOR-0001 (mẫu)"), vm.FactView("Số lượng của lô", "1,2 tấn")),
        ),
        vm.LotView(code="KM-2611-08", facts=(vm.FactView("Ngày thu hoạch", "21/11/2026"), vm.FactView("Ngon nhất trước", "06/12/2026"))),
    ),
    facts=(
        vm.FactView("Khối lượng tịnh", "5 kg (24–28 quả)"),
        vm.FactView("Xuất xứ", "Xã Hương Đô, tỉnh Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê)", url="/dia-phuong/huong-do"),
        vm.FactView("Ngày thu hoạch", "20/11/2026, ngon nhất trong 15 ngày"), vm.FactView("Thành phần", "100% cam tươi"),
        vm.FactView("Bảo quản", "Nơi thoáng 12 ngày; ngăn mát 25 ngày"), vm.FactView("Cách dùng", "Rửa sạch, ăn tươi hoặc vắt nước"),
        vm.FactView("Cảnh báo", "Không dùng quả dập, mốc"), vm.FactView("Nhãn hiệu được bảo hộ", "Nhãn hiệu chứng nhận Cam Khe Mây"),
        vm.FactView("Mã vạch", "8938501234568"), vm.FactView("Đổi trả", "Dập, hỏng khi nhận: gửi ảnh trong 24 giờ, hoàn tiền hoặc gửi bù"),
    ),
    seller=SELLER,
    related=CARDS[1:5],
)
SOLD_OUT = replace(
    PRODUCT,
    packs=tuple(replace(pack, available=False, stock="có lại 25/11", selected=False) for pack in PRODUCT.packs),
    sold_out="Vườn hái lại ngày 25/11, khi đó đặt được.",
    delivery=None,
    notes=(vm.NoteView("Hàng vừa hết", "Người khác vừa mua những thùng cuối. Giỏ của anh chị chưa thêm gì.", "warn", "triangle-alert"),),
)
RUOU = replace(
    PRODUCT,
    name="Rượu nếp Mẫu",
    plate=valid(3, "20/12/2027", issuer="UBND tỉnh Mẫu", url="/sao/RUOUMAU"),
    age_limit=18,
    packs=(vm.PackView(id="21", label="Chai 500 ml", price="90.000\u00a0đ", unit_price="180.000\u00a0đ/lít", price_note="180.000\u00a0đ/lít, đã gồm thuế.", stock="Còn 40 chai"),),
    quantity=vm.FieldState("0", "Ghi số lượng từ 1 trở lên"),
    delivery=vm.DeliveryView(title="Không giao được tới Cà Mau", text="Hàng này chỉ giao nơi tới kịp trong 3 ngày.", action="/san-pham/ruou", destinations=PROVINCE_OPTIONS, possible=False),
    gallery=PRODUCT.gallery[:1],
    lots=(),
)


def blocked(state: str, title: str, text: str, *reasons: str) -> vm.ProductView:
    return replace(
        PRODUCT,
        name="Mực một nắng Mẫu",
        gallery=(vm.GalleryItemView(pic("cu-do-thanh-dat", "Ảnh minh hoạ: gói hàng", 1000), "?anh=1"),),
        plate=vm.PlateView(state, 3, "10/11/2026", url="/sao/MAU") if state != "other" else None,
        blocked=vm.BlockedView(
            state=state, title=title, text=text, why_url="/sao/MAU", reasons=reasons,
            alternatives=(vm.LinkView("Ruốc kem Mẫu", "/san-pham/ruoc", hint="3 sao, đến 09/08/2027"),),
        ),
        lots=(),
        related=(),
    )


EXPIRED = blocked("expired", "Giấy chứng nhận hết hạn ngày 20/05/2026", "Thời gian gia hạn 180 ngày cũng đã hết ngày 16/11/2026.")
SUSPENDED = blocked("suspended", "Đang tạm dừng bán từ 10/11/2026", "Đoàn kiểm tra tỉnh đang xét mẫu lô MN-1024.")
REVOKED = blocked("revoked", "Đã thu hồi giấy chứng nhận ngày 04/02/2021", "Theo Quyết định 843/QĐ-UBND (mẫu) của UBND tỉnh Mẫu.")
OTHER = blocked("other", "Chưa đủ điều kiện để bán", "Hai điều bắt buộc chưa đạt.", "Giấy an toàn thực phẩm hết hạn 12/05/2026", "Cơ quan ký không có thẩm quyền công nhận hạng này")

RULES = (
    vm.RuleView(code="G01", verdict="ok", title="Có giấy chứng nhận đầy đủ", reason="Số, ngày, cơ quan, hạng sao, tên sản phẩm, chủ thể và bản quét đều có.", paper="Quyết định 2394/QĐ-UBND", paper_url="/giay/2394", paper_date="15/10/2024", grade="A"),
    vm.RuleView(code="G03", verdict="ok", title="Đúng cơ quan có quyền công nhận", reason="Ngày 15/10/2024, hạng 4 sao do UBND tỉnh công nhận.", paper="Bảng thẩm quyền theo Quyết định 148", paper_date="15/10/2024", grade="A"),
    vm.RuleView(code="G04", verdict="ok", title="Còn trong 36 tháng", reason="Hết hạn 15/10/2027. Nộp hồ sơ đánh giá lại từ 18/04 đến 17/06/2027.", paper="Quyết định 2394/QĐ-UBND", paper_date="15/10/2027", grade="A"),
    vm.RuleView(code="G05", verdict="ok", title="Không bị đình chỉ, không bị thu hồi", reason="Lần hậu kiểm gần nhất: đạt.", paper="Biên bản hậu kiểm 07/BB", paper_date="12/08/2026", grade="A"),
    vm.RuleView(code="G07", verdict="ok", title="Số điểm khớp hạng sao", reason="78,5 điểm nằm trong khoảng 70 đến dưới 90 của hạng 4 sao.", paper="Phiếu chấm của Hội đồng tỉnh", paper_date="02/10/2024", grade="A"),
    vm.RuleView(code="G08", verdict="warn", title="Điểm tối thiểu của từng tiêu chí", reason="Chưa có bảng điểm chi tiết."),
    vm.RuleView(code="G14", verdict="na", title="Điều kiện riêng của rượu, thuốc, động vật sống", reason="Cam tươi không thuộc nhóm này."),
)
WHY = vm.WhyStarView(
    product=vm.LinkView("Cam Khe Mây", "/san-pham/cam-khe-may"),
    listed=True,
    verdict="Còn sao, được bán",
    sentence="Cam Khe Mây của HTX Long Nhâm đạt 4 sao OCOP theo Quyết định 2394/QĐ-UBND của UBND tỉnh Hà Tĩnh, ký 15/10/2024, còn hiệu lực đến hết 15/10/2027.",
    checked="Kiểm lúc 07:42 ngày 21/11/2026, 14/14 điều bắt buộc đạt",
    rules=RULES,
    plate=valid(4, "15/10/2027"),
    badge_svg_url="/sao/CAMKHEMAY/bien.svg",
    badge_png_url="/sao/CAMKHEMAY/bien.png",
)
WHY_EXPIRED = vm.WhyStarView(
    product=vm.LinkView("Cu đơ Mẫu", "/san-pham/cu-do-mau"),
    listed=False,
    verdict="Hết hạn, không bán",
    icon="calendar-x",
    sentence="Giấy chứng nhận của Cu đơ Mẫu hết hạn ngày 20/05/2026. Thời gian gia hạn 180 ngày cũng đã hết ngày 16/11/2026, nên sản phẩm không được mang sao và không được bán trên sàn.",
    checked="Kiểm lúc 07:42 ngày 21/11/2026, 1 điều bắt buộc không đạt",
    plate=vm.PlateView("expired", 3, "20/05/2026"),
    rules=(
        vm.RuleView(code="G04", verdict="bad", title="Còn trong 36 tháng", reason="Ký 20/05/2023, hết hạn 20/05/2026, gia hạn có biên nhận đến 16/11/2026. Hôm nay là 21/11/2026.", paper="Quyết định 1187/QĐ-UBND (mẫu)", paper_date="20/05/2023", grade="A"),
        *RULES[:4],
    ),
    comeback="Chủ thể đã nộp hồ sơ đánh giá lại, biên nhận 03/PĐK-42-18685-2026. Khi UBND tỉnh ký quyết định mới, sản phẩm tự lên quầy.",
    alternatives=(vm.LinkView("Cu đơ Mẫu Khác", "/san-pham/cu-do-khac", hint="3 sao, đến 09/08/2027"),),
)

PRODUCERS = vm.ProducerListView(
    count=1216,
    action="/chu-the",
    provinces=(vm.LinkView("Cả nước", "/chu-the", current=True), *PROVINCE_LINKS[:4]),
    producers=(
        vm.ProducerCardView(name="HTX Nông nghiệp Cam Khe Mây Long Nhâm", url="/chu-the/long-nham", kind="Hợp tác xã", place="Xã Hương Đô, Hà Tĩnh", products=3, picture=pic("cam-khe-may")),
        vm.ProducerCardView(name="Cơ sở Triều Thu", url="/chu-the/trieu-thu", kind="Hộ kinh doanh", place="Xã Vũ Quang, Hà Tĩnh", products=1, picture=pic("mat-ong-vu-quang-trieu-thu")),
        vm.ProducerCardView(name="Công ty Lê Gia", url="/chu-the/le-gia", kind="Công ty TNHH", place="Xã Hoằng Thanh, Thanh Hóa", products=2),
    ),
    pages=PAGES,
)
PRODUCER = vm.ProducerView(
    name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
    kind="Hợp tác xã",
    place=vm.LinkView("Xã Hương Đô, Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê)", "/dia-phuong/huong-do"),
    story=("32 hộ trồng cam ở thung Khe Mây, cùng một nhà sơ chế. Cam hái sáng, đóng thùng chiều.",),
    facts=SELLER.facts,
    papers=(vm.FactView("VietGAP", "Đến 14/12/2026"), vm.FactView("ATTP", "Số 41/2025, đến 12/05/2028")),
    picture=pic("cam-thuong-loc"),
    products=CARDS[:3],
    off_sale=(vm.LinkView("Siro cam Mẫu", "/san-pham/siro", hint="Hết hạn sao từ 20/05/2026"),),
)
PLACES = vm.PlaceListView(
    provinces=PROVINCE_LINKS, action="/dia-phuong", query="Đại Nài",
    found=(vm.LinkView("Phường Hà Huy Tập, Hà Tĩnh", "/dia-phuong/ha-huy-tap", hint="một phần phường Đại Nài cũ"), vm.LinkView("Phường Thành Sen, Hà Tĩnh", "/dia-phuong/thanh-sen", hint="một phần phường Đại Nài cũ")),
)
PLACE = vm.PlaceView(
    name="Xã Kim Hoa, Hà Tĩnh",
    count=4,
    crumbs=(vm.LinkView("Địa phương", "/dia-phuong"), vm.LinkView("Hà Tĩnh", "/dia-phuong/ha-tinh")),
    facts=(vm.FactView("Trước đây", "xã Sơn Trường, Hàm Trường (huyện Hương Sơn)"), vm.FactView("Từ ngày", "01/07/2025")),
    children=(vm.LinkView("Xã Hương Đô", "/dia-phuong/huong-do", count=5),),
    children_title="Xã, phường lân cận có hàng",
    producers=(vm.LinkView("HTX cam bù Sơn Trường", "/chu-the/son-truong"),),
    products=CARDS[5:8],
    more_url="/san-pham?tinh=42",
)

SUM = vm.SumView(
    rows=(vm.FactView("Tiền hàng, 2 món", "385.000\u00a0đ"), vm.FactView("Phí giao, 2 kiện", "81.000\u00a0đ")),
    total_label="Phải trả", total="466.000\u00a0đ", note="Đã gồm thuế. Hai kiện tới hai ngày khác nhau.",
)
CART = vm.CartView(
    count=3,
    notes=(vm.NoteView("1 món vừa hết hạn sao, không mua được nữa", "Xúc xích Mẫu hết hạn ngày 20/11/2026. Món này không tính vào tổng tiền.", "warn", "triangle-alert"),),
    groups=(
        vm.CartGroupView(
            seller=vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham"),
            sent_from="Gửi từ Xã Hương Đô, Hà Tĩnh. Nhận thứ Ba 24/11.",
            lines=(vm.CartLineView(pack="12", title="Cam Khe Mây, thùng 5 kg", url="/san-pham/cam-khe-may", picture=pic("cam-khe-may"), quantity=1, amount="195.000\u00a0đ", note="39.000\u00a0đ/kg, giá mùa cam đến 31/12", max_quantity=46),),
            fee_label="Phí giao, 5,4 kg", fee="36.000\u00a0đ",
        ),
        vm.CartGroupView(
            seller=vm.LinkView("Cơ sở Mẫu Bình", "/chu-the/mau-binh"),
            sent_from="Gửi từ Xã Nghi Xuân, Hà Tĩnh. Hàng lạnh, nhận thứ Hai 23/11.",
            lines=(vm.CartLineView(pack="31", title="Giò Mẫu Bình, cây 1 kg", url="/san-pham/gio", picture=pic("gio-hien-binh"), quantity=2, amount="190.000\u00a0đ", note="190.000\u00a0đ/kg", max_quantity=2, warning="Chỉ còn 2 cây, đã giảm từ 3 xuống 2"),),
            fallen=(vm.FallenLineView(pack="32", title="Xúc xích Mẫu, gói 500 g", picture=pic("xuc-xich-hien-binh"), reason="Hết hạn sao ngày 20/11/2026.", plate=vm.PlateView("expired", 3, "20/11/2026", url="/sao/MAU"), why_url="/sao/MAU", substitute_url="/san-pham?nhom=1"),),
            fee_label="Phí giao hàng lạnh, 1,2 kg", fee="45.000\u00a0đ",
        ),
    ),
    sum=SUM,
    delivery=vm.DeliveryView(title="Nhận thứ Hai 23/11 và thứ Ba 24/11", destinations=PRODUCT.delivery.destinations if PRODUCT.delivery else ()),
)
BLOCKED_CART = replace(
    CART, count=1, sum=None, delivery=None, groups=(replace(CART.groups[1], lines=(), fee=""),),
    blocked="Trong giỏ không còn món nào mua được. Bỏ món hết hạn, hoặc tìm món thay.",
)
EMPTY_CART = vm.CartView(
    count=0, empty_text="Cam Khe Mây đang rộ, quýt Bắc Sơn vừa vào mùa.", empty_picture=pic("non-la-ba-giang"), suggestions=CARDS[:4]
)

ADDRESS = vm.AddressFormView(provinces=PROVINCE_OPTIONS)
BAD_ADDRESS = vm.AddressFormView(
    provinces=PROVINCE_OPTIONS,
    recipient=vm.FieldState("Nguyễn Thị Hạnh"),
    phone=vm.FieldState("09870000", "Nhập số điện thoại đủ 10 số"),
    province=vm.FieldState("42"),
    commune=vm.FieldState("Đại Nài", "Chọn nơi nhận: phường Đại Nài cũ nay thuộc hai phường"),
    communes=(vm.OptionView("18652", "Phường Hà Huy Tập", "một phần phường Đại Nài cũ"), vm.OptionView("18073", "Phường Thành Sen", "một phần phường Đại Nài cũ")),
    street=vm.FieldState("Số 12 ngõ 5"),
)
CHECKOUT_ADDRESS = vm.CheckoutAddressView(address=ADDRESS, sum=SUM)
CHECKOUT_BAD = vm.CheckoutAddressView(address=BAD_ADDRESS, sum=SUM, email=vm.FieldState("hanh@", "Ghi địa chỉ thư đủ, ví dụ hanh@example.com"))
CHECKOUT_SAVED = vm.CheckoutAddressView(
    address=ADDRESS, sum=SUM, ask_email=False,
    saved=(
        vm.OptionView("7", "Nguyễn Thị Hạnh, 0987 000 000", "Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội", selected=True),
        vm.OptionView("8", "Nguyễn Văn Nam, 0987 000 001", "Thôn 3, Xã Hương Đô, Hà Tĩnh"),
        vm.OptionView("new", "Địa chỉ khác"),
    ),
)
PAYMENTS = (
    vm.OptionView("cod", "Tiền mặt khi nhận hàng", "trả cho người giao, mỗi kiện một lần"),
    vm.OptionView("vietqr", "Chuyển khoản quét mã VietQR", "chưa mở", disabled=True),
)
DELIVERY = vm.CheckoutDeliveryView(
    to="Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội",
    parcels=(
        vm.ParcelView(seller="HTX Cam Khe Mây Long Nhâm", code="long-nham", sent_from="Gửi từ Xã Hương Đô, Hà Tĩnh", goods="1 thùng Cam Khe Mây 5 kg", fee="36.000\u00a0đ", day="Bưu điện, nhận thứ Ba 24/11"),
        vm.ParcelView(seller="Cơ sở Mẫu Bình", code="mau-binh", sent_from="Gửi từ Xã Nghi Xuân, Hà Tĩnh", goods="1 cây Giò Mẫu Bình", fee="", day="", services=(vm.OptionView("lanh", "Xe lạnh, 45.000\u00a0đ", "nhận thứ Hai 23/11", selected=True), vm.OptionView("tu-den", "Tự đến lấy, 0\u00a0đ", "tại Xã Nghi Xuân"))),
    ),
    payments=PAYMENTS,
    payment=vm.FieldState("cod"),
    sum=SUM,
)
BAD_DELIVERY = replace(DELIVERY, payment=vm.FieldState("", "Chọn cách trả tiền"))
CONTRACT_SELLERS = (
    vm.ContractSellerView(
        name="HTX Cam Khe Mây Long Nhâm",
        lines=(vm.ContractLineView(title="Cam Khe Mây, thùng 5 kg, OCOP 4 sao", origin="Hương Đô, Hà Tĩnh", best_before="hái 20/11, dùng trong 15 ngày", quantity="1 thùng", unit_price="195.000\u00a0đ", amount="195.000\u00a0đ"),),
        terms=(vm.FactView("Giao hàng", "Thứ Ba 24/11, Bưu điện, phí 36.000\u00a0đ"), vm.FactView("Huỷ, đổi trả", "Huỷ miễn phí trước khi hái (18:00 hôm nay). Dập, hỏng: gửi ảnh trong 24 giờ, hoàn tiền hoặc gửi bù.")),
        identity=SELLER.facts,
    ),
    vm.ContractSellerView(
        name="Cơ sở Mẫu Bình",
        lines=(vm.ContractLineView(title="Giò Mẫu Bình, cây 1 kg, OCOP 3 sao", origin="Nghi Xuân, Hà Tĩnh", best_before="30/11/2026", quantity="1 cây", unit_price="190.000\u00a0đ", amount="190.000\u00a0đ"),),
        terms=(vm.FactView("Giao hàng", "Thứ Hai 23/11, xe lạnh, phí 45.000\u00a0đ"), vm.FactView("Huỷ, đổi trả", "Huỷ miễn phí trước khi gửi. Nhận hàng ấm hoặc rách: từ chối nhận, hoàn tiền đủ.")),
        identity=(vm.FactView("Địa chỉ", "Xã Nghi Xuân, tỉnh Hà Tĩnh"), vm.FactView("Điện thoại", "0913 000 000")),
        subtotal="235.000\u00a0đ",
    ),
)
REVIEW = vm.CheckoutReviewView(
    facts=(
        vm.FactView("Người nhận", "Nguyễn Thị Hạnh, 0987 000 000"),
        vm.FactView("Địa chỉ", "Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội", edit_url="/thanh-toan"),
        vm.FactView("Trả tiền", "Tiền mặt khi nhận hàng", edit_url="/thanh-toan/giao-hang"),
    ),
    sellers=CONTRACT_SELLERS,
    sum=vm.SumView(rows=(vm.FactView("Tiền hàng", "385.000\u00a0đ"), vm.FactView("Giao hàng", "81.000\u00a0đ"), vm.FactView("Thuế, phí khác", "đã gồm")), total_label="Tổng cộng", total="466.000\u00a0đ"),
    in_words="Bốn trăm sáu mươi sáu nghìn đồng",
    valid_until="Giá giữ đến 08:12 hôm nay.",
    fingerprint="a1b2c3",
)
BAD_REVIEW = replace(
    REVIEW, ask_adult=True, agree=vm.FieldState("", "Đánh dấu ô này thì đặt được"), adult=vm.FieldState("", "Xác nhận đủ 18 tuổi thì đặt được"),
    notes=(vm.NoteView("Giá vừa đổi", "Giò Mẫu Bình từ 185.000\u00a0đ lên 190.000\u00a0đ. Xem lại rồi bấm đặt lần nữa.", "warn", "triangle-alert"),),
)

STEPS = (
    vm.TimelineStepView("Đã đặt", "21/11/2026, 07:50", instant="2026-11-21T07:50+07:00"),
    vm.TimelineStepView("Người bán đã nhận đơn", "21/11/2026, 08:05", "hái sáng nay"),
    vm.TimelineStepView("Đóng gói", state="todo"),
    vm.TimelineStepView("Gửi đi", state="todo", detail="dự kiến 21/11"),
    vm.TimelineStepView("Đã nhận hàng", state="todo", detail="dự kiến thứ Ba 24/11"),
)
CANCEL = vm.CancelView(
    url="/don-hang/7K2M9QXA/LN/huy?k=abc", rule="Huỷ không mất tiền tới khi người bán gói hàng.",
    reasons=(vm.OptionView("doi-y", "Tôi đổi ý"), vm.OptionView("nham", "Đặt nhầm"), vm.OptionView("lau", "Giao lâu quá")),
)
ORDER = vm.OrderView(
    code="7K2M9QXA",
    placed="07:50 ngày 21/11/2026",
    status=vm.StatusView("Đang chuẩn bị", "info", "package"),
    facts=REVIEW.facts[:1] + (vm.FactView("Địa chỉ", "Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội"), vm.FactView("Trả tiền", "Tiền mặt khi nhận hàng")),
    sellers=(
        vm.SellerOrderView(
            code="7K2M9QXA-1", seller=vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham"), phone="0912 000 000",
            status=vm.StatusView("Đã nhận đơn", "info", "clock"), steps=STEPS,
            lines=(vm.OrderLineView(title="Cam Khe Mây, thùng 5 kg", quantity="1 thùng", unit_price="195.000\u00a0đ", amount="195.000\u00a0đ", url="/san-pham/cam-khe-may", picture=pic("cam-khe-may"), lots="Lô KM-2611-07"),),
            rows=(vm.FactView("Tiền hàng", "195.000\u00a0đ"), vm.FactView("Phí giao", "36.000\u00a0đ")), total="231.000\u00a0đ", cancel=CANCEL,
        ),
        vm.SellerOrderView(
            code="7K2M9QXA-2", seller=vm.LinkView("Cơ sở Mẫu Bình", ""), status=vm.StatusView("Đã huỷ", "bad", "ban"),
            steps=(STEPS[0], vm.TimelineStepView("Đã huỷ", "21/11/2026, 08:20", "người mua đổi ý", state="off")),
            lines=(vm.OrderLineView(title="Giò Mẫu Bình, cây 1 kg", quantity="1 cây", unit_price="190.000\u00a0đ", amount="190.000\u00a0đ"),),
            rows=(vm.FactView("Tiền hàng", "190.000\u00a0đ"), vm.FactView("Phí giao", "45.000\u00a0đ")), total="0\u00a0đ",
            cancel=vm.CancelView(rule="Phần này đã huỷ lúc 08:20 ngày 21/11/2026."),
        ),
    ),
    sum=SUM,
    contract_url="/don-hang/7K2M9QXA/hop-dong?k=abc",
    guest_link="http://127.0.0.1:5000/don-hang/7K2M9QXA?k=abcdefghijklmnop",
    is_new=True,
)
BAD_ORDER = replace(
    ORDER, is_new=False, guest_link="",
    sellers=(replace(ORDER.sellers[0], cancel=replace(CANCEL, reason=vm.FieldState("", "Chọn một lý do"), note=vm.FieldState("đổi sang tuần sau"))),),
    notes=(vm.NoteView("Chưa huỷ được", "Chọn một lý do rồi bấm lại.", "bad", "circle-alert"),),
)
CONTRACT = vm.OrderContractView(
    code="7K2M9QXA",
    concluded="07:50:12 ngày 21/11/2026",
    buyer=ORDER.facts,
    floor=(vm.FactView("Đơn vị vận hành", "Trung tâm Xúc tiến (dữ liệu mẫu)"), vm.FactView("Điện thoại", "0239 000 0000")),
    sellers=CONTRACT_SELLERS,
    sum=REVIEW.sum,
    in_words="Bốn trăm sáu mươi sáu nghìn đồng chẵn",
    order_url="/don-hang/7K2M9QXA?k=abc",
    fingerprint="9f86d081884c7d659a2feaa0c55ad015",
)
ORDERS = (
    vm.OrderRowView(code="7K2M9QXA", url="/don-hang/7K2M9QXA", placed="21/11/2026", goods="Cam Khe Mây, Giò Mẫu Bình", total="466.000\u00a0đ", status=vm.StatusView("Đang chuẩn bị", "info", "package")),
    vm.OrderRowView(code="6H1LBQWZ", url="/don-hang/6H1LBQWZ", placed="02/11/2026", goods="Nước mắm Lê Gia", total="176.000\u00a0đ", status=vm.StatusView("Đã nhận hàng", "ok", "check")),
)
SAVED = vm.AddressView(id=7, recipient="Nguyễn Thị Hạnh", phone="0987 000 000", lines=("Số 12 ngõ 5", "Phường Cầu Giấy, Hà Nội"), is_default=True)
OPERATOR = (
    vm.FactView("Đơn vị vận hành", "Trung tâm Xúc tiến (dữ liệu mẫu)"), vm.FactView("Địa chỉ", "Số 1 đường Mẫu, Hà Tĩnh"),
    vm.FactView("Mã số thuế", "9900000016 (mẫu)"), vm.FactView("Điện thoại", "0239 000 0000"), vm.FactView("Thư điện tử", "hoi@example.com", url="mailto:hoi@example.com"),
)


def info(slug: str) -> vm.InfoView:
    return vm.InfoView(
        slug=slug, updated="21/11/2026", operator=OPERATOR, complaint_email="khieunai@example.com",
        ranking=(vm.CriterionView("Khớp chữ", "Tên khớp đúng dấu đứng trước tên khớp không dấu."), vm.CriterionView("Đang mùa", "Hàng đang mùa đứng trước hàng hết mùa.")),
        gate=tuple(vm.CriterionView(rule.title, rule.reason) for rule in RULES),
    )


FLASHED = (
    ("ok", "Đã thêm 1 thùng Cam Khe Mây vào giỏ", ("Xem giỏ, 3 món", "/gio-hang")),
    ("warn", "Chỉ còn 2 cây, đã giảm từ 3 xuống 2", None),
    ("bad", "Chưa huỷ được, người bán đã gói hàng", None),
    ("info", "Đã đổi sang tiếng Việt", None),
)

S = "storefront/"
SAMPLES: tuple[Sample, ...] = (
    Sample("home", S + "home.html", HOME, flashed=FLASHED[:1]),
    Sample("home-empty", S + "home.html", EMPTY_HOME, site=BARE_SITE, cart_count=0),
    Sample("list", S + "product_list.html", LIST),
    Sample("list-search", S + "product_list.html", SEARCH, person=HANH),
    Sample("list-nothing", S + "product_list.html", NOTHING),
    Sample("list-degraded", S + "product_list.html", DEGRADED),
    Sample("list-bad-price", S + "product_list.html", BAD_PRICE),
    Sample("product", S + "product.html", PRODUCT, person=OFFICER, flashed=FLASHED),
    Sample("product-sold-out", S + "product.html", SOLD_OUT),
    Sample("product-alcohol", S + "product.html", RUOU),
    Sample("product-expired", S + "product.html", EXPIRED),
    Sample("product-suspended", S + "product.html", SUSPENDED),
    Sample("product-revoked", S + "product.html", REVOKED),
    Sample("product-other", S + "product.html", OTHER),
    Sample("why-star", S + "why_star.html", WHY),
    Sample("why-star-expired", S + "why_star.html", WHY_EXPIRED),
    Sample("producers", S + "producers.html", PRODUCERS),
    Sample("producers-nothing", S + "producers.html", vm.ProducerListView(count=0, action="/chu-the", producers=(), query="xyz")),
    Sample("producer", S + "producer.html", PRODUCER),
    Sample("places", S + "places.html", PLACES),
    Sample("places-nothing", S + "places.html", replace(PLACES, found=(), query="Atlantis")),
    Sample("place", S + "place.html", PLACE),
    Sample("cart", S + "cart.html", CART),
    Sample("cart-blocked", S + "cart.html", BLOCKED_CART, person=HANH),
    Sample("cart-empty", S + "cart.html", EMPTY_CART, cart_count=0),
    Sample("checkout-address", S + "checkout_address.html", CHECKOUT_ADDRESS),
    Sample("checkout-address-bad", S + "checkout_address.html", CHECKOUT_BAD),
    Sample("checkout-address-saved", S + "checkout_address.html", CHECKOUT_SAVED, person=HANH),
    Sample("checkout-delivery", S + "checkout_delivery.html", DELIVERY),
    Sample("checkout-delivery-bad", S + "checkout_delivery.html", BAD_DELIVERY),
    Sample("checkout-review", S + "checkout_review.html", REVIEW),
    Sample("checkout-review-bad", S + "checkout_review.html", BAD_REVIEW),
    Sample("order", S + "order.html", ORDER),
    Sample("order-bad", S + "order.html", BAD_ORDER, person=HANH),
    Sample("order-contract", S + "order_contract.html", CONTRACT),
    Sample("order-lookup", S + "order_lookup.html", vm.OrderLookupView()),
    Sample("order-lookup-bad", S + "order_lookup.html", vm.OrderLookupView(code=vm.FieldState("7K2M", "Không có đơn nào mang mã này với số điện thoại đó"), phone=vm.FieldState("0987000000"))),
    Sample("account", S + "account.html", vm.AccountView(name="Nguyễn Thị Hạnh", email="hanh@example.com", orders=ORDERS, address=SAVED, links=(vm.LinkView("Đổi mật khẩu", "/doi-mat-khau"),)), person=OFFICER),
    Sample("account-new", S + "account.html", vm.AccountView(name="", email="moi@example.com"), person=HANH),
    Sample("account-orders", S + "account_orders.html", vm.OrderListView(orders=ORDERS, count=2, pages=PAGES), person=HANH),
    Sample("account-orders-none", S + "account_orders.html", vm.OrderListView(orders=(), count=0), person=HANH),
    Sample("account-addresses", S + "account_addresses.html", vm.AddressListView((SAVED, replace(SAVED, id=8, recipient="Nguyễn Văn Nam", is_default=False))), person=HANH),
    Sample("account-addresses-none", S + "account_addresses.html", vm.AddressListView(()), person=HANH),
    Sample("address-new", S + "address_form.html", vm.AddressPageView(form=ADDRESS, action="/tai-khoan/dia-chi/moi", is_new=True), person=HANH),
    Sample("address-bad", S + "address_form.html", vm.AddressPageView(form=BAD_ADDRESS, action="/tai-khoan/dia-chi/7", is_new=False, is_default=True), person=HANH),
    *(Sample(f"info-{slug}", template, info(slug)) for slug, template in vm.INFO_PAGES.items()),
    *(Sample(f"error-{status}", S + "error.html", ErrorPage(status)) for status in (403, 404, 405, 409, 413, 422, 429, 500, 503)),
    Sample("error-409-said", S + "error.html", ErrorPage(409, "Hàng vừa hết.", "/gio-hang", "Về giỏ hàng")),
)

DESK = SimpleNamespace(
    name="Cán bộ tỉnh Hà Tĩnh",
    home_url="/quan-ly/can-bo",
    news_url="/quan-ly/tin",
    news_count=4,
    menu=(
        vm.LinkView("Sổ sản phẩm", "/quan-ly/can-bo/so", icon="landmark", current=True),
        vm.LinkView("Sắp hết hạn", "/quan-ly/can-bo/sap-het-han", icon="calendar-clock", count=31),
        vm.LinkView("Nhập danh sách", "/quan-ly/can-bo/nhap", icon="upload"),
    ),
    dock=(),
)
PRODUCER_DESK = SimpleNamespace(
    name="HTX Long Nhâm",
    home_url="/quan-ly/chu-the",
    news_url="",
    news_count=0,
    menu=(
        vm.LinkView("Việc hôm nay", "/quan-ly/chu-the", icon="list-checks", count=7, current=True),
        vm.LinkView("Đơn hàng", "/quan-ly/chu-the/don", icon="package", count=5),
        vm.LinkView("Hàng và kho", "/quan-ly/chu-the/kho", icon="boxes"),
    ),
    dock=(
        vm.LinkView("Việc", "/quan-ly/chu-the", icon="list-checks", current=True),
        vm.LinkView("Đơn", "/quan-ly/chu-the/don", icon="package"),
        vm.LinkView("Kho", "/quan-ly/chu-the/kho", icon="boxes"),
    ),
)


def row(number: int, name: str, old: str, status: vm.StatusView) -> SimpleNamespace:
    return SimpleNamespace(id=number, name=name, place="Xã Cẩm Bình", old=old, star="3 sao", ends="20/05/2026", status=status)


REGISTER = SimpleNamespace(
    title="Sổ sản phẩm OCOP",
    eyebrow="Hà Tĩnh",
    add="Thêm sản phẩm",
    query="cẩm xuyên",
    caption="9 sản phẩm khớp “cẩm xuyên”, xếp theo ngày hết hạn. Tên xã cũ vẫn tìm được.",
    tabs=(vm.LinkView("Tất cả", "/so", count=39, current=True), vm.LinkView("Còn sao", "/so?t=con", count=21), vm.LinkView("Khác", "/so?t=khac")),
    stars=(vm.OptionView("3", "3 sao"), vm.OptionView("4", "4 sao")),
    columns=(
        SimpleNamespace(label="Sản phẩm", kind="", sort_url="/so?xep=ten", sort=""),
        SimpleNamespace(label="Xã", kind="", sort_url="", sort=""),
        SimpleNamespace(label="Sao", kind="nw", sort_url="", sort=""),
        SimpleNamespace(label="Hết hạn", kind="nw", sort_url="/so?xep=-het-han", sort="ascending"),
        SimpleNamespace(label="Tình trạng", kind="", sort_url="", sort=""),
    ),
    rows=(
        row(1, "Cu đơ Mẫu", "cũ: Cẩm Vịnh", vm.StatusView("Hết hạn", "", "calendar-x")),
        row(2, "Trà mướp đắng Mẫu", "", vm.StatusView("Gia hạn đến 12/12/2026", "info", "hourglass")),
        row(3, "Mực một nắng Mẫu", "cũ: Cẩm Nhượng", vm.StatusView("Tạm dừng từ 10/11", "warn", "pause")),
    ),
    pages=PAGES,
    note="Mỗi lần xuất CSV được ghi vào nhật ký",
)
TODAY = SimpleNamespace(
    title="Chào cô Nhâm, hôm nay có 7 việc", eyebrow="Thứ Bảy 21/11/2026", todo="Làm ngay", first="Gói 5 đơn trước 16:00", second="Chị Hạnh, Hà Nội",
    note="32 kg cam, xe bưu điện ghé 17:00", done="Đã gói", none="Không còn đơn nào", stock="Kho sắp hết",
    weight=vm.FieldState("4,5", remark=vm.RemarkView("Bác Thành, UBND xã Hương Đô, 20/11 lúc 15:40", "Giấy ghi thùng 5 kg. Cô ghi lại 5 kg.", "Xem trang 2 của quyết định", "/giay/2")),
    remark=vm.FieldState("", "Ghi chỗ cần sửa"),
)
DESK_SAMPLES: tuple[Sample, ...] = (
    Sample("desk-register", "desk_register.html", REGISTER, person=OFFICER, flashed=FLASHED, more={"desk": DESK}),
    Sample("desk-today", "desk_today.html", TODAY, person=HANH, more={"desk": PRODUCER_DESK}),
)

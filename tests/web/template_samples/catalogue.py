"""Home, lists and searches."""

from dataclasses import replace

from storefront import view_models as vm
from tests.web.template_samples.frame import pic
from tests.web.template_samples.goods import CAM, CARDS, MAT_ONG, NEWEST, PROVINCE_LINKS, QUYT

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
        for month, count in (
            (11, 23),
            (12, 20),
            (1, 9),
            (2, 14),
            (3, 12),
            (4, 15),
            (5, 16),
            (6, 17),
            (7, 19),
            (8, 21),
            (9, 17),
            (10, 20),
        )
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
        quote="Ong Vũ Quang ăn hoa rừng, nên mỗi tháng mật một màu. "
        "Khách hỏi sao chai này đậm hơn chai trước, tôi bảo: tháng Năm đấy.",
        by="Cơ sở Triều Thu, Xã Vũ Quang, Hà Tĩnh",
        url="/chu-the/trieu-thu",
        picture=pic("mat-ong-vu-quang-trieu-thu"),
    ),
)
EMPTY_HOME = vm.HomeView(
    hero=None,
    season_title="",
    season_more=None,
    months=(),
    season=(),
    groups=(),
    newest=(),
    newest_url="/san-pham",
    provinces=(),
)

PAGES = vm.PageLinks(
    2,
    43,
    (
        vm.LinkView("1", "/san-pham?trang=1"),
        vm.LinkView("2", "/san-pham?trang=2", current=True),
        vm.LinkView("3", "/san-pham?trang=3"),
        vm.LinkView("", ""),
        vm.LinkView("43", "/san-pham?trang=43"),
    ),
    "/san-pham?trang=1",
    "/san-pham?trang=3",
)
FACETS = (
    vm.FacetGroupView(
        name="sao",
        title="Số sao",
        choices=(
            vm.FacetView("5", "5 sao", 0),
            vm.FacetView("4", "4 sao", 7, checked=True),
            vm.FacetView("3", "3 sao", 9, checked=True),
        ),
    ),
    vm.FacetGroupView(
        name="tinh",
        title="Tỉnh",
        choices=(
            vm.FacetView("42", "Hà Tĩnh", 8, checked=True),
            vm.FacetView("20", "Lạng Sơn", 8, checked=True),
            vm.FacetView("56", "Khánh Hòa", 5),
            vm.FacetView("86", "Vĩnh Long", 3),
        ),
        more=(vm.FacetView("25", "Phú Thọ", 2), vm.FacetView("19", "Thái Nguyên", 1)),
        more_label="Tất cả 18 tỉnh",
    ),
    vm.FacetGroupView(
        name="nhom",
        title="Nhóm",
        choices=(vm.FacetView("1", "Thực phẩm", 14), vm.FacetView("2", "Đồ uống", 2)),
    ),
    vm.FacetGroupView(
        name="con-hang",
        title="Còn hàng",
        choices=(vm.FacetView("1", "Chỉ hàng mua được ngay", 14),),
        is_open=False,
    ),
)
LIST = vm.ProductListView(
    title="Rau, củ, quả tươi",
    count=16,
    action="/san-pham",
    crumbs=(vm.LinkView("Trang đầu", "/"), vm.LinkView("Thực phẩm", "/san-pham?nhom=1")),
    conditions=tuple(
        vm.LinkView(label, f"/san-pham?bo={n}")
        for n, label in enumerate(("4 sao", "3 sao", "Hà Tĩnh", "Lạng Sơn"))
    ),
    clear_url="/san-pham",
    facets=FACETS,
    price=vm.PriceRangeView(),
    hidden=(("bo-tieu-chi", "1"),),
    sorts=(
        vm.OptionView("mua", "Đang mùa trước", selected=True),
        vm.OptionView("gia", "Giá tăng dần"),
        vm.OptionView("moi", "Mới công nhận"),
    ),
    cards=CARDS,
    pages=PAGES,
)
SEARCH = replace(
    LIST,
    title="",
    query="cam haf tinhx",
    reading="cam hà tĩnh",
    conditions=(),
    clear_url="",
    pages=None,
    cards=CARDS[:3],
    count=3,
    hidden=(("q", "cam haf tinhx"),),
    also=(
        vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham", icon="store"),
        vm.LinkView("Hà Tĩnh", "/dia-phuong/ha-tinh", icon="map-pin"),
    ),
)
NOTHING = replace(
    SEARCH,
    query="nước mấm cà nà",
    reading="",
    cards=(),
    count=0,
    facets=(),
    price=None,
    also=(),
    nothing=vm.NothingFoundView(
        suggestion=vm.LinkView("nước mắm", "/tim-kiem?q=nước+mắm"),
        links=(
            vm.LinkView("nước mắm Lê Gia", "/san-pham/nuoc-mam-le-gia"),
            vm.LinkView("gia vị lỏng", "/san-pham?bo=9", count=6),
        ),
    ),
)
DEGRADED = replace(
    SEARCH, degraded=True, facets=(), price=None, reading="", also=(), query="<script>alert(1)</script>"
)
BAD_PRICE = replace(
    LIST,
    cards=(),
    count=0,
    pages=None,
    price=vm.PriceRangeView(
        vm.FieldState("sáu chục", "Ghi giá bằng số, ví dụ 60.000"), vm.FieldState("100.000")
    ),
)

"""Cards of products, and places to choose from."""

from storefront import view_models as vm
from tests.web.template_samples.frame import card, valid

CAM = card(
    "cam-khe-may",
    "Cam Khe Mây",
    "HTX Cam Khe Mây Long Nhâm",
    "Xã Hương Đô, Hà Tĩnh",
    "39.000\u00a0đ",
    valid(4, "15/10/2027"),
    unit="/kg",
    former_price="45.000\u00a0đ",
    reason="Giá mùa cam, đến 31/12",
)
QUYT = card(
    "quyt-vang-bac-son",
    "Quýt vàng Bắc Sơn",
    "HTX quýt Bắc Sơn",
    "Xã Bắc Sơn, Lạng Sơn",
    "40.000\u00a0đ",
    valid(4, "02/03/2028"),
    unit="/kg",
    hint="Vườn còn 320 kg",
)
MAT_ONG = card(
    "mat-ong-ngu-gia-bi-quang-lac",
    "Mật ong ngũ gia bì Quảng Lạc",
    "HTX Quảng Lạc",
    "Phường Lương Văn Tri, Lạng Sơn",
    "180.000\u00a0đ",
    valid(4, "02/03/2028"),
    unit_price="360.000\u00a0đ/lít",
    hint="Còn 14 chai",
    low=True,
)
HONG = card(
    "hong-vanh-khuyen-van-lang",
    "Hồng vành khuyên Văn Lãng",
    "HTX Văn Lãng",
    "Xã Na Sầm, Lạng Sơn",
    "25.000\u00a0đ",
    vm.PlateView("grace", 3, "12/12/2026"),
    unit="/kg",
)
BI = card(
    "bi-xanh-tuong-son",
    "Bí xanh Tượng Sơn",
    "HTX Tượng Sơn",
    "Xã Thạch Lạc, Hà Tĩnh",
    "18.000\u00a0đ",
    vm.PlateView("pending", 3),
    unit="/kg",
)
CARDS = (
    CAM,
    QUYT,
    card(
        "cam-thuong-loc",
        "Cam Thượng Lộc",
        "HTX trồng cam Thượng Lộc",
        "Xã Đồng Lộc, Hà Tĩnh",
        "35.000\u00a0đ",
        valid(3, "09/08/2028"),
        unit="/kg",
        former_price="40.000\u00a0đ",
        reason="Giá mùa cam, đến 31/12",
    ),
    card(
        "cam-vu-quang-hoai-luan",
        "Cam Vũ Quang Hoài Luân",
        "Cơ sở trồng cam Hoài Luân",
        "Xã Vũ Quang, Hà Tĩnh",
        "34.000\u00a0đ",
        valid(3, "15/12/2026"),
        unit="/kg",
        hint="Còn 12 kg",
        low=True,
    ),
    card(
        "ngong-hoa-cai-lang-son",
        "Ngồng hoa cải Lạng Sơn",
        "HTX CNC Lạng Sơn",
        "Lạng Sơn",
        "35.000\u00a0đ",
        valid(4, "02/03/2028"),
        unit="/kg",
    ),
    card(
        "cam-bu-huong-son-son-truong",
        "Cam bù Hương Sơn (Sơn Trường)",
        "HTX cam bù Sơn Trường",
        "Xã Kim Hoa, Hà Tĩnh",
        "50.000\u00a0đ",
        valid(3, "09/08/2028"),
        unit="/kg",
        hint="Đặt trước, giao từ 10/12",
    ),
    MAT_ONG,
    HONG,
    card(
        "na-cai-kinh",
        "Na Cai Kinh",
        "HTX/hộ trồng na Cai Kinh",
        "Xã Cai Kinh, Lạng Sơn",
        "55.000\u00a0đ",
        valid(4, "14/11/2028"),
        unit="/kg",
        hint="Hết mùa, quay lại tháng 7",
    ),
    BI,
    card(
        "buoi-phuc-trach",
        "Bưởi Phúc Trạch",
        "HTX Phát Lộc",
        "Xã Phúc Trạch, Hà Tĩnh",
        "55.000\u00a0đ",
        valid(4, "30/09/2028"),
        unit="/quả 1 kg",
    ),
    card(
        "rau-bo-khai-dong-mo",
        "Rau bò khai Đồng Mỏ",
        "HTX Đồng Mỏ",
        "Xã Chi Lăng, Lạng Sơn",
        "30.000\u00a0đ",
        valid(3, "02/03/2028"),
        unit="/bó 300 g",
    ),
)
NEWEST = (
    card(
        "che-dinh-hao-dat",
        "Chè đinh Hảo Đạt",
        "HTX chè Hảo Đạt",
        "Xã Tân Cương, Thái Nguyên",
        "450.000\u00a0đ",
        valid(5, "26/06/2028"),
        unit_price="4.500.000\u00a0đ/kg",
    ),
    card(
        "nuoc-mam-le-gia",
        "Nước mắm Lê Gia",
        "Công ty Lê Gia",
        "Xã Hoằng Thanh, Thanh Hóa",
        "140.000\u00a0đ",
        valid(5, "26/06/2028"),
        unit_price="269.231\u00a0đ/lít",
    ),
    card(
        "rong-nho-tach-nuoc-tri-tin",
        "Rong nho tách nước Trí Tín",
        "Công ty TNHH Trí Tín",
        "Phường Đông Ninh Hoà, Khánh Hòa",
        "180.000\u00a0đ",
        valid(5, "26/06/2028"),
        unit_price="30.000\u00a0đ/gói",
        hint="Còn 8 hộp",
        low=True,
    ),
    card(
        "ca-phe-khe-sanh",
        "Cà phê Khe Sanh",
        "HTX nông sản Khe Sanh",
        "Xã Khe Sanh, Quảng Trị",
        "120.000\u00a0đ",
        valid(5, "26/06/2028"),
        unit_price="480.000\u00a0đ/kg",
    ),
)

PROVINCES = (
    ("Hà Tĩnh", 39),
    ("Lạng Sơn", 27),
    ("Khánh Hòa", 12),
    ("Vĩnh Long", 6),
    ("Phú Thọ", 3),
    ("Thái Nguyên", 2),
    ("Tuyên Quang", 2),
    ("Bắc Ninh", 2),
)
PROVINCE_LINKS = tuple(
    vm.LinkView(name, f"/dia-phuong/{n}", count=count) for n, (name, count) in enumerate(PROVINCES)
)
PROVINCE_OPTIONS = (
    vm.OptionView("01", "Hà Nội"),
    vm.OptionView("42", "Hà Tĩnh"),
    vm.OptionView("20", "Lạng Sơn"),
    vm.OptionView("79", "TP. Hồ Chí Minh"),
)

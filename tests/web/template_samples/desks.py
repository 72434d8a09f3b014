"""Desks: what the macros of the desk pages are given."""

from types import SimpleNamespace

from storefront import view_models as vm
from tests.web.template_samples.catalogue import PAGES

DESK = SimpleNamespace(
    name="Cán bộ tỉnh Hà Tĩnh",
    home_url="/quan-ly/can-bo",
    menu=(
        vm.LinkView("Sổ sản phẩm", "/quan-ly/can-bo/so", icon="landmark", current=True),
        vm.LinkView("Sắp hết hạn", "/quan-ly/can-bo/sap-het-han", icon="calendar-clock", count=31),
        vm.LinkView("Nhập danh sách", "/quan-ly/can-bo/nhap", icon="upload"),
    ),
    dock=(),
    stops=(),
)
PRODUCER_DESK = SimpleNamespace(
    name="HTX Long Nhâm",
    home_url="/quan-ly/chu-the",
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
    stops=(),
)


def row(number: int, name: str, old: str, status: vm.StatusView) -> SimpleNamespace:
    return SimpleNamespace(
        id=number, name=name, place="Xã Cẩm Bình", old=old, star="3 sao", ends="20/05/2026", status=status
    )


REGISTER = SimpleNamespace(
    title="Sổ sản phẩm OCOP",
    eyebrow="Hà Tĩnh",
    add="Thêm sản phẩm",
    query="cẩm xuyên",
    caption="9 sản phẩm khớp “cẩm xuyên”, xếp theo ngày hết hạn. Tên xã cũ vẫn tìm được.",
    tabs=(
        vm.LinkView("Tất cả", "/so", count=39, current=True),
        vm.LinkView("Còn sao", "/so?t=con", count=21),
        vm.LinkView("Khác", "/so?t=khac"),
    ),
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
    title="Chào cô Nhâm, hôm nay có 7 việc",
    eyebrow="Thứ Bảy 21/11/2026",
    todo="Làm ngay",
    first="Gói 5 đơn trước 16:00",
    second="Chị Hạnh, Hà Nội",
    note="32 kg cam, xe bưu điện ghé 17:00",
    done="Đã gói",
    none="Không còn đơn nào",
    stock="Kho sắp hết",
    weight=vm.FieldState(
        "4,5",
        remark=vm.RemarkView(
            "Bác Thành, UBND xã Hương Đô, 20/11 lúc 15:40",
            "Giấy ghi thùng 5 kg. Cô ghi lại 5 kg.",
            "Xem trang 2 của quyết định",
            "/giay/2",
        ),
    ),
    remark=vm.FieldState("", "Ghi chỗ cần sửa"),
)

"""Product pages in every state."""

from dataclasses import replace

from storefront import view_models as vm
from tests.web.template_samples.frame import pic, valid
from tests.web.template_samples.goods import CARDS, PROVINCE_OPTIONS

CERTIFICATE = vm.CertificateView(
    stars=4,
    why_url="/sao/CAMKHEMAY",
    status=vm.StatusView("Đã đối chiếu bản gốc", "ok", "check"),
    facts=(
        vm.FactView("Số quyết định", "2394/QĐ-UBND"),
        vm.FactView("Cơ quan công nhận", "UBND tỉnh Hà Tĩnh"),
        vm.FactView("Ngày ký", "15/10/2024"),
        vm.FactView("Hết hạn", "15/10/2027, còn 10 tháng 24 ngày"),
        vm.FactView("Sản phẩm ghi trong giấy", "Cam Khe Mây, thùng 5 kg và 10 kg, túi 2 kg"),
    ),
)
SELLER = vm.SellerView(
    name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
    url="/chu-the/long-nham",
    products=3,
    facts=(
        vm.FactView("Địa chỉ", "Xã Hương Đô, Hà Tĩnh"),
        vm.FactView("Điện thoại", "0912 000 000", url="tel:0912000000"),
        vm.FactView("Mã số thuế", "3001000000 (mẫu)"),
        vm.FactView("Đăng ký kinh doanh", "28.07.000001, UBND xã Hương Đô cấp 03/2020 (mẫu)"),
        vm.FactView("ATTP", "Số 41/2025, đến 12/05/2028"),
    ),
)
NOTE_30 = (
    "39.000\u00a0đ/kg, đã gồm thuế. Giá mùa cam của tỉnh Hà Tĩnh, đến hết 31/12. "
    "Giá thấp nhất 30 ngày qua: 195.000\u00a0đ."
)
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
        vm.PackView(
            id="11",
            label="Túi 2 kg",
            price="82.000\u00a0đ",
            unit_price="41.000\u00a0đ/kg",
            price_note="41.000\u00a0đ/kg, đã gồm thuế.",
            stock="Vườn còn 30 túi",
            max_quantity=30,
        ),
        vm.PackView(
            id="12",
            label="Thùng 5 kg",
            price="195.000\u00a0đ",
            unit_price="39.000\u00a0đ/kg",
            former_price="225.000\u00a0đ",
            price_note=NOTE_30,
            stock="Vườn còn 46 thùng",
            selected=True,
            max_quantity=46,
        ),
        vm.PackView(
            id="13", label="Thùng 10 kg", price="380.000\u00a0đ", stock="có lại 25/11", available=False
        ),
    ),
    delivery=vm.DeliveryView(
        title="Giao Hà Nội 36.000\u00a0đ, nhận thứ Ba 24/11",
        text="Hái sáng thứ Bảy, gửi ngay trong ngày.",
        action="/san-pham/cam-khe-may",
        destinations=(replace(PROVINCE_OPTIONS[0], selected=True), *PROVINCE_OPTIONS[1:]),
    ),
    certificate=CERTIFICATE,
    lots=(
        vm.LotView(
            code="KM-2611-07",
            steps=(
                vm.TimelineStepView(
                    "Hái tại vườn Khe Mây, lô đất 12", "Thứ Sáu 20/11/2026", instant="2026-11-20"
                ),
                vm.TimelineStepView(
                    "Phân loại, đóng thùng tại nhà sơ chế HTX",
                    "20/11/2026, 15:30",
                    "phiếu kiểm dư lượng số 118 (đạt)",
                    "2026-11-20T15:30+07:00",
                ),
                vm.TimelineStepView(
                    "Gửi Bưu điện Hương Khê", "20/11/2026, 18:10", instant="2026-11-20T18:10+07:00"
                ),
            ),
            facts=(
                vm.FactView("Mã vùng trồng", "VN-HTOR-0001 (mẫu)"),
                vm.FactView("Số lượng của lô", "1,2 tấn"),
            ),
        ),
        vm.LotView(
            code="KM-2611-08",
            facts=(vm.FactView("Ngày thu hoạch", "21/11/2026"), vm.FactView("Ngon nhất trước", "06/12/2026")),
        ),
    ),
    facts=(
        vm.FactView("Khối lượng tịnh", "5 kg (24–28 quả)"),
        vm.FactView(
            "Xuất xứ",
            "Xã Hương Đô, tỉnh Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê)",
            url="/dia-phuong/huong-do",
        ),
        vm.FactView("Ngày thu hoạch", "20/11/2026, ngon nhất trong 15 ngày"),
        vm.FactView("Thành phần", "100% cam tươi"),
        vm.FactView("Bảo quản", "Nơi thoáng 12 ngày; ngăn mát 25 ngày"),
        vm.FactView("Cách dùng", "Rửa sạch, ăn tươi hoặc vắt nước"),
        vm.FactView("Cảnh báo", "Không dùng quả dập, mốc"),
        vm.FactView("Nhãn hiệu được bảo hộ", "Nhãn hiệu chứng nhận Cam Khe Mây"),
        vm.FactView("Mã vạch", "8938501234568"),
        vm.FactView("Đổi trả", "Dập, hỏng khi nhận: gửi ảnh trong 24 giờ, hoàn tiền hoặc gửi bù"),
    ),
    seller=SELLER,
    related=CARDS[1:5],
)
SOLD_OUT = replace(
    PRODUCT,
    packs=tuple(
        replace(pack, available=False, stock="có lại 25/11", selected=False) for pack in PRODUCT.packs
    ),
    sold_out="Vườn hái lại ngày 25/11, khi đó đặt được.",
    delivery=None,
    notes=(
        vm.NoteView(
            "Hàng vừa hết",
            "Người khác vừa mua những thùng cuối. Giỏ của anh chị chưa thêm gì.",
            "warn",
            "triangle-alert",
        ),
    ),
)
RUOU = replace(
    PRODUCT,
    name="Rượu nếp Mẫu",
    plate=valid(3, "20/12/2027", issuer="UBND tỉnh Mẫu", url="/sao/RUOUMAU"),
    age_limit=18,
    packs=(
        vm.PackView(
            id="21",
            label="Chai 500 ml",
            price="90.000\u00a0đ",
            unit_price="180.000\u00a0đ/lít",
            price_note="180.000\u00a0đ/lít, đã gồm thuế.",
            stock="Còn 40 chai",
        ),
    ),
    quantity=vm.FieldState("0", "Ghi số lượng từ 1 trở lên"),
    delivery=vm.DeliveryView(
        title="Không giao được tới Cà Mau",
        text="Hàng này chỉ giao nơi tới kịp trong 3 ngày.",
        action="/san-pham/ruou",
        destinations=PROVINCE_OPTIONS,
        possible=False,
    ),
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
            state=state,
            title=title,
            text=text,
            why_url="/sao/MAU",
            reasons=reasons,
            alternatives=(vm.LinkView("Ruốc kem Mẫu", "/san-pham/ruoc", hint="3 sao, đến 09/08/2027"),),
        ),
        lots=(),
        related=(),
    )


EXPIRED = blocked(
    "expired",
    "Giấy chứng nhận hết hạn ngày 20/05/2026",
    "Thời gian gia hạn 180 ngày cũng đã hết ngày 16/11/2026.",
)
SUSPENDED = blocked(
    "suspended", "Đang tạm dừng bán từ 10/11/2026", "Đoàn kiểm tra tỉnh đang xét mẫu lô MN-1024."
)
REVOKED = blocked(
    "revoked",
    "Đã thu hồi giấy chứng nhận ngày 04/02/2021",
    "Theo Quyết định 843/QĐ-UBND (mẫu) của UBND tỉnh Mẫu.",
)
OTHER = blocked(
    "other",
    "Chưa đủ điều kiện để bán",
    "Hai điều bắt buộc chưa đạt.",
    "Giấy an toàn thực phẩm hết hạn 12/05/2026",
    "Cơ quan ký không có thẩm quyền công nhận hạng này",
)

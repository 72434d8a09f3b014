"""The basket and the checkout."""

from dataclasses import replace

from storefront import view_models as vm
from tests.web.template_samples.frame import pic
from tests.web.template_samples.goods import CARDS, PROVINCE_OPTIONS
from tests.web.template_samples.product import PRODUCT, SELLER

SUM = vm.SumView(
    rows=(
        vm.FactView("Tiền hàng, 2 món", "385.000\u00a0đ"),
        vm.FactView("Phí giao, 2 kiện", "81.000\u00a0đ"),
    ),
    total_label="Phải trả",
    total="466.000\u00a0đ",
    note="Đã gồm thuế. Hai kiện tới hai ngày khác nhau.",
)
CART = vm.CartView(
    count=3,
    notes=(
        vm.NoteView(
            "1 món vừa hết hạn sao, không mua được nữa",
            "Xúc xích Mẫu hết hạn ngày 20/11/2026. Món này không tính vào tổng tiền.",
            "warn",
            "triangle-alert",
        ),
    ),
    groups=(
        vm.CartGroupView(
            seller=vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham"),
            sent_from="Gửi từ Xã Hương Đô, Hà Tĩnh. Nhận thứ Ba 24/11.",
            lines=(
                vm.CartLineView(
                    pack="12",
                    title="Cam Khe Mây, thùng 5 kg",
                    url="/san-pham/cam-khe-may",
                    picture=pic("cam-khe-may"),
                    quantity=1,
                    amount="195.000\u00a0đ",
                    note="39.000\u00a0đ/kg, giá mùa cam đến 31/12",
                    max_quantity=46,
                ),
            ),
            fee_label="Phí giao, 5,4 kg",
            fee="36.000\u00a0đ",
        ),
        vm.CartGroupView(
            seller=vm.LinkView("Cơ sở Mẫu Bình", "/chu-the/mau-binh"),
            sent_from="Gửi từ Xã Nghi Xuân, Hà Tĩnh. Hàng lạnh, nhận thứ Hai 23/11.",
            lines=(
                vm.CartLineView(
                    pack="31",
                    title="Giò Mẫu Bình, cây 1 kg",
                    url="/san-pham/gio",
                    picture=pic("gio-hien-binh"),
                    quantity=2,
                    amount="190.000\u00a0đ",
                    note="190.000\u00a0đ/kg",
                    max_quantity=2,
                    warning="Chỉ còn 2 cây, đã giảm từ 3 xuống 2",
                ),
            ),
            fallen=(
                vm.FallenLineView(
                    pack="32",
                    title="Xúc xích Mẫu, gói 500 g",
                    picture=pic("xuc-xich-hien-binh"),
                    reason="Hết hạn sao ngày 20/11/2026.",
                    plate=vm.PlateView("expired", 3, "20/11/2026", url="/sao/MAU"),
                    why_url="/sao/MAU",
                    substitute_url="/san-pham?nhom=1",
                ),
            ),
            fee_label="Phí giao hàng lạnh, 1,2 kg",
            fee="45.000\u00a0đ",
        ),
    ),
    sum=SUM,
    delivery=vm.DeliveryView(
        title="Nhận thứ Hai 23/11 và thứ Ba 24/11",
        destinations=PRODUCT.delivery.destinations if PRODUCT.delivery else (),
    ),
)
BLOCKED_CART = replace(
    CART,
    count=1,
    sum=None,
    delivery=None,
    groups=(replace(CART.groups[1], lines=(), fee=""),),
    blocked="Trong giỏ không còn món nào mua được. Bỏ món hết hạn, hoặc tìm món thay.",
)
EMPTY_CART = vm.CartView(
    count=0,
    empty_text="Cam Khe Mây đang rộ, quýt Bắc Sơn vừa vào mùa.",
    empty_picture=pic("non-la-ba-giang"),
    suggestions=CARDS[:4],
)

ADDRESS = vm.AddressFormView(provinces=PROVINCE_OPTIONS)
BAD_ADDRESS = vm.AddressFormView(
    provinces=PROVINCE_OPTIONS,
    recipient=vm.FieldState("Nguyễn Thị Hạnh"),
    phone=vm.FieldState("09870000", "Nhập số điện thoại đủ 10 số"),
    province=vm.FieldState("42"),
    commune=vm.FieldState("Đại Nài", "Chọn nơi nhận: phường Đại Nài cũ nay thuộc hai phường"),
    communes=(
        vm.OptionView("18652", "Phường Hà Huy Tập", "một phần phường Đại Nài cũ"),
        vm.OptionView("18073", "Phường Thành Sen", "một phần phường Đại Nài cũ"),
    ),
    street=vm.FieldState("Số 12 ngõ 5"),
)
CHECKOUT_ADDRESS = vm.CheckoutAddressView(address=ADDRESS, sum=SUM)
CHECKOUT_BAD = vm.CheckoutAddressView(
    address=BAD_ADDRESS, sum=SUM, email=vm.FieldState("hanh@", "Ghi địa chỉ thư đủ, ví dụ hanh@example.com")
)
CHECKOUT_SAVED = vm.CheckoutAddressView(
    address=ADDRESS,
    sum=SUM,
    ask_email=False,
    saved=(
        vm.OptionView(
            "7", "Nguyễn Thị Hạnh, 0987 000 000", "Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội", selected=True
        ),
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
        vm.ParcelView(
            seller="HTX Cam Khe Mây Long Nhâm",
            code="long-nham",
            sent_from="Gửi từ Xã Hương Đô, Hà Tĩnh",
            goods="1 thùng Cam Khe Mây 5 kg",
            fee="36.000\u00a0đ",
            day="Bưu điện, nhận thứ Ba 24/11",
        ),
        vm.ParcelView(
            seller="Cơ sở Mẫu Bình",
            code="mau-binh",
            sent_from="Gửi từ Xã Nghi Xuân, Hà Tĩnh",
            goods="1 cây Giò Mẫu Bình",
            fee="",
            day="",
            services=(
                vm.OptionView("lanh", "Xe lạnh, 45.000\u00a0đ", "nhận thứ Hai 23/11", selected=True),
                vm.OptionView("tu-den", "Tự đến lấy, 0\u00a0đ", "tại Xã Nghi Xuân"),
            ),
        ),
    ),
    payments=PAYMENTS,
    payment=vm.FieldState("cod"),
    sum=SUM,
)
BAD_DELIVERY = replace(DELIVERY, payment=vm.FieldState("", "Chọn cách trả tiền"))
CONTRACT_SELLERS = (
    vm.ContractSellerView(
        name="HTX Cam Khe Mây Long Nhâm",
        lines=(
            vm.ContractLineView(
                title="Cam Khe Mây, thùng 5 kg, OCOP 4 sao",
                origin="Hương Đô, Hà Tĩnh",
                best_before="hái 20/11, dùng trong 15 ngày",
                quantity="1 thùng",
                unit_price="195.000\u00a0đ",
                amount="195.000\u00a0đ",
            ),
        ),
        terms=(
            vm.FactView("Giao hàng", "Thứ Ba 24/11, Bưu điện, phí 36.000\u00a0đ"),
            vm.FactView(
                "Huỷ, đổi trả",
                "Huỷ miễn phí trước khi hái (18:00 hôm nay). Dập, hỏng: gửi ảnh trong 24 giờ, hoàn tiền hoặc gửi bù.",
            ),
        ),
        identity=SELLER.facts,
    ),
    vm.ContractSellerView(
        name="Cơ sở Mẫu Bình",
        lines=(
            vm.ContractLineView(
                title="Giò Mẫu Bình, cây 1 kg, OCOP 3 sao",
                origin="Nghi Xuân, Hà Tĩnh",
                best_before="30/11/2026",
                quantity="1 cây",
                unit_price="190.000\u00a0đ",
                amount="190.000\u00a0đ",
            ),
        ),
        terms=(
            vm.FactView("Giao hàng", "Thứ Hai 23/11, xe lạnh, phí 45.000\u00a0đ"),
            vm.FactView(
                "Huỷ, đổi trả",
                "Huỷ miễn phí trước khi gửi. Nhận hàng ấm hoặc rách: từ chối nhận, hoàn tiền đủ.",
            ),
        ),
        identity=(
            vm.FactView("Địa chỉ", "Xã Nghi Xuân, tỉnh Hà Tĩnh"),
            vm.FactView("Điện thoại", "0913 000 000"),
        ),
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
    sum=vm.SumView(
        rows=(
            vm.FactView("Tiền hàng", "385.000\u00a0đ"),
            vm.FactView("Giao hàng", "81.000\u00a0đ"),
            vm.FactView("Thuế, phí khác", "đã gồm"),
        ),
        total_label="Tổng cộng",
        total="466.000\u00a0đ",
    ),
    in_words="Bốn trăm sáu mươi sáu nghìn đồng",
    valid_until="Giá giữ đến 08:12 hôm nay.",
    fingerprint="a1b2c3",
    topics="0f1e2d",
    keeps="2026-12-01,",
)
BAD_REVIEW = replace(
    REVIEW,
    ask_adult=True,
    agree=vm.FieldState("", "Đánh dấu ô này thì đặt được"),
    adult=vm.FieldState("", "Xác nhận đủ 18 tuổi thì đặt được"),
    notes=(
        vm.NoteView(
            "Giá vừa đổi",
            "Giò Mẫu Bình từ 185.000\u00a0đ lên 190.000\u00a0đ. Xem lại rồi bấm đặt lần nữa.",
            "warn",
            "triangle-alert",
        ),
    ),
)

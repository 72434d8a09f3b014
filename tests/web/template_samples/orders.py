"""Orders, contracts and the account."""

from dataclasses import replace

from storefront import view_models as vm
from tests.web.template_samples.basket import CONTRACT_SELLERS, REVIEW, SUM
from tests.web.template_samples.frame import pic

STEPS = (
    vm.TimelineStepView("Đã đặt", "21/11/2026, 07:50", instant="2026-11-21T07:50+07:00"),
    vm.TimelineStepView("Người bán đã nhận đơn", "21/11/2026, 08:05", "hái sáng nay"),
    vm.TimelineStepView("Đóng gói", state="todo"),
    vm.TimelineStepView("Gửi đi", state="todo", detail="dự kiến 21/11"),
    vm.TimelineStepView("Đã nhận hàng", state="todo", detail="dự kiến thứ Ba 24/11"),
)
CANCEL = vm.CancelView(
    url="/don-hang/7K2M9QXA/LN/huy?k=abc",
    rule="Huỷ không mất tiền tới khi người bán gói hàng.",
    reasons=(
        vm.OptionView("doi-y", "Tôi đổi ý"),
        vm.OptionView("nham", "Đặt nhầm"),
        vm.OptionView("lau", "Giao lâu quá"),
    ),
)
ORDER = vm.OrderView(
    code="7K2M9QXA",
    placed="07:50 ngày 21/11/2026",
    status=vm.StatusView("Đang chuẩn bị", "info", "package"),
    facts=(
        REVIEW.facts[0],
        vm.FactView("Địa chỉ", "Số 12 ngõ 5, Phường Cầu Giấy, Hà Nội"),
        vm.FactView("Trả tiền", "Tiền mặt khi nhận hàng"),
    ),
    sellers=(
        vm.SellerOrderView(
            code="7K2M9QXA-1",
            seller=vm.LinkView("HTX Cam Khe Mây Long Nhâm", "/chu-the/long-nham"),
            phone="0912 000 000",
            status=vm.StatusView("Đã nhận đơn", "info", "clock"),
            steps=STEPS,
            lines=(
                vm.OrderLineView(
                    title="Cam Khe Mây, thùng 5 kg",
                    quantity="1 thùng",
                    unit_price="195.000\u00a0đ",
                    amount="195.000\u00a0đ",
                    url="/san-pham/cam-khe-may",
                    picture=pic("cam-khe-may"),
                    lots="Lô KM-2611-07",
                ),
            ),
            rows=(vm.FactView("Tiền hàng", "195.000\u00a0đ"), vm.FactView("Phí giao", "36.000\u00a0đ")),
            total="231.000\u00a0đ",
            cancel=CANCEL,
        ),
        vm.SellerOrderView(
            code="7K2M9QXA-2",
            seller=vm.LinkView("Cơ sở Mẫu Bình", ""),
            status=vm.StatusView("Đã huỷ", "bad", "ban"),
            steps=(
                STEPS[0],
                vm.TimelineStepView("Đã huỷ", "21/11/2026, 08:20", "người mua đổi ý", state="off"),
            ),
            lines=(
                vm.OrderLineView(
                    title="Giò Mẫu Bình, cây 1 kg",
                    quantity="1 cây",
                    unit_price="190.000\u00a0đ",
                    amount="190.000\u00a0đ",
                ),
            ),
            rows=(vm.FactView("Tiền hàng", "190.000\u00a0đ"), vm.FactView("Phí giao", "45.000\u00a0đ")),
            total="0\u00a0đ",
            cancel=vm.CancelView(rule="Phần này đã huỷ lúc 08:20 ngày 21/11/2026."),
        ),
    ),
    sum=SUM,
    contract_url="/don-hang/7K2M9QXA/hop-dong?k=abc",
    guest_link="http://127.0.0.1:5000/don-hang/7K2M9QXA?k=abcdefghijklmnop",
    is_new=True,
)
BAD_ORDER = replace(
    ORDER,
    is_new=False,
    guest_link="",
    sellers=(
        replace(
            ORDER.sellers[0],
            cancel=replace(
                CANCEL, reason=vm.FieldState("", "Chọn một lý do"), note=vm.FieldState("đổi sang tuần sau")
            ),
        ),
    ),
    notes=(vm.NoteView("Chưa huỷ được", "Chọn một lý do rồi bấm lại.", "bad", "circle-alert"),),
)
CONTRACT = vm.OrderContractView(
    code="7K2M9QXA",
    concluded="07:50:12 ngày 21/11/2026",
    buyer=ORDER.facts,
    floor=(
        vm.FactView("Đơn vị vận hành", "Trung tâm Xúc tiến (dữ liệu mẫu)"),
        vm.FactView("Điện thoại", "0239 000 0000"),
    ),
    sellers=CONTRACT_SELLERS,
    sum=REVIEW.sum,
    in_words="Bốn trăm sáu mươi sáu nghìn đồng chẵn",
    valid_until=(
        "Giá và phí này dành cho đơn đặt đến hết ngày 21/11/2026. Người bán đổi giá trước lúc đó "
        "thì anh chị được xem giá mới rồi mới đặt; đặt xong thì giá và phí không đổi."
    ),
    order_url="/don-hang/7K2M9QXA?k=abc",
    fingerprint="9f86d081884c7d659a2feaa0c55ad015",
)
ORDERS = (
    vm.OrderRowView(
        code="7K2M9QXA",
        url="/don-hang/7K2M9QXA",
        placed="21/11/2026",
        goods="Cam Khe Mây, Giò Mẫu Bình",
        total="466.000\u00a0đ",
        status=vm.StatusView("Đang chuẩn bị", "info", "package"),
    ),
    vm.OrderRowView(
        code="6H1LBQWZ",
        url="/don-hang/6H1LBQWZ",
        placed="02/11/2026",
        goods="Nước mắm Lê Gia",
        total="176.000\u00a0đ",
        status=vm.StatusView("Đã nhận hàng", "ok", "check"),
    ),
)
SAVED = vm.AddressView(
    id=7,
    recipient="Nguyễn Thị Hạnh",
    phone="0987 000 000",
    lines=("Số 12 ngõ 5", "Phường Cầu Giấy, Hà Nội"),
    is_default=True,
)

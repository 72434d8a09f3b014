"""A person's own data."""

from dataclasses import replace

from storefront import view_models as vm

AGREED = vm.ConsentView(
    name="personal_data",
    title="Mua và nhận hàng",
    text="Tôi đồng ý để chợ giữ tên, e-mail, địa chỉ và đơn hàng của tôi.",
    status=vm.StatusView("Đang đồng ý", "ok", "check"),
    give_url="",
    withdraw_url="/tai-khoan/du-lieu/rut-lai/personal_data",
    changed=False,
    history=(vm.FactView("08:05, 21/11/2026", "Đồng ý, bản 2026-01: Tôi đồng ý", lang="vi"),),
)
ASKED = replace(
    AGREED,
    name="seller_data",
    title="Làm hồ sơ bán hàng",
    status=vm.StatusView("Chưa đồng ý"),
    give_url="/tai-khoan/du-lieu/dong-y",
    withdraw_url="",
    history=(),
)
OWN_DATA = vm.OwnDataView(
    holds=(vm.FactView("E-mail", "hanh@example.com"), vm.FactView("Đơn đã đặt", "2 đơn")),
    consents=(AGREED, ASKED),
    readings=(vm.FactView("08:05, 21/11/2026", "Tài khoản số 7 của cơ quan hoặc sàn: xem số tài khoản"),),
    requests=(
        vm.RequestLineView(
            title="Tải dữ liệu của mình",
            status=vm.StatusView("Đã xong", "ok"),
            lines=("Gửi 08:05, 21/11/2026", "Tải được tới 08:05, 28/11/2026"),
            answer="",
            file_url="/tai-khoan/du-lieu/ban-sao/K7M2QX9FF.zip",
            cancel_url="",
        ),
        vm.RequestLineView(
            title="Phản đối việc xử lý",
            status=vm.StatusView("Đang làm", "info"),
            lines=("Gửi 08:05, 21/11/2026",),
            answer="Đã bỏ số khỏi danh sách gọi.",
            file_url="",
            cancel_url="/tai-khoan/du-lieu/yeu-cau/K7M2QX9FG/thoi",
        ),
    ),
    copy_url="/tai-khoan/du-lieu/ban-sao",
    copy_days=7,
    erase_url="/tai-khoan/du-lieu/xoa",
    ask_url="/tai-khoan/du-lieu/yeu-cau",
    kinds=(vm.OptionView("rectify", "Sửa dữ liệu sai"), vm.OptionView("object", "Phản đối việc xử lý")),
    kind=vm.UNTOUCHED,
    words=vm.UNTOUCHED,
    answer_days=2,
)
BAD_OWN_DATA = replace(
    OWN_DATA,
    requests=(),
    readings=(),
    kind=vm.FieldState("", "Chọn điều anh chị muốn."),
    words=vm.FieldState("Sai", "Ghi rõ dữ liệu nào, muốn thế nào (10 đến 2000 ký tự)."),
)
CONSENT = vm.WithdrawView(
    title="Mua và nhận hàng",
    entails="Địa chỉ đã lưu bị xoá ngay.",
    kept="Đơn đã đặt vẫn giữ.",
    action="/tai-khoan/du-lieu/rut-lai/personal_data",
)
ERASE = vm.EraseView(
    obstacles=(),
    goes=("Tên, e-mail, số điện thoại", "Địa chỉ đã lưu"),
    kept=(vm.FactView("Chứng từ kế toán của đơn hàng", "niêm phong, tới hết năm thứ 10 rồi xoá"),),
    days=14,
    action="/tai-khoan/du-lieu/xoa",
    waiting=False,
)

"""The inbox and the wishes."""

from dataclasses import replace

from storefront import view_models as vm
from tests.web.template_samples.catalogue import PAGES

FRESH = vm.NoticeView(
    id=12,
    topic="Sản phẩm trên quầy",
    title="Cam Khe Mây: cần sửa trước khi duyệt",
    text="Cán bộ ghi: Ảnh thứ hai mờ, chưa thấy rõ tem.",
    action="Sửa sản phẩm",
    when="08:05, 21/11/2026",
    instant="2026-11-21T01:05:00+00:00",
    read=False,
    open_url="/tai-khoan/thong-bao/12/mo",
    read_url="/tai-khoan/thong-bao/12/da-doc",
)
INBOX = vm.InboxView(
    notices=(FRESH, replace(FRESH, id=11, title="Tin đã cũ", text="", action="Mở", read=True)),
    filters=(
        vm.LinkView("Tất cả", "/tai-khoan/thong-bao", current=True),
        vm.LinkView("Chưa đọc (1)", "/tai-khoan/thong-bao?loc=chua-doc"),
        vm.LinkView("Giấy tờ", "/tai-khoan/thong-bao?muc=papers"),
    ),
    pages=PAGES,
    count=2,
    unread=1,
    is_filtered=False,
    until=12,
    topic="",
    only_unread=False,
    back="/tai-khoan/thong-bao",
    read_all_url="/tai-khoan/thong-bao/da-doc",
    wishes_url="/tai-khoan/thong-bao/tuy-chon",
    all_url="/tai-khoan/thong-bao",
    days_kept=90,
)
EMPTY_INBOX = replace(INBOX, notices=(), filters=INBOX.filters[:2], pages=None, count=0, unread=0)
ALL_READ = replace(EMPTY_INBOX, is_filtered=True, only_unread=True)
OF_A_TOPIC = replace(INBOX, is_filtered=True, topic="papers")
EMPTY_TOPIC = replace(EMPTY_INBOX, is_filtered=True, topic="papers")
WISHES = vm.WishesView(
    wishes=(
        vm.WishView(
            topic="listing",
            label="Sản phẩm trên quầy",
            hint="Sản phẩm được duyệt; Sản phẩm phải sửa",
            options=(
                vm.OptionView("", "Theo từng việc"),
                vm.OptionView("now", "Gửi thư ngay", selected=True),
            ),
        ),
    ),
    fixed=("Thu hồi công nhận",),
    locales=(vm.OptionView("vi", "Tiếng Việt", selected=True), vm.OptionView("en", "English")),
    email="hanh@example.com",
    hour=7,
)
BAD_WISHES = replace(WISHES, fixed=(), error="Chọn lại cách nhận tin.")
STOP = vm.StopView(topic="Giấy tờ", done=False, wishes_url="/tai-khoan/thong-bao/tuy-chon")

"""Pages of text."""

from storefront import view_models as vm
from storefront.guides import Chapter
from tests.web.template_samples.stars import RULES

OPERATOR = (
    vm.FactView("Đơn vị vận hành", "Trung tâm Xúc tiến (dữ liệu mẫu)"),
    vm.FactView("Địa chỉ", "Số 1 đường Mẫu, Hà Tĩnh"),
    vm.FactView("Mã số thuế", "9900000016 (mẫu)"),
    vm.FactView("Điện thoại", "0239 000 0000"),
    vm.FactView("Thư điện tử", "hoi@example.com", url="mailto:hoi@example.com"),
)


def guide() -> vm.GuideView:
    return vm.GuideView(
        name="chu-the",
        title="Hướng dẫn cho chủ thể",
        chapters=(
            Chapter("chuan-bi", "1. Chuẩn bị", (Chapter("giay-to", "Giấy tờ"),)),
            Chapter("gui", "2. Gửi"),
        ),
        others=(("chu-the", "Hướng dẫn cho chủ thể"), ("can-bo", "Hướng dẫn cho cán bộ")),
        html='<h2 id="chuan-bi">1. Chuẩn bị</h2><h3 id="giay-to">Giấy tờ</h3><h2 id="gui">2. Gửi</h2>',
    )


def info(slug: str) -> vm.InfoView:
    return vm.InfoView(
        slug=slug,
        updated="21/11/2026",
        operator=OPERATOR,
        complaint_email="khieunai@example.com",
        ranking=(
            vm.CriterionView("Khớp chữ", "Tên khớp đúng dấu đứng trước tên khớp không dấu."),
            vm.CriterionView("Đang mùa", "Hàng đang mùa đứng trước hàng hết mùa."),
        ),
        gate=tuple(vm.CriterionView(rule.title, rule.reason) for rule in RULES),
    )

"""Why a star, and producers and places."""

from storefront import view_models as vm
from tests.web.template_samples.catalogue import PAGES
from tests.web.template_samples.frame import pic, valid
from tests.web.template_samples.goods import CARDS, PROVINCE_LINKS
from tests.web.template_samples.product import SELLER

RULES = (
    vm.RuleView(
        code="G01",
        verdict="ok",
        title="Có giấy chứng nhận đầy đủ",
        reason="Số, ngày, cơ quan, hạng sao, tên sản phẩm, chủ thể và bản quét đều có.",
        paper="Quyết định 2394/QĐ-UBND",
        paper_url="/giay/2394",
        paper_date="15/10/2024",
        grade="A",
    ),
    vm.RuleView(
        code="G03",
        verdict="ok",
        title="Đúng cơ quan có quyền công nhận",
        reason="Ngày 15/10/2024, hạng 4 sao do UBND tỉnh công nhận.",
        paper="Bảng thẩm quyền theo Quyết định 148",
        paper_date="15/10/2024",
        grade="A",
    ),
    vm.RuleView(
        code="G04",
        verdict="ok",
        title="Còn trong 36 tháng",
        reason="Hết hạn 15/10/2027. Nộp hồ sơ đánh giá lại từ 18/04 đến 17/06/2027.",
        paper="Quyết định 2394/QĐ-UBND",
        paper_date="15/10/2027",
        grade="A",
    ),
    vm.RuleView(
        code="G05",
        verdict="ok",
        title="Không bị đình chỉ, không bị thu hồi",
        reason="Lần hậu kiểm gần nhất: đạt.",
        paper="Biên bản hậu kiểm 07/BB",
        paper_date="12/08/2026",
        grade="A",
    ),
    vm.RuleView(
        code="G07",
        verdict="ok",
        title="Số điểm khớp hạng sao",
        reason="78,5 điểm nằm trong khoảng 70 đến dưới 90 của hạng 4 sao.",
        paper="Phiếu chấm của Hội đồng tỉnh",
        paper_date="02/10/2024",
        grade="A",
    ),
    vm.RuleView(
        code="G08",
        verdict="warn",
        title="Điểm tối thiểu của từng tiêu chí",
        reason="Chưa có bảng điểm chi tiết.",
    ),
    vm.RuleView(
        code="G14",
        verdict="na",
        title="Điều kiện riêng của rượu, thuốc, động vật sống",
        reason="Cam tươi không thuộc nhóm này.",
    ),
)
WHY = vm.WhyStarView(
    product=vm.LinkView("Cam Khe Mây", "/san-pham/cam-khe-may"),
    listed=True,
    verdict="Còn sao, được bán",
    sentence=(
        "Cam Khe Mây của HTX Long Nhâm đạt 4 sao OCOP theo Quyết định 2394/QĐ-UBND của UBND tỉnh Hà Tĩnh, "
        "ký 15/10/2024, còn hiệu lực đến hết 15/10/2027."
    ),
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
    sentence=(
        "Giấy chứng nhận của Cu đơ Mẫu hết hạn ngày 20/05/2026. "
        "Thời gian gia hạn 180 ngày cũng đã hết ngày 16/11/2026, "
        "nên sản phẩm không được mang sao và không được bán trên sàn."
    ),
    checked="Kiểm lúc 07:42 ngày 21/11/2026, 1 điều bắt buộc không đạt",
    plate=vm.PlateView("expired", 3, "20/05/2026"),
    rules=(
        vm.RuleView(
            code="G04",
            verdict="bad",
            title="Còn trong 36 tháng",
            reason="Ký 20/05/2023, hết hạn 20/05/2026, gia hạn có biên nhận đến 16/11/2026. Hôm nay là 21/11/2026.",
            paper="Quyết định 1187/QĐ-UBND (mẫu)",
            paper_date="20/05/2023",
            grade="A",
        ),
        *RULES[:4],
    ),
    comeback=(
        "Chủ thể đã nộp hồ sơ đánh giá lại, biên nhận 03/PĐK-42-18685-2026. "
        "Khi UBND tỉnh ký quyết định mới, sản phẩm tự lên quầy."
    ),
    alternatives=(vm.LinkView("Cu đơ Mẫu Khác", "/san-pham/cu-do-khac", hint="3 sao, đến 09/08/2027"),),
)

PRODUCERS = vm.ProducerListView(
    count=1216,
    action="/chu-the",
    provinces=(vm.LinkView("Cả nước", "/chu-the", current=True), *PROVINCE_LINKS[:4]),
    producers=(
        vm.ProducerCardView(
            name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
            url="/chu-the/long-nham",
            kind="Hợp tác xã",
            place="Xã Hương Đô, Hà Tĩnh",
            products=3,
            picture=pic("cam-khe-may"),
        ),
        vm.ProducerCardView(
            name="Cơ sở Triều Thu",
            url="/chu-the/trieu-thu",
            kind="Hộ kinh doanh",
            place="Xã Vũ Quang, Hà Tĩnh",
            products=1,
            picture=pic("mat-ong-vu-quang-trieu-thu"),
        ),
        vm.ProducerCardView(
            name="Công ty Lê Gia",
            url="/chu-the/le-gia",
            kind="Công ty TNHH",
            place="Xã Hoằng Thanh, Thanh Hóa",
            products=2,
        ),
    ),
    pages=PAGES,
)
PRODUCER = vm.ProducerView(
    name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
    kind="Hợp tác xã",
    place=vm.LinkView(
        "Xã Hương Đô, Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê)", "/dia-phuong/huong-do"
    ),
    story=("32 hộ trồng cam ở thung Khe Mây, cùng một nhà sơ chế. Cam hái sáng, đóng thùng chiều.",),
    facts=SELLER.facts,
    papers=(vm.FactView("VietGAP", "Đến 14/12/2026"), vm.FactView("ATTP", "Số 41/2025, đến 12/05/2028")),
    picture=pic("cam-thuong-loc"),
    products=CARDS[:3],
    off_sale=(vm.LinkView("Siro cam Mẫu", "/san-pham/siro", hint="Hết hạn sao từ 20/05/2026"),),
)
PLACES = vm.PlaceListView(
    provinces=PROVINCE_LINKS,
    without=(vm.LinkView("Cà Mau", "/dia-phuong/ca-mau"),),
    action="/dia-phuong",
    query="Đại Nài",
    found=(
        vm.LinkView(
            "Phường Hà Huy Tập, Hà Tĩnh", "/dia-phuong/ha-huy-tap", hint="một phần phường Đại Nài cũ"
        ),
        vm.LinkView("Phường Thành Sen, Hà Tĩnh", "/dia-phuong/thanh-sen", hint="một phần phường Đại Nài cũ"),
    ),
)
PLACE = vm.PlaceView(
    name="Xã Kim Hoa, Hà Tĩnh",
    count=4,
    crumbs=(vm.LinkView("Địa phương", "/dia-phuong"), vm.LinkView("Hà Tĩnh", "/dia-phuong/ha-tinh")),
    facts=(
        vm.FactView("Trước đây", "xã Sơn Trường, Hàm Trường (huyện Hương Sơn)"),
        vm.FactView("Từ ngày", "01/07/2025"),
    ),
    children=(vm.LinkView("Xã Hương Đô", "/dia-phuong/huong-do", count=5),),
    children_title="Xã, phường lân cận có hàng",
    producers=(vm.LinkView("HTX cam bù Sơn Trường", "/chu-the/son-truong"),),
    products=CARDS[5:8],
    more_url="/san-pham?tinh=42",
)

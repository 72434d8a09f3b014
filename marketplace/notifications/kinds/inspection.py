"""Notices about inspections, revocations and appeals."""

from dataclasses import replace
from datetime import date
from typing import Final

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import Against
from marketplace.inspection.queries.public import PublicReason
from marketplace.inspection.reading import article_of
from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

_PRODUCT: Final = {"product": "Cam Khe Mây"}
_SELLER: Final = {**_PRODUCT, "seller": "HTX Khe Mây"}
_WHERE: Final = {"province": "Hà Tĩnh"}
_STOPPED: Final = PublicReason(
    recognition_id=0,
    against=Against.SUSPENSION,
    ground=None,
    article="",
    on=date(2026, 11, 21),
    decision_no="",
    authority=Message("Cơ quan quản lý OCOP %(province)s", _WHERE),
    appealed=False,
)
_REVOKED: Final = replace(
    _STOPPED,
    against=Against.REVOCATION,
    ground=RevocationGround.MARK_MISUSED,
    article=article_of(RevocationGround.MARK_MISUSED),
    on=date(2026, 12, 4),
    decision_no="812/QĐ-UBND",
    authority=Message("Chủ tịch UBND tỉnh %(province)s", _WHERE),
)
_WHY: Final = {"why": _STOPPED.text}
_SOLD: Final = {"sale": Message("Sản phẩm bán lại từ giây này.")}

KINDS: Final[dict[str, Kind]] = {
    "inspection_failed": Kind(
        Topic.INSPECTION,
        name=Message("Kiểm tra không đạt"),
        title=Message("%(product)s: kiểm tra không đạt, tạm dừng bán"),
        text=Message("%(why)s Anh chị có thể khiếu nại nếu thấy không đúng."),
        action=Message("Xem biên bản"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, **_WHY},
    ),
    "inspection_remedy": Kind(
        Topic.INSPECTION,
        name=Message("Phải khắc phục sau kiểm tra"),
        title=Message("%(product)s: phải khắc phục trước hết ngày %(day)s"),
        text=Message("Đoàn kiểm tra đã ghi việc phải làm. Sản phẩm vẫn được bán trong lúc khắc phục."),
        action=Message("Xem việc phải làm"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, "day": "05/12/2026"},
    ),
    "inspection_fault": Kind(
        Topic.INSPECTION,
        name=Message("Kiểm tra không đạt, hàng không có công nhận"),
        title=Message("%(product)s: kiểm tra không đạt"),
        text=Message(
            "Sản phẩm đang không có công nhận OCOP nên không có gì bị thu hồi. Lỗi ghi trong biên bản."
        ),
        action=Message("Xem biên bản"),
        way=Way.NOW,
        required=True,
        sample=_PRODUCT,
    ),
    "inspection_passed": Kind(
        Topic.INSPECTION,
        name=Message("Kiểm tra đạt"),
        title=Message("%(product)s: kiểm tra đạt"),
        text=Message("Đoàn kiểm tra đã kết luận đạt. Anh chị không phải làm gì thêm."),
        action=Message("Xem biên bản"),
        sample=_PRODUCT,
    ),
    "misuse_found": Kind(
        Topic.INSPECTION,
        name=Message("Dùng sai tem OCOP"),
        title=Message("%(product)s: dùng tem, nhãn hiệu OCOP khi không có chứng nhận"),
        text=Message("Đoàn kiểm tra đã lập biên bản. Ngừng dùng tem, nhãn hiệu OCOP trên sản phẩm này."),
        action=Message("Xem biên bản"),
        way=Way.NOW,
        required=True,
        sample=_PRODUCT,
    ),
    "product_suspended": Kind(
        Topic.INSPECTION,
        name=Message("Bị tạm dừng bán"),
        title=Message("%(product)s: cơ quan quản lý tạm dừng bán"),
        text=Message("%(why)s Anh chị có thể khiếu nại nếu thấy không đúng. Lý do: %(reason)s"),
        action=Message("Xem và khiếu nại"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, **_WHY, "reason": "Nhãn ghi sai khối lượng"},
    ),
    "product_lifted": Kind(
        Topic.INSPECTION,
        name=Message("Gỡ tạm dừng bán"),
        title=Message("%(product)s: đã gỡ tạm dừng"),
        text=Message("Cơ quan quản lý không dừng sản phẩm này nữa. %(sale)s"),
        action=Message("Xem sản phẩm"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, **_SOLD},
    ),
    "product_revoked": Kind(
        Topic.INSPECTION,
        name=Message("Bị thu hồi công nhận"),
        title=Message("%(product)s: bị thu hồi công nhận OCOP"),
        text=Message("%(why)s Anh chị có thể khiếu nại trong thời hạn ghi ở trang này."),
        action=Message("Xem lý do"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, "why": _REVOKED.text},
    ),
    "case_dropped": Kind(
        Topic.INSPECTION,
        name=Message("Không thu hồi sau kiểm tra"),
        title=Message("%(product)s: không bị thu hồi"),
        text=Message("%(sale)s Đề nghị thu hồi đã khép: %(reason)s"),
        action=Message("Xem kết quả"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, **_SOLD, "reason": "Lỗi đã khắc phục ngay."},
    ),
    "appeal_upheld": Kind(
        Topic.INSPECTION,
        name=Message("Khiếu nại đúng"),
        title=Message("%(product)s: khiếu nại của anh chị là đúng"),
        text=Message("%(sale)s Quyết định %(no)s: %(reason)s"),
        action=Message("Xem kết quả"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, **_SOLD, "no": "900/QĐ-UBND", "reason": "Mẫu bị lấy nhầm."},
    ),
    "appeal_dismissed": Kind(
        Topic.INSPECTION,
        name=Message("Khiếu nại không đúng"),
        title=Message("%(product)s: khiếu nại không được chấp nhận"),
        text=Message("Quyết định %(no)s: %(reason)s"),
        action=Message("Xem kết quả"),
        way=Way.NOW,
        required=True,
        sample={**_PRODUCT, "no": "900/QĐ-UBND", "reason": "Kết luận kiểm tra có đủ căn cứ."},
    ),
    "cart_stopped": Kind(
        Topic.ORDERS,
        name=Message("Hàng trong giỏ ngừng bán"),
        title=Message("%(product)s trong giỏ không mua được nữa"),
        text=Message("%(why)s"),
        action=Message("Xem giỏ hàng"),
        way=Way.DAILY,
        sample={**_PRODUCT, **_WHY},
    ),
    "order_stopped": Kind(
        Topic.ORDERS,
        name=Message("Hàng đã đặt bị tạm dừng hoặc thu hồi"),
        title=Message("Đơn %(code)s: %(product)s đang có vấn đề"),
        text=Message("%(why)s Đơn chưa đóng gói nên anh chị có thể huỷ hoặc hỏi người bán."),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_PRODUCT, **_WHY, "code": "DH7K2M9QXA"},
    ),
    "packed_stopped": Kind(
        Topic.ORDERS,
        name=Message("Hàng đã gói bị tạm dừng hoặc thu hồi"),
        title=Message("Đơn đã gói %(code)s: %(product)s đang có vấn đề"),
        text=Message(
            "%(why)s Hàng đã gói, chưa giao bưu tá: anh chị không tự huỷ được nữa, người bán còn huỷ được. Gọi người "
            "bán theo số ở trang đơn."
        ),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_PRODUCT, **_WHY, "code": "DH7K2M9QXA"},
    ),
    "order_freed": Kind(
        Topic.ORDERS,
        name=Message("Hàng đã đặt không còn bị dừng"),
        title=Message("Đơn %(code)s: %(product)s không còn bị dừng"),
        text=Message("Cơ quan quản lý không dừng sản phẩm này nữa. Đơn đi tiếp như đã đặt."),
        action=Message("Xem đơn hàng"),
        way=Way.NOW,
        sample={**_PRODUCT, "code": "DH7K2M9QXA"},
    ),
    "inspection_failed_office": Kind(
        Topic.INSPECTION,
        name=Message("Có kiểm tra không đạt"),
        title=Message("%(product)s của %(seller)s: kiểm tra không đạt"),
        text=Message("Đã tạm dừng và soạn đề nghị thu hồi, phải có quyết định trước hết ngày %(due)s."),
        action=Message("Xem đề nghị"),
        office=True,
        sample={**_SELLER, "due": "06/12/2026"},
    ),
    "misuse_found_office": Kind(
        Topic.INSPECTION,
        name=Message("Có vụ dùng sai tem"),
        title=Message("%(product)s của %(seller)s: tem trên hàng không có chứng nhận"),
        text=Message("Vụ việc chờ cán bộ xử lý và khép."),
        action=Message("Xem vụ việc"),
        office=True,
        sample=_SELLER,
    ),
    "proposal_waiting": Kind(
        Topic.INSPECTION,
        name=Message("Đề nghị thu hồi chờ quyết định"),
        title=Message("%(product)s của %(seller)s: chờ quyết định thu hồi"),
        text=Message("Tờ trình %(no)s. Hạn quyết định: hết ngày %(due)s."),
        action=Message("Xem và quyết định"),
        way=Way.NOW,
        office=True,
        sample={**_SELLER, "no": "57/TTr-SNNMT", "due": "06/12/2026"},
    ),
    "proposal_decided_office": Kind(
        Topic.INSPECTION,
        name=Message("Đề nghị thu hồi đã khép"),
        title=Message("%(product)s của %(seller)s: %(state)s"),
        text=Message("Đề nghị thu hồi đã có kết quả."),
        action=Message("Xem kết quả"),
        office=True,
        sample={**_SELLER, "state": Message("Đã thu hồi")},
    ),
    "proposal_due": Kind(
        Topic.INSPECTION,
        name=Message("Đề nghị thu hồi sắp hết hạn"),
        title=Message("%(product)s của %(seller)s: quyết định trước hết ngày %(due)s"),
        text=Message("Luật cho 15 ngày từ khi kết luận kiểm tra."),
        action=Message("Xem đề nghị"),
        way=Way.NOW,
        office=True,
        sample={**_SELLER, "due": "06/12/2026"},
    ),
    "proposal_late": Kind(
        Topic.INSPECTION,
        name=Message("Đề nghị thu hồi quá hạn"),
        title=Message("%(product)s của %(seller)s: quá hạn quyết định ngày %(due)s"),
        text=Message("Đề nghị thu hồi vẫn chưa có kết quả, sản phẩm vẫn bị dừng."),
        action=Message("Xem đề nghị"),
        way=Way.NOW,
        office=True,
        sample={**_SELLER, "due": "06/12/2026"},
    ),
    "remedy_late": Kind(
        Topic.INSPECTION,
        name=Message("Đến hạn kiểm tra lại"),
        title=Message("%(product)s của %(seller)s: hết hạn khắc phục ngày %(day)s"),
        text=Message("Chưa ai kiểm tra lại. Không sửa thì kết luận không đạt."),
        action=Message("Kiểm tra lại"),
        office=True,
        sample={**_SELLER, "day": "05/12/2026"},
    ),
    "appeal_waiting": Kind(
        Topic.INSPECTION,
        name=Message("Khiếu nại chờ giải quyết"),
        title=Message("%(seller)s khiếu nại về %(product)s"),
        text=Message("Người giải quyết không phải người đã kiểm tra hay ra quyết định bị khiếu nại."),
        action=Message("Xem khiếu nại"),
        way=Way.NOW,
        office=True,
        sample=_SELLER,
    ),
    "nobody_decides": Kind(
        Topic.INSPECTION,
        name=Message("Không ai được quyết định"),
        title=Message("%(product)s của %(seller)s: không ai được quyết định"),
        text=Message(
            "%(what)s chờ %(who)s, nhưng chưa có tài khoản nào giữ quyền ấy, hoặc ai giữ quyền cũng đã dự vào việc "
            "này. Cần thêm một tài khoản."
        ),
        action=Message("Xem vụ việc"),
        way=Way.NOW,
        office=True,
        sample={**_SELLER, "what": Message("Khiếu nại này"), "who": Message("Chủ tịch UBND cấp tỉnh")},
    ),
    "appeal_decided_office": Kind(
        Topic.INSPECTION,
        name=Message("Khiếu nại đã giải quyết"),
        title=Message("Khiếu nại về %(product)s của %(seller)s: %(state)s"),
        text=Message("Khiếu nại đã được giải quyết theo quyết định %(no)s."),
        action=Message("Xem kết quả"),
        office=True,
        sample={**_SELLER, "state": Message("Khiếu nại đúng"), "no": "900/QĐ-UBND"},
    ),
}

"""Notices about recognitions."""

from datetime import date
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

_DECISION: Final = {"product": "Cam Khe Mây", "star": 4, "no": "2511/QĐ-UBND"}
_RECORD: Final = {"product": "Cam Khe Mây", "code": "7K2M9QXA"}

KINDS: Final[dict[str, Kind]] = {
    # Whom the mail reached stands in the register: it goes whatever is wished.
    "recognition_ending": Kind(
        Topic.CERTIFICATION,
        name=Message("Sao sắp hết hạn"),
        title=Message("%(product)s: sao OCOP hết hạn ngày %(day)s"),
        text=Message("Từ hôm sau sản phẩm rút khỏi quầy nếu chưa được đánh giá lại."),
        action=Message("Vì sao có sao này"),
        way=Way.NOW,
        required=True,
        own_mail=True,
        sample={"product": "Cam Khe Mây", "day": "21/05/2027"},
    ),
    "filing_corrected": Kind(
        Topic.CERTIFICATION,
        name=Message("Số biên nhận được sửa"),
        title=Message("%(product)s: số biên nhận đánh giá lại nay là %(no)s"),
        text=Message(
            "Cán bộ đã sửa số %(before)s, một cán bộ khác đã đối chiếu. Ngày nộp %(day)s và hạn gia hạn giữ nguyên. "
            "Số này khác biên nhận anh chị giữ thì báo cán bộ."
        ),
        action=Message("Vì sao có sao này"),
        way=Way.NOW,
        sample={"product": "Cam Khe Mây", "before": "12/PĐK", "no": "21/PĐK", "day": date(2026, 6, 15)},
    ),
    "recognition_recorded": Kind(
        Topic.CERTIFICATION,
        name=Message("Công nhận đã vào sổ"),
        title=Message("%(product)s: %(star)s sao đã vào sổ công nhận"),
        text=Message("Cán bộ thứ hai đã đối chiếu quyết định %(no)s. %(next)s"),
        action=Message("Đăng sản phẩm này"),
        way=Way.NOW,
        sample={
            **_DECISION,
            "next": Message("Anh chị tạo sản phẩm từ giấy này rồi gửi duyệt: tên, nơi làm, quy cách có sẵn."),
        },
    ),
    "recognition_renewed": Kind(
        Topic.CERTIFICATION,
        name=Message("Quyết định mới đã vào sổ"),
        title=Message("%(product)s: quyết định mới, %(star)s sao, đã vào sổ công nhận"),
        text=Message("Từ nay tính theo quyết định %(no)s. %(next)s"),
        action=Message("Xem sản phẩm"),
        way=Way.NOW,
        sample={**_DECISION, "next": Message("Sản phẩm đang bán với quyết định này.")},
    ),
    "recognitions_imported": Kind(
        Topic.CERTIFICATION,
        name=Message("Công nhận vào sổ theo danh sách"),
        title=Message("Đã vào sổ công nhận: %(products)s"),
        text=Message("Cơ quan nhập cả danh sách đã công nhận. Sản phẩm nào chưa bày bán thì tạo từ giấy."),
        action=Message("Xem và đăng sản phẩm"),
        sample={
            "products": Message(
                "%(first)s và %(more)s sản phẩm khác", {"first": "Cam Khe Mây, Bưởi Phúc Trạch", "more": 2}
            )
        },
    ),
    "record_sent_back": Kind(
        Topic.CERTIFICATION,
        name=Message("Bản ghi công nhận bị trả lại"),
        title=Message("%(product)s: bản ghi %(code)s cần sửa"),
        text=Message("Cán bộ thứ hai ghi: %(remark)s"),
        action=Message("Sửa rồi trình lại"),
        way=Way.NOW,
        office=True,
        sample={**_RECORD, "remark": "Ngày ký trên quyết định là 15/10/2024."},
    ),
    "record_withdrawn": Kind(
        Topic.CERTIFICATION,
        name=Message("Bản ghi công nhận bị bỏ"),
        title=Message("%(product)s: bản ghi %(code)s đã bị bỏ"),
        text=Message("Cán bộ khác đã bỏ bản ghi anh chị nhập. Lý do: %(remark)s"),
        action=Message("Xem bản ghi"),
        office=True,
        sample={**_RECORD, "remark": "Đã nhập ở bản ghi khác."},
    ),
    "import_rejected": Kind(
        Topic.CERTIFICATION,
        name=Message("Danh sách nhập bị trả lại"),
        title=Message("Danh sách %(file)s bị trả lại"),
        text=Message("Cán bộ thứ hai ghi: %(remark)s Chưa hàng nào vào sổ."),
        action=Message("Sửa rồi trình lại"),
        way=Way.NOW,
        office=True,
        sample={"file": "phu-luc-2511.xlsx", "remark": "Thiếu trang 2."},
    ),
    "claim_waiting": Kind(
        Topic.CERTIFICATION,
        name=Message("Đề nghị nhận chủ thể"),
        title=Message("Có người nhận là %(holder)s"),
        text=Message("Đối chiếu giấy chứng nhận và mã số thuế với sổ công nhận."),
        action=Message("Xem đề nghị"),
        office=True,
        sample={"holder": "HTX Khe Mây"},
    ),
    "claim_proposed": Kind(
        Topic.CERTIFICATION,
        name=Message("Đề nghị nhận chủ thể chờ người thứ hai"),
        title=Message("Giao %(holder)s: chờ người thứ hai"),
        text=Message(
            "Số trên giấy chưa khớp sổ. Một cán bộ đã ghi lý do giao, cần một cán bộ khác quyết định."
        ),
        action=Message("Xem đề nghị"),
        office=True,
        sample={"holder": "HTX Khe Mây"},
    ),
    "claim_accepted": Kind(
        Topic.CERTIFICATION,
        name=Message("Được giao chủ thể"),
        title=Message("%(seller)s đã giao cho anh chị"),
        text=Message("Từ nay anh chị đăng sản phẩm, nhận đơn và mời người cùng làm."),
        action=Message("Vào bàn làm việc"),
        way=Way.NOW,
        required=True,
        sample={"seller": "HTX Khe Mây"},
    ),
    "claim_refused": Kind(
        Topic.CERTIFICATION,
        name=Message("Không được giao chủ thể"),
        title=Message("Đề nghị nhận %(holder)s không được chấp nhận"),
        text=Message("Lý do: %(reason)s"),
        action=Message("Xem đề nghị"),
        way=Way.NOW,
        required=True,
        sample={"holder": "HTX Khe Mây", "reason": "Ảnh giấy chứng nhận không đọc được số quyết định."},
    ),
}

"""How the questions of an application are put: with which hint, in which kind of field."""

from dataclasses import dataclass
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.producers.applications.kinds import IdScan, Step
from marketplace.producers.kinds import ProducerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """``widget``: text, textarea, select, picks, sets or commune. The rest is as in HTML; ``width`` n is short."""

    widget: str = "text"
    hint: Message | None = None
    type: str = "text"
    inputmode: str = ""
    autocomplete: str = "off"
    width: str = ""
    rows: int = 3
    empty: Message | None = None


_DAY: Final = Message("Ví dụ 20/5/2024.")

PUT: Final[dict[str, Put]] = {
    "kind": Put(widget="picks", hint=Message("Chọn đúng loại ghi trên giấy đăng ký.")),
    "legal_name": Put(
        hint=Message("Đúng từng chữ trên giấy đăng ký, ví dụ Hộ kinh doanh Nguyễn Thị Nhàn."),
        autocomplete="organization",
    ),
    "display_name": Put(hint=Message("Tên ngắn để người mua nhớ. Để trống thì dùng tên đầy đủ.")),
    "tax_code": Put(
        hint=Message(
            "Hợp tác xã, doanh nghiệp: 10 số. Hộ kinh doanh, tổ hợp tác, trang trại: ghi được số định danh 12 số."
        ),
        inputmode="numeric",
    ),
    "registration_no": Put(hint=Message("Số ở phía trên giấy, dưới tên giấy.")),
    "registration_on": Put(hint=_DAY, width="n"),
    "registration_issuer": Put(hint=Message("Ví dụ UBND xã Hương Đô.")),
    "representative": Put(hint=Message("Như trên căn cước."), autocomplete="name"),
    "representative_id": Put(
        hint=Message("12 số trên căn cước. Được mã hoá khi lưu, trên trang chỉ hiện 4 số cuối."),
        inputmode="numeric",
    ),
    "phone": Put(
        hint=Message("Cán bộ gọi số này khi cần hỏi."),
        type="tel",
        inputmode="tel",
        autocomplete="tel",
        width="n",
    ),
    "email": Put(
        hint=Message("Để trống thì dùng thư của tài khoản."),
        type="email",
        inputmode="email",
        autocomplete="email",
    ),
    "province": Put(widget="select", empty=Message("Chọn tỉnh, thành phố"), autocomplete="address-level1"),
    "commune": Put(widget="commune", hint=Message("Ghi tên cũ hay mới đều được, không cần huyện.")),
    "street": Put(hint=Message("Nhà không có số thì ghi thôn, xóm."), autocomplete="street-address"),
    "printed_address": Put(hint=Message("Nếu giấy tờ còn in tên xã, huyện cũ thì chép lại ở đây.")),
    "sets": Put(widget="sets", hint=Message("Chọn mọi nhóm sẽ bán. Giấy tờ cần nộp tính theo các nhóm này.")),
    "goods": Put(
        widget="textarea", hint=Message("Mỗi dòng một sản phẩm, ví dụ Cam Khe Mây thùng 5 kg."), rows=4
    ),
    "bank": Put(widget="select", empty=Message("Chọn ngân hàng")),
    "bank_account": Put(
        hint=Message("Được mã hoá khi lưu, trên trang chỉ hiện 4 số cuối."), inputmode="numeric"
    ),
    "bank_holder": Put(
        hint=Message("Chữ in hoa không dấu như ngân hàng ghi. Phải là chủ thể hoặc người đại diện.")
    ),
    "introduction": Put(
        widget="textarea", hint=Message("Hai, ba câu: làm ở đâu, làm gì, từ bao giờ."), rows=4
    ),
    "story": Put(
        widget="textarea",
        hint=Message("Kể như kể cho khách tới vườn. Cách một dòng là sang đoạn mới."),
        rows=10,
    ),
}
"""By the name of the question. Those about papers are in ``PAPER_PUT``, by the last part of their name."""

PAPER_PUT: Final[dict[str, Put]] = {
    "number": Put(),
    "issuer": Put(),
    "issued_on": Put(hint=_DAY, width="n"),
    "expires_on": Put(hint=Message("Giấy không ghi hạn thì để trống."), width="n"),
}

INTRO: Final[dict[Step, Message]] = {
    Step.SUBJECT: Message("Lấy giấy đăng ký ra và chép đúng từng chữ."),
    Step.REGISTRATION: Message("Bốn dòng này đều có trên giấy đăng ký kinh doanh."),
    Step.PERSON: Message("Người đứng tên trên giấy đăng ký."),
    Step.PLACE: Message("Nơi làm ra hàng. Cán bộ OCOP của nơi này xem hồ sơ."),
    Step.GOODS: Message("Cho biết sẽ bán gì, trang sau sẽ hỏi đúng giấy cần có."),
    Step.PAPERS: Message("Chụp thẳng, đủ bốn góc, đọc được chữ nhỏ. Giấy nhiều trang thì gửi nhiều ảnh."),
    Step.PAYOUT: Message("Tiền bán hàng chuyển vào tài khoản này, sau khi cán bộ đã đối chiếu."),
    Step.STORY: Message("Bước này không bắt buộc. Viết bây giờ hoặc sau khi được duyệt đều được."),
}

KIND_HINTS: Final[dict[ProducerKind, Message]] = {
    ProducerKind.COOPERATIVE: Message("Mã số thuế 10 số"),
    ProducerKind.COOPERATIVE_UNION: Message("Mã số thuế 10 số"),
    ProducerKind.GROUP: Message("Mã số thuế hoặc số định danh của tổ trưởng"),
    ProducerKind.COMPANY: Message("Mã số thuế 10 số"),
    ProducerKind.HOUSEHOLD: Message("Số định danh 12 số của chủ hộ"),
    ProducerKind.FARM: Message("Mã số thuế hoặc số định danh của chủ trang trại"),
}

ID_WORDS: Final = Message(
    "Chỉ cán bộ OCOP của xã, tỉnh xét hồ sơ này được mở, mỗi lần mở đều ghi lại ai mở, lúc nào. Ảnh được mã hoá "
    "khi lưu và không hiện trên gian hàng (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."
)
ID_HINTS: Final[dict[IdScan, Message]] = {
    IdScan.FRONT: Message("Mặt có ảnh và số căn cước."),
    IdScan.BACK: Message("Mặt còn lại, có ngày cấp."),
}


def anchor(name: str) -> str:
    """The id of the field, or of the place for scans, in its page."""
    return name.replace(".", "-").replace("_", "-")

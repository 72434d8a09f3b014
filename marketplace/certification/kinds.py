"""The closed lists of the register: kinds of issuers, rounds, evidence grades, record states, grounds of
revocation.
"""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class IssuerKind(StrEnum):
    """Who signed a decision. What each may recognise on which date is in ``data/authorities.csv``."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"
    CENTRAL = "central"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _ISSUERS[self]


_ISSUERS: Final = {
    IssuerKind.COMMUNE: Message("UBND cấp xã"),
    IssuerKind.DISTRICT: Message("UBND cấp huyện"),
    IssuerKind.PROVINCE: Message("UBND cấp tỉnh"),
    IssuerKind.MINISTRY: Message("Bộ phụ trách nông nghiệp"),
    IssuerKind.CENTRAL: Message("Hội đồng OCOP trung ương"),
}


class RegimeCode(StrEnum):
    """The decision under which a product was evaluated (``data/regimes.csv``)."""

    R1048 = "1048"
    R148 = "148"
    R148_1489 = "148-1489"
    R26_2026 = "26-2026"


class Round(StrEnum):
    """Why a dossier was evaluated (26/2026/QĐ-TTg art. 6)."""

    FIRST = "first"
    UPGRADE = "upgrade"
    RE_EVALUATION = "re_evaluation"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _ROUNDS[self]


_ROUNDS: Final = {
    Round.FIRST: Message("Đánh giá lần đầu"),
    Round.UPGRADE: Message("Nâng hạng"),
    Round.RE_EVALUATION: Message("Đánh giá lại"),
}


class EvidenceGrade(StrEnum):
    """How near the paper we hold is to the decision itself. Only ``A`` gives the full badge, ``B1`` a pending one."""

    A = "A"
    B1 = "B1"
    B2 = "B2"
    C = "C"

    @property
    def label(self) -> Message:
        """What the grade means."""
        return _GRADES[self]


_GRADES: Final = {
    EvidenceGrade.A: Message("chính bản quyết định"),
    EvidenceGrade.B1: Message("tin trên báo, cổng thông tin nhà nước"),
    EvidenceGrade.B2: Message("tin trước khi công nhận"),
    EvidenceGrade.C: Message("trang của người bán"),
}


class RecordState(StrEnum):
    """How far the record of a recognition has come. What the clock does to it is ``lifecycle.Standing``, never
    stored.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    RecordState.DRAFT: Message("Bản nháp"),
    RecordState.SUBMITTED: Message("Chờ duyệt"),
    RecordState.VERIFIED: Message("Đã duyệt"),
    RecordState.WITHDRAWN: Message("Đã bỏ"),
}


class RevocationGround(StrEnum):
    """Why a recognition is revoked: 26/2026/QĐ-TTg art. 8, points a to e in the Vietnamese alphabet."""

    FORGED = "a"
    BELOW_CRITERIA = "b"
    UNLAWFUL = "c"
    MARK_MISUSED = "d"
    NOT_PRODUCED = "đ"
    OTHER_CONCLUSION = "e"

    @property
    def label(self) -> Message:
        """The ground in words."""
        return _GROUNDS[self]


_GROUNDS: Final = {
    RevocationGround.FORGED: Message("hồ sơ không trung thực, giả mạo"),
    RevocationGround.BELOW_CRITERIA: Message("không còn đáp ứng tiêu chí"),
    RevocationGround.UNLAWFUL: Message(
        "vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc nhãn hàng hóa"
    ),
    RevocationGround.MARK_MISUSED: Message("dùng nhãn hiệu OCOP sai, gây nhầm lẫn"),
    RevocationGround.NOT_PRODUCED: Message("không còn sản xuất"),
    RevocationGround.OTHER_CONCLUSION: Message("kết luận khác của cơ quan có thẩm quyền"),
}

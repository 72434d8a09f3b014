"""The closed lists of inspections, proposals, misuse and appeals, with what people call them."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class Occasion(StrEnum):
    """Why somebody goes and looks: post-inspection is periodic or ad hoc (26/2026/QĐ-TTg art. 9)."""

    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"
    COMPLAINT = "complaint"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _OCCASIONS[self]


_OCCASIONS: Final = {
    Occasion.PERIODIC: Message("Định kỳ"),
    Occasion.AD_HOC: Message("Đột xuất"),
    Occasion.COMPLAINT: Message("Theo phản ánh"),
}


class Check(StrEnum):
    """The three things that are looked at."""

    PRODUCTION = "production"
    LAW = "law"
    MARK = "mark"

    @property
    def label(self) -> Message:
        """What is asked."""
        return _CHECKS[self]


_CHECKS: Final = {
    Check.PRODUCTION: Message("Duy trì sản xuất"),
    Check.LAW: Message("Chấp hành pháp luật"),
    Check.MARK: Message("Sử dụng nhãn hiệu, tem OCOP"),
}


class Finding(StrEnum):
    """What a check came to."""

    OK = "ok"
    FAULT = "fault"
    NOT_LOOKED_AT = "not_looked_at"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _FINDINGS[self]


_FINDINGS: Final = {
    Finding.OK: Message("Đạt"),
    Finding.FAULT: Message("Có lỗi"),
    Finding.NOT_LOOKED_AT: Message("Chưa xem"),
}


class Verdict(StrEnum):
    """How an inspection ends. ``REMEDY`` gives the producer time until a day."""

    PASS = "pass"  # noqa: S105 -- a verdict, no password
    REMEDY = "remedy"
    FAIL = "fail"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _VERDICTS[self]


_VERDICTS: Final = {
    Verdict.PASS: Message("Đạt"),
    Verdict.REMEDY: Message("Phải khắc phục"),
    Verdict.FAIL: Message("Không đạt"),
}


class InspectionState(StrEnum):
    """How far an inspection has come."""

    DRAFT = "draft"
    CONCLUDED = "concluded"
    DROPPED = "dropped"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _INSPECTION_STATES[self]


_INSPECTION_STATES: Final = {
    InspectionState.DRAFT: Message("Đang ghi"),
    InspectionState.CONCLUDED: Message("Đã kết luận"),
    InspectionState.DROPPED: Message("Đã bỏ"),
}


class EvidenceKind(StrEnum):
    """What a picture of an inspection shows."""

    PHOTO = "photo"
    STAMP = "stamp"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _EVIDENCE[self]


_EVIDENCE: Final = {
    EvidenceKind.PHOTO: Message("Ảnh hiện trường"),
    EvidenceKind.STAMP: Message("Ảnh mẫu tem"),
}


class ProposalState(StrEnum):
    """How far a proposal to revoke has come."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    REVOKED = "revoked"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _PROPOSAL_STATES[self]


_PROPOSAL_STATES: Final = {
    ProposalState.DRAFTED: Message("Đang soạn tờ trình"),
    ProposalState.SUBMITTED: Message("Chờ quyết định"),
    ProposalState.REVOKED: Message("Đã thu hồi"),
    ProposalState.REJECTED: Message("Không thu hồi"),
    ProposalState.WITHDRAWN: Message("Đã rút đề nghị"),
}


class MisuseState(StrEnum):
    """How far the case of a mark without a recognition has come."""

    OPEN = "open"
    HANDLED = "handled"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _MISUSE_STATES[self]


_MISUSE_STATES: Final = {
    MisuseState.OPEN: Message("Mới phát hiện"),
    MisuseState.HANDLED: Message("Đang xử lý"),
    MisuseState.CLOSED: Message("Đã khép"),
}


class Against(StrEnum):
    """What an appeal is against."""

    SUSPENSION = "suspension"
    REVOCATION = "revocation"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _AGAINST[self]


_AGAINST: Final = {
    Against.SUSPENSION: Message("Việc tạm dừng"),
    Against.REVOCATION: Message("Quyết định thu hồi"),
}


class AppealState(StrEnum):
    """How far an appeal has come."""

    OPENED = "opened"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _APPEAL_STATES[self]


_APPEAL_STATES: Final = {
    AppealState.OPENED: Message("Chờ giải quyết"),
    AppealState.UPHELD: Message("Khiếu nại đúng"),
    AppealState.DISMISSED: Message("Khiếu nại không đúng"),
    AppealState.WITHDRAWN: Message("Đã rút khiếu nại"),
}

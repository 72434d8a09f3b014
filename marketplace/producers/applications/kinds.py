"""The closed lists about applications: how they stand, the steps of the wizard, what is scanned beside papers."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class ApplicationState(StrEnum):
    """How an application stands. The last three are final."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    ApplicationState.DRAFT: Message("Đang viết"),
    ApplicationState.SUBMITTED: Message("Chờ xem xét"),
    ApplicationState.RETURNED: Message("Cần bổ sung"),
    ApplicationState.PROPOSED: Message("Chờ người thứ hai duyệt"),
    ApplicationState.APPROVED: Message("Đã duyệt"),
    ApplicationState.REFUSED: Message("Không được duyệt"),
    ApplicationState.WITHDRAWN: Message("Đã rút"),
}

WRITABLE: Final = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})
"""In these the applicant types and uploads."""

WITH_OFFICERS: Final = frozenset({ApplicationState.SUBMITTED, ApplicationState.PROPOSED})
"""In these officers compare and decide."""

OPEN: Final = WRITABLE | WITH_OFFICERS
"""An account has one application in these at a time."""


class Step(StrEnum):
    """A step of the wizard; the value is how its address is written. They come in this order."""

    SUBJECT = "chu-the"
    REGISTRATION = "dang-ky"
    PERSON = "dai-dien"
    PLACE = "dia-chi"
    GOODS = "san-pham"
    PAPERS = "giay-to"
    PAYOUT = "nhan-tien"
    STORY = "gioi-thieu"
    SEND = "gui"

    @property
    def label(self) -> Message:
        """What the step is called."""
        return _STEPS[self]


_STEPS: Final = {
    Step.SUBJECT: Message("Chủ thể"),
    Step.REGISTRATION: Message("Đăng ký kinh doanh"),
    Step.PERSON: Message("Người đại diện"),
    Step.PLACE: Message("Địa chỉ"),
    Step.GOODS: Message("Sản phẩm"),
    Step.PAPERS: Message("Giấy tờ"),
    Step.PAYOUT: Message("Nhận tiền"),
    Step.STORY: Message("Giới thiệu"),
    Step.SEND: Message("Kiểm tra và gửi"),
}


class IdScan(StrEnum):
    """Pictures that show who the representative is. They are stored sealed."""

    FRONT = "id_front"
    BACK = "id_back"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _ID_SCANS[self]


_ID_SCANS: Final = {
    IdScan.FRONT: Message("Căn cước, mặt trước"),
    IdScan.BACK: Message("Căn cước, mặt sau"),
}


class Progress(StrEnum):
    """How far a step is: nothing typed, some missing, all there, or something that cannot be so."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"
    WRONG = "wrong"

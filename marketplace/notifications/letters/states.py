"""The closed lists of telling a holder: by which way, how far it is, what came of it."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message

STEPS: Final = (210, 180, 120, 30, 0)
"""Days before the last day on which the holder is told, each once: a month before the time of filing, its first and
its last day (26/2026/QĐ-TTg art. 6), a month before the end, the last day itself."""


class NoticeState(StrEnum):
    """How far a notice before the end is."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    TO_PRINT = "to_print"
    """The holder has no account here: an office tells them on paper, by telephone or at their door."""
    TOLD = "told"
    NOT_NEEDED = "not_needed"
    """What it would have asked for had been done."""


class Way(StrEnum):
    """How a holder was told, or answered."""

    MAIL = "mail"
    PRINT = "print"
    PHONE = "phone"
    VISIT = "visit"
    REPLY = "reply"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _WAYS[self]


_WAYS: Final = {
    Way.MAIL: Message("E-mail"),
    Way.PRINT: Message("Thư giấy"),
    Way.PHONE: Message("Điện thoại"),
    Way.VISIT: Message("Gặp trực tiếp"),
    Way.REPLY: Message("Chủ thể trả lời"),
}
NOTED: Final = (Way.PHONE, Way.VISIT, Way.REPLY)
"""What an officer writes down by hand."""


class Outcome(StrEnum):
    """What came of a talk."""

    WILL_FILE = "will_file"
    NOT_REACHED = "not_reached"
    GIVES_UP = "gives_up"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """In words."""
        return _OUTCOMES[self]


_OUTCOMES: Final = {
    Outcome.WILL_FILE: Message("Sẽ nộp hồ sơ đánh giá lại"),
    Outcome.NOT_REACHED: Message("Chưa gặp được"),
    Outcome.GIVES_UP: Message("Không đánh giá lại nữa"),
    Outcome.OTHER: Message("Khác"),
}


class LetterState(StrEnum):
    """How far a letter is."""

    DRAFT = "draft"
    ISSUED = "issued"
    DROPPED = "dropped"

    @property
    def label(self) -> Message:
        """In words."""
        return _LETTERS[self]


_LETTERS: Final = {
    LetterState.DRAFT: Message("Bản thảo"),
    LetterState.ISSUED: Message("Đã phát hành"),
    LetterState.DROPPED: Message("Đã bỏ"),
}


class MailState(StrEnum):
    """How far the mail to one holder is."""

    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    NO_ADDRESS = "no_address"

    @property
    def label(self) -> Message:
        """In words."""
        return _MAILS[self]


_MAILS: Final = {
    MailState.WAITING: Message("Chưa gửi"),
    MailState.QUEUED: Message("Đang gửi"),
    MailState.SENT: Message("Đã gửi"),
    MailState.FAILED: Message("Không gửi được"),
    MailState.NO_ADDRESS: Message("Không có e-mail"),
}

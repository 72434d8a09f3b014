"""What a kind of notice declares: what it is about, its words, how it reaches its reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from marketplace.kernel.i18n import Message

DIGEST_HOUR: Final = 7
"""The local hour of the mail of the day. What comes later waits for the next day's."""


class Topic(StrEnum):
    """What notices are about. People choose by topic how they are told."""

    ORDERS = "orders"
    """What somebody bought."""
    SALES = "sales"
    """What a producer sold."""
    LISTING = "listing"
    """Products in the shop: approved, sent back, waiting."""
    PAPERS = "papers"
    APPLICATIONS = "applications"
    """Who wants to sell."""
    CERTIFICATION = "certification"
    INSPECTION = "inspection"
    LETTERS = "letters"
    MONEY = "money"
    ACCOUNT = "account"

    @property
    def label(self) -> Message:
        """How a person reads it."""
        return _LABELS[self]


_LABELS = {
    Topic.ORDERS: Message("Đơn tôi mua"),
    Topic.SALES: Message("Đơn khách đặt"),
    Topic.LISTING: Message("Sản phẩm trên quầy"),
    Topic.PAPERS: Message("Giấy tờ"),
    Topic.APPLICATIONS: Message("Hồ sơ đăng ký bán"),
    Topic.CERTIFICATION: Message("Công nhận OCOP"),
    Topic.INSPECTION: Message("Kiểm tra và thu hồi"),
    Topic.LETTERS: Message("Thư của cơ quan"),
    Topic.MONEY: Message("Tiền bán hàng"),
    Topic.ACCOUNT: Message("Tài khoản và bảo mật"),
}


class Way(StrEnum):
    """How a notice reaches its reader beside the inbox, where it always lies."""

    NOW = "now"
    """By a mail of its own."""
    DAILY = "daily"
    """With the others in the one mail of the day."""
    INBOX = "inbox"
    """By no mail."""

    @property
    def label(self) -> Message:
        """How a person chooses it."""
        return _WAYS[self]


_WAYS = {
    Way.NOW: Message("Gửi thư ngay"),
    Way.DAILY: Message("Gộp vào một thư mỗi ngày"),
    Way.INBOX: Message("Chỉ để trong hộp tin"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. Its words may name what ``notify`` is given: ``%(product)s``.

    ``title`` is one line and the subject of the mail; ``text`` says in a sentence or two what happened and what it
    means; ``action`` is the one button ("Sửa sản phẩm"). ``name`` is what operators call the kind.
    ``way`` is how it goes to whoever has chosen nothing. Nobody can choose otherwise where ``required``: for what the
    law wants told (suspension, revocation, an answer to an application) and what guards an account.
    ``own_mail``: the mail has a template of its own, ``marketplace/mail/<kind>``, and a job that sends it to
    ``queries.to_mail(kind, ref)``; otherwise it is made of these words.
    ``office``: it asks officers to do something; the others are not offered to choose how they hear of it.
    ``sample`` are values as ``notify`` gives them, for the tests and the operators' pages that show every kind.
    """

    topic: Topic
    name: Message
    title: Message
    text: Message
    action: Message
    way: Way = Way.DAILY
    required: bool = False
    own_mail: bool = False
    office: bool = False
    sample: Mapping[str, Any] = field(default_factory=dict)

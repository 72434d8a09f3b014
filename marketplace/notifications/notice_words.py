"""The words of a notice in the language of the moment, and why its reader gets a mail about it."""

from dataclasses import dataclass

from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Kind, Topic
from marketplace.notifications.values import unpacked
from marketplace.notifications.wish_links import token_of

INBOX = "/tai-khoan/thong-bao"
WISHES = "/tai-khoan/thong-bao/tuy-chon"
STOP = "/thu/thoi-nhan/"


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says."""

    title: str
    text: str
    action: str


@dataclass(frozen=True, slots=True)
class Why:
    """The foot of a mail. ``stop_url`` is empty for what nobody can switch off."""

    words: str
    wishes_url: str
    stop_url: str


def words_of(kind: str, params: str) -> Words:
    """What is said now; hardly anything of a kind that only an earlier version had or filled otherwise."""
    values = unpacked(params)
    try:
        declared = KINDS[kind]
        title, text, action = (
            " ".join(str(Message(each.msgid, values)).split())
            for each in (declared.title, declared.text, declared.action)
        )
    except KeyError:
        return Words(_("Tin đã cũ"), "", _("Mở"))
    return Words(title, text, action)


def why(kind: Kind, user_id: int) -> Why:
    """Why somebody gets a mail of this kind, and how they choose otherwise."""
    address = current().address
    if kind.required:
        return Why(_("Tin quan trọng: ai cũng nhận, không tắt được."), address + WISHES, "")
    return why_topic(kind.topic, user_id)


def why_topic(topic: Topic, user_id: int) -> Why:
    """Why somebody gets a mail about this topic, and the link that stops such mails."""
    address = current().address
    return Why(
        _("Anh chị nhận thư này theo mục “%(topic)s” trong cách nhận tin của mình.", topic=str(topic.label)),
        address + WISHES,
        f"{address}{STOP}{token_of(user_id, topic)}",
    )


def why_digest() -> Why:
    """Why somebody gets the mail of the day: one can stop it topic by topic."""
    return Why(
        _("Anh chị nhận thư này mỗi sáng một lần, chỉ khi có tin chưa đọc."), current().address + WISHES, ""
    )

"""Whose name a bank account stands in, beside whose it should be. Pure."""

from dataclasses import dataclass

from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold
from marketplace.producers.kinds import ProducerKind


@dataclass(frozen=True, slots=True)
class HolderFound:
    """What the comparison came to. It decides nothing: an officer reads it."""

    agrees: bool
    text: Message


def compared(
    holder: str, *, legal_name: str, representative: str, kind: ProducerKind | None
) -> HolderFound | None:
    """The holder of an account beside the names of a producer; ``None`` without a holder.

    Banks write a holder in capitals without marks. A company is paid to its own account, a person may stand for the
    household, group or farm that they represent.
    """
    name = fold(holder)
    if not name:
        return None
    if name == fold(legal_name):
        return HolderFound(True, Message("Chủ tài khoản trùng tên chủ thể."))
    if name != fold(representative):
        return HolderFound(False, Message("Chủ tài khoản khác tên chủ thể và tên người đại diện."))
    if kind is not None and not kind.may_use_personal_id:
        text = Message("Tài khoản đứng tên người đại diện, không phải của %(kind)s.", {"kind": kind.label})
        return HolderFound(False, text)
    return HolderFound(True, Message("Chủ tài khoản trùng tên người đại diện."))

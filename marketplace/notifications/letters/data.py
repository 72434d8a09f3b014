"""What is typed of a letter, and what is wrong with it."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.notifications.letters import placeholders
from marketplace.notifications.letters.samples import LetterKind

LIMITS: Final = {
    "agency_above": 120,
    "agency": 120,
    "number": 60,
    "place": 60,
    "about": 300,
    "body": 8000,
    "signer_behalf": 80,
    "signer_role": 120,
    "signer_name": 120,
    "copies": 600,
}
"""The most characters of each."""
_NEEDED: Final = {
    "agency": Message("Ghi tên cơ quan gửi thư."),
    "place": Message("Ghi địa danh, ví dụ: Hà Tĩnh."),
    "about": Message("Ghi trích yếu: thư về việc gì."),
    "body": Message("Viết nội dung thư."),
    "signer_role": Message("Ghi chức danh người ký."),
    "signer_name": Message("Ghi tên người ký."),
}
_LONG: Final = ("body", "copies")
"""Texts of several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterData:
    """A letter as it is typed. ``about`` and ``body`` may hold places (:mod:`placeholders`)."""

    kind: LetterKind
    dated: date
    agency: str
    place: str
    about: str
    body: str
    signer_role: str
    signer_name: str
    agency_above: str = ""
    number: str = ""
    signer_behalf: str = ""
    copies: str = ""


def read(data: LetterData) -> LetterData:
    """The letter with its texts levelled. :class:`Invalid` names every field at fault."""
    values: dict[str, Any] = {
        name: _lines(getattr(data, name)) if name in _LONG else one_line(getattr(data, name))
        for name in LIMITS
    }
    wrong: dict[str, Message] = {}
    for name, limit in LIMITS.items():
        if name in _NEEDED and not values[name]:
            wrong[name] = _NEEDED[name]
        elif len(values[name]) > limit:
            wrong[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    for name in ("about", "body"):
        fault = placeholders.faults(values[name])
        if fault is not None:
            wrong.setdefault(name, fault)
    if f"{{{placeholders.TABLE}}}" in values["about"]:
        wrong.setdefault("about", Message("Trích yếu không chứa được bảng sản phẩm."))
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return replace(data, **values)


def blanks(data: Any) -> list[str]:
    """The fields in which something is still left open."""
    return [
        name for name in ("about", "body", "number", "place") if placeholders.has_blanks(getattr(data, name))
    ]


NAMES: Final = tuple(field.name for field in fields(LetterData))
"""Every field of a letter."""


def _lines(text: str) -> str:
    lines = [one_line(line) for line in text.replace("\r", "").split("\n")]
    return "\n".join(lines).strip()

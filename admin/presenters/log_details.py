"""What was noted with an entry of the log, in words: days and hours as here, places and people by name, yes and no."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from marketplace.accounts.policy import Role
from marketplace.accounts.privacy.kinds import RequestKind
from marketplace.accounts.role_names import ROLES
from marketplace.catalog.kinds import OriginMarkKind
from marketplace.certification import facts
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import Against, EvidenceKind, Verdict
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.notifications.kind import Topic
from marketplace.orders.states import STATE_NAMES
from marketplace.producers import kinds

from .log_words import SCOPES
from .words import flat, number

Names = Mapping[tuple[str, str], str]
"""Names by what they are of and how it is kept: ``("user", "12")``, ``("province", "42")``, ``("producer", "3")``."""

KEYS: Final = {
    "against": Message("khiếu nại về"),
    "alt": Message("lời tả"),
    "amount": Message("số tiền"),
    "annulled": Message("quyết định bị huỷ"),
    "at": Message("hiệu lực từ"),
    "authority_accepted": Message("đã chấp nhận thẩm quyền"),
    "bank_account": Message("tài khoản số"),
    "bank_accounts": Message("tài khoản chờ xác minh lại"),
    "by": Message("thay bằng bản ghi"),
    "caption": Message("chú thích"),
    "counted": Message("đếm được"),
    "decision": Message("quyết định"),
    "entered_by": Message("người nhập"),
    "field": Message("mục"),
    "fields": Message("chỗ sửa"),
    "filed_on": Message("ngày nộp"),
    "from": Message("từ"),
    "gross_grams": Message("nặng cả bao bì (g)"),
    "ground": Message("căn cứ"),
    "file": Message("tệp số"),
    "image": Message("ảnh"),
    "images": Message("ảnh"),
    "imported": Message("số hàng đã nhập"),
    "inspection": Message("biên bản"),
    "into": Message("gộp vào chủ thể số"),
    "job": Message("việc"),
    "kind": Message("loại"),
    "label": Message("quy cách"),
    "left": Message("còn lại"),
    "lifted": Message("đã cho bán lại"),
    "lines": Message("số dòng hàng"),
    "locale": Message("tiếng của thư"),
    "method": Message("cách trả tiền"),
    "misuse": Message("vụ dùng sai tem"),
    "net_amount": Message("lượng tịnh"),
    "net_unit": Message("đơn vị tịnh"),
    "new_packs": Message("quy cách mới"),
    "no": Message("số văn bản"),
    "number": Message("số"),
    "only_ready": Message("chỉ hàng không sai"),
    "outcome": Message("kết quả"),
    "owner": Message("của"),
    "pack": Message("quy cách số"),
    "packs": Message("quy cách"),
    "paper": Message("giấy"),
    "paper_no": Message("số văn bản"),
    "papers": Message("số giấy tờ"),
    "people": Message("số người"),
    "price": Message("giá"),
    "producer": Message("chủ thể"),
    "proposal": Message("đề nghị"),
    "purpose": Message("mục đích"),
    "quantity": Message("số lượng"),
    "ready": Message("số hàng nhập được"),
    "reason": Message("lý do"),
    "receipt": Message("biên nhận"),
    "recognition": Message("bản ghi số"),
    "recipients": Message("số người nhận"),
    "ref": Message("của"),
    "remark": Message("lời nhắn"),
    "removed": Message("đã gỡ"),
    "requested_by": Message("người yêu cầu"),
    "result_on": Message("ngày có kết quả"),
    "revision": Message("bản sửa"),
    "role": Message("vai trò"),
    "round": Message("lần gửi"),
    "rows": Message("số dòng"),
    "scope": Message("phạm vi"),
    "sessions": Message("số máy"),
    "sha256": Message("mã băm"),
    "since": Message("từ lúc"),
    "skipped": Message("hàng để lại"),
    "sku": Message("mã hàng"),
    "star": Message("số sao"),
    "states": Message("tình trạng"),
    "tab": Message("mục"),
    "text": Message("tìm chữ"),
    "to": Message("thành"),
    "topics": Message("mục tin"),
    "total": Message("tổng tiền"),
    "variant": Message("quy cách số"),
    "verdict": Message("kết luận"),
    "version": Message("bản"),
    "way": Message("cách"),
    "with": Message("với chủ thể số"),
}
"""Every name of a value that is noted. One of an earlier version is shown as it is kept."""

VALUES: Final = {
    ("purpose", "personal_data"): Message("dữ liệu cá nhân"),
    ("purpose", "seller_data"): Message("hồ sơ bán hàng"),
    ("locale", "en"): Message("tiếng Anh"),
    ("locale", "vi"): Message("tiếng Việt"),
    ("method", "cod"): Message("trả tiền khi nhận hàng"),
    ("field", "bank_account"): Message("số tài khoản"),
    ("field", "representative_id"): Message("số căn cước"),
    ("field", "tax_code"): Message("mã số thuế"),
    ("kind", "application"): Message("hồ sơ bán hàng"),
    ("kind", "claim"): Message("đề nghị nhận chủ thể"),
    ("kind", "order"): Message("đơn hàng"),
    ("kind", "producer"): Message("chủ thể"),
    ("kind", "recognition_decision"): Message("bản quét quyết định"),
}
_ENUMS: Final[dict[str, tuple[type[StrEnum], ...]]] = {
    "kind": (EvidenceKind, facts.PaperKind, kinds.PaperKind, kinds.ProducerKind, OriginMarkKind, RequestKind),
    "against": (Against,),
    "ground": (RevocationGround,),
    "topics": (Topic,),
    "verdict": (Verdict,),
}
_MONEY: Final = frozenset({"amount", "price", "total"})
_STATES: Final = frozenset({"from", "to", "states"})
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
SHOWN_OF_HASH: Final = 12


def details(action: str, data: Mapping[str, Any], names: Names) -> str:
    """What was noted with an entry, without what is empty. A role is said as people call it."""
    if data.keys() == {"role", "scope", "ref"} and data["role"] in list(Role) and data["scope"] in SCOPES:
        return _role(data["role"], data["scope"], str(data["ref"]), names)
    return "; ".join(_parts(action, data, names))


def wanted_names(data: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Of what the details say the name."""
    found = {
        (kind, ref)
        for value in data.values()
        if isinstance(value, str)
        for kind, _colon, ref in [value.partition(":")]
        if kind in {"user", "producer"} and ref.isdigit()
    }
    if data.get("scope") in {"province", "commune", "producer"} and data.get("ref"):
        found.add((data["scope"], str(data["ref"])))
    if isinstance(data.get("producer"), int):
        found.add(("producer", str(data["producer"])))
    return found


def _role(role: str, scope: str, ref: str, names: Names) -> str:
    words = str(ROLES[Role(role)])
    if scope == "all":
        return _("%(role)s, %(where)s", role=words, where=str(SCOPES[scope]))
    where = names.get((scope, ref)) or f"{SCOPES[scope]} {ref}"
    return _("%(role)s, %(where)s", role=words, where=where)


def _parts(action: str, data: Mapping[str, Any], names: Names) -> list[str]:
    parts = []
    for key, value in data.items():
        if value in ("", None, [], {}):
            continue
        label = str(KEYS.get(key, key))
        parts.append(f"{label}: {_value(action, key, value, names)}")
    return parts


def _value(action: str, key: str, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(_value(action, key, each, names) for each in value)
    if isinstance(value, Mapping):
        return f"({', '.join(_parts(action, value, names))})"
    if isinstance(value, int):
        return _whole(action, key, value, names)
    return _text(key, value, names) if isinstance(value, str) else flat(value)


def _whole(action: str, key: str, value: int, names: Names) -> str:
    if key in _MONEY or (action == "catalog.price.changed" and key in _STATES):
        return format_dong(value)
    if key == "producer":
        return names.get(("producer", str(value)), str(value))
    return number(value)


def _text(key: str, value: str, names: Names) -> str:
    if (key, value) in VALUES:
        return str(VALUES[key, value])
    for kind in _ENUMS.get(key, ()):
        if value in list(kind):
            return str(getattr(kind(value), "label"))  # noqa: B009 -- a StrEnum as such has none
    if key in _STATES and value in STATE_NAMES:
        return str(STATE_NAMES[value])
    for pattern, said in _FORMS:
        if pattern.fullmatch(value):
            return said(value)
    what, _colon, ref = value.partition(":")
    return names.get((what, ref), value)


def _moment(text: str) -> str:
    return formats.moment(datetime.fromisoformat(text))


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))


def _start(text: str) -> str:
    return f"{text[:SHOWN_OF_HASH]}…"


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = (
    (_INSTANT, _moment),
    (_DAY, _day),
    (_HASH, _start),
)

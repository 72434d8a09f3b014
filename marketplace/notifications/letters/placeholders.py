"""Places in a letter that are filled for each holder: ``{chủ thể}``, ``{hạn nộp}``. Vietnamese in both languages: the
letter is.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from marketplace.kernel.i18n import Message

HOLDER, SPEAKER, ADDRESS = "chủ thể", "người đại diện", "địa chỉ"
COMMUNE, PROVINCE = "xã", "tỉnh"
PRODUCTS, COUNT, TABLE = "sản phẩm", "số sản phẩm", "danh sách sản phẩm"
LAST_DAY, OPENS, CLOSES, GRACE = "ngày hết hạn", "từ ngày nộp", "hạn nộp", "ngày hết gia hạn"

MEANINGS: Final[Mapping[str, Message]] = {
    HOLDER: Message("tên chủ thể như trong quyết định"),
    SPEAKER: Message("người đại diện"),
    ADDRESS: Message("địa chỉ"),
    COMMUNE: Message("xã, phường"),
    PROVINCE: Message("tỉnh, thành phố"),
    PRODUCTS: Message("tên các sản phẩm, cách nhau bằng dấu phẩy"),
    COUNT: Message("số sản phẩm"),
    TABLE: Message("bảng sản phẩm với quyết định và hạn; đứng một mình một dòng"),
    LAST_DAY: Message("ngày hết hạn sớm nhất"),
    OPENS: Message("ngày đầu được nộp hồ sơ"),
    CLOSES: Message("ngày cuối được nộp hồ sơ"),
    GRACE: Message("ngày hết gia hạn"),
}
"""What can be filled in, and what it becomes. Days are those of the product that ends first."""

_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")
_BLANK: Final = re.compile(r"\[(?:…|\.{3,})\]")


def faults(text: str) -> Message | None:
    """What is wrong with the places in a text: one that there is not, or a brace that has no other."""
    unknown = list(dict.fromkeys(name for name in _PLACE.findall(text) if key(name) not in MEANINGS))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in MEANINGS)
        return Message(
            "Không có ô điền %(unknown)s. Dùng được: %(known)s.",
            {"unknown": ", ".join(f"“{{{name}}}”" for name in unknown), "known": known},
        )
    if "{" in (rest := _PLACE.sub("", text)) or "}" in rest:
        return Message("Có dấu { hoặc } đứng lẻ. Ô điền viết như {chủ thể}.")
    return None


def has_blanks(text: str) -> bool:
    """True while something is left open: „[…]“, as the samples have it for what only the writer knows."""
    return _BLANK.search(text) is not None


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its places filled; ``KeyError`` for one that has no value."""
    return _PLACE.sub(lambda found: values[key(found.group(1))], text)


def key(name: str) -> str:
    """A place as it is known by: letter case, spaces and Unicode form do not matter."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())

"""Telling Unicode from the older Vietnamese encodings, which are refused by name.

Until about 2010 offices typed with fonts that draw other letters than the file holds: TCVN3 (ABC, fonts ``.VnTime``)
and VNI-Windows (fonts ``VNI-Times``). Such text survives in .csv files as bytes and in .xlsx files as Latin letters
and signs. TCVN3 writes capitals by changing the font, so text taken out of its cells cannot be converted without
guessing, and a register must not guess names.
"""

import re
import unicodedata

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

TCVN3 = "TCVN3"
VNI = "VNI"
WINDOWS_1258 = "windows-1258"

_TCVN3_SIGNS = frozenset("®¬\xad«ª©¨§µ¶·¸¹»¼½¾Æ")
"""What TCVN3 stores for đ ơ ư ô ê â ă Đ à ả ã á ạ ằ ẳ ẵ ắ ặ. Vietnamese in Unicode uses none of them."""

_VNI_LETTERS = frozenset("øûåïöñëäüÿØÛÅÏÖÑËÄÜ")
"""Letters that VNI writes after or for a vowel, and that Vietnamese in Unicode does not have."""

_COMBINING_1258 = re.compile(
    rb"[A-Za-z\xc2\xca\xd4\xe2\xea\xf4\xe3\xc3\xf5\xd5\xfd\xdd][\xcc\xec\xd2\xde\xf2]"
)
"""A vowel followed by a tone mark, as windows-1258 writes it."""


def is_proper(letter: str) -> bool:
    """True for a letter that only Vietnamese in Unicode has: ă đ ĩ ũ ơ ư, and ạ … ỹ."""
    return letter in "ăĂđĐĩĨũŨơƠưƯ" or "\u1ea0" <= letter <= "\u1ef9"


def suspect(text: str) -> str | None:
    """The old encoding that ``text`` seems to be in, or ``None``. Three tell-tale signs and a majority are needed."""
    proper = sum(map(is_proper, text))
    for name, signs in ((TCVN3, _TCVN3_SIGNS), (VNI, _VNI_LETTERS)):
        found = sum(letter in signs for letter in text)
        if found >= 3 and found > proper:
            return name
    return None


def refuse_legacy(text: str) -> None:
    """Raise ``Invalid`` when ``text`` was typed with a TCVN3 or VNI font."""
    if name := suspect(text):
        raise legacy_encoding(name)


def legacy_encoding(name: str) -> Invalid:
    """The refusal of a file in an old encoding, with the way out."""
    return Invalid(
        Message(
            "Chữ trong tệp theo bảng mã %(name)s, không phải Unicode. Chuyển mã bằng UniKey (Ctrl+Shift+F6) hoặc trong "
            "Excel chọn “CSV UTF-8”, rồi tải lên.",
            {"name": name},
        )
    )


def decode(data: bytes) -> str:
    """The text of a .csv file, in NFC: UTF-8 with or without a mark, or UTF-16 with a mark.

    Raises:
        Invalid: another encoding; the message names it where it can be told.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return unicodedata.normalize("NFC", data.decode("utf-16"))
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _other_encoding(data) from None
    if "\x00" in text:
        raise _no_text()
    return unicodedata.normalize("NFC", text)


def _other_encoding(data: bytes) -> Invalid:
    as_latin = data.decode("latin-1")
    controls = sum(byte < 9 or 13 < byte < 32 for byte in data)
    if controls > len(data) // 50:
        return _no_text()
    if len(_COMBINING_1258.findall(data)) >= 3:
        return legacy_encoding(WINDOWS_1258)
    if name := suspect(as_latin):
        return legacy_encoding(name)
    return Invalid(
        Message("Tệp .csv này không theo bảng mã UTF-8. Trong Excel chọn “CSV UTF-8” rồi tải lên.")
    )


def _no_text() -> Invalid:
    return Invalid(Message("Đây không phải tệp .xlsx, cũng không phải tệp .csv."))

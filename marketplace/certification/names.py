"""A key by which two spellings of one name are the same, and two different names are not.

Unlike searching, which ignores every mark, comparing a certificate with an offer keeps them: "Cam bù" is not "Cam
bú". What is levelled is only how the same word can be typed: letter case, Unicode form, where the tone mark stands
("hoà", "hòa"), spaces and punctuation.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """``text`` as words in lower case, each followed by its tone mark: "Cam Hoà" and "cam HÒA" are both "cam hoà"."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(_levelled(word) for word in _WORD.findall(composed))


def _levelled(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        (tones if sign in _TONES else letters).append(sign)
    return unicodedata.normalize("NFC", "".join(letters + tones))

"""How many stars a cell says."""

import re

from marketplace.kernel.text import fold

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_FILLED = re.compile("[★⭐✮✭✯🌟*]")
_DRAWN = re.compile("[★⭐✮✭✯🌟*☆✩\ufe0f\\s]+")
_NUMBER = re.compile(r"0?([1-9])(?:[.,]0+)?(?:\s*/\s*5)?")
_COUNT = "[1-9]|mot|hai|ba|bon|tu|nam"
_SPOKEN = re.compile(
    r"(?:ocop |san pham |ket qua |xep |dat |phan |loai |chuan )*(?:hang |muc )?(?:ocop )?"
    rf"0?(?P<stars>{_COUNT})(?: sao)?(?: 0?(?P<again>{_COUNT})(?: sao)?)?(?: ocop)?"
    r"(?: cap (?:tinh|huyen|quoc gia|trung uong))?"
    r"(?: (?:dat )?\d{1,3}(?: \d+)? (?:d|diem)(?: 100)?)?"
)
_TICKS = frozenset({"x", "v", "✓", "✔", "√", "☑", "✗", "true", "1", "có"})


def parse_star(text: str) -> int | None:
    """The number of stars, from 1 to 9, or ``None`` for anything else.

    Understands ``4``, ``04``, ``4.0``, ``4/5``, ``4 sao``, ``Hạng 4 sao``, ``Bốn sao``, ``★★★★``, ``★★★★☆``,
    ``4 ★``, ``4 (bốn) sao`` and ``Hạng 4 sao (78,5 điểm)``. A number above 5 is given as it is: it is for the caller
    to say that there is no such thing. Words that say less than a recognition, such as "tiềm năng 5 sao", give
    ``None``.
    """
    text = text.strip()
    if not text:
        return None
    if _DRAWN.fullmatch(text):
        return len(_FILLED.findall(text)) or None
    bare = _FILLED.sub("", text).strip()
    if found := _NUMBER.fullmatch(bare):
        return int(found.group(1))
    found = _SPOKEN.fullmatch(fold(bare))
    if found is None:
        return None
    star, again = _count(found["stars"]), found["again"]
    # The same in digits and in words; "4 (năm) sao" says nothing.
    return star if again is None or _count(again) == star else None


def _count(said: str) -> int:
    return int(said) if said.isdecimal() else _WORDS[said]


def is_potential_star(text: str) -> bool:
    """True for "tiềm năng 5 sao": the province gave 90 points or more and the ministry has not decided yet."""
    return "tiem nang" in fold(text)


def is_tick(text: str) -> bool:
    """True for a mark that says yes in a column headed "3 sao"."""
    return text.strip().lower() in _TICKS or _DRAWN.fullmatch(text.strip() or "-") is not None

"""How names of places are compared, ordered and printed. Pure."""

import re
import unicodedata
from enum import StrEnum

from marketplace.kernel.text import fold, marked_key

_APOSTROPHES = str.maketrans("", "", "'’‘")
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_QUALITIES = "\u0306\u0302\u031b"  # ă, â ê ô, ơ ư: the order of dictionaries
# The order of what may come next in a sort key. A name that ends (its tones begin) comes before one that goes on.
_TONE, _SPACE, _DIGITS, _LETTER = range(4)
_NUMBER = re.compile(r"\b0+(?=\d)")
# i and y stand for the same sound after these consonants; lists and papers disagree on which (Mỹ Quí, Mỹ Quý).
_I_OR_Y = re.compile(r"^(qu|[hklmst])([iy])$")


class UnitType(StrEnum):
    """What a unit is, in the words of the law."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    DISTRICT = "huyện"
    URBAN_DISTRICT = "quận"
    TOWN = "thị xã"
    COMMUNE = "xã"
    WARD = "phường"
    TOWNSHIP = "thị trấn"
    SPECIAL_ZONE = "đặc khu"


class Level(StrEnum):
    """How high a unit stands. Districts ended on 30 June 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


def folded(text: str) -> str:
    """``text`` as places are looked up: folded, and Phường 01 like Phường 1."""
    return _NUMBER.sub("", fold(text))


def spellings(key: str) -> tuple[str, ...]:
    """A folded name and its forms with i for y and y for i, the given one first; at most eight.

    >>> spellings("my qui")
    ('my qui', 'my quy', 'mi qui', 'mi quy')
    """
    forms = [""]
    for word in key.split():
        match = _I_OR_Y.match(word)
        ways = [word]
        if match and len(forms) < 8:
            ways.append(match[1] + ("y" if match[2] == "i" else "i"))
        forms = [f"{form} {way}".strip() for form in forms for way in ways]
    return tuple(forms)


def marks_agree(typed: str, spelled: str, *, unfinished: bool = False) -> bool:
    """True where ``typed`` is ``spelled`` with the same marks: Hoà agrees with Hòa, Thanh does not with Thành.

    ``unfinished``: with the same marks as far as it goes. Hu, Hư and Đạ agree with Hương and Đại.
    """
    words, full = marked_key(typed).split(), marked_key(spelled).split()
    if not unfinished:
        return words == full
    if not words or len(words) > len(full) or words[:-1] != full[: len(words) - 1]:
        return not words
    (base, tone), (full_base, full_tone) = _toneless(words[-1]), _toneless(full[len(words) - 1])
    return full_base.startswith(base) and tone in {"", full_tone}


def _toneless(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in _TONES), "".join(c for c in letters if c in _TONES)


def has_marks(text: str) -> bool:
    """True where somebody typed at least one mark or đ: then marks were meant."""
    plain = unicodedata.normalize("NFD", text)
    return "đ" in plain.lower() or any(c in _TONES or c in _QUALITIES for c in plain)


def order_key(text: str) -> tuple[tuple[int, str, int], ...]:
    """Sort key of a Vietnamese dictionary: a ă â b c d đ e ê …, then the tones; numbers by value, before letters.

    Letters are compared over the whole name first, tones only between names that are otherwise the same.
    """
    letters: list[tuple[int, str, int]] = []
    tones: list[tuple[int, str, int]] = []
    composed = unicodedata.normalize("NFC", text.translate(_APOSTROPHES).lower())
    for word in re.findall(r"\d+|[^\W\d_]+", composed):
        letters.append((_SPACE, "", 0))
        if word.isdecimal():
            letters.append((_DIGITS, "", int(word)))
            continue
        for character in word:
            letter = unicodedata.normalize("NFD", character)
            base, marks = letter[0], letter[1:]
            quality = sum(_QUALITIES.index(mark) + 1 for mark in marks if mark in _QUALITIES)
            letters.append((_LETTER, "d", 1) if base == "đ" else (_LETTER, base, quality))
            tones.append((_TONE, "", sum(_TONES.index(mark) + 1 for mark in marks if mark in _TONES)))
    return (*letters, *tones)


def full_name(unit_type: str, name: str) -> str:
    """The name as on its own in a list or a line of an address: Xã Hương Đô, Thành phố Hà Nội."""
    return upper_first(f"{unit_type} {name}")


def upper_first(text: str) -> str:
    """At the beginning of a sentence: phường Đại Nài → Phường Đại Nài."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Within a sentence: Huyện Hương Sơn → huyện Hương Sơn."""
    return text[:1].lower() + text[1:]


def without_type(full: str) -> str:
    """The bare name: Huyện Hương Sơn → Hương Sơn, Quận 1 → 1."""
    lowered = full.lower()
    for unit_type in UnitType:
        if lowered.startswith(f"{unit_type} "):
            return full[len(unit_type) + 1 :]
    return full

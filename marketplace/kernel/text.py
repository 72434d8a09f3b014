"""Vietnamese text as it is compared: folded for finding, marked for ranking, a slug for addresses.

One folding for every search backend, for place names and for slugs, since no engine folds *đ* (a letter of its own, not
a d with a mark). The tables of places are folded by the same rule: decompose, drop all marks, đ → d, lower case, drop
apostrophes, every other run of non-alphanumerics → one space.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from marketplace.kernel.syllables import TONES

_APOSTROPHES: Final = frozenset("'’‘ʼʹ′`´")
"""All the signs that are typed for the apostrophe of M'Drắk, M’Drắk."""
_D_BAR: Final = frozenset("đĐðÐɖƉ")
"""Đ, and the two letters of other languages that look the same and stand for it in converted old documents."""

MAX_CHARS: Final = 120
MAX_WORDS: Final = 12
"""What is typed into a search beyond these is not looked at: each word is a condition, and no name is longer."""


def nfc(text: str) -> str:
    """The text in Unicode's composed form, in which everything is stored and compared.

    Some keyboards and all of macOS file names give decomposed letters, which look the same and differ byte for byte.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """What somebody typed, as one line to be kept: composed, single spaces, nothing that cannot be seen.

    Control and format characters (Unicode's Cc and Cf, such as U+202E, which turns what follows it around) go: they
    could make a name or an address read as another one on a slip or in a mail.
    """
    return nfc(" ".join(_seen(" ".join(text.split())).split()))


def _seen(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf"})


def fold(text: str) -> str:
    """The text as it is looked up: no marks, lower case, words of letters and digits with one space between.

    >>> fold("Cam Hà Tĩnh"), fold("M'Drắk"), fold("Chân Mây - Lăng Cô")
    ('cam ha tinh', 'mdrak', 'chan may lang co')
    """
    return " ".join(text.translate(_FOLDED).split())


def fold_tokens(text: str) -> list[str]:
    """The words of the folded text, in their order, repeats kept."""
    return text.translate(_FOLDED).split()


def marked_key(text: str) -> str:
    """The same words as :func:`fold` gives, with their marks: a match here ranks above a folded one.

    *cám* and *cam* differ, *Hoà* and *HÒA* do not.
    """
    return " ".join(normalise_tone(text).translate(_MARKED).split())


def slugify(text: str, *, limit: int | None = None) -> str:
    """The folded text for an address: ASCII letters and digits with hyphens, ``limit`` characters at most.

    A long one is cut after a whole word where there is one. A text without a Latin letter or digit gives the empty
    string; the caller knows what else may name the thing.

    >>> slugify("Nước mắm Kỳ Ninh (500 ml)"), slugify("Bưởi Phúc Trạch", limit=10)
    ('nuoc-mam-ky-ninh-500-ml', 'buoi-phuc')
    """
    slug = "-".join(fold(text).encode("ascii", "ignore").decode().split())
    if limit is None or len(slug) <= limit:
        return slug
    head, hyphen, _rest = slug[: limit + 1].rpartition("-")
    return head if hyphen else slug[:limit]


def normalise_tone(text: str) -> str:
    """The text, NFC, with every tone mark where the state's list of places puts it (Decision 19/2025/QĐ-TTg).

    In an open *oa, oe, uy* that is the first vowel: Hoà → Hòa, Thuỷ → Thủy. *Quý* and closed syllables (hoàn) are right
    as they are, and the common slips in them are mended: qúy → quý, hòan → hoàn. Letters and case do not change.
    """
    text = nfc(text)
    return text if text.isascii() else _MISPLACED.sub(_replaced, text)


def _toned(letters: str, at: int) -> list[str]:
    """``letters`` with each of the five marks on the letter at index ``at``."""
    return [unicodedata.normalize("NFC", letters[: at + 1] + mark + letters[at + 1 :]) for mark in _MARKS]


def _moves(pairs: str, source: int, target: int) -> dict[str, str]:
    """For every pair of vowels, in any case: the pair marked at ``source`` → the pair marked at ``target``."""
    cased = {
        f(pair[0]) + g(pair[1]) for pair in pairs.split() for f in (str, str.upper) for g in (str, str.upper)
    }
    return {
        old: new
        for pair in cased
        for old, new in zip(_toned(pair, source), _toned(pair, target), strict=True)
    }


_MARKS: Final = tuple(tone for tone in TONES if tone)
_MOVES: Final = {
    "open": _moves("oa oe uy", 1, 0),
    "closed": _moves("oa oe uy", 0, 1),
    "after_q": _moves("ua uă uâ ue uê ui uy uo uô uơ", 0, 1),
}
_MISPLACED: Final = re.compile(
    r"(?P<open>o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])"
    r"|(?P<closed>[òóỏõọ][ae](?=[cimnoptuy])|[ùúủũụ]y(?=[acnptu]))"
    r"|(?<=q)(?P<after_q>[ùúủũụ][aăâeêiyoôơ])",
    re.IGNORECASE,
)


def _replaced(match: re.Match[str]) -> str:
    # To IGNORECASE the Turkish İ is an i. It is no vowel of ours, so a pair with it stays.
    return _MOVES[match.lastgroup or ""].get(match[0], match[0])


def _folded(char: str) -> str:
    """What one character becomes in :func:`fold`, before runs of spaces are joined."""
    if char in _D_BAR:
        return "d"
    return _alphanumeric(unicodedata.normalize("NFD", char.lower()))


def _marked(char: str) -> str:
    """What one character becomes in :func:`marked_key`. A loose mark, which belongs to no letter, goes."""
    if char in _D_BAR:
        return "đ"
    return _alphanumeric(unicodedata.normalize("NFC", char.lower()))


def _alphanumeric(chars: str) -> str:
    """Letters and digits kept, marks and apostrophes dropped, a space for anything else."""
    return "".join(
        c if c.isalnum() else " "
        for c in chars
        if c not in _APOSTROPHES and not unicodedata.category(c).startswith("M")
    )


class _Table(dict[int, str]):
    """What each character becomes, for :meth:`str.translate`: made ahead for Latin, worked out for the rest."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        latin = (range(0x0250), range(0x0300, 0x0370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
        super().__init__((code, rule(chr(code))) for block in latin for code in block)
        self._rule = rule

    def __missing__(self, code: int) -> str:
        return self._rule(chr(code))


_FOLDED: Final = _Table(_folded)
_MARKED: Final = _Table(_marked)

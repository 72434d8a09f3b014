"""Reads Vietnamese that was typed with the keyboard's Vietnamese mode off.

A person in a hurry, or at a borrowed machine, types *nước mắm* as ``nuwowcs mawsm`` (Telex) or ``nu7o71c ma81m`` (VNI).
Search reads it as what was meant. Both methods name shapes and tones by keys typed anywhere after the letter they
belong to, and a later shape replaces an earlier one (``ddaawcs`` is *đắc*), as the common keyboards have it.

Nothing is a reading unless it is spelled as a Vietnamese syllable, and English that happens to be Telex too ("box"
spells *bõ*, "hair" spells *hải*) is never evidence that a query was typed so.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from marketplace.kernel.english import AMBIGUOUS, FOREIGN
from marketplace.kernel.syllables import ACUTE, DOT, GRAVE, HOOK, LEVEL, TILDE, VOWELS, divide, spell

_TELEX_TONES: Final = {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT}
_VNI_TONES: Final = {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT}
_CIRCUMFLEX: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORN: Final = {"o": "ơ", "u": "ư", "ô": "ơ"}
_BREVE: Final = {"a": "ă", "â": "ă"}
_HORN_PAIRS: Final = (("uo", "ươ"), ("ưo", "ươ"), ("uô", "ươ"), ("uu", "ưu"), ("ua", "ưa"), ("oa", "oă"))

_TOKEN: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 12
"""Keys of the longest syllable, ``nghieengx`` and the like, with a few to spare. What is longer is no syllable."""


def reading(query: str) -> str | None:
    """What ``query`` says when it is read as raw Telex or VNI, NFC; ``None`` when it was plainly not typed so.

    Only the words typed so change; the rest of the query, its case and its punctuation stay as they are. A query that
    mixes both methods is read by the one that explains it first, Telex.

    >>> reading("cam haf tinhx"), reading("nu7o71c ma81m 5kg"), reading("fish sauce")
    ('cam hà tĩnh', 'nước mắm 5kg', None)
    """
    text = unicodedata.normalize("NFC", query)
    return _read_telex(text) or _read_vni(text)


def _read_telex(text: str) -> str | None:
    """The text with its Telex words read, or ``None`` when no word can only be Telex."""
    certain = False

    def read(match: re.Match[str]) -> str:
        nonlocal certain
        raw, keys = match[0], match[0].lower()
        word = _telex(keys) if keys.isascii() and len(keys) <= _LONGEST and keys not in FOREIGN else None
        if word is None:
            return raw
        certain = certain or _only_telex(keys)
        return _in_case_of(raw, word)

    result = _TOKEN.sub(read, text)
    return result if certain else None


def _only_telex(keys: str) -> bool:
    """Whether keys that can be read as Telex are hardly anything else: English, Mường *Toong*, two letters."""
    return keys not in AMBIGUOUS and len(keys) > 2 and divide(keys) is None


def _read_vni(text: str) -> str | None:
    """The text with its VNI words read, or ``None`` when its digits may as well be numbers.

    A digit inside a word, or two after one of three letters or more, is taken for no number: ``ma81m``, ``mam81``. One
    digit after a word may count something ("loai1"); it takes two such words (``ha2 tinh4``) to believe in tones.
    """
    evidence = 0

    def read(match: re.Match[str]) -> str:
        nonlocal evidence
        raw = match[0]
        word = _vni(raw.lower()) if raw.isascii() and 2 < len(raw) <= _LONGEST else None
        if word is None:
            return raw
        letters = raw.rstrip("123456789")
        counted = letters.isalpha() and (len(raw) - len(letters) == 1 or len(letters) < 3)
        evidence += 1 if counted else 2
        return _in_case_of(raw, word)

    result = _TOKEN.sub(read, text)
    return result if evidence >= 2 else None


def _in_case_of(raw: str, word: str) -> str:
    """``word`` in capitals, capitalised or as it is, as ``raw`` was typed."""
    if raw.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if raw[0].isupper() else word


@dataclass(slots=True)
class _Typed:
    """A syllable as far as it has been typed."""

    letters: list[str] = field(default_factory=list)
    tone: str = LEVEL
    late: bool = False
    """A shape was named only after other letters, as in ``tienge``."""

    @property
    def nucleus(self) -> int:
        """Where vowels begin to count: the *u* of *qu* is not one."""
        return 2 if self.letters[:2] == ["q", "u"] else 0

    @property
    def has_vowel(self) -> bool:
        return any(letter in VOWELS for letter in self.letters[self.nucleus :])

    def put_tone(self, tone: str) -> bool:
        """Give the syllable its tone. False when it has one already, or nothing to carry it."""
        if self.tone != LEVEL or not self.has_vowel:
            return False
        self.tone = tone
        return True

    def put_horn(self, shapes: Mapping[str, str]) -> bool:
        """Give a horn (or a breve, when ``shapes`` has one) to the vowels that take it. False when there is none."""
        text = "".join(self.letters)
        for plain, shaped in _HORN_PAIRS:
            at = text.find(plain, self.nucleus)
            if at >= 0 and (shaped != "oă" or "a" in shapes):
                self.letters[at : at + 2] = shaped
                return True
        return self.put_shape(shapes)

    def put_shape(self, shapes: Mapping[str, str]) -> bool:
        """Shape the last vowel that ``shapes`` knows. False when there is none."""
        for index in range(len(self.letters) - 1, self.nucleus - 1, -1):
            if self.letters[index] in shapes:
                self.letters[index] = shapes[self.letters[index]]
                return True
        return False

    def put_bar(self) -> bool:
        """Make the *d* at the beginning *đ*. False when there is none."""
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        return True

    def word(self) -> str | None:
        """The syllable written out, or ``None`` when it is none."""
        body = "".join(self.letters).replace("ưo", "ươ")
        if body.endswith("ươ"):  # an open syllable has uơ: thuở
            body = body[:-2] + "uơ"
        return spell(body, self.tone)


def _telex(raw: str) -> str | None:
    """The syllable that the lower-case keys ``raw`` spell in Telex; ``None`` when none, or when they name no mark."""
    typed = _Typed()
    for key in raw:
        if key in _TELEX_TONES and typed.has_vowel:
            if not typed.put_tone(_TELEX_TONES[key]):
                return None
        elif key == "w":
            if not typed.has_vowel or typed.letters == ["g", "i"]:  # tw, nwowcs, giwx
                typed.letters.append("ư")
            elif not typed.put_horn(_HORN | _BREVE):
                return None
        elif key == "d" and typed.letters[:1] == ["d"]:
            typed.late = typed.late or typed.has_vowel
            typed.put_bar()
        elif not _doubled(typed, key):
            typed.letters.append(key)
    if (typed.late and typed.tone == LEVEL) or (typed.tone == LEVEL and "".join(typed.letters) == raw):
        return None
    return typed.word()


def _doubled(typed: _Typed, key: str) -> bool:
    """Whether ``key`` repeats a vowel and so gives it its circumflex."""
    if key not in _CIRCUMFLEX or key not in typed.letters:
        return False
    if key == "o" and typed.letters[-2:] in (["o", "a"], ["o", "e"]):  # ngoáo, ngoéo
        return False
    typed.late = typed.late or typed.letters[-1] != key
    return typed.put_shape({key: _CIRCUMFLEX[key]})


def _vni(raw: str) -> str | None:
    """The syllable that the lower-case keys ``raw`` spell in VNI; ``None`` when none, or when they name no mark."""
    typed = _Typed()
    done = False
    for key in raw:
        if not key.isdigit():
            typed.letters.append(key)
            continue
        if key in _VNI_TONES:
            done = typed.put_tone(_VNI_TONES[key])
        elif key == "6":
            done = typed.put_shape(_CIRCUMFLEX)
        elif key == "7":
            done = typed.put_horn(_HORN)
        elif key == "8":
            done = typed.put_shape(_BREVE)
        else:
            done = key == "9" and typed.put_bar()
        if not done:
            return None
    return typed.word() if done else None

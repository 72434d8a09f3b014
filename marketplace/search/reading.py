"""How what somebody typed is understood. Pure.

Marks that were typed count: for "cám" (bran) a match letter for letter comes before "cam" (orange). Marks that were
not typed exclude nothing and put nothing back: "cam ha tinh" finds "cam Hà Tĩnh", "banh da" finds "bánh đa" first.
Raw Telex or VNI ("cam haf tinhx") is read as the Vietnamese it stands for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.kernel import telex
from marketplace.kernel.text import MAX_CHARS, MAX_WORDS, fold, marked_key, nfc
from marketplace.search.index import Query


@dataclass(frozen=True, slots=True)
class Reading:
    """``text`` as typed, tidied; ``understood`` is what it was read as when that differs (Telex), else empty."""

    text: str
    understood: str
    query: Query

    @property
    def is_empty(self) -> bool:
        """Nothing to look for."""
        return not self.query.words


STARS: Final = {"3": 3, "4": 4, "5": 5}
"""The stars that products on sale carry (Decision 148/QĐ-TTg of 2023, article 3)."""
_STAR_WORDS: Final = frozenset({"sao", "star", "stars"})
_SAYS_NOTHING: Final = frozenset({"ocop", "san", "pham", "hang", "dat"})
"""What stands around a number of stars and narrows nothing: sản phẩm OCOP, hạng, đạt."""


def stars_asked(typed: str) -> tuple[int, str] | None:
    """The number of stars that is asked for, and the rest of what was typed; ``None`` where none is.

    A number of stars is no word of a product: "4 sao" in the text of a five-star tea is one of its leaves, roasted.

    >>> stars_asked("cam OCOP 4 sao"), stars_asked("4sao"), stars_asked("chè sao")
    ((4, 'cam'), (4, ''), None)
    """
    parts = typed[:MAX_CHARS].split()
    words = [fold(part) for part in parts]
    for at, word in enumerate(words):
        if word in STARS and words[at + 1 : at + 2] and words[at + 1] in _STAR_WORDS:
            return STARS[word], _without_filler(parts[:at] + parts[at + 2 :])
        if word[:1] in STARS and word[1:] in _STAR_WORDS:
            return STARS[word[:1]], _without_filler(parts[:at] + parts[at + 1 :])
    return None


def _without_filler(parts: Sequence[str]) -> str:
    if all(word in _SAYS_NOTHING for part in parts for word in fold(part).split()):
        return ""
    return " ".join(part for part in parts if fold(part) != "ocop")


def read(typed: str, *, prefix: bool = True) -> Reading:
    """Read what was typed. Too long a query is cut, not refused."""
    text = " ".join(nfc(typed).split())[:MAX_CHARS]
    understood = telex.reading(text) or ""
    meant = understood or text
    words = tuple(fold(meant).split())[:MAX_WORDS]
    marked = tuple(marked_key(meant).split())[:MAX_WORDS]
    return Reading(text, understood, Query(words, marked, prefix))

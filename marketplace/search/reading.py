"""How what somebody typed is understood. Pure.

Marks that were typed count: for "cám" (bran) a match letter for letter comes before "cam" (orange). Marks that were
not typed exclude nothing and put nothing back: "cam ha tinh" finds "cam Hà Tĩnh", "banh da" finds "bánh đa" first.
Raw Telex or VNI ("cam haf tinhx") is read as the Vietnamese it stands for.
"""

from dataclasses import dataclass

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


def read(typed: str, *, prefix: bool = True) -> Reading:
    """Read what was typed. Too long a query is cut, not refused."""
    text = " ".join(nfc(typed).split())[:MAX_CHARS]
    understood = telex.reading(text) or ""
    meant = understood or text
    words = tuple(fold(meant).split())[:MAX_WORDS]
    marked = tuple(marked_key(meant).split())[:MAX_WORDS]
    return Reading(text, understood, Query(words, marked, prefix))

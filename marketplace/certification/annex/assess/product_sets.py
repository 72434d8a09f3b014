"""Which of the 26 product sets a cell names."""

import re

from marketplace.certification import reference
from marketplace.kernel.text import fold

_NUMBER = re.compile(r"(?:bo(?: san pham| tieu chi)?|phan nhom|so)?\s*(?:so )?0?(\d{1,2})")
_LEADING = re.compile(r"(?:bo(?: san pham| tieu chi)?|phan nhom|nhom)\s+")


def find_set(text: str) -> int | None:
    """The number of a set of 26/2026/QĐ-TTg, Annex I, by its number or its name; ``None`` where neither is plain."""
    words = fold(text)
    if not words:
        return None
    sets = reference.product_sets()
    if found := _NUMBER.fullmatch(words):
        return int(found.group(1)) if int(found.group(1)) in sets else None
    words = _LEADING.sub("", words, count=1)
    fits = [number for number, each in sets.items() if fold(each.name) == words]
    if not fits and len(words) >= 8:
        fits = [number for number, each in sets.items() if words in fold(each.name)]
    return fits[0] if len(fits) == 1 else None

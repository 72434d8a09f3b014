"""What the heading of a column says. Provinces word their headings freely; order and capitals do not matter."""

from collections.abc import Mapping
from functools import cache, lru_cache

from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.synonyms import SYNONYMS
from marketplace.kernel.text import fold

_UNDER_A_DECISION = frozenset({"co quan", "co quan ky", "don vi ky", "don vi ra quyet dinh", "cap ky"})
"""Folded headings that mean the issuer where "Quyết định công nhận" stands above them, and nothing by themselves."""


@cache
def _phrases() -> tuple[tuple[str, Field], ...]:
    """Every synonym, folded, the longest first."""
    pairs = {(fold(text), field) for field, texts in SYNONYMS.items() for text in texts}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=4096)
def match_heading(path: tuple[str, ...]) -> Mapping[Field, int]:
    """How well a heading fits each kind of column, as a confidence from 1 to 100.

    ``path`` is the heading from the top down: ``("Quyết định", "Số")`` for a header of two rows. The whole heading or
    its last part being a known one counts most, then beginning with one, then holding one. Of a heading in two rows the
    last part is the better witness: under "Chủ thể", "Địa chỉ" is an address.
    """
    whole, last = fold(" ".join(path)), fold(path[-1]) if path else ""
    fits: dict[Field, int] = {}
    for phrase, field in _phrases():
        if phrase == last:
            confidence = 100
        elif phrase == whole:
            confidence = 97
        else:
            confidence = max(_partial(phrase, whole), _partial(phrase, last))
        if confidence > fits.get(field, 0):
            fits[field] = confidence
    if last in _UNDER_A_DECISION and _is_of_a_decision(path[:-1]):
        fits[Field.ISSUER] = 100
    return fits


def _is_of_a_decision(above: tuple[str, ...]) -> bool:
    words = f" {fold(' '.join(above))} "
    return " quyet dinh " in words or " qd " in words


def _partial(phrase: str, heading: str) -> int:
    """A phrase at the beginning of a heading is worth 70 to 90, one inside 45 to 65, by how much of it it covers."""
    position = f" {heading} ".find(f" {phrase} ")
    if position < 0:
        return 0
    return (70 if position == 0 else 45) + 20 * len(phrase) // len(heading)

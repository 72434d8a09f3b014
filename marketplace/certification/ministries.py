"""What the ministry in charge of agriculture was called on a day, and whether a text names it. Pure.

The names are rows in ``data/ministries.csv``. Each is written in full, in initials, or half in half: Bộ Nông nghiệp và
PTNT, Bộ NN&MT, BNNMT.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from marketplace.certification import reference
from marketplace.certification.reference import MinistryName
from marketplace.kernel.text import fold

_OTHER_SYMBOLS: Final = frozenset(
    (
        *("bca", "bct", "bdttg", "bgddt", "bgtvt", "bkhcn", "bkhdt", "bldtbxh", "bng", "bnv", "bqp", "btc"),
        *("btnmt", "btp", "btttt", "bvhttdl", "bxd", "byt"),
    )
)


class Naming(StrEnum):
    """How a text names the ministry: as it was called that day, by a name of another time that may still be meant or
    that cannot be, not at all, or as another ministry.
    """

    RIGHT = "right"
    NEAR = "near"
    ENDED = "ended"
    UNSAID = "unsaid"
    OTHER = "other"


def naming(words: str, on: date) -> Naming:
    """How the folded ``words`` behind "bộ" name the ministry on the day ``on``. Of several names the best counts."""
    found = {_standing(name, on) for name in _named(words.split())}
    for each in (Naming.RIGHT, Naming.NEAR, Naming.ENDED):
        if each in found:
            return each
    return Naming.OTHER if set(words.split()) - {"truong", "bo"} else Naming.UNSAID


def name_on(day: date) -> str:
    """What it was called on that day."""
    return next(name.name for name in reference.ministries() if _standing(name, day) is Naming.RIGHT)


def is_of_other_ministry(number: str) -> bool:
    """True of the number of a decision with the symbol of a ministry that never recognised a product: ``QĐ-BYT``."""
    return not _OTHER_SYMBOLS.isdisjoint(word.removeprefix("qd") for word in fold(number).split()[1:])


def _standing(name: MinistryName, on: date) -> Naming:
    if _within(on, name.first_day, name.last_day):
        return Naming.RIGHT
    return Naming.NEAR if _within(on, name.review_from, name.review_to) else Naming.ENDED


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _named(words: Sequence[str]) -> Iterator[MinistryName]:
    """The names that stand anywhere in the words, the longest at each place."""
    forms = sorted(((_syllables(name.name), name) for name in reference.ministries()), key=_length)
    at = 0
    while at < len(words):
        end = at + 1
        for syllables, name in forms:
            behind = _end(words, at, syllables)
            if behind is not None:
                yield name
                end = behind
                break
        at = end


def _length(form: tuple[Sequence[str], MinistryName]) -> int:
    return -len(form[0])


def _syllables(name: str) -> Sequence[str]:
    return [word for word in fold(name).split()[1:] if word != "va"]


def _end(words: Sequence[str], at: int, syllables: Sequence[str]) -> int | None:
    """Behind the name that begins at ``at``: each word is its next syllable, or the initials of some."""
    left = list(syllables)
    while left:
        if at == len(words):
            return None
        word = words[at]
        taken = 1 if word == left[0] else len(word)
        if word not in {"va", left[0], "".join(each[0] for each in left[:taken])}:
            return None
        if word != "va":
            left = left[taken:]
        at += 1
    return at

"""How much is in a pack, so that what is offered can be compared with what was certified (domain rule G06).

The container is not compared ("chai 500 ml" and "can 500 ml" are the same pack), the net content is. Weight is in
milligrams, volume in microlitres, so that "0,5 kg" and "500 g" are one number and no float is needed.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification.names import name_key


class Measure(StrEnum):
    """What a pack is counted in. ``OTHER`` packs are compared by their words."""

    MILLIGRAM = "mg"
    MICROLITRE = "ul"
    PIECE = "piece"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: its words as printed, and its net content from ``least`` to ``most`` (the same but for ranges)."""

    label: str
    measure: Measure
    least: int
    most: int

    @property
    def key(self) -> tuple[object, ...]:
        """What two packs are compared by."""
        if self.measure is Measure.OTHER:
            return (self.measure, name_key(self.label))
        return (self.measure, self.least, self.most)


_UNITS: Final = {
    "mg": (Measure.MILLIGRAM, 1),
    "g": (Measure.MILLIGRAM, 1000),
    "gr": (Measure.MILLIGRAM, 1000),
    "gram": (Measure.MILLIGRAM, 1000),
    "gam": (Measure.MILLIGRAM, 1000),
    "lạng": (Measure.MILLIGRAM, 100_000),
    "kg": (Measure.MILLIGRAM, 1_000_000),
    "kilogam": (Measure.MILLIGRAM, 1_000_000),
    "ki-lô-gam": (Measure.MILLIGRAM, 1_000_000),
    "yến": (Measure.MILLIGRAM, 10_000_000),
    "tạ": (Measure.MILLIGRAM, 100_000_000),
    "tấn": (Measure.MILLIGRAM, 1_000_000_000),
    "ml": (Measure.MICROLITRE, 1000),
    "cl": (Measure.MICROLITRE, 10_000),
    "l": (Measure.MICROLITRE, 1_000_000),
    "lít": (Measure.MICROLITRE, 1_000_000),
    "lit": (Measure.MICROLITRE, 1_000_000),
}

_NET: Final = {
    "g": (Measure.MILLIGRAM, 1000),
    "ml": (Measure.MICROLITRE, 1000),
    "piece": (Measure.PIECE, 1),
}

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_CONTENT: Final = re.compile(rf"({_NUMBER})(?:\s*(?:-|–|đến)\s*({_NUMBER}))?\s*({_UNIT})(?!\w)")
_TIMES: Final = re.compile(rf"(\d+)\s*(?:\w+\s*)?[x×*]\s*(?=(?:{_NUMBER})\s*(?:{_UNIT})(?!\w))")
_COUNT: Final = re.compile(r"(\d+)\s*[^\W\d]+")
_ONE: Final = re.compile(r"[^\W\d]+")
_BARE: Final = re.compile(rf"(?:/\s*)?({_UNIT})")


def parse_pack(text: str) -> Pack:
    """A pack as people write it: "Thùng 5 kg", "chai 0,5 lít", "24 chai x 330 ml", "hộp 10 chiếc", "kg", "quả".

    Weight or volume is taken where it is named, else the number of pieces; one bare word is one piece; anything
    else is kept as words. "quả (0,9-1,2 kg)" is a range.
    """
    label = " ".join(unicodedata.normalize("NFC", text).split())
    words = label.lower()
    if bare := _BARE.fullmatch(words):
        measure, factor = _UNITS[bare[1]]
        return Pack(label, measure, factor, factor)
    if content := _CONTENT.search(words):
        measure, factor = _UNITS[content[3]]
        times = _TIMES.search(words)
        many = int(times[1]) if times else 1
        least = _scaled(content[1], factor) * many
        most = _scaled(content[2], factor) * many if content[2] else least
        return Pack(label, measure, min(least, most), max(least, most))
    if count := _COUNT.search(words):
        return Pack(label, Measure.PIECE, int(count[1]), int(count[1]))
    if _ONE.fullmatch(words):
        return Pack(label, Measure.PIECE, 1, 1)
    return Pack(label, Measure.OTHER, 0, 0)


@lru_cache(maxsize=4096)
def parse_packs(labels: tuple[str, ...]) -> tuple[Pack, ...]:
    """Each of the packs a decision prints."""
    return tuple(map(parse_pack, labels))


def net_pack(label: str, amount: int, unit: str) -> Pack:
    """A pack whose net content is known: ``amount`` in ``unit``, one of ``g``, ``ml`` and ``piece``."""
    measure, factor = _NET[unit]
    return Pack(label, measure, amount * factor, amount * factor)


def _scaled(number: str, factor: int) -> int:
    """A written number times ``factor``. A dot before exactly three digits groups thousands, as Vietnamese writes."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    whole, _, part = number.replace(",", ".").partition(".")
    part = part.replace(".", "")[:9]
    return int(whole) * factor + (int(part) * factor // 10 ** len(part) if part else 0)

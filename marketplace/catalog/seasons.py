"""The months in which a product is there, as twelve bits: bit 0 is January. No bit means all year. Pure."""

from collections.abc import Iterable
from typing import Final

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message

YEAR: Final = 0
_ALL: Final = 0b1111_1111_1111


def mask(months: Iterable[int]) -> int:
    """The bits of the months 1 to 12; all twelve are all year, 0. ``ValueError`` for another number."""
    bits = 0
    for month in months:
        if not 1 <= month <= 12:
            raise ValueError(f"no month {month}")
        bits |= 1 << month - 1
    return YEAR if bits == _ALL else bits


def months(bits: int) -> tuple[int, ...]:
    """The months of a mask in the order of the year; none for all year."""
    return tuple(month for month in range(1, 13) if bits >> month - 1 & 1)


def is_in_season(bits: int, month: int) -> bool:
    """True in the months of the mask, and always for all year."""
    return bits == YEAR or bool(bits >> month - 1 & 1)


def spans(bits: int) -> tuple[tuple[int, int], ...]:
    """First and last months of each unbroken season, over the turn of the year: November to January is (11, 1).

    Empty for all year.
    """
    chosen = set(months(bits))
    starts = [month for month in sorted(chosen) if (month - 2) % 12 + 1 not in chosen]
    found = []
    for start in starts:
        end = start
        while end % 12 + 1 in chosen:
            end = end % 12 + 1
        found.append((start, end))
    return tuple(found)


def in_words(bits: int) -> Message:
    """The season for a page: "quanh năm", "tháng 11 đến tháng 1", "tháng 5; tháng 9 đến tháng 10"."""
    found = spans(bits)
    if not found:
        return Message("quanh năm")
    return _several([_span(*span) for span in found])


def _span(start: int, end: int) -> Message:
    if start == end:
        return formats.month(start)
    return Message("%(start)s đến %(end)s", {"start": formats.month(start), "end": formats.month(end)})


def _several(parts: list[Message]) -> Message:
    joined = parts[0]
    for part in parts[1:]:
        joined = Message("%(one)s; %(other)s", {"one": joined, "other": part})
    return joined

"""Points to stars. Points are counted in hundredths, as whole numbers: 69.99 points are 6999, and floats are
refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from marketplace.certification import reference
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message, locale

FULL_MARKS: Final = 100_00
BANDS: Final = ((90_00, 5), (70_00, 4), (50_00, 3), (30_00, 2), (0, 1))
"""Lowest hundredths of each star: 1048/QĐ-TTg, 148/QĐ-TTg, 26/2026/QĐ-TTg art. 3, the same in all of them."""

_POINTS: Final = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A criterion below the minimum of a star; both in hundredths of a point."""

    criterion: str
    needed: int
    got: int


def hundredths(points: str | int | Decimal) -> int:
    """Points as written ("78,5", "78.5", ``Decimal("69.99")``, 70) in hundredths.

    Raises :class:`Invalid` for more than two decimals, for less than 0 or more than 100; ``TypeError`` for a float.
    """
    if isinstance(points, float):
        raise TypeError("points are never floats")
    match = _POINTS.fullmatch(str(points).strip())
    value = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else FULL_MARKS + 1
    if value > FULL_MARKS:
        raise Invalid(Message("Nhập điểm từ 0 đến 100, nhiều nhất hai chữ số lẻ, ví dụ 78,5."))
    return value


@lru_cache(maxsize=4096)
def in_words(points: int) -> str:
    """Hundredths as people write points: 7850 is "78,5"."""
    whole, rest = divmod(points, 100)
    return f"{whole},{rest:02}".rstrip("0") if rest else str(whole)


@dataclass(frozen=True, slots=True)
class Points:
    """Hundredths that are said when they are read: "77,36" in Vietnamese, "77.36" in English."""

    hundredths: int

    def __str__(self) -> str:
        words = in_words(self.hundredths)
        return words.replace(",", ".") if locale() == "en" else words


@dataclass(frozen=True, slots=True)
class Marks:
    """A criterion with what it got of what it needs: "1.1 (3,5/5)"."""

    shortfall: Shortfall

    def __str__(self) -> str:
        missed = self.shortfall
        return f"{missed.criterion} ({Points(missed.got)}/{Points(missed.needed)})"


def band(points: int) -> int:
    """The star that a total of ``points`` hundredths falls in: 7000 → 4, 6999 → 3, 8999 → 4, 9000 → 5.

    A total in the band of five stars is only sent on to the ministry, which decides (26/2026/QĐ-TTg art. 4).
    """
    return next(star for least, star in BANDS if points >= least)


def bounds(star: int) -> tuple[int, int]:
    """The lowest total of ``star`` and the first one above it, in hundredths: half-open, save that 5 includes
    10000.
    """
    least = {each: low for low, each in BANDS}
    return least[star], least.get(star + 1, FULL_MARKS)


@cache
def minima(product_set: int, star: int) -> Mapping[str, int]:
    """What ``star`` asks of single criteria of a 2026 set, in hundredths (Annex II, asterisks; cumulative upwards)."""
    needed: dict[str, int] = {}
    for criterion in reference.criteria_2026()[product_set].values():
        marks = [points for level, points in criterion.minima.items() if level <= star]
        if marks:
            needed[criterion.code] = max(marks) * 100
    return MappingProxyType(needed)


def shortfalls(product_set: int, star: int, scores: Mapping[str, int]) -> tuple[Shortfall, ...]:
    """The criteria that keep a product from ``star`` whatever its total (domain rule G08).

    ``scores`` are hundredths by criterion of the 2026 set; a criterion without a score has none of its points.
    """
    return tuple(
        Shortfall(code, needed, scores.get(code, 0))
        for code, needed in minima(product_set, star).items()
        if scores.get(code, 0) < needed
    )


def check_scores(product_set: int, scores: Mapping[str, int], total: int | None) -> None:
    """Refuse a score sheet that cannot be one: an unknown criterion, more than its maximum, a wrong sum.

    All in hundredths. Raises :class:`Invalid` whose ``fields`` name the criteria at fault (``scores.4.1``).
    """
    lines = reference.criteria_2026()[product_set]
    wrong: dict[str, Message | str] = {}
    for code, points in scores.items():
        if code not in lines:
            wrong[f"scores.{code}"] = Message("Bộ tiêu chí này không có mục %(code)s.", {"code": code})
        elif not 0 <= points <= lines[code].maximum * 100:
            wrong[f"scores.{code}"] = Message(
                "Mục %(code)s có từ 0 đến %(maximum)s điểm.", {"code": code, "maximum": lines[code].maximum}
            )
    if not wrong and total is not None and sum(scores.values()) != total:
        wrong["score"] = Message(
            "Các mục cộng lại được %(sum)s điểm, khác tổng %(total)s điểm.",
            {"sum": Points(sum(scores.values())), "total": Points(total)},
        )
    if wrong:
        raise Invalid(Message("Bảng điểm có chỗ chưa đúng."), fields=wrong)

"""The number a product carries in its file (mã số sản phẩm), in its two generations.

From 26/2026/QĐ-TTg on: province – commune – serial – year of evaluation, ``42-18550-1-2026``. Before: province –
district – commune – serial – year, ``83-829-28780-3-2022`` (seen in public files; the older decisions were not read).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification.kinds import RegimeCode

_NEW: Final = re.compile(r"(\d{2})-(\d{5})-(\d{1,4})-(20\d{2})")
_OLD: Final = re.compile(r"(\d{2})-(\d{3})-(\d{5})-(\d{1,4})-(20\d{2})")

_DISTRICTS_ENDED: Final = date(2025, 7, 1)
"""Two-tier government: districts ended with 30/6/2025."""


class CodeFault(StrEnum):
    """What is wrong with a product code."""

    NO_PATTERN = "no_pattern"
    WRONG_GENERATION = "wrong_generation"
    WRONG_YEAR = "wrong_year"


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A code taken apart. ``district`` is ``None`` in the present generation."""

    province: str
    district: str | None
    commune: str
    serial: int
    year: int


def parse(text: str) -> ProductCode | None:
    """The parts of a code of either generation, or ``None`` when it has neither's form."""
    text = text.strip()
    if match := _NEW.fullmatch(text):
        return ProductCode(match[1], None, match[2], int(match[3]), int(match[4]))
    if match := _OLD.fullmatch(text):
        return ProductCode(match[1], match[2], match[3], int(match[4]), int(match[5]))
    return None


@lru_cache(maxsize=4096)
def fault(text: str, regime: RegimeCode, issued_on: date) -> CodeFault | None:
    """What does not fit between a code, the regime and the day of the decision (domain rule G09), ``None`` if all
    does.

    Under 26/2026/QĐ-TTg only the present form fits; before the districts ended only the old one; between, both. The
    year of evaluation is the decision's year or the one before it (a December council, a January decision).
    """
    code = parse(text)
    if code is None:
        return CodeFault.NO_PATTERN
    is_new = code.district is None
    if is_new and issued_on < _DISTRICTS_ENDED:
        return CodeFault.WRONG_GENERATION
    if not is_new and regime == RegimeCode.R26_2026:
        return CodeFault.WRONG_GENERATION
    if not issued_on.year - 1 <= code.year <= issued_on.year:
        return CodeFault.WRONG_YEAR
    return None

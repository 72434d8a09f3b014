"""Points as people write them in Vietnamese: a comma before the decimals."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from marketplace.certification.stars import FULL_MARKS, band

_SCORE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:điểm|đ)?(?:\s*/\s*100)?", re.IGNORECASE)
_BESIDE = re.compile(r"sao\W+(?:đạt\s+)?(\d{1,3}(?:[.,]\d+)?\s*(?:điểm|đ)(?:\s*/\s*100)?)\W*$", re.IGNORECASE)
_HUNDREDTH = Decimal("0.01")


def score_beside(text: str) -> str:
    """Of "Hạng 4 sao (78,5 điểm)" the part that says points; empty where none does."""
    found = _BESIDE.search(text)
    return found.group(1) if found else ""


def parse_score(text: str) -> int | None:
    """Points in hundredths: ``78,5``, ``78.50``, ``78,5 điểm`` and ``78,5/100`` are 7850. ``None`` for anything else.

    An average with more decimals, as a formula leaves it, is rounded to hundredths, but never up into a higher band.
    """
    found = _SCORE.fullmatch(text.strip())
    if found is None:
        return None
    points = Decimal(found.group(1).replace(",", "."))
    below, nearest = (int(points.quantize(_HUNDREDTH, mode) * 100) for mode in (ROUND_DOWN, ROUND_HALF_UP))
    if nearest > FULL_MARKS:
        return None
    return nearest if band(nearest) == band(below) else below

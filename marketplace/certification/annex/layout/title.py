"""What the rows above the header say: the decision to which the list is annexed, and who issued it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marketplace.certification.annex.values.dates import find_date
from marketplace.certification.annex.values.decisions import NOTHING, Decision, find_decisions
from marketplace.certification.decision_numbers import symbol_of
from marketplace.documents.tables.grid import Grid
from marketplace.kernel.text import fold

_UNIT = re.compile(r"\b(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận)\s")
_PLACE_AND_DAY = re.compile(r"^[^,\d]{2,40},\s*ngày\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The lines above the header and the decision they name, as far as they name one."""

    lines: tuple[str, ...] = ()
    decision: Decision = NOTHING


def read_title(grid: Grid, header_row: int) -> Title:
    """The title of a sheet. The decision that the list is annexed to ("kèm theo") counts before one that is cited."""
    lines = tuple(
        cell.line for number, cells in grid.rows() if number < header_row for cell in cells if cell.is_own
    )
    candidates = [
        (_weight(before, decision), -position, decision)
        for position, (before, decision) in enumerate(
            found for line in (*lines, " ".join(lines)) for found in find_decisions(line)
        )
    ]
    best = max(candidates, key=lambda each: each[:2], default=None)
    named = best[2] if best and best[0] > 0 else NOTHING
    return Title(
        lines, named.over(Decision(None, _day_of_paper(lines) if named.number else None, _committee(lines)))
    )


def _weight(before: str, decision: Decision) -> int:
    """How likely a decision is the one that recognises: its day and issuer stand beside it, it is not a legal basis."""
    words = fold(before)
    if symbol_of(decision.number or "").endswith("qdttg") or "can cu" in words or "thuc hien" in words:
        return 0
    return 1 + 4 * ("kem theo" in words) + 2 * (decision.day is not None) + (decision.issuer is not None)


def _day_of_paper(lines: Iterable[str]) -> date | None:
    """The day in the line that says where and when, such as "Hà Tĩnh, ngày 15 tháng 10 năm 2024"."""
    return next((find_date(line) for line in lines if _PLACE_AND_DAY.match(line)), None)


def _committee(lines: tuple[str, ...]) -> str | None:
    """The people's committee in whose name the paper is written, as its first lines say."""
    for number, line in enumerate(lines):
        words = fold(line)
        if words in {"uy ban nhan dan", "ubnd"} and number + 1 < len(lines):
            return _in_sentence_case(f"{line} {lines[number + 1]}")
        if words.startswith(("uy ban nhan dan ", "ubnd ")) and len(words.split()) <= 10:
            return _in_sentence_case(line)
    return None


def _in_sentence_case(name: str) -> str:
    """``ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH`` as it is written in a sentence: Ủy ban nhân dân tỉnh Hà Tĩnh."""
    if not name.isupper():
        return name
    words = name.lower()
    found = _UNIT.search(words)
    place = found.end() if found else len(words)
    lead, name_of_place = words[:place], words[place:].title()
    return (lead[:1].upper() + lead[1:] + name_of_place).replace("Ubnd", "UBND")

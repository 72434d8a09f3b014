"""The number, day and issuer of a decision, from one cell or from the title of an annex."""

import re
from dataclasses import dataclass
from datetime import date

from marketplace.certification.annex.values.dates import find_date
from marketplace.certification.decision_numbers import may_be_same

_SYMBOL = r"(?:QĐ|QD|Qđ|NQ|TB)"
_BODY = r"[A-ZĐ][A-ZĐa-zđ0-9.&-]*"
_NUMBER = re.compile(
    rf"(\d{{1,6}}[a-zA-Z]?)\s*/\s*(?:(\d{{4}})\s*/\s*)?({_SYMBOL})(?:(?:(\s*[-–—]\s*)|(?=[A-ZĐ]{{2}}))(?P<body>{_BODY}))?",
    re.UNICODE,
)
_BARE = re.compile(r"\d{1,6}[a-zA-Z]?")
_AUTHORITY = "UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ(?: trưởng Bộ)?|Thủ tướng|Hội đồng"
_ISSUER = re.compile(
    rf"\bcủa\s+((?:Chủ tịch\s+)?(?:{_AUTHORITY})\b[^.;:()\n]*?)"
    r"(?=\s+(?:về|phê duyệt|công nhận|ban hành)\b|\s*[).;:\n,]|\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is known of a decision; any part may be missing. ``number`` is written as in "2394/QĐ-UBND", or without the
    hyphen where the paper has none.
    """

    number: str | None = None
    day: date | None = None
    issuer: str | None = None

    def over(self, other: "Decision") -> "Decision":
        """What is known here, and what is lacking taken from ``other``, unless that is plainly another decision."""
        if self.number and other.number and not may_be_same(self.number, other.number):
            return self
        return Decision(self.number or other.number, self.day or other.day, self.issuer or other.issuer)

    def __bool__(self) -> bool:
        return any((self.number, self.day, self.issuer))


NOTHING = Decision()
"""A decision of which nothing is known."""


def parse_number(text: str) -> str | None:
    """The number of a decision in its usual form, or ``None``.

    ``Số: 2394 /QD–UBND`` gives ``2394/QĐ-UBND``, ``2394/QĐUBND`` stays without a hyphen as it is
    printed. A bare ``2394`` is kept as it is: the symbol is missing, but the number may be right.
    """
    if found := _NUMBER.search(text):
        serial, year, kind, hyphen, body = found.groups()
        kind = {"QD": "QĐ", "Qđ": "QĐ"}.get(kind, kind)
        symbol = f"{kind}{'-' if hyphen else ''}{body.rstrip('.-')}" if body else kind
        return "/".join(filter(None, (serial, year, symbol)))
    bare = re.sub(r"^(?:QĐ|Quyết định)?\s*(?:số)?\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)
    return bare if _BARE.fullmatch(bare) else None


def has_symbol(number: str) -> bool:
    """True when a number carries the symbol of its kind and body, as "2394/QĐ-UBND" does (Decree 30/2020, annex I)."""
    found = _NUMBER.fullmatch(number)
    return bool(found and found["body"])


def parse_decision(text: str) -> Decision:
    """Number, day and issuer from one text such as ``2394/QĐ-UBND ngày 15/10/2024 của UBND tỉnh Hà Tĩnh``."""
    line = " ".join(text.split())
    issuer = _ISSUER.search(line)
    number = _NUMBER.search(line)
    after = line[number.end() :] if number else line
    return Decision(
        parse_number(line) if number or _BARE.fullmatch(line) else None,
        find_date(after),
        issuer.group(1).strip() if issuer else None,
    )


def find_decisions(text: str) -> tuple[tuple[str, Decision], ...]:
    """Every decision named in a text, each with the words before it (what it is named for)."""
    line = " ".join(text.split())
    found = list(_NUMBER.finditer(line))
    if not found:
        return ()
    ends = [match.start() for match in found[1:]] + [len(line)]
    starts = [0] + [match.end() for match in found[:-1]]
    return tuple(
        (line[start : match.start()], parse_decision(line[match.start() : end]))
        for match, start, end in zip(found, starts, ends, strict=True)
    )

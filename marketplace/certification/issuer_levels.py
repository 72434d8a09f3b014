"""At which level the issuer stands that a name names, and the words behind the word for the level. Pure.

"UBND thành phố" is the catch. Hà Tĩnh was a city of a province, a district-level unit that ended with 30/6/2025; Hà Nội
is a city run by the centre, a province-level unit. A few names changed sides, so the day counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from marketplace.certification.kinds import IssuerKind
from marketplace.kernel.text import fold, marked_key
from marketplace.places import nomenclature
from marketplace.places.derive import TWO_LEVELS_FROM
from marketplace.places.matching import ABBREVIATED, PROVINCE_ALIASES
from marketplace.places.names import UnitType
from marketplace.places.nomenclature import NamedProvince

CENTRAL_CITIES: dict[str, date] = {
    "ha noi": date(1976, 7, 2),
    "ho chi minh": date(1976, 7, 2),
    "hai phong": date(1976, 7, 2),
    "da nang": date(1997, 1, 1),
    "can tho": date(2004, 1, 1),
    "hue": date(2025, 1, 1),
    "dong nai": date(2026, 4, 30),
    "quang ninh": date(2026, 9, 1),
    "bac ninh": date(2026, 9, 20),
}
"""Cities run by the centre, and since when: resolution 175/2024/QH15 for Huế, 30, 36 and 39/2026/QH16 for the last
three; the first day of the united country stands for the oldest."""

_SINCE: Final = {
    form.replace(" ", ""): since
    for name, since in CENTRAL_CITIES.items()
    for form in (name, *PROVINCE_ALIASES.get(name, ()))
}

# TM., KT. and TUQ. stand before a signature, CT and PCT are the chair and the deputy; "cấp" is what levels are called.
_LEADS: Final = re.compile(
    r"(?:(?:tm|kt|tuq|pho|ct|pct|chu tich|thu truong|cap|hoi dong ocop|hoi dong)\b"
    r"|(?:quyen|q|p)(?= (?:chu tich|ct)\b)"
    r"|(?P<committee>uy ban nhan dan|ubnd))\s*"
)
_JOINED: Final = (
    (re.compile(r"\bu b n d\b"), "ubnd"),
    (re.compile(r"\bt ([px])\b"), r"t\1"),
    (re.compile(r"\btphcm\b"), "tp hcm"),
    (re.compile(r"\bq(\d)"), r"q \1"),
    (re.compile(r"\bbnn"), "bo nn"),
)
"""What is written in letters with points or in one piece: U.B.N.D, T.P, TPHCM, Q12, BNNMT."""

_OR_CITY: Final = re.compile(r"^(?:thanh pho|tp)\b(?: truc thuoc (?:trung uong|tw))?\s*")
"""The second half of "UBND tỉnh/thành phố", as forms have it."""

_CENTRAL_WORDS: Final = ("trung uong", "quoc gia", "thu tuong")
# Bố Trạch and Bộ Y tế are the same to folding.
_MINISTRY: Final = re.compile(r" (?:bộ|bo|bnn\w*) ")
_LEVELS: Final = {
    UnitType.CITY: None,
    UnitType.COMMUNE: IssuerKind.COMMUNE,
    UnitType.WARD: IssuerKind.COMMUNE,
    UnitType.TOWNSHIP: IssuerKind.COMMUNE,
    UnitType.SPECIAL_ZONE: IssuerKind.COMMUNE,
    UnitType.DISTRICT: IssuerKind.DISTRICT,
    UnitType.URBAN_DISTRICT: IssuerKind.DISTRICT,
    UnitType.TOWN: IssuerKind.DISTRICT,
    UnitType.PROVINCE: IssuerKind.PROVINCE,
}
"""Type of unit → the level of its committee; of a city the day says it."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """The level, ``None`` where no level that ever recognised a product is named, and the folded words behind it.

    ``is_committee`` is true where a people's committee is named: those are of places, never of a ministry.
    """

    kind: IssuerKind | None
    name: str
    is_committee: bool = False


def level_of(text: str, on: date | None) -> Levelled:
    """What the text says of the level on the day ``on``; without a day, a city counts as what it is today."""
    words = fold(text)
    for pattern, joined in _JOINED:
        words = pattern.sub(joined, words)
    is_committee = False
    while match := _LEADS.match(words):
        is_committee = is_committee or match["committee"] is not None
        words = words[match.end() :]
    if any(begins(words, each) for each in _CENTRAL_WORDS):
        return Levelled(IssuerKind.CENTRAL, "", is_committee)
    marked = f" {marked_key(text)} "
    if begins(words, "bo") and _MINISTRY.search(marked) and not is_committee:
        return Levelled(IssuerKind.MINISTRY, words.removeprefix("bo").strip())
    for unit_type, kind in _LEVELS.items():
        for word in (fold(unit_type), ABBREVIATED.get(unit_type)):
            if word is None or not begins(words, word) or not _is_type_word(word, unit_type, words, marked):
                continue
            name = words.removeprefix(word).strip()
            if unit_type is UnitType.CITY:
                name = name.removeprefix("truc thuoc trung uong").strip()
                return Levelled(_city(name, on), name, is_committee)
            if unit_type is UnitType.PROVINCE:
                name = _OR_CITY.sub("", name)
            return Levelled(kind, name.removeprefix("dao ").strip(), is_committee)
    if " trung uong" in words or " quoc gia" in words:
        return Levelled(IssuerKind.CENTRAL, "", is_committee)
    if is_committee and on is not None and on < TWO_LEVELS_FROM and _is_only_a_district(words):
        return Levelled(IssuerKind.DISTRICT, words, is_committee)
    return Levelled(None, words, is_committee)


def begins(words: str, beginning: str) -> bool:
    """True where the words begin with those words."""
    return words == beginning or words.startswith(f"{beginning} ")


def cuts(words: str) -> Iterator[tuple[str, str]]:
    """The words cut in two at each space, the longest beginning first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end]), " ".join(parts[end:])


def province_at(words: str) -> NamedProvince | None:
    """The province whose name the words are, or begin with."""
    known = nomenclature.provinces()
    names = (before.replace(" ", "") for before, _ in cuts(words))
    return next((known[name] for name in names if name in known), None)


def _is_type_word(word: str, unit_type: UnitType, words: str, marked: str) -> bool:
    """False for names that only look like a type once they are folded: Tịnh Biên, Quan Hóa, T.T. Huế."""
    if word == "t":
        return province_at(words.removeprefix(word).strip()) is not None
    if word == ABBREVIATED.get(unit_type) or f" {unit_type} " in marked:
        return True
    known = nomenclature.districts()
    return not any(before in known for before, _ in cuts(words))


def _is_only_a_district(words: str) -> bool:
    """Of "UBND Bố Trạch": no province is called so."""
    known = nomenclature.districts()
    return province_at(words) is None and any(before in known for before, _ in cuts(words))


def _city(name: str, on: date | None) -> IssuerKind | None:
    """Who or what else stands behind the name of the city does not matter, save the province that it was a city of."""
    if not name:
        return None
    for before, behind in cuts(name):
        since = _SINCE.get(before.replace(" ", ""))
        if since is None:
            continue
        if on is None:
            return IssuerKind.DISTRICT if begins(behind, "tinh") else IssuerKind.PROVINCE
        # Since districts ended, a city of that name is the province, even where a list calls it so before its day.
        return IssuerKind.PROVINCE if on >= min(since, TWO_LEVELS_FROM) else IssuerKind.DISTRICT
    return IssuerKind.DISTRICT

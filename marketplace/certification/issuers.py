"""What the name of an issuer says: how high it stands, and of which province or district it is. Pure.

"UBND thành phố" is the catch. Hà Tĩnh was a city of a province, a district-level unit that ended with 30/6/2025; Hà Nội
is a city run by the centre, a province-level unit. A few names changed sides, so the day counts. It counts for
provinces, too: Quảng Bình was one until 30/6/2025 and is a part of Quảng Trị since.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification.kinds import IssuerKind
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold
from marketplace.places import nomenclature
from marketplace.places.derive import TWO_LEVELS_FROM
from marketplace.places.matching import PROVINCE_ALIASES
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

LOCAL: Final = frozenset({IssuerKind.COMMUNE, IssuerKind.DISTRICT, IssuerKind.PROVINCE})
"""Issuers that have a province."""

# TM. and KT. stand before a signature; "cấp" is what the levels themselves are called.
_LEADS = re.compile(
    r"(?:(?:tm|kt|pho|quyen|q|chu tich|cap|hoi dong ocop|hoi dong)\b|uy ban nhan dan|ubnd)\s*"
)
_RANK_WORDS: Final = (
    (IssuerKind.CENTRAL, ("trung uong", "quoc gia", "thu tuong")),
    (IssuerKind.MINISTRY, ("bo",)),
    (IssuerKind.COMMUNE, ("xa", "phuong", "thi tran", "dac khu")),
    (IssuerKind.DISTRICT, ("huyen", "quan", "thi xa", "tx")),
    (IssuerKind.PROVINCE, ("tinh",)),
)
_CITY_WORDS: Final = ("thanh pho", "tp")
_CITY_OF_ALIAS: Final = {alias: name for name in CENTRAL_CITIES for alias in PROVINCE_ALIASES.get(name, ())}
_PROVINCE_WORDS: Final = ("tinh", "thanh pho", "tp", "t")
_NATIONAL: Final = frozenset({IssuerKind.MINISTRY, IssuerKind.CENTRAL})


class NameFault(StrEnum):
    """How the name of an issuer contradicts what is said of it beside."""

    OTHER_LEVEL = "other_level"
    OTHER_PROVINCE = "other_province"
    NO_PROVINCE = "no_province"


_FAULTS: Final = {
    NameFault.OTHER_LEVEL: Message("“%(issuer)s” không phải là %(kind)s. Xem lại cấp ký và cơ quan ký."),
    NameFault.OTHER_PROVINCE: Message(
        "Ngày %(day)s, nơi có sản phẩm không thuộc “%(issuer)s”. Xem lại cơ quan ký và địa chỉ."
    ),
    NameFault.NO_PROVINCE: Message(
        "Ngày %(day)s không có tỉnh, thành phố nào như “%(issuer)s” ghi. Xem lại cơ quan ký và ngày ký."
    ),
}


@dataclass(frozen=True, slots=True)
class IssuerName:
    """What a name says by itself.

    ``kind`` is the level, ``None`` where no level that ever recognised a product is named. ``provinces`` are the codes
    of the present provinces it can be of, ``old_keys`` the keys of the old ones; empty where it names no place.
    ``no_province`` is true where it says province and names none of that day.
    """

    kind: IssuerKind | None = None
    provinces: frozenset[str] = frozenset()
    old_keys: frozenset[str] = frozenset()
    no_province: bool = False


def parse_issuer(text: str, on: date | None = None) -> IssuerKind | None:
    """The kind of authority, or ``None`` when the text names none that ever recognised a product.

    ``on`` is the day of the decision; without it a city counts as what it is today.
    """
    return _level(text, on)[0]


@lru_cache(maxsize=4096)
def read_name(text: str, on: date | None = None) -> IssuerName:
    """What the name says on the day ``on``; without a day, provinces of today and of before count alike."""
    kind, name = _level(text, on)
    if kind is IssuerKind.PROVINCE and name:
        province = _beginning(name)
        is_gone = (
            province is not None and not province.is_present and on is not None and on >= TWO_LEVELS_FROM
        )
        return _of(kind, province, no_province=province is None or is_gone)
    if kind in {IssuerKind.DISTRICT, IssuerKind.COMMUNE} and name:
        return _below_province(kind, name)
    # "UBND Lạng Sơn": no level, yet only the province (or its city) can be meant.
    return _of(kind, nomenclature.provinces().get(name) if kind is None else None)


@lru_cache(maxsize=4096)
def name_fault(
    text: str,
    kind: IssuerKind,
    on: date,
    province_code: str | None,
    commune_code: str | None = None,
) -> NameFault | None:
    """How ``text`` contradicts the level ``kind`` or the place, for a decision of the day ``on``; ``None``: not.

    ``province_code`` and ``commune_code`` are today's units of the product. Before 1/7/2025 the issuer was of the
    province that the commune lay in then: UBND tỉnh Bạc Liêu for what is in Cà Mau today, and not UBND tỉnh Cà Mau.
    A name that says less contradicts nothing.
    """
    said = read_name(text, on)
    if said.kind is not None and said.kind != kind and not {said.kind, kind} <= _NATIONAL:
        return NameFault.OTHER_LEVEL
    if kind not in LOCAL:
        return None
    if province_code and said.provinces and province_code not in said.provinces:
        return NameFault.OTHER_PROVINCE
    if said.no_province:
        return NameFault.NO_PROVINCE
    if on < TWO_LEVELS_FROM and said.old_keys and commune_code:
        lay_in = nomenclature.old_provinces_of().get(commune_code)
        if lay_in is not None and lay_in.isdisjoint(said.old_keys):
            return NameFault.OTHER_PROVINCE
    return None


def fault_message(fault: NameFault, text: str, kind: IssuerKind, on: date) -> Message:
    """What is wrong, and what to look at, for whoever types or uploads the name."""
    params = {"issuer": text, "kind": kind.label, "day": f"{on:%d/%m/%Y}"}
    return Message(_FAULTS[fault].msgid, params)


def _level(text: str, on: date | None) -> tuple[IssuerKind | None, str]:
    """The kind of authority, and the folded words behind the word for its level."""
    words = fold(text)
    while match := _LEADS.match(words):
        words = words[match.end() :]
    words = words.replace("tphcm", "tp hcm")
    for rank in _CITY_WORDS:
        if _begins(words, rank):
            name = words.removeprefix(rank).strip().removeprefix("truc thuoc trung uong").strip()
            return _city(name, on), name
    for kind, ranks in _RANK_WORDS:
        for rank in ranks:
            if _begins(words, rank):
                return kind, words.removeprefix(rank).strip()
    if " trung uong" in words or " quoc gia" in words:
        return IssuerKind.CENTRAL, ""
    return None, words


def _begins(words: str, rank: str) -> bool:
    return words == rank or words.startswith(f"{rank} ")


def _city(name: str, on: date | None) -> IssuerKind | None:
    """Who or what else stands behind the name of the city does not matter, save the province that it was a city of."""
    if not name:
        return None
    for before, behind in _cuts(name):
        since = CENTRAL_CITIES.get(_CITY_OF_ALIAS.get(before, before))
        if since is None:
            continue
        if on is None:
            return IssuerKind.DISTRICT if _begins(behind, "tinh") else IssuerKind.PROVINCE
        # Since districts ended, a city of that name is the province, even where a list calls it so before its day.
        return IssuerKind.PROVINCE if on >= min(since, TWO_LEVELS_FROM) else IssuerKind.DISTRICT
    return IssuerKind.DISTRICT


def _below_province(kind: IssuerKind, name: str) -> IssuerName:
    """Of "Hương Khê, tỉnh Hà Tĩnh" the province that stands behind, else those that had such a district."""
    for _, behind in _cuts(name):
        for word in _PROVINCE_WORDS:
            if _begins(behind, word) and (province := _beginning(behind.removeprefix(word).strip())):
                return _of(kind, province)
    known = nomenclature.districts() if kind is IssuerKind.DISTRICT else {}
    for before, behind in _cuts(name):
        if before in known:
            if province := _beginning(behind):
                return _of(kind, province)
            units = known[before]
            return IssuerName(
                kind, frozenset(unit.code for unit in units), frozenset(unit.old_key for unit in units)
            )
    return IssuerName(kind)


def _beginning(words: str) -> NamedProvince | None:
    """The province whose name the words are, or begin with."""
    known = nomenclature.provinces()
    return next((known[before] for before, _ in _cuts(words) if before in known), None)


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """The words cut in two at each space, the longest beginning first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end]), " ".join(parts[end:])


def _of(kind: IssuerKind | None, province: NamedProvince | None, *, no_province: bool = False) -> IssuerName:
    if province is None:
        return IssuerName(kind, no_province=no_province)
    return IssuerName(kind, frozenset({province.code}), frozenset({province.old_key}), no_province)

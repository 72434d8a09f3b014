"""What the name of an issuer says: how high it stands, and of which province or district it is. Pure.

The day counts: Quảng Bình was a province until 30/6/2025 and is a part of Quảng Trị since. How the level is read is in
``issuer_levels``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification import ministries
from marketplace.certification.issuer_levels import Levelled, begins, cuts, level_of, province_at
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.ministries import Naming
from marketplace.kernel.i18n import Message
from marketplace.places import nomenclature
from marketplace.places.derive import TWO_LEVELS_FROM
from marketplace.places.nomenclature import NamedProvince

LOCAL: Final = frozenset({IssuerKind.COMMUNE, IssuerKind.DISTRICT, IssuerKind.PROVINCE})
"""Issuers that have a province."""
NATIONAL: Final = frozenset({IssuerKind.MINISTRY, IssuerKind.CENTRAL})

_PROVINCE_WORDS: Final = ("tinh", "thanh pho", "tp", "t")
_NOT_A_PLACE: Final = (
    *("chu tich", "pho chu tich", "ct", "pct", "so", "theo", "trinh", "cong nhan", "phe duyet", "phe chuan"),
    *("ban hanh", "ky", "cap", "quyet dinh", "xac nhan", "ve"),
)
"""Beginnings of what may stand behind "UBND tỉnh" without being a name of a province: an act or an office."""

_SURNAMES: Final = frozenset(
    {
        *(
            "nguyen",
            "tran",
            "le",
            "pham",
            "hoang",
            "huynh",
            "phan",
            "vu",
            "vo",
            "dang",
            "bui",
            "do",
            "ngo",
            "ho",
        ),
        *(
            "duong",
            "ly",
            "truong",
            "luong",
            "dinh",
            "dao",
            "doan",
            "trinh",
            "mai",
            "ta",
            "luu",
            "chau",
            "phung",
        ),
        *("quach", "tong", "to", "tang", "kieu", "vuong", "nghiem", "dam", "mac", "dau", "bach", "thach"),
        *("ong", "ba"),
    }
)
_SURNAMES_OF_PLACES: Final = frozenset({"ha", "cao", "lai", "thai", "lam", "ninh", "la", "an", "chu"})
"""Surnames that names of provinces begin with, too: a person's name is longer than those."""


class NameFault(StrEnum):
    """How the name of an issuer contradicts what is said of it beside."""

    OTHER_LEVEL = "other_level"
    OTHER_PROVINCE = "other_province"
    NO_PROVINCE = "no_province"
    OTHER_MINISTRY = "other_ministry"
    ENDED_MINISTRY = "ended_ministry"


_FAULTS: Final = {
    NameFault.OTHER_LEVEL: Message("“%(issuer)s” không phải là %(kind)s. Xem lại cấp ký và cơ quan ký."),
    NameFault.OTHER_PROVINCE: Message(
        "Ngày %(day)s, nơi có sản phẩm không thuộc “%(issuer)s”. Xem lại cơ quan ký và địa chỉ."
    ),
    NameFault.NO_PROVINCE: Message(
        "Ngày %(day)s không có tỉnh, thành phố nào như “%(issuer)s” ghi. Xem lại cơ quan ký và ngày ký."
    ),
    NameFault.OTHER_MINISTRY: Message(
        "“%(issuer)s” không phải là bộ phụ trách nông nghiệp. Xem lại cơ quan ký."
    ),
    NameFault.ENDED_MINISTRY: Message(
        "Ngày %(day)s, bộ phụ trách nông nghiệp là %(ministry)s, không phải “%(issuer)s”. "
        "Xem lại cơ quan ký và ngày ký."
    ),
}


_MINISTRY_FAULTS: Final = {
    Naming.OTHER: NameFault.OTHER_MINISTRY,
    Naming.ENDED: NameFault.ENDED_MINISTRY,
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
    return level_of(text, on).kind


@lru_cache(maxsize=4096)
def read_name(text: str, on: date | None = None) -> IssuerName:
    """What the name says on the day ``on``; without a day, provinces of today and of before count alike."""
    found = level_of(text, on)
    kind, name = found.kind, found.name
    if kind is IssuerKind.PROVINCE and name:
        province = province_at(name)
        is_gone = (
            province is not None and not province.is_present and on is not None and on >= TWO_LEVELS_FROM
        )
        is_unknown = province is None and not _is_said_of_none(name)
        return _of(kind, province, no_province=is_unknown or is_gone)
    if kind in {IssuerKind.DISTRICT, IssuerKind.COMMUNE} and name:
        return _below_province(kind, name)
    # "UBND Lạng Sơn": no level, yet only the province (or its city) can be meant.
    if kind is not None:
        return IssuerName(kind)
    known = nomenclature.provinces()
    return _of(kind, province_at(name) if found.is_committee else known.get(name.replace(" ", "")))


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
    if said.kind is not None and said.kind != kind and not {said.kind, kind} <= NATIONAL:
        return NameFault.OTHER_LEVEL
    if kind in NATIONAL:
        return _national_fault(level_of(text, on), on)
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
    params = {"issuer": text, "kind": kind.label, "day": f"{on:%d/%m/%Y}", "ministry": ministries.name_on(on)}
    return Message(_FAULTS[fault].msgid, params)


def _national_fault(found: Levelled, on: date) -> NameFault | None:
    if found.kind is None and found.is_committee:
        return NameFault.OTHER_LEVEL
    if found.kind is not IssuerKind.MINISTRY:
        return None
    return _MINISTRY_FAULTS.get(ministries.naming(found.name, on))


def _below_province(kind: IssuerKind, name: str) -> IssuerName:
    """Of "Hương Khê, tỉnh Hà Tĩnh" the province that stands behind, else those that had such a district."""
    for _, behind in cuts(name):
        for word in _PROVINCE_WORDS:
            if begins(behind, word) and (province := province_at(behind.removeprefix(word).strip())):
                return _of(kind, province)
    known = nomenclature.districts() if kind is IssuerKind.DISTRICT else {}
    for before, behind in cuts(name):
        if before in known:
            if province := province_at(behind):
                return _of(kind, province)
            units = known[before]
            return IssuerName(
                kind, frozenset(unit.code for unit in units), frozenset(unit.old_key for unit in units)
            )
    return IssuerName(kind)


def _is_said_of_none(name: str) -> bool:
    """True of "UBND tỉnh (Sở Nông nghiệp trình)", "Chủ tịch UBND tỉnh Nguyễn Văn A": no province is meant."""
    if any(begins(name, each) for each in _NOT_A_PLACE):
        return True
    first, *others = name.split()
    return (bool(others) and first in _SURNAMES) or (len(others) > 1 and first in _SURNAMES_OF_PLACES)


def _of(kind: IssuerKind | None, province: NamedProvince | None, *, no_province: bool = False) -> IssuerName:
    if province is None:
        return IssuerName(kind, no_province=no_province)
    return IssuerName(kind, frozenset({province.code}), frozenset({province.old_key}), no_province)

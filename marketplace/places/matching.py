"""How well a name of the gazetteer fits a reading of an address. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from marketplace.places.address import Part, Reading
from marketplace.places.cards import CommuneCard, OldUnitCard, ProvinceCard
from marketplace.places.derive import TWO_LEVELS_FROM
from marketplace.places.names import (
    Level,
    UnitType,
    folded,
    lower_first,
    marks_agree,
    without_type,
)

ABBREVIATED: Mapping[UnitType, str] = {
    UnitType.PROVINCE: "t",
    UnitType.CITY: "tp",
    UnitType.DISTRICT: "h",
    UnitType.URBAN_DISTRICT: "q",
    UnitType.TOWN: "tx",
}
"""How the types of provinces and districts are shortened, folded: T. Hà Tĩnh, TP. Vinh, H. Hương Khê, Q.12."""

PROVINCE_ALIASES: Mapping[str, tuple[str, ...]] = {
    # Tỉnh Thừa Thiên Huế until 31 December 2024 (175/2024/QH15).
    "hue": ("thua thien hue", "tt hue"),
    "ho chi minh": ("hcm", "tphcm", "tp hcm", "sai gon"),
    "ba ria vung tau": ("br vt", "brvt"),
    # Spellings that official papers still used in the 1990s and people still do.
    "dak lak": ("dac lac", "dak lac", "dac lak"),
    "dak nong": ("dac nong",),
    "bac kan": ("bac can",),
}
"""Folded name of a province → other folded names of it."""


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One row of the name index with its unit: a present commune, an old unit, or else the present province."""

    folded: str
    spelled: str
    whole: bool
    level: Level
    province: ProvinceCard
    commune: CommuneCard | None = None
    old_unit: OldUnitCard | None = None

    @property
    def ref(self) -> str:
        """What it stands for, once in whatever spelling."""
        if self.commune:
            return self.commune.code
        return self.old_unit.key if self.old_unit else f"province:{self.province.code}"

    @property
    def unit_type(self) -> str:
        """In the words of the law."""
        if self.commune:
            return self.commune.unit_type
        return self.old_unit.unit_type if self.old_unit else self.province.unit_type


@dataclass(frozen=True, slots=True)
class Fit:
    """How a named unit fits a reading; less ``cost`` is better.

    ``strays`` are the parts behind the name that fit neither district nor province (a second commune is not looked at).
    ``other_type`` and ``other_marks`` say that the unit is called a little differently. ``by_district`` and
    ``by_province`` are true where its old district, or its old or present province, was named.
    """

    unit: NamedUnit
    reading: Reading
    cost: int
    strays: tuple[Part, ...] = ()
    other_type: bool = False
    other_marks: bool = False
    by_district: bool = False
    by_province: bool = False

    @property
    def district_given(self) -> bool:
        """True where the text says some district, right or wrong: then it is an address of before July 2025."""
        return self.by_district or any(part.level is Level.DISTRICT for part in self.reading.rest)


@lru_cache(maxsize=2048)
def forms(full: str) -> frozenset[str]:
    """The folded forms in which a district or province is written: Huyện Hương Khê, H. Hương Khê, Hương Khê."""
    name = without_type(full)
    kind = UnitType(lower_first(full[: len(full) - len(name)].strip()))
    bare = [folded(name), *PROVINCE_ALIASES.get(folded(name), ())]
    before = ("", f"{folded(kind)} ", f"{ABBREVIATED[kind]} ")
    return frozenset(prefix + form for form in bare for prefix in before)


def fit(unit: NamedUnit, reading: Reading, *, partial: bool = False) -> Fit | None:
    """How ``unit`` fits; ``None`` where the type word names another level, or cut-off words name nothing.

    Costs: 1 i for y; 1 only by the present province; 2 another type of the same level; 2 a province named twice; 3
    other marks where marks were typed; 8 for each stray. ``partial`` lets the last part be unfinished.
    """
    place = reading.place
    if place.level and place.level is not unit.level:
        return None
    if place.unit_type is UnitType.CITY and unit.level is Level.COMMUNE:
        return None
    behind = _behind(unit, reading.rest, partial=partial)
    if behind.strays and reading.is_cut:
        return None
    other_type = bool(place.unit_type) and place.unit_type != unit.unit_type
    unfinished = partial and not reading.rest
    other_marks = reading.is_marked and not marks_agree(place.name, unit.spelled, unfinished=unfinished)
    other_spelling = not unit.folded.startswith(place.key)
    cost = (
        reading.cost
        + behind.cost
        + other_spelling
        + 2 * other_type
        + 3 * other_marks
        + 8 * len(behind.strays)
    )
    return Fit(
        unit,
        reading,
        cost,
        tuple(behind.strays),
        other_type,
        other_marks,
        behind.by_district,
        behind.by_province,
    )


@dataclass(slots=True)
class _Behind:
    """What the parts behind the name turned out to be."""

    cost: int = 0
    strays: list[Part] = field(default_factory=list)
    by_district: bool = False
    by_province: bool = False


def _behind(unit: NamedUnit, rest: Sequence[Part], *, partial: bool) -> _Behind:
    found = _Behind()
    now = forms(unit.province.full_name)
    district = forms(unit.old_unit.district) if unit.old_unit and unit.old_unit.district else frozenset()
    province = forms(unit.old_unit.province) if unit.old_unit and unit.old_unit.province else now
    for number, part in enumerate(rest, 1):
        is_last = number == len(rest)
        unfinished = partial and is_last
        is_district = _names(part, district, Level.DISTRICT, unfinished=unfinished)
        is_province = _names(part, province, Level.PROVINCE, unfinished=unfinished)
        if is_district and is_province:
            # Thành phố Hà Tĩnh lay in tỉnh Hà Tĩnh.
            is_province = is_last and part.unit_type is not UnitType.CITY and not found.by_province
            is_district = not is_province
        if is_district:
            found.by_district = True
            found.cost += 2 * _other_type(part, unit)
        elif is_province or _names(part, now, Level.PROVINCE, unfinished=unfinished):
            found.cost += (not is_province) + 2 * found.by_province
            found.by_province = True
        elif _names_both(part, district, province | now, unfinished=unfinished):
            found.by_district = found.by_province = True
        elif not part.is_detail and part.level is not Level.COMMUNE:
            found.strays.append(part)
    return found


def _names(part: Part, wanted: frozenset[str], level: Level, *, unfinished: bool) -> bool:
    """True where ``part`` is one of the ``wanted`` forms. A type word may be outdated, save that thành phố is meant."""
    if not wanted or (part.level and part.level is not level):
        return False
    key = folded(f"{part.unit_type} {part.name}") if part.unit_type is UnitType.CITY else part.key
    return key in wanted or (unfinished and any(form.startswith(key) for form in wanted))


def _names_both(part: Part, district: frozenset[str], province: frozenset[str], *, unfinished: bool) -> bool:
    """Words without commas: "huong khe ha tinh"."""
    if part.unit_type or " " not in part.key:
        return False
    key = part.key
    return any(
        any(
            key == f"{first} {second}" or (unfinished and f"{first} {second}".startswith(key))
            for second in province
        )
        for first in district
        if key.startswith(f"{first} ")
    )


def _other_type(part: Part, unit: NamedUnit) -> bool:
    """Thị xã Kỳ Anh and huyện Kỳ Anh were two districts: the right type word decides."""
    district = unit.old_unit.district if unit.old_unit else None
    return bool(part.unit_type and district and not district.lower().startswith(f"{part.unit_type} "))


def is_elsewhere(fit_: Fit, provinces: frozenset[str]) -> bool:
    """True where a stray part is some province: then this unit, being in another one, is not meant."""
    return any(part.level in (None, Level.PROVINCE) and part.key in provinces for part in fit_.strays)


def cost_of_date(fit_: Fit, on: date | None) -> int:
    """How unlikely it is that a paper of the day ``on`` (or of an unknown day) means the unit.

    6: a commune of today before 1 July 2025. 4: a commune of today with a district behind it. 2: an old commune after
    that day, or 1 if a district is behind it. 1: an old commune of the wrong list for the day.
    """
    old = fit_.unit.old_unit
    if old is None:
        return (6 if on and on < TWO_LEVELS_FROM else 0) + (4 if fit_.district_given else 0)
    if on is None:
        return 0
    if on >= TWO_LEVELS_FROM:
        return 1 if fit_.district_given else 2
    return int(old.listing == "earlier" and on > old.listed_until)


def known_provinces(units: Iterable[NamedUnit]) -> frozenset[str]:
    """The folded names of the provinces among ``units``, and the other names that provinces have."""
    names = {unit.folded for unit in units if unit.level is Level.PROVINCE}
    return frozenset(names.union(*PROVINCE_ALIASES.values()))

"""What provinces and districts are and were called, from the gazetteer in this package. Pure: no session, no app.

For rules that read the name of an authority wherever they are asked. Everything else about places is asked of the
database (see ``queries``). Some 900 names, read once, when they are first asked for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from marketplace.places.dataset import packaged
from marketplace.places.matching import PROVINCE_ALIASES
from marketplace.places.names import folded, full_name, spellings, without_type

Tables = Mapping[str, Sequence[tuple[str, ...]]]

ENDED_NAMES: Mapping[str, date] = dict.fromkeys(("thua thien hue", "tt hue"), date(2024, 12, 31))
"""Folded names of provinces that took another before the mergers, and the last day: resolution 175/2024/QH15."""


@dataclass(frozen=True, slots=True)
class NamedProvince:
    """What a province's name stands for.

    ``code`` is the present province of its land. ``old_key`` is the province of the list that ended on 30/6/2025, as
    in ``OldUnit.key``; ``is_present`` says whether a province is called so since then. ``last_day`` is that of a name
    which ended before its province did.
    """

    code: str
    old_key: str
    is_present: bool
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class NamedDistrict:
    """A district that was called so: the present province of its land, and the one it was in.

    ``name`` is its folded name. ``has_lasted`` is true of those that were there until districts ended on 30/6/2025.
    """

    code: str
    old_key: str
    name: str
    has_lasted: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """All of it, from one reading of the file."""

    provinces: Mapping[str, NamedProvince]
    districts: Mapping[str, frozenset[NamedDistrict]]
    old_provinces_of: Mapping[str, frozenset[str]]
    districts_of: Mapping[str, frozenset[str]]
    province_names: Mapping[str, str]


def provinces() -> Mapping[str, NamedProvince]:
    """Folded name without spaces → the province, present or old. Every present name is that of an old one, too.

    Without spaces, since Kontum, ĐắkLắk and T.T. Huế are written, too.
    """
    return _names().provinces


def districts() -> Mapping[str, frozenset[NamedDistrict]]:
    """Folded name → the districts that were ever called so; they ended on 30/6/2025."""
    return _names().districts


def old_provinces_of() -> Mapping[str, frozenset[str]]:
    """Code of a present commune → the keys of the old provinces that it, or some part of it, lay in until 30/6/2025."""
    return _names().old_provinces_of


def districts_of() -> Mapping[str, frozenset[str]]:
    """Code of a present commune, or key of an old one → the folded names of the districts that it, or some part of it,
    is known to have lain in.
    """
    return _names().districts_of


def province_names() -> Mapping[str, str]:
    """Code → a present province with its type: Tỉnh Hà Tĩnh."""
    return _names().province_names


@cache
def _names() -> _Names:
    tables = packaged().tables
    return _Names(
        _provinces(tables),
        _districts(tables),
        _old_provinces_of(tables),
        _districts_of(tables),
        {row[0]: full_name(row[3], row[1]) for row in tables["province"]},
    )


def _provinces(tables: Tables) -> dict[str, NamedProvince]:
    present = {(row[1], row[0]) for row in tables["province"]}
    found: dict[str, NamedProvince] = {}
    for old_code, name, _, code in tables["legacy_province"]:
        unit = NamedProvince(code, f"legacy:{old_code}", (name, code) in present)
        for key in (folded(name), *PROVINCE_ALIASES.get(folded(name), ())):
            last_day = ENDED_NAMES.get(key)
            named = replace(unit, is_present=False, last_day=last_day) if last_day else unit
            found[key.replace(" ", "")] = named
    return found


def _districts(tables: Tables) -> dict[str, frozenset[NamedDistrict]]:
    now = {old_code: code for old_code, _, _, code in tables["legacy_province"]}
    found: dict[str, set[NamedDistrict]] = defaultdict(set)
    lasted = {(row[1], folded(row[2])) for row in tables["legacy_district"]}
    earlier = {(row[1], folded(without_type(row[2]))) for row in tables["earlier_commune"]}
    for province, name in lasted | earlier:
        unit = NamedDistrict(now[province], f"legacy:{province}", name, (province, name) in lasted)
        for key in spellings(name):
            found[key].add(unit)
    return {key: frozenset(units) for key, units in found.items()}


def _old_provinces_of(tables: Tables) -> dict[str, frozenset[str]]:
    province_of = {row[0]: row[1] for row in tables["legacy_district"]}
    # Five island districts had no communes and became one each: they stand among the old units themselves.
    province_of |= {row[0]: province_of[row[1]] for row in tables["legacy_commune"]}
    found: dict[str, set[str]] = defaultdict(set)
    for old, new, *_ in tables["succession"]:
        found[new].add(f"legacy:{province_of[old]}")
    shared = {keys: keys for keys in map(frozenset, found.values())}
    return {code: shared[frozenset(keys)] for code, keys in found.items()}


def _districts_of(tables: Tables) -> dict[str, frozenset[str]]:
    name_of = {row[0]: folded(row[2]) for row in tables["legacy_district"]}
    lay_in: dict[str, set[str]] = defaultdict(set)
    # The island districts had no communes and stand among the old units themselves.
    for code, name in name_of.items():
        lay_in[f"legacy:{code}"].add(name)
    for row in tables["legacy_commune"]:
        lay_in[f"legacy:{row[0]}"].add(name_of[row[1]])
    for code, _, district, *_, successor, _ in tables["earlier_commune"]:
        name = folded(without_type(district))
        lay_in[f"earlier:{code}"] |= {name, *lay_in.get(f"legacy:{successor}", ())}
        lay_in[f"legacy:{successor}"].add(name)
    for old, new, *_ in tables["succession"]:
        lay_in[new] |= lay_in[f"legacy:{old}"]
    shared = {names: names for names in map(frozenset, lay_in.values())}
    return {key: shared[frozenset(names)] for key, names in lay_in.items()}

"""The gazetteer as rows of our tables. Pure: no session."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from marketplace.places import derive
from marketplace.places.dataset import Dataset
from marketplace.places.names import Level, folded, full_name, order_key

Row = dict[str, Any]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def regions(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_region``."""
    return [{"key": key, "name": name, "name_en": english} for key, name, english, _ in data.tables["region"]]


def provinces(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_province``."""
    rows = [
        {
            "code": code,
            "name": name,
            "name_en": english,
            "unit_type": unit_type,
            "slug": derive.province_slug(name),
            "region_key": region,
            "legal_basis": basis,
            "resolution": resolution,
            "exists_from": derive.TWO_LEVELS_FROM,
            "withdrawn_on": None,
        }
        for code, name, english, unit_type, region, basis, resolution in data.tables["province"]
    ]
    return _ranked(rows)


def communes(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_commune``."""
    table = data.tables["commune"]
    slugs = derive.commune_slugs((code, province, name) for code, province, name, _ in table)
    rows = [
        {
            "code": code,
            "province_code": province,
            "name": name,
            "unit_type": unit_type,
            "slug": slugs[code],
            "exists_from": derive.TWO_LEVELS_FROM,
            "withdrawn_on": None,
        }
        for code, province, name, unit_type in table
    ]
    return _ranked(rows)


def old_units(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_old_unit``, parents before children."""
    province_of = {
        code: (full_name(kind, name), now) for code, name, kind, now in data.tables["legacy_province"]
    }
    district_of = {
        code: (full_name(kind, name), province)
        for code, province, name, kind in data.tables["legacy_district"]
    }
    district_code = {place: code for code, place in district_of.items()}

    def row(listing: str, level: Level, code: str, name: str, kind: str, until: date, province: str) -> Row:
        above = level is not Level.PROVINCE
        return {
            "key": f"{listing}:{code}",
            "listing": listing,
            "level": level.value,
            "code": code,
            "name": name,
            "unit_type": kind,
            "district_key": None,
            "district": None,
            "province_key": f"legacy:{province}" if above else None,
            "province": province_of[province][0] if above else None,
            "province_code": province_of[province][1],
            "listed_until": until,
            "withdrawn_on": None,
        }

    until = derive.LEGACY_UNTIL
    rows = [
        row("legacy", Level.PROVINCE, code, name, kind, until, code)
        for code, name, kind, _ in data.tables["legacy_province"]
    ]
    rows += [
        row("legacy", Level.DISTRICT, code, name, kind, until, province)
        for code, province, name, kind in data.tables["legacy_district"]
    ]
    for code, district, name, kind, _ in data.tables["legacy_commune"]:
        printed, province = district_of[district]
        unit = row("legacy", Level.COMMUNE, code, name, kind, until, province)
        rows.append({**unit, "district_key": f"legacy:{district}", "district": printed})
    for code, province, printed, name, kind, listed, _, _ in data.tables["earlier_commune"]:
        unit = row("earlier", Level.COMMUNE, code, name, kind, date.fromisoformat(listed), province)
        known = district_code.get((printed, province))
        rows.append({**unit, "district_key": f"legacy:{known}" if known else None, "district": printed})
    return rows


def successions(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_succession``: legacy units to communes of today, earlier communes to legacy ones."""
    resolution = {row[0]: row[6] for row in data.tables["province"]}
    province = {row[0]: row[1] for row in data.tables["commune"]}
    rows = [
        {
            "old_key": f"legacy:{old}",
            "later_key": None,
            "commune_code": new,
            "extent": extent,
            "since": derive.TWO_LEVELS_FROM,
            "source": derive.source_of(resolution[province[new]], clause),
        }
        for old, new, extent, clause in data.tables["succession"]
    ]
    rows += [
        {
            "old_key": f"earlier:{code}",
            "later_key": f"legacy:{successor}",
            "commune_code": None,
            "extent": "whole",
            "since": derive.next_list_after(date.fromisoformat(listed)),
            "source": method,
        }
        for code, _, _, _, _, listed, successor, method in data.tables["earlier_commune"]
        if successor
    ]
    return _numbered(rows)


def status_changes(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_status_change``."""
    return [
        {
            "level": level,
            "code": code,
            "since": date.fromisoformat(since),
            "old_type": old,
            "new_type": new,
            "legal_basis": basis,
        }
        for level, code, old, new, since, basis in data.tables["status_change"]
    ]


def zones(data: Dataset) -> list[Row]:
    """Rows of ``mkt_places_zone``."""
    region_of = {row[0]: row[4] for row in data.tables["province"]}
    adjacent = {row[0]: set(row[3].split()) for row in data.tables["region"]}
    return [
        {"from_code": origin, "to_code": destination, "zone": zone.value}
        for origin, destination, zone in derive.zones(region_of, adjacent)
    ]


def names(data: Dataset, units: list[Row]) -> list[Row]:
    """Rows of ``mkt_places_name``; ``units`` are the rows of :func:`old_units`."""
    rows = [_name(name, level=Level.PROVINCE, province=code) for code, name, *_ in data.tables["province"]]
    for code, province, name, _ in data.tables["commune"]:
        rows.append(_name(name, level=Level.COMMUNE, province=province, commune=code))
        rows += [
            _name(later, level=Level.COMMUNE, province=province, commune=code, whole=False)
            for later in _later_words(name)
        ]
    law_names = {row[0]: row[4].split(" | ") for row in data.tables["legacy_commune"] if row[4]}
    for unit in units:
        spelled = [unit["name"]]
        if unit["listing"] == "legacy" and unit["level"] == Level.COMMUNE:
            spelled += law_names.get(unit["code"], [])
        rows += [
            _name(name, level=unit["level"], province=unit["province_code"], old=unit["key"])
            for name in spelled
        ]
    return _numbered(rows)


def _name(
    spelled: str,
    *,
    level: str,
    province: str,
    commune: str | None = None,
    old: str | None = None,
    whole: bool = True,
) -> Row:
    return {
        "folded": folded(spelled),
        "spelled": spelled,
        "whole": whole,
        "level": str(level),
        "province_code": province,
        "commune_code": commune,
        "old_key": old,
    }


def _later_words(name: str) -> Iterator[str]:
    """Bắc Nha Trang → Nha Trang: people type the old core of a new name. One word alone (Sơn) says too little."""
    words = _WORD.findall(name)
    for start in range(1, len(words) - 1):
        yield " ".join(words[start:])


def _ranked(rows: list[Row]) -> list[Row]:
    ordered = sorted(rows, key=lambda row: (order_key(row["name"]), row["code"]))
    return [{**row, "position": position} for position, row in enumerate(ordered, 1)]


def _numbered(rows: list[Row]) -> list[Row]:
    return [{"id": number, **row} for number, row in enumerate(rows, 1)]

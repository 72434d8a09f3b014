"""Pack the place tables into the file that the package carries.

    python -m marketplace.places.pack FOLDER 2026-09-25

FOLDER holds the CSV tables (provinces, communes, status_changes, regions, legacy_*, earlier_communes, succession,
region_distance); the date is the day whose law they show. Columns that follow from others are left out, after checking
that our own rules give exactly what the tables say.
"""

import csv
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from marketplace.places import derive
from marketplace.places.dataset import write
from marketplace.places.names import folded, full_name, without_type

Rows = list[dict[str, str]]


def _csv(folder: Path, name: str) -> Rows:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _take(rows: Rows, columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns.split()) for row in rows]


def _same(what: str, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise SystemExit(f"{what}: our rule gives {ours!r}, the table says {theirs!r}")


SOURCES: Mapping[str, tuple[str, str]] = {
    "region": ("regions", "key name_vi name_en adjacent"),
    "province": ("provinces", "code name_vi name_en unit_type region legal_basis commune_resolution"),
    "commune": ("communes", "code province_code name_vi unit_type"),
    "status_change": ("status_changes", "level code old_unit_type new_unit_type valid_from legal_basis"),
    "legacy_province": ("legacy_provinces", "old_code old_name_vi old_unit_type new_code"),
    "legacy_district": ("legacy_districts", "old_code old_province_code bare_name old_unit_type"),
    "legacy_commune": ("legacy_communes", "old_code old_district_code old_name_vi old_unit_type law_name_vi"),
    "earlier_commune": (
        "earlier_communes",
        "code old_province_code district_vi name_vi unit_type listed_until old_code method",
    ),
    "succession": ("succession", "old_code new_code extent clause"),
}
"""Our table → the file it comes from and its columns there, in the order of ours."""


def pack(folder: Path, state: date) -> tuple[bytes, str]:
    """The packed file and its manifest. Exits with a message where a table is not what our rules make of it."""
    source = {
        name: _csv(folder, name) for name in (*(name for name, _ in SOURCES.values()), "region_distance")
    }
    _check_present(source)
    _check_old(source)
    old_province = {row["old_name_vi"]: row["old_code"] for row in source["legacy_provinces"]}
    for row in source["legacy_districts"]:
        row["bare_name"] = without_type(row["old_full_name_vi"])
    for row in source["earlier_communes"]:
        row["old_province_code"] = old_province[row["province_vi"]]
    for row in source["succession"]:
        row["clause"] = row["source"].partition(" k")[2]
    return write({table: _take(source[name], columns) for table, (name, columns) in SOURCES.items()}, state)


def _check_present(source: dict[str, Rows]) -> None:
    changed = {(row["level"], row["code"]): row for row in source["status_changes"]}
    slugs = derive.commune_slugs(
        (row["code"], row["province_code"], row["name_vi"]) for row in source["communes"]
    )
    for level, rows in (("province", source["provinces"]), ("commune", source["communes"])):
        for row in rows:
            code = row["code"]
            change = changed.get((level, code))
            _same(f"{code} folded", folded(row["name_vi"]), row["folded"])
            _same(
                f"{code} valid_from",
                change["valid_from"] if change else derive.TWO_LEVELS_FROM.isoformat(),
                row["valid_from"],
            )
            if change:
                _same(f"{code} type", change["new_unit_type"], row["unit_type"])
            if level == "commune":
                _same(f"{code} slug", slugs[code], row["slug"])
            else:
                _same(f"{code} slug", derive.province_slug(row["name_vi"]), row["slug"])
                _same(f"{code} full name", full_name(row["unit_type"], row["name_vi"]), row["full_name_vi"])
    _same(
        "zones",
        sorted(
            derive.zones(
                {row["code"]: row["region"] for row in source["provinces"]},
                {row["key"]: set(row["adjacent"].split()) for row in source["regions"]},
            )
        ),
        sorted(_take(source["region_distance"], "from_code to_code zone")),
    )


def _check_old(source: dict[str, Rows]) -> None:
    provinces = {row["old_code"]: row for row in source["legacy_provinces"]}
    districts = {row["old_code"]: row for row in source["legacy_districts"]}
    shares = Counter(row["new_code"] for row in provinces.values())
    for row in provinces.values():
        _same(
            f"{row['old_code']} change",
            "unchanged" if shares[row["new_code"]] == 1 else "merged",
            row["change"],
        )
    for row in districts.values():
        name = without_type(row["old_full_name_vi"])
        _same(f"{row['old_code']} name", full_name(row["old_unit_type"], name), row["old_full_name_vi"])
        _same(f"{row['old_code']} folded", folded(name), row["folded"])
    for row in source["legacy_communes"]:
        code, district = row["old_code"], districts[row["old_district_code"]]
        _same(f"{code} folded", folded(row["old_name_vi"]), row["folded"])
        _same(f"{code} district", district["old_full_name_vi"], row["old_district_vi"])
        _same(f"{code} province", district["old_province_code"], row["old_province_code"])
        _same(f"{code} province", provinces[row["old_province_code"]]["old_name_vi"], row["old_province_vi"])
    for row in source["earlier_communes"]:
        _same(f"{row['code']} folded", folded(row["name_vi"]), row["folded"])
        derive.next_list_after(date.fromisoformat(row["listed_until"]))
    resolution = {row["code"]: row["commune_resolution"].partition("/")[0] for row in source["provinces"]}
    province = {row["code"]: row["province_code"] for row in source["communes"]}
    for row in source["succession"]:
        what = f"{row['old_code']} → {row['new_code']}"
        _same(f"{what} since", derive.TWO_LEVELS_FROM.isoformat(), row["valid_from"])
        _same(f"{what} share", "whole" if row["extent"] == "whole" else "part", row["share"])
        _same(
            f"{what} source", f"NQ{resolution[province[row['new_code']]]}", row["source"].partition(" k")[0]
        )


def main(arguments: list[str]) -> None:
    """Write ``data/gazetteer.xz`` and ``data/gazetteer.json``."""
    if len(arguments) != 2:
        raise SystemExit((__doc__ or "").strip())
    packed, manifest = pack(Path(arguments[0]), date.fromisoformat(arguments[1]))
    target = Path(__file__).with_name("data")
    (target / "gazetteer.xz").write_bytes(packed)
    (target / "gazetteer.json").write_text(manifest, encoding="utf-8")
    sys.stdout.write(f"{len(packed)} bytes\n{manifest}")


if __name__ == "__main__":
    main(sys.argv[1:])

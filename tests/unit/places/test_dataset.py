"""The packed gazetteer: what is in it, and that damage is noticed."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from marketplace.places import dataset, derive, pack
from marketplace.places.dataset import TABLES, BadDataset
from marketplace.places.derive import Zone

STATE = date(2026, 9, 25)


def packed():
    return files("marketplace.places").joinpath("data", "gazetteer.xz").read_bytes()


def test_the_gazetteer_of_the_package():
    data = dataset.packaged()
    assert (data.manifest.format, data.manifest.state) == (1, STATE)
    assert (
        {name: len(rows) for name, rows in data.tables.items()}
        == dict(data.manifest.rows)
        == {
            "region": 6,
            "province": 34,
            "commune": 3_321,
            "status_change": 25,
            "legacy_province": 63,
            "legacy_district": 696,
            "legacy_commune": 10_035,
            "earlier_commune": 1_032,
            "succession": 10_571,
        }
    )
    assert data.tables["commune"][0] == ("00004", "01", "Ba Đình", "phường")


def test_it_is_small():
    assert len(packed()) < 100_000


def test_its_sources_are_named_beside_it():
    licences = files("marketplace.places").joinpath("data", "LICENCES.md").read_text("utf-8")
    for holder in ("Thang Le Quoc", "dvhcvn", "vietnam-address-kit contributors", "Tran Ngoc Minh Hieu"):
        assert holder in licences
    assert "Permission is hereby granted, free of charge" in licences


def test_packing_gives_the_same_bytes_again():
    again, manifest = dataset.write(dataset.packaged().tables, STATE)
    assert dataset.read(again, dataset.read_manifest(manifest)).tables == dataset.packaged().tables
    assert dataset.read_manifest(manifest) == dataset.manifest()
    assert dataset.write(dataset.packaged().tables, STATE) == (again, manifest)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "format 2, this version reads 1"),
        ({"digest": "0" * 64}, "the content does not have the digest of the manifest"),
        ({"state": date(2026, 9, 24)}, "the first line does not agree with the manifest"),
        ({"rows": {**dataset.manifest().rows, "region": 7}}, "region: 6 rows, the manifest says 7"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(change, message):
    with pytest.raises(BadDataset, match=message):
        dataset.read(packed(), replace(dataset.manifest(), **change))


def test_a_damaged_file_is_refused():
    with pytest.raises(BadDataset, match="cannot be unpacked"):
        dataset.read(packed()[:1_000] + b"damage" + packed()[1_006:], dataset.manifest())


def test_rows_that_do_not_fit_are_not_packed():
    tables = {name: [] for name in TABLES} | {"commune": [("00004", "01", "Ba\tĐình", "phường")]}
    with pytest.raises(BadDataset, match="commune: a row does not fit"):
        dataset.write(tables, STATE)


def test_slugs_are_unique_within_a_province():
    slugs = derive.commune_slugs(
        [("1", "A", "Ba Tơ"), ("2", "A", "Ba Tô"), ("3", "B", "Ba Tơ"), ("4", "A", "M'Drắk")]
    )
    assert slugs == {"1": "ba-to-1", "2": "ba-to-2", "3": "ba-to", "4": "mdrak"}


def test_zones_follow_from_regions():
    region_of = {"01": "north", "02": "north", "03": "middle", "04": "south"}
    adjacent = {"north": {"middle"}, "middle": {"north"}, "south": set()}
    zones = {(origin, destination): zone for origin, destination, zone in derive.zones(region_of, adjacent)}
    assert len(zones) == 16
    assert zones["01", "01"] is Zone.SAME_PROVINCE
    assert zones["01", "02"] is Zone.SAME_REGION
    assert zones["01", "03"] is zones["03", "01"] is Zone.ADJACENT_REGION
    assert zones["01", "04"] is Zone.FAR


def test_a_change_came_with_the_next_list():
    assert derive.next_list_after(date(2024, 11, 1)) == date(2025, 3, 1)
    assert derive.next_list_after(date(2021, 11, 1)) == date(2022, 4, 10)


SMALL = {
    "regions": "key,name_vi,name_en,adjacent\nbac_trung_bo,Bắc Trung Bộ,North Central,",
    "provinces": (
        "code,name_vi,full_name_vi,unit_type,name_en,region,slug,folded,valid_from,legal_basis,commune_resolution\n"
        "42,Hà Tĩnh,Tỉnh Hà Tĩnh,tỉnh,Ha Tinh,bac_trung_bo,ha-tinh,ha tinh,2025-07-01,"
        "19/2025/QĐ-TTg,1665/NQ-UBTVQH15"
    ),
    "communes": (
        "code,province_code,name_vi,unit_type,slug,folded,valid_from\n"
        "18223,42,Kim Hoa,xã,kim-hoa,kim hoa,2025-07-01"
    ),
    "status_changes": (
        "level,code,name_vi,old_unit_type,new_unit_type,valid_from,legal_basis\n"
        "province,99,X,tỉnh,thành phố,2026-09-20,39/2026/QH16"
    ),
    "legacy_provinces": (
        "old_code,old_name_vi,old_unit_type,new_code,change,valid_from,folded\n"
        "42,Hà Tĩnh,tỉnh,42,unchanged,2025-07-01,ha tinh"
    ),
    "legacy_districts": (
        "old_code,old_full_name_vi,old_unit_type,old_province_code,folded\n439,Huyện Hương Sơn,huyện,42,huong son"
    ),
    "legacy_communes": (
        "old_code,old_name_vi,old_unit_type,old_district_vi,old_province_vi,old_district_code,old_province_code,folded,"
        "law_name_vi\n18223,Hàm Trường,xã,Huyện Hương Sơn,Hà Tĩnh,439,42,ham truong,"
    ),
    "earlier_communes": (
        "code,name_vi,unit_type,district_vi,province_vi,listed_until,old_code,method,folded\n"
        "18223,Sơn Trường,xã,Huyện Hương Sơn,Hà Tĩnh,2024-11-01,18223,same_code,son truong"
    ),
    "succession": "old_code,new_code,share,valid_from,source,extent\n18223,18223,whole,2025-07-01,NQ1665 k48,whole",
    "region_distance": "from_code,to_code,zone\n42,42,same_province",
}


def write_small(folder, change=None):
    for name, text in SMALL.items():
        header, values = text.split("\n")
        row = dict(zip(header.split(","), values.split(","), strict=True)) | (change or {}).get(name, {})
        (folder / f"{name}.csv").write_text(f"{header}\n{','.join(row.values())}\n", encoding="utf-8")


def test_packing_a_folder(tmp_path):
    write_small(tmp_path)
    raw, manifest = pack.pack(tmp_path, STATE)
    tables = dataset.read(raw, dataset.read_manifest(manifest)).tables
    assert tables["commune"] == (("18223", "42", "Kim Hoa", "xã"),)
    assert tables["legacy_district"] == (("439", "42", "Hương Sơn", "huyện"),)
    assert tables["earlier_commune"] == (
        ("18223", "42", "Huyện Hương Sơn", "Sơn Trường", "xã", "2024-11-01", "18223", "same_code"),
    )
    assert tables["succession"] == (("18223", "18223", "whole", "48"),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"communes": {"slug": "kim"}}, "18223 slug: our rule gives 'kim-hoa', the table says 'kim'"),
        ({"communes": {"folded": "kim"}}, "18223 folded: our rule gives 'kim hoa', the table says 'kim'"),
        ({"provinces": {"full_name_vi": "Hà Tĩnh"}}, "42 full name: .*"),
        ({"provinces": {"valid_from": "2026-01-01"}}, "42 valid_from: .*"),
        ({"region_distance": {"zone": "far"}}, "zones: .*"),
        (
            {"legacy_provinces": {"change": "merged"}},
            "42 change: our rule gives 'unchanged', the table says 'merged'",
        ),
        ({"legacy_communes": {"old_district_vi": "Huyện X"}}, "18223 district: .*"),
        ({"succession": {"share": "part"}}, "18223 → 18223 share: .*"),
        ({"succession": {"source": "NQ1664 k48"}}, "18223 → 18223 source: .*"),
    ],
)
def test_a_table_that_says_otherwise_than_our_rules_is_not_packed(tmp_path, change, message):
    write_small(tmp_path, change)
    with pytest.raises(SystemExit, match=message):
        pack.pack(tmp_path, STATE)


def test_the_command_needs_a_folder_and_a_date():
    with pytest.raises(SystemExit, match="FOLDER 2026-09-25"):
        pack.main([])

"""What became of old units: domain.md 2.7 and the exceptions of the resolutions."""

from datetime import date

import pytest

from marketplace.kernel.errors import NotFound
from marketplace.places import queries

pytestmark = pytest.mark.usefixtures("app")


def codes(successors):
    return [(item.commune.code, item.extent) for item in successors.items]


def test_two_hops_lead_to_today(statements):
    with statements() as sent:
        found = queries.successors("earlier:18223")
    assert len(sent) == 2
    assert found.old_unit.printed == "xã Sơn Trường, huyện Hương Sơn, tỉnh Hà Tĩnh"
    assert found.default == queries.commune("18223")
    assert found.default.full_name == "Xã Kim Hoa"
    assert not found.must_ask
    [kim_hoa] = found.items
    assert [(step.old_unit.full_name, step.extent, step.since, step.source) for step in kim_hoa.path] == [
        ("Xã Sơn Trường", "whole", date(2025, 3, 1), "same_code"),
        ("Xã Hàm Trường", "whole", date(2025, 7, 1), "1665/NQ-UBTVQH15, điều 1 khoản 48"),
    ]


@pytest.mark.parametrize("key", ["earlier:18178", "earlier:18193", "legacy:18178"])
def test_son_chau_and_son_binh_became_tu_my(key):
    assert codes(queries.successors(key)) == [("18202", "whole")]
    assert queries.successors(key).default.full_name == "Xã Tứ Mỹ"


def test_a_split_without_default_must_be_asked():
    found = queries.successors("legacy:18082")
    assert found.old_unit.printed == "phường Đại Nài, thành phố Hà Tĩnh, tỉnh Hà Tĩnh"
    assert sorted(codes(found)) == [("18073", "part"), ("18652", "part")]
    assert {item.commune.full_name for item in found.items} == {"Phường Thành Sen", "Phường Hà Huy Tập"}
    assert found.default is None
    assert found.must_ask


def test_the_successor_that_received_all_the_people_is_the_default():
    found = queries.successors("legacy:00112")
    assert codes(found) == [("00103", "people_all"), ("00004", "land_only")]
    assert found.default.code == "00103"
    assert not found.must_ask


def test_the_default_holds_over_two_hops():
    found = queries.successors("earlier:00142")
    assert codes(found) == [("00136", "people_all"), ("00127", "land_only")]
    assert found.default.full_name == "Phường Phúc Lợi"
    assert queries.successors("earlier:00181").must_ask


def test_land_alone_is_the_last_choice_and_never_the_default():
    found = queries.successors("legacy:18796")
    assert [(item.commune.name, item.extent) for item in found.items] == [
        ("Sông Trí", "people_only"),
        ("Hoành Sơn", "people_only"),
        ("Vũng Áng", "land_only"),
    ]
    assert found.default is None


@pytest.mark.parametrize(
    ("district", "commune", "name"),
    [
        ("318", "11948", "Đặc khu Bạch Long Vĩ"),
        ("471", "19742", "Đặc khu Cồn Cỏ"),
        ("498", "20333", "Đặc khu Hoàng Sa"),
        ("536", "21548", "Đặc khu Lý Sơn"),
        ("755", "26732", "Đặc khu Côn Đảo"),
    ],
)
def test_island_districts_became_special_zones(district, commune, name):
    found = queries.successors(f"legacy:{district}")
    assert (found.default.code, found.default.full_name) == (commune, name)
    assert [origin.commune.code for origin in queries.communes_of_old_district(f"legacy:{district}")] == [
        commune
    ]


def test_one_code_has_two_meanings():
    old, now = queries.old_units(["legacy:00004"])["legacy:00004"], queries.commune("00004")
    assert (old.full_name, now.full_name) == ("Phường Trúc Bạch", "Phường Ba Đình")


def test_an_earlier_commune_without_known_successor():
    found = queries.successors("earlier:10774")
    assert found.items == ()
    assert found.default is None
    assert not found.must_ask


def test_many_in_two_statements(statements):
    with statements() as sent:
        found = queries.successors_of(["earlier:18223", "legacy:18082", "legacy:99999"])
    assert len(sent) == 2
    assert sorted(found) == ["earlier:18223", "legacy:18082"]
    assert found["legacy:18082"] == queries.successors("legacy:18082")


def test_an_unknown_old_unit():
    with pytest.raises(NotFound, match="legacy:99999"):
        queries.successors("legacy:99999")


def test_huu_lung_became_eight_communes(statements):
    with statements() as sent:
        found = queries.communes_of_old_district("legacy:186")
    assert len(sent) == 1
    assert {
        origin.commune.code: (origin.commune.name, {unit.old_unit.full_name for unit in origin.old_units})
        for origin in found
    } == {
        "06385": ("Hữu Lũng", {"Thị trấn Hữu Lũng", "Xã Đồng Tân", "Xã Hồ Sơn"}),
        "06391": ("Yên Bình", {"Xã Yên Bình", "Xã Quyết Thắng", "Xã Hòa Bình"}),
        "06400": ("Hữu Liên", {"Xã Hữu Liên", "Xã Yên Thịnh"}),
        "06415": ("Vân Nham", {"Xã Minh Tiến", "Xã Nhật Tiến", "Xã Vân Nham"}),
        "06427": ("Cai Kinh", {"Xã Yên Sơn", "Xã Yên Vượng", "Xã Cai Kinh"}),
        "06436": ("Thiện Tân", {"Xã Thiện Tân", "Xã Thanh Sơn", "Xã Đồng Tiến"}),
        "06445": ("Tân Thành", {"Xã Tân Thành", "Xã Hòa Lạc", "Xã Hòa Sơn"}),
        "06457": ("Tuấn Sơn", {"Xã Minh Sơn", "Xã Minh Hòa", "Xã Hòa Thắng"}),
    }
    assert [origin.commune.name for origin in found] == [
        "Cai Kinh", "Hữu Liên", "Hữu Lũng", "Tân Thành", "Thiện Tân", "Tuấn Sơn", "Vân Nham", "Yên Bình",
    ]  # fmt: skip


def test_the_old_units_of_a_commune(statements):
    with statements() as sent:
        found = queries.old_units_of("18223")
    assert len(sent) == 1
    assert [(unit.old_unit.key, unit.old_unit.name, unit.extent, unit.hops) for unit in found] == [
        ("legacy:18211", "Kim Hoa", "whole", 1),
        ("legacy:18223", "Hàm Trường", "whole", 1),
        ("earlier:18214", "Sơn Hàm", "whole", 2),
        ("earlier:18223", "Sơn Trường", "whole", 2),
    ]
    assert queries.old_units_of("00000") == ()


def test_the_old_units_of_many_communes_in_one_statement(statements):
    with statements() as sent:
        found = queries.old_units_of_many(["18223", "18550", "00000"])
    assert len(sent) == 1
    assert sorted(found) == ["18223", "18550"]
    assert found["18223"] == queries.old_units_of("18223")


def test_old_provinces_know_their_present_one():
    found = queries.old_units(["legacy:58", "legacy:56"])
    assert {key: (unit.full_name, unit.province_code) for key, unit in found.items()} == {
        "legacy:58": ("Tỉnh Ninh Thuận", "56"),
        "legacy:56": ("Tỉnh Khánh Hòa", "56"),
    }

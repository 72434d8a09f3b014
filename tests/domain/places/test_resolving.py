"""Printed addresses of old decisions, as a spreadsheet import meets them."""

from datetime import date

import pytest
from sqlalchemy import or_, select

from marketplace.kernel.i18n import speaking
from marketplace.places import queries
from marketplace.places.models import Commune, OldUnit

pytestmark = pytest.mark.usefixtures("app")

IN_2023, IN_2026 = date(2023, 5, 1), date(2026, 9, 25)
HA_TINH, LANG_SON, KHANH_HOA = "42", "20", "56"


def texts(messages):
    return [str(message) for message in messages]


@pytest.mark.parametrize(
    ("text", "old", "commune"),
    [
        ("xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh", "legacy:18538", "18550"),
        ("Xã Hương Đô", "legacy:18538", "18550"),
        ("XÃ HƯƠNG ĐÔ, HUYỆN HƯƠNG KHÊ", "legacy:18538", "18550"),
        ("xã Hương Đô huyện Hương Khê tỉnh Hà Tĩnh", "legacy:18538", "18550"),
        ("Xã Hương Đô - Huyện Hương Khê - Tỉnh Hà Tĩnh", "legacy:18538", "18550"),
        ("Hương Đô, Hương Khê, Hà Tĩnh", "legacy:18538", "18550"),
        ("x.Hương Đô, H.Hương Khê", "legacy:18538", "18550"),
        ("Xã  Hương\u00a0Đô ,\nhuyện Hương Khê.", "legacy:18538", "18550"),
        ("xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh, Việt Nam", "legacy:18538", "18550"),
        ("Thôn 3, xã Sơn Trường, huyện Hương Sơn", "earlier:18223", "18223"),
        ("thôn 3 xã Sơn Trường huyện Hương Sơn", "earlier:18223", "18223"),
        ("xã Sơn Châu, huyện Hương Sơn", "earlier:18178", "18202"),
        ("xã Sơn Bình, huyện Hương Sơn", "earlier:18193", "18202"),
        ("thị trấn Hương Khê, huyện Hương Khê", "legacy:18496", "18496"),
        ("TT. Hương Khê - H. Hương Khê - Hà Tĩnh", "legacy:18496", "18496"),
        ("xã Kỳ Ninh, thị xã Kỳ Anh", "earlier:18781", "18781"),
        ("Xã Vĩnh Hải, huyện Ninh Hải, tỉnh Ninh Thuận", "legacy:22846", "22846"),
        ("phường Vĩnh Hải, TP. Nha Trang, tỉnh Khánh Hoà", "legacy:22330", "22333"),
        ("xã Tân Thành, huyện Hữu Lũng, tỉnh Lạng Sơn", "legacy:06442", "06445"),
        ("xã Hoà Lạc, huyện Hữu Lũng, tỉnh Lạng Sơn", "legacy:06430", "06445"),
    ],
)
def test_an_address_of_before_july_2025(text, old, commune):
    found = queries.resolve_printed(text, IN_2023, HA_TINH)
    assert (found.old_unit.key, found.commune.code) == (old, commune)
    assert found.problem is None
    assert found.doubts == ()
    assert found.unknown == ()
    assert found.is_certain


def test_the_province_that_was_thua_thien_hue():
    found = queries.resolve_printed("phường Thuỷ Xuân, thành phố Huế, tỉnh Thừa Thiên Huế", IN_2023, HA_TINH)
    assert (found.old_unit.key, found.commune.code) == ("legacy:19813", "19813")
    assert found.is_certain


def test_what_stands_in_front_is_kept():
    found = queries.resolve_printed("Số 12 đường Trần Phú, thôn 3, xã Hương Đô", IN_2023, HA_TINH)
    assert found.details == ("Số 12 đường Trần Phú", "thôn 3")
    assert found.commune.code == "18550"


def test_an_address_of_today_needs_no_old_unit():
    found = queries.resolve_printed("xã Kim Hoa, tỉnh Hà Tĩnh", IN_2026)
    assert (found.commune.code, found.old_unit, found.is_certain) == ("18223", None, True)


def test_an_old_name_on_a_new_paper_is_still_understood():
    found = queries.resolve_printed("xã Sơn Trường, tỉnh Hà Tĩnh", IN_2026)
    assert (found.commune.code, found.old_unit.key) == ("18223", "earlier:18223")


def test_both_names_on_a_new_paper():
    for text in (
        "Xã Kim Hoa (xã Sơn Trường cũ), tỉnh Hà Tĩnh",
        "Xã Kim Hoa (trước đây là xã Sơn Trường), tỉnh Hà Tĩnh",
        "Xã Sơn Trường (nay là xã Kim Hoa), tỉnh Hà Tĩnh",
        "Xã Sơn Trường nay là xã Kim Hoa, tỉnh Hà Tĩnh",
        "Xã Sơn Trường (cũ), nay thuộc xã Kim Hoa, tỉnh Hà Tĩnh",
    ):
        found = queries.resolve_printed(text, IN_2026)
        assert (found.commune.code, found.old_unit.key) == ("18223", "earlier:18223")
        assert found.is_certain


def test_two_names_that_disagree():
    found = queries.resolve_printed("xã Kim Hoa (xã Hương Đô cũ)", IN_2026, HA_TINH)
    assert found.commune is None
    assert found.is_ambiguous
    assert {item.commune.code for item in found.candidates} == {"18223", "18550"}
    assert str(found.problem) == "“xã Kim Hoa (xã Hương Đô cũ)” ghi hai nơi khác nhau."


def test_a_split_commune_has_to_be_chosen():
    found = queries.resolve_printed("phường Đại Nài, TP Hà Tĩnh", IN_2023, HA_TINH)
    assert found.commune is None
    assert found.is_ambiguous
    assert found.old_unit.key == "legacy:18082"
    assert [item.commune.code for item in found.candidates] == ["18073", "18652"]
    assert str(found.problem) == (
        "Phường Đại Nài, thành phố Hà Tĩnh, tỉnh Hà Tĩnh nay chia cho 2 xã, phường: hãy chọn một."
    )
    with speaking("en"):
        assert str(found.problem) == (
            "Phường Đại Nài, thành phố Hà Tĩnh, tỉnh Hà Tĩnh is now divided among 2 communes: choose one."
        )


def test_a_split_with_a_default_is_answered():
    found = queries.resolve_printed("phường Thụy Khuê, quận Tây Hồ, TP Hà Nội", IN_2023, HA_TINH)
    assert found.commune.code == "00103"
    assert [item.commune.code for item in found.candidates] == ["00103", "00004"]


def test_a_name_that_occurs_twice_in_the_province():
    found = queries.resolve_printed("Vĩnh Hải", IN_2023, KHANH_HOA)
    assert found.is_ambiguous
    assert {item.commune.code for item in found.candidates} == {"22333", "22846"}
    assert queries.resolve_printed("phường Vĩnh Hải", IN_2023, KHANH_HOA).commune.code == "22333"
    assert queries.resolve_printed("xã Vĩnh Hải", IN_2023, KHANH_HOA).commune.code == "22846"
    assert queries.resolve_printed("xã Vĩnh Hải", IN_2026, KHANH_HOA).commune.code == "22846"


def test_chi_lang_is_five_places_of_lang_son():
    found = queries.resolve_printed("Chi Lăng", None, LANG_SON)
    assert found.is_ambiguous
    assert str(found.problem) == (
        "“Chi Lăng” có thể là một trong 3 nơi: hãy chọn, hoặc ghi thêm huyện, tỉnh."
    )
    assert [(item.commune.code, item.why and str(item.why)) for item in found.candidates] == [
        ("06463", None),
        ("05983", "trước đây: phường Chi Lăng, thành phố Lạng Sơn"),
        ("06040", "trước đây: xã Chi Lăng, huyện Tràng Định"),
    ]
    assert queries.resolve_printed("Chi Lăng", IN_2026, LANG_SON).commune.code == "06463"
    assert queries.resolve_printed("thị trấn Chi Lăng", IN_2023, LANG_SON).old_unit.key == "legacy:06466"
    assert queries.resolve_printed("xã Chi Lăng, huyện Tràng Định", IN_2023, LANG_SON).commune.code == "06040"
    assert (
        queries.resolve_printed("xã Chi Lăng, huyện Chi Lăng", IN_2023, LANG_SON).old_unit.key
        == "legacy:06523"
    )
    assert queries.resolve_printed("xã Chi Lăng", IN_2023, LANG_SON).is_ambiguous


def test_tan_thanh_is_three_places_of_lang_son_before_and_one_today():
    before = queries.resolve_printed("xã Tân Thành", IN_2023, LANG_SON)
    assert {item.commune.code for item in before.candidates} == {"06316", "06376", "06445"}
    assert before.is_ambiguous
    assert queries.resolve_printed("xã Tân Thành", IN_2026, LANG_SON).commune.code == "06445"


def test_the_country_has_several_where_no_province_is_known():
    found = queries.resolve_printed("xã Vĩnh Hải", IN_2026)
    assert {item.commune.code for item in found.candidates} == {"11875", "22846", "31795"}
    assert queries.resolve_printed("xã Hương Đô", IN_2026).commune.code == "18550"


def test_a_named_province_beats_the_default_one():
    found = queries.resolve_printed("xã Tân Thành, tỉnh Đồng Tháp", IN_2023, HA_TINH)
    assert (found.commune.code, found.old_unit.province) == ("30226", "Tỉnh Đồng Tháp")


def test_a_district_unknown_to_the_lists_is_pointed_out():
    # Lộc Hà was joined to Thạch Hà two months before the list of March 2025.
    found = queries.resolve_printed("xã Thịnh Lộc, huyện Lộc Hà", IN_2023, HA_TINH)
    assert found.commune.full_name == "Xã Lộc Hà"
    assert found.unknown == ("huyện Lộc Hà",)
    assert texts(found.doubts) == [
        "“huyện Lộc Hà” không khớp với nơi tìm thấy: xã Thịnh Lộc, huyện Thạch Hà, tỉnh Hà Tĩnh."
    ]
    assert not found.is_certain


def test_a_wrong_district_is_pointed_out():
    found = queries.resolve_printed("xã Hương Đô, huyện Can Lộc", IN_2023, HA_TINH)
    assert found.commune.code == "18550"
    assert found.unknown == ("huyện Can Lộc",)
    assert not found.is_certain


def test_a_wrong_type_or_mark_is_pointed_out():
    found = queries.resolve_printed("phường Hương Đô", IN_2023, HA_TINH)
    assert found.commune.code == "18550"
    assert texts(found.doubts) == [
        "Ghi “phường Hương Đô”, danh mục ghi: xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh."
    ]
    assert queries.resolve_printed("xã Hướng Đô", IN_2023, HA_TINH).doubts != ()
    assert queries.resolve_printed("xa Huong Do", IN_2023, HA_TINH).is_certain


def test_a_name_that_is_also_a_districts():
    found = queries.resolve_printed("Hương Khê, Hà Tĩnh", IN_2023, HA_TINH)
    assert found.commune.code == "18496"
    assert texts(found.doubts) == ["“Hương Khê” cũng là tên huyện Hương Khê, tỉnh Hà Tĩnh."]


def test_a_province_alone_is_no_commune_of_the_same_name():
    found = queries.resolve_printed("Ninh Bình", IN_2023)
    assert (found.commune, str(found.problem)) == (None, "“Ninh Bình” chưa ghi xã, phường.")


def test_marks_decide_between_neighbours():
    hoang_thanh = queries.resolve_printed("xã Hoằng Thanh, huyện Hoằng Hóa, tỉnh Thanh Hóa", IN_2023)
    hoang_thanh_2 = queries.resolve_printed("xã Hoằng Thành, huyện Hoằng Hóa, tỉnh Thanh Hóa", IN_2023)
    assert hoang_thanh.old_unit.key == "legacy:16000"
    assert hoang_thanh_2.old_unit.name == "Hoằng Thành"
    assert queries.resolve_printed("xa hoang thanh, huyen hoang hoa, tinh thanh hoa", IN_2023).is_ambiguous


def test_the_right_district_type_decides_between_two_of_one_name():
    town = queries.resolve_printed("xã Kỳ Lợi, thị xã Kỳ Anh, tỉnh Hà Tĩnh", IN_2023)
    assert town.unknown == ()
    city = queries.resolve_printed("xã Thạch Trung, thành phố Hà Tĩnh", IN_2023, HA_TINH)
    assert (city.old_unit.district, city.unknown) == ("Thành phố Hà Tĩnh", ())


def test_a_name_that_passed_to_a_later_commune():
    """Phường Hạ Đình was joined with others on 1 January 2025 under the same name, and that one divided in July."""
    before = queries.resolve_printed("phường Hạ Đình, quận Thanh Xuân, TP Hà Nội", date(2024, 6, 1))
    after = queries.resolve_printed("phường Hạ Đình, quận Thanh Xuân, TP Hà Nội", date(2025, 4, 1))
    assert (before.old_unit.key, after.old_unit.key) == ("earlier:00361", "legacy:00373")


def test_a_commune_of_today_on_an_older_paper():
    found = queries.resolve_printed("phường Hà Huy Tập", IN_2023, HA_TINH)
    assert found.old_unit.full_name == "Phường Hà Huy Tập"
    found = queries.resolve_printed("xã Tứ Mỹ", IN_2023, HA_TINH)
    assert found.commune.code == "18202"
    assert texts(found.doubts) == ["Xã Tứ Mỹ chỉ có từ 01/07/2025, sau ngày của văn bản."]


def test_an_unknown_commune_is_named_and_near_ones_offered():
    found = queries.resolve_printed("Xã Hương Đôô", IN_2023, HA_TINH)
    assert found.commune is None
    assert str(found.problem) == "Không tìm thấy “Xã Hương Đôô” ở tỉnh Hà Tĩnh."
    assert found.unknown == ("Xã Hương Đôô",)
    assert found.candidates[0].commune.code == "18550"
    with speaking("en"):
        assert str(found.problem) == "“Xã Hương Đôô” was not found in tỉnh Hà Tĩnh."


def test_an_unknown_first_name_is_not_passed_over_for_the_district_behind_it():
    found = queries.resolve_printed("Hương Đôô, Hương Khê, Hà Tĩnh", IN_2023, HA_TINH)
    assert found.commune is None
    assert str(found.problem) == "Không tìm thấy “Hương Đôô” ở tỉnh Hà Tĩnh."


def test_a_commune_of_another_province_than_the_default_is_not_taken():
    found = queries.resolve_printed("xã Vân Nham", IN_2023, HA_TINH)
    assert found.commune is None
    assert str(found.problem) == "Không tìm thấy “xã Vân Nham” ở tỉnh Hà Tĩnh."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Chưa ghi địa chỉ."),
        (" , ", "Chưa ghi địa chỉ."),
        ("huyện Hương Khê", "“huyện Hương Khê” chưa ghi xã, phường."),
        ("huyện Hương Khê, tỉnh Hà Tĩnh", "“huyện Hương Khê, tỉnh Hà Tĩnh” chưa ghi xã, phường."),
        ("tỉnh Hà Tĩnh", "“tỉnh Hà Tĩnh” chưa ghi xã, phường."),
    ],
)
def test_an_address_without_commune(text, problem):
    found = queries.resolve_printed(text, IN_2023, HA_TINH)
    assert (found.commune, found.candidates, str(found.problem)) == (None, (), problem)


def test_a_commune_whose_successor_is_not_known():
    found = queries.resolve_printed("xã Phúc Thành A, huyện Kim Thành, tỉnh Hải Dương", IN_2023)
    assert (found.commune, found.candidates, found.old_unit.key) == (None, (), "earlier:10774")
    assert str(found.problem) == (
        "Chưa rõ xã Phúc Thành A, huyện Kim Thành, tỉnh Hải Dương nay thuộc xã, phường nào."
    )


def test_a_sheet_takes_six_statements_whatever_its_length(statements):
    sheet = ["xã Hương Đô, huyện Hương Khê", "phường Đại Nài", "xã Sơn Trường", "xã Không Có", "Thôn 1"] * 100
    with statements() as sent:
        found = queries.resolve_printed_many(sheet, IN_2023, HA_TINH)
    assert len(sent) == 6
    assert [item.text for item in found] == sheet
    assert [item.commune and item.commune.code for item in found[:5]] == ["18550", None, "18223", None, None]
    with statements() as sent:
        queries.resolve_printed_many(sheet[:3], IN_2023, HA_TINH)
    assert len(sent) == 2
    assert queries.resolve_printed_many([]) == []


def test_the_printed_form_of_old_communes_leads_where_the_succession_does(session):
    """Every earlier commune, and every legacy one of four provinces, as its own papers printed it."""
    wanted = select(OldUnit.key).where(
        OldUnit.level == "commune",
        or_(
            OldUnit.listing == "earlier",
            OldUnit.province_key.in_(["legacy:42", "legacy:20", "legacy:56", "legacy:82"]),
        ),
    )
    units = queries.old_units(session.scalars(wanted))
    assert len(units) == 1_032 + 209 + 194 + 132 + 164
    found = queries.resolve_printed_many([unit.printed for unit in units.values()], date(2024, 6, 1))
    became = queries.successors_of(resolution.old_unit.key for resolution in found)
    for unit, resolution in zip(units.values(), found, strict=True):
        assert resolution.old_unit.printed == unit.printed
        assert resolution.commune == became[resolution.old_unit.key].default
        assert resolution.doubts == ()


def test_the_formal_name_of_every_commune_of_today_means_itself(session):
    cards = queries.communes(session.scalars(select(Commune.code)))
    found = queries.resolve_printed_many([card.formal for card in cards.values()], IN_2026)
    assert len(cards) == 3_321
    assert [item.text for item, card in zip(found, cards.values(), strict=True) if item.commune != card] == []
    assert [item.text for item in found if item.doubts or item.old_unit] == []

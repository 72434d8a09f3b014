"""Reading addresses into parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.places.address import Part, parts, readings, tidy
from marketplace.places.names import Level, UnitType

XA, PHUONG, TT, HUYEN, TX, TP, TINH, QUAN, DK = (
    UnitType.COMMUNE,
    UnitType.WARD,
    UnitType.TOWNSHIP,
    UnitType.DISTRICT,
    UnitType.TOWN,
    UnitType.CITY,
    UnitType.PROVINCE,
    UnitType.URBAN_DISTRICT,
    UnitType.SPECIAL_ZONE,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
            [(XA, "Hương Đô"), (HUYEN, "Hương Khê"), (TINH, "Hà Tĩnh")],
        ),
        (
            "Xã Hương Đô huyện Hương Khê tỉnh Hà Tĩnh",
            [(XA, "Hương Đô"), (HUYEN, "Hương Khê"), (TINH, "Hà Tĩnh")],
        ),
        (
            "X. Hương Đô; H.Hương Khê / T. Hà Tĩnh",
            [(XA, "Hương Đô"), (HUYEN, "Hương Khê"), (TINH, "Hà Tĩnh")],
        ),
        ("P.Đại Nài, TP.Hà Tĩnh", [(PHUONG, "Đại Nài"), (TP, "Hà Tĩnh")]),
        ("P1, Q.10, T.P. Hồ Chí Minh", [(PHUONG, "1"), (QUAN, "10"), (TP, "Hồ Chí Minh")]),
        ("TT. Hữu Lũng", [(TT, "Hữu Lũng")]),
        ("Thị trấn Nông trường Mộc Châu", [(TT, "Nông trường Mộc Châu")]),
        ("Thôn 1 xã Kỳ Lợi thị xã Kỳ Anh", [(None, "Thôn 1"), (XA, "Kỳ Lợi"), (TX, "Kỳ Anh")]),
        ("TX. Kỳ Anh", [(TX, "Kỳ Anh")]),
        ("Phường Phường Đúc, thành phố Huế", [(PHUONG, "Phường Đúc"), (TP, "Huế")]),
        ("Đặc khu Côn Đảo", [(DK, "Côn Đảo")]),
        ("Xã Kim Hoa (xã Sơn Trường cũ)", [(XA, "Kim Hoa"), (XA, "Sơn Trường")]),
        ("xã Sơn Trường (nay là xã Kim Hoa)", [(XA, "Sơn Trường"), (XA, "Kim Hoa")]),
        ("xã Thân Thuộc", [(XA, "Thân Thuộc")]),
        ("thị trấn Chợ Mới", [(TT, "Chợ Mới")]),
        ("Xá Nhè", [(None, "Xá Nhè")]),
        ("xa huong do", [(None, "xa huong do")]),
        ("Văn Miếu - Quốc Tử Giám", [(None, "Văn Miếu - Quốc Tử Giám")]),
        ("xa\u0303 Hu\u031bo\u031bng \u0110o\u0302", [(XA, "Hương Đô")]),
        ("XÃ HƯƠNG ĐÔ", [(XA, "HƯƠNG ĐÔ")]),
        ("P. !", [(None, "P. !")]),
        (" , ;. ", []),
        ("", []),
    ],
)
def test_parts(text, expected):
    assert [(part.unit_type, part.name) for part in parts(text)] == expected


def test_a_city_may_be_a_district_or_a_province():
    assert Part("TP Huế", "Huế", TP).level is None
    assert Part("thị xã X", "X", TX).level is Level.DISTRICT
    assert Part("đặc khu X", "X", DK).level is Level.COMMUNE


@pytest.mark.parametrize(
    ("text", "is_detail"),
    [
        ("Thôn 3", True),
        ("xóm Bắc", True),
        ("12A Trần Phú", True),
        ("Số 5", True),
        ("ĐT: 0912345678", True),
        ("Việt Nam", True),
        ("Hương Khê", False),
        ("Tổng Cọt", False),
        ("Vietnamese", False),
    ],
)
def test_what_is_detail(text, is_detail):
    assert Part(text, text).is_detail is is_detail


def test_a_part_with_a_type_word_is_never_detail():
    assert not Part("xã Tổ", "Tổ", XA).is_detail


def test_the_commune_is_the_part_that_says_so():
    found = readings("Hương Khê, xã Hương Đô, Hà Tĩnh")
    assert {reading.place.text for reading in found if not reading.is_cut} == {"xã Hương Đô"}
    assert [part.text for part in found[0].before] == ["Hương Khê"]
    assert [part.text for part in found[0].rest] == ["Hà Tĩnh"]


def test_without_type_words_every_part_may_be_the_commune():
    whole = [reading for reading in readings("Hương Đô, Hương Khê") if not reading.is_cut]
    assert [(reading.place.text, reading.cost, reading.skips) for reading in whole] == [
        ("Hương Đô", 0, False),
        ("Hương Khê", 5, True),
    ]
    assert not any(reading.skips for reading in readings("Thôn 3, Hương Đô"))


def test_a_doubtful_type_word_is_read_both_ways():
    found = [(reading.place.unit_type, reading.place.name, reading.cost) for reading in readings("xa huong")]
    assert (None, "xa huong", 0) in found
    assert (XA, "huong", 1) in found


def test_words_without_commas_are_cut_anywhere():
    found = readings("huong do ha tinh")
    assert ("huong do", "ha tinh") in {
        (reading.place.name, reading.rest[0].text) for reading in found if reading.is_cut
    }
    assert all(not reading.is_marked for reading in found)
    assert all(reading.is_marked for reading in readings("Hương Đô"))


def test_hyphens_are_read_both_ways():
    found = {
        (reading.place.name, len(reading.rest))
        for reading in readings("Chân Mây - Lăng Cô")
        if not reading.is_cut
    }
    assert ("Chân Mây - Lăng Cô", 0) in found
    assert ("Chân Mây", 1) in found


def test_tidy():
    assert tidy(" Xã  Hương\u00a0Đô ,. ") == "Xã Hương Đô"


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_can_be_read(text):
    found = readings(text)
    assert [reading.cost for reading in found] == sorted(reading.cost for reading in found)
    assert all(part.key for part in parts(text))

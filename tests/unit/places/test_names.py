"""Names of places: folding, marks, order, printing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.places.names import (
    UnitType,
    folded,
    full_name,
    has_marks,
    lower_first,
    marks_agree,
    order_key,
    spellings,
    without_type,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hương Đô", "huong do"),
        ("M'Drắk", "mdrak"),
        ("M’Drắk", "mdrak"),
        ("Chân Mây - Lăng Cô", "chan may lang co"),
        ("Phường 01", "phuong 1"),
        ("Quận 10", "quan 10"),
        ("Hoà", "hoa"),
        ("HÒA", "hoa"),
        ("Ho\u0300a", "hoa"),
        ("  ", ""),
    ],
)
def test_folding(text, expected):
    assert folded(text) == expected


def test_i_and_y_are_interchangeable_after_some_consonants():
    assert spellings("my qui") == ("my qui", "my quy", "mi qui", "mi quy")
    assert spellings("ky ly") == ("ky ly", "ky li", "ki ly", "ki li")
    assert spellings("huong do") == ("huong do",)
    assert spellings("y tich") == ("y tich",)
    assert spellings("") == ("",)
    assert len(spellings("my my my my my")) == 8


@pytest.mark.parametrize(
    ("typed", "spelled", "whole", "begun"),
    [
        ("Hoà", "Hòa", True, True),
        ("hoà bình", "Hòa Bình", True, True),
        ("Đại Nài", "Đại Nài", True, True),
        ("Đại N", "Đại Nài", False, True),
        ("Đạ", "Đại Nài", False, True),
        ("Đài", "Đại Nài", False, False),
        ("Hư", "Hương Đô", False, True),
        ("Hu", "Hương Đô", False, True),
        ("Thanh", "Thành", False, True),
        ("Thành", "Thanh", False, False),
        ("Sơn Hà Nam", "Sơn Hà", False, False),
        ("", "Sơn Hà", False, True),
        ("M'Drắk", "M’Drắk", True, True),
    ],
)
def test_marks_agree(typed, spelled, whole, begun):
    assert marks_agree(typed, spelled) is whole
    assert marks_agree(typed, spelled, unfinished=True) is begun


def test_whether_marks_were_typed():
    assert has_marks("Hương")
    assert has_marks("đo")
    assert has_marks("hò")
    assert not has_marks("Huong Do 1")


def test_the_order_of_a_vietnamese_dictionary():
    names = [
        "1 Bảo Lộc", "2 Bảo Lộc", "10 Bảo Lộc", "An", "An Bình", "Ấn", "Ba Tô", "Ba Tơ", "Ca", "Cà", "Cả", "Cã", "Cá",
        "Cạ", "Cà Mau", "Cao Bằng", "Căn", "Cân", "Dầu", "Đa", "Đà", "Ea", "Ê a", "M'Drắk", "Mê", "O", "Ô",
        "Ơ", "U", "Ư",
    ]  # fmt: skip
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=order_key) == names


@given(st.text())
def test_any_text_can_be_ordered_and_folded(text):
    assert order_key(text) == order_key(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Thành phố Hà Nội", "Hà Nội"),
        ("Thị xã Kỳ Anh", "Kỳ Anh"),
        ("Quận 1", "1"),
        ("Huyện Hương Khê", "Hương Khê"),
        ("Phường Phường Đúc", "Phường Đúc"),
        ("Đặc khu Côn Đảo", "Côn Đảo"),
        ("Hương Khê", "Hương Khê"),
    ],
)
def test_the_bare_name(full, name):
    assert without_type(full) == name


def test_printing():
    assert full_name("xã", "Hương Đô") == "Xã Hương Đô"
    assert full_name(UnitType.SPECIAL_ZONE, "Côn Đảo") == "Đặc khu Côn Đảo"
    assert full_name("phường", "1 Bảo Lộc") == "Phường 1 Bảo Lộc"
    assert lower_first("Đặc khu Côn Đảo") == "đặc khu Côn Đảo"

"""Packs are compared by what is in them, names by their words with marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certification.names import name_key
from marketplace.certification.packs import Measure, Pack, parse_pack

KG = 1_000_000


@pytest.mark.parametrize(
    ("text", "measure", "least", "most"),
    [
        ("Thùng 5 kg", Measure.MILLIGRAM, 5 * KG, 5 * KG),
        ("5kg/thùng", Measure.MILLIGRAM, 5 * KG, 5 * KG),
        ("kg", Measure.MILLIGRAM, KG, KG),
        ("túi 0,5 kg", Measure.MILLIGRAM, KG // 2, KG // 2),
        ("gói 500 gr", Measure.MILLIGRAM, KG // 2, KG // 2),
        ("bao 1.000 g", Measure.MILLIGRAM, KG, KG),
        ("hộp 2.5 kg", Measure.MILLIGRAM, 2_500_000, 2_500_000),
        ("5 lạng", Measure.MILLIGRAM, KG // 2, KG // 2),
        ("chai 500 ml", Measure.MICROLITRE, 500_000, 500_000),
        ("chai 0,5 lít", Measure.MICROLITRE, 500_000, 500_000),
        ("Can 5L", Measure.MICROLITRE, 5_000_000, 5_000_000),
        ("24 chai x 330 ml", Measure.MICROLITRE, 7_920_000, 7_920_000),
        ("thùng 12 hộp × 200 g", Measure.MILLIGRAM, 2_400_000, 2_400_000),
        ("quả (0,9-1,2 kg)", Measure.MILLIGRAM, 900_000, 1_200_000),
        ("con 1,5 – 1,8 kg", Measure.MILLIGRAM, 1_500_000, 1_800_000),
        ("túi 10 quả (~500 g)", Measure.MILLIGRAM, 500_000, 500_000),
        ("hộp 10 chiếc", Measure.PIECE, 10, 10),
        ("hộp 6 gói", Measure.PIECE, 6, 6),
        ("quả", Measure.PIECE, 1, 1),
        ("Cành", Measure.PIECE, 1, 1),
        ("đêm/khách", Measure.OTHER, 0, 0),
        ("", Measure.OTHER, 0, 0),
    ],
)
def test_packs_as_people_write_them(text, measure, least, most):
    pack = parse_pack(text)
    assert (pack.measure, pack.least, pack.most) == (measure, least, most)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thùng 5 kg", "hộp 5.000 g"),
        ("chai 500 ml", "Chai 0,5 lít"),
        ("hộp 10 chiếc", "túi 10 cái"),
        ("đêm / khách", "ĐÊM/KHÁCH"),
        ("quả 0,9–1,2 kg", "quả (900-1200 g)"),
    ],
)
def test_the_same_content_is_the_same_pack(one, other):
    assert parse_pack(one).key == parse_pack(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 kg", "5 lít"), ("5 kg", "4,5 kg"), ("hộp 10 chiếc", "hộp 10 g"), ("đêm/khách", "ngày/khách")],
)
def test_another_content_is_another_pack(one, other):
    assert parse_pack(one).key != parse_pack(other).key


def test_the_words_are_kept_as_printed():
    assert parse_pack("  Thùng  5 kg ") == Pack("Thùng 5 kg", Measure.MILLIGRAM, 5 * KG, 5 * KG)


@given(st.integers(1, 999_999))
def test_grams_and_kilograms_are_one_number(grams):
    whole, part = divmod(grams, 1000)
    assert parse_pack(f"{whole},{part:03} kg").key == parse_pack(f"{grams} g").key


@given(st.text())
def test_any_text_is_some_pack(text):
    assert parse_pack(text).least <= parse_pack(text).most


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cam Hoà Bình", "CAM HÒA BÌNH"),
        ("Chè Thuỷ Tiên", "chè thủy  tiên"),
        ("Cu đơ “Thành Đạt”", "Cu đơ Thành Đạt"),
        ("Nem nướng - Khôi Loan", "nem nướng (Khôi Loan)"),
        ("Nước mắm Hoàng Gia", "nước mắm hoàng gia"),
    ],
)
def test_one_name_typed_in_two_ways(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cam bù", "Cam bú"),
        ("Cám", "Cam"),
        ("Đường", "Dương"),
        ("Cam Khe Mây", "Cam Khe Mây 2"),
        ("Mận", "Mân"),
    ],
)
def test_two_names_stay_two(one, other):
    assert name_key(one) != name_key(other)

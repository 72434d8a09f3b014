"""What officers are asked to look at in the name of an issuer that contradicts nothing."""

from datetime import date

import pytest

from marketplace.certification import ministries
from marketplace.certification.issuer_doubts import NameDoubt, doubt_message, name_doubt
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.ministries import Naming

MINISTRY, CENTRAL = IssuerKind.MINISTRY, IssuerKind.CENTRAL
BEFORE, HUONG_DO = date(2024, 10, 15), "18550"
OLD_NAME = (
    "Bộ Nông nghiệp và Phát triển nông thôn",
    "Bộ NN&PTNT",
    "Bộ Nông nghiệp & PTNT",
    "BỘ NN VÀ PTNT",
    "BNNPTNT",
)
NEW_NAME = (
    "Bộ Nông nghiệp và Môi trường",
    "Bộ trưởng Bộ NN&MT",
    "Bộ NN và Môi trường",
    "Bo NN & MT",
    "BNNMT",
)


@pytest.mark.parametrize("text", OLD_NAME)
@pytest.mark.parametrize(
    ("on", "doubt"),
    [
        (date(2022, 1, 5), None),
        (date(2025, 2, 28), None),
        (date(2025, 3, 1), NameDoubt.MINISTRY_NAME),
        (date(2025, 8, 31), NameDoubt.MINISTRY_NAME),
    ],
)
def test_the_earlier_name_of_the_ministry(text, on, doubt):
    assert name_doubt(text, MINISTRY, on) is doubt


@pytest.mark.parametrize("text", NEW_NAME)
def test_the_present_name_of_the_ministry(text):
    assert name_doubt(text, MINISTRY, date(2025, 2, 28)) is NameDoubt.MINISTRY_NAME
    assert name_doubt(text, MINISTRY, date(2025, 3, 1)) is None


@pytest.mark.parametrize("text", ["Bộ Nông nghiệp", "BNN", "Bộ", "Bộ trưởng"])
def test_a_short_name_is_right_on_any_day(text):
    assert {name_doubt(text, MINISTRY, date(year, 6, 1)) for year in (2020, 2024, 2026)} == {None}


@pytest.mark.parametrize(
    ("words", "naming"),
    [
        ("nn mt", Naming.RIGHT),
        ("n n m t", Naming.RIGHT),
        ("nong nghiep moi truong viet nam", Naming.RIGHT),
        ("nn ptnt", Naming.ENDED),
        ("truong", Naming.UNSAID),
        ("nn cong thuong", Naming.RIGHT),
        ("tai nguyen va moi truong", Naming.OTHER),
        ("va", Naming.OTHER),
    ],
)
def test_how_words_name_the_ministry(words, naming):
    assert ministries.naming(words, date(2026, 8, 1)) is naming


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("5/QĐ-BYT", True),
        ("5/2021/QD - BCT", True),
        ("5/QĐBYT", True),
        *((n, False) for n in ("2361/QĐ-BNNMT", "7/QĐ-UBND", "BYT", "")),
    ],
)
def test_the_symbol_of_another_ministry(number, other):
    assert ministries.is_of_other_ministry(number) is other


def test_the_ministry_by_day():
    assert ministries.name_on(date(2025, 2, 28)) == "Bộ Nông nghiệp và Phát triển nông thôn"
    assert ministries.name_on(date(2025, 3, 1)) == "Bộ Nông nghiệp và Môi trường"


def test_the_central_council_until_the_ministry_took_over():
    council = "Hội đồng OCOP Trung ương"
    assert name_doubt(council, CENTRAL, date(2023, 2, 23)) is None
    assert name_doubt(council, MINISTRY, date(2023, 2, 24)) is NameDoubt.COUNCIL


@pytest.mark.parametrize(
    ("text", "on", "doubt"),
    [
        ("UBND tỉnh Thừa Thiên Huế", date(2024, 12, 31), None),
        ("UBND tỉnh Thừa Thiên Huế", date(2025, 1, 1), NameDoubt.PROVINCE_NAME),
        ("UBND tỉnh TT-Huế", date(2025, 6, 30), NameDoubt.PROVINCE_NAME),
        ("UBND thành phố Huế", date(2025, 1, 1), None),
        ("UBND tỉnh Quảng Bình", date(2025, 1, 1), None),
    ],
)
def test_a_province_that_took_another_name(text, on, doubt):
    assert name_doubt(text, IssuerKind.PROVINCE, on) is doubt


@pytest.mark.parametrize(
    ("text", "on", "commune", "old_unit", "doubt"),
    [
        ("UBND huyện Hương Khê", BEFORE, HUONG_DO, None, None),
        ("UBND H. Hương Khê, tỉnh Hà Tĩnh", BEFORE, HUONG_DO, None, None),
        ("UBND huyện Đức Thọ", BEFORE, HUONG_DO, None, NameDoubt.OTHER_DISTRICT),
        ("UBND Đức Thọ", BEFORE, HUONG_DO, None, NameDoubt.OTHER_DISTRICT),
        ("UBND huyện Đức Thọ", BEFORE, None, f"legacy:{HUONG_DO}", NameDoubt.OTHER_DISTRICT),
        ("UBND huyện Hương Khê", BEFORE, None, f"legacy:{HUONG_DO}", None),
        ("UBND huyện Đức Thọ", BEFORE, None, None, None),
        ("UBND huyện", BEFORE, HUONG_DO, None, None),
        ("UBND huyện Mẫu", BEFORE, HUONG_DO, None, None),
        ("UBND huyện Mỹ Lộc", BEFORE, HUONG_DO, None, None),
        ("UBND huyện Đức Thọ", date(2025, 7, 1), HUONG_DO, None, None),
    ],
)
def test_a_district_that_the_product_is_not_of(text, on, commune, old_unit, doubt):
    assert name_doubt(text, IssuerKind.DISTRICT, on, commune, old_unit) is doubt


def test_what_the_officer_reads():
    said = doubt_message(NameDoubt.MINISTRY_NAME, "Bộ NN&PTNT", date(2025, 5, 10))
    assert str(said) == (
        "Ngày 10/05/2025, bộ phụ trách nông nghiệp tên là Bộ Nông nghiệp và Môi trường, "
        "quyết định ghi “Bộ NN&PTNT”. Xem lại tên cơ quan ký."
    )

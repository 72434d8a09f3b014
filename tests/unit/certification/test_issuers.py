"""What the name of an issuer says: its level, and its place on the day of the decision."""

from datetime import date

import pytest

from marketplace.certification.issuers import IssuerName, NameFault, name_fault, parse_issuer, read_name
from marketplace.certification.kinds import IssuerKind

DISTRICT, PROVINCE, MINISTRY = IssuerKind.DISTRICT, IssuerKind.PROVINCE, IssuerKind.MINISTRY
BEFORE, AFTER = date(2024, 10, 15), date(2026, 5, 10)
HUONG_DO, HOA_BINH = "18550", "31891"
"""A commune of Hà Tĩnh, and one of Cà Mau that lay in Bạc Liêu."""


@pytest.mark.parametrize(
    ("text", "on", "kind", "provinces", "old_keys"),
    [
        ("UBND tỉnh Lạng Sơn", AFTER, PROVINCE, {"20"}, {"legacy:20"}),
        ("Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh", AFTER, PROVINCE, {"42"}, {"legacy:42"}),
        ("TM. UBND tỉnh Hà Tĩnh", AFTER, PROVINCE, {"42"}, {"legacy:42"}),
        ("Phó Chủ tịch UBND tỉnh Hà Tĩnh", AFTER, PROVINCE, {"42"}, {"legacy:42"}),
        ("UBND tỉnh Bà Rịa - Vũng Tàu", BEFORE, PROVINCE, {"79"}, {"legacy:77"}),
        ("UBND tỉnh Thừa Thiên Huế", BEFORE, PROVINCE, {"46"}, {"legacy:46"}),
        ("UBND TP.HCM", AFTER, PROVINCE, {"79"}, {"legacy:79"}),
        ("UBND thành phố Hà Nội", BEFORE, PROVINCE, {"01"}, {"legacy:01"}),
        ("UBND thành phố Bắc Ninh", date(2025, 12, 20), PROVINCE, {"24"}, {"legacy:27"}),
        ("UBND huyện Hương Khê", BEFORE, DISTRICT, {"42"}, {"legacy:42"}),
        ("UBND huyện Hương Khê, tỉnh Lạng Sơn", BEFORE, DISTRICT, {"20"}, {"legacy:20"}),
        ("UBND huyện Lộc Hà, tỉnh Hà Tĩnh", BEFORE, DISTRICT, {"42"}, {"legacy:42"}),
        ("UBND huyện Cẩm Xuyên - Hà Tĩnh", BEFORE, DISTRICT, {"42"}, {"legacy:42"}),
        ("UBND thành phố Hà Tĩnh", BEFORE, DISTRICT, {"42"}, {"legacy:42"}),
        ("UBND huyện Hòa Bình", BEFORE, DISTRICT, {"25", "96"}, {"legacy:17", "legacy:95"}),
        ("UBND xã Hương Đô, tỉnh Hà Tĩnh", AFTER, IssuerKind.COMMUNE, {"42"}, {"legacy:42"}),
        ("UBND Lạng Sơn", AFTER, None, {"20"}, {"legacy:20"}),
        ("UBND tỉnh", AFTER, PROVINCE, set(), set()),
        ("UBND cấp huyện", BEFORE, DISTRICT, set(), set()),
        ("UBND huyện Mẫu", BEFORE, DISTRICT, set(), set()),
        ("Bộ trưởng Bộ Nông nghiệp và Môi trường", AFTER, MINISTRY, set(), set()),
        ("Hội đồng đánh giá sản phẩm OCOP cấp Trung ương", BEFORE, IssuerKind.CENTRAL, set(), set()),
        ("Sở Nông nghiệp và Môi trường", AFTER, None, set(), set()),
    ],
)
def test_what_a_name_says(text, on, kind, provinces, old_keys):
    assert read_name(text, on) == IssuerName(kind, frozenset(provinces), frozenset(old_keys))
    assert parse_issuer(text, on) == kind


@pytest.mark.parametrize(
    ("text", "on", "kind", "province"),
    [
        ("UBND TP Hà Nội (Sở NN&MT trình)", AFTER, PROVINCE, "01"),
        ("UBND TP Hải Phòng - Việt Nam", BEFORE, PROVINCE, "31"),
        ("UBND thành phố Hồ Chí Minh (TP.HCM)", BEFORE, PROVINCE, "79"),
        ("UBND thành phố Đà Nẵng, Phó Chủ tịch", AFTER, PROVINCE, "48"),
        ("UBND thành phố trực thuộc trung ương Đà Nẵng", BEFORE, PROVINCE, "48"),
        ("Chủ tịch UBND Thành phố Hà Nội Trần Sỹ Thanh", BEFORE, PROVINCE, "01"),
        ("UBND TP Huế, tỉnh Thừa Thiên Huế", date(2024, 12, 31), DISTRICT, "46"),
        ("UBND TP Huế, tỉnh Thừa Thiên Huế", None, DISTRICT, "46"),
        ("UBND TP Huế (Sở NN&PTNT trình)", date(2024, 12, 31), DISTRICT, "46"),
        ("UBND TP Huế (Sở NN&PTNT trình)", date(2025, 1, 1), PROVINCE, "46"),
        ("UBND thành phố Hà Tĩnh (phòng Kinh tế trình)", BEFORE, DISTRICT, "42"),
    ],
)
def test_a_city_is_known_by_its_beginning(text, on, kind, province):
    said = read_name(text, on)
    assert (said.kind, said.provinces) == (kind, {province})


@pytest.mark.parametrize(
    ("text", "kind", "provinces"),
    [
        ("UBND H. Hương Khê", DISTRICT, {"42"}),
        ("Chủ tịch UBND H.Cẩm Xuyên", DISTRICT, {"42"}),
        ("UBND Q.12", DISTRICT, {"79"}),
        ("UBND Q12", DISTRICT, {"79"}),
        ("UBND Q. Bình Thạnh", DISTRICT, {"79"}),
        ("UBND T.X. Kỳ Anh", DISTRICT, {"42"}),
        ("UBND T.P Hà Tĩnh", DISTRICT, {"42"}),
        ("UBND huyện đảo Lý Sơn", DISTRICT, {"51"}),
        ("UBND Tịnh Biên", DISTRICT, {"91"}),
        ("UBND Quan Hóa", DISTRICT, {"38"}),
        ("UBND Hương Khê", DISTRICT, {"42"}),
        ("UBND T. Hà Tĩnh", PROVINCE, {"42"}),
        ("UBND tình Hà Tĩnh", PROVINCE, {"42"}),
        ("U.B.N.D tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("CT UBND tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("PCT UBND tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("CT/PCT UBND tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("Q. Chủ tịch UBND tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("Quyền Chủ tịch UBND tỉnh Hà Tĩnh", PROVINCE, {"42"}),
        ("UBND tỉnh Daklak", PROVINCE, {"66"}),
        ("UBND tỉnh ĐắkLắk", PROVINCE, {"66"}),
        ("UBND tỉnh Kontum", PROVINCE, {"51"}),
        ("UBND tỉnh T.T. Huế", PROVINCE, {"46"}),
        ("UBND TP HồChíMinh", PROVINCE, {"79"}),
        ("UBND tỉnh (Sở NN&PTNT trình)", PROVINCE, set()),
        ("Chủ tịch UBND tỉnh Nguyễn Văn A", PROVINCE, set()),
        ("Chủ tịch UBND tỉnh Trương Quốc Huy", PROVINCE, set()),
        ("Chủ tịch UBND tỉnh Lương Trọng Quỳnh", PROVINCE, set()),
        ("Chủ tịch UBND tỉnh Hà Văn Hùng", PROVINCE, set()),
        ("UBND tỉnh ký", PROVINCE, set()),
        ("UBND tỉnh cấp", PROVINCE, set()),
        ("UBND tỉnh phê chuẩn", PROVINCE, set()),
        ("UBND tỉnh/thành phố", PROVINCE, set()),
        ("UBND tỉnh, TP", PROVINCE, set()),
        ("UBND tỉnh, thành phố trực thuộc Trung ương", PROVINCE, set()),
        ("UBND tỉnh/thành phố Hà Tĩnh", PROVINCE, {"42"}),
        ("UBND TT Huế", None, {"46"}),
        ("Hà Tĩnh", None, {"42"}),
    ],
)
def test_usual_spellings(text, kind, provinces):
    said = read_name(text, BEFORE)
    assert (said.kind, said.provinces, said.no_province) == (kind, provinces, False)


def test_a_bare_name_is_no_district_after_the_districts():
    assert read_name("UBND Hương Khê", AFTER).kind is None


@pytest.mark.parametrize(
    ("text", "on", "gone"),
    [
        ("UBND tỉnh Quảng Bình", date(2025, 6, 30), False),
        ("UBND tỉnh Quảng Bình", date(2025, 7, 1), True),
        ("UBND tỉnh Quảng Bình", None, False),
        ("UBND tỉnh Mẫu", BEFORE, True),
        ("UBND tỉnh Thừa Thiên Huế", date(2025, 6, 30), False),
        ("UBND tỉnh Thừa Thiên - Huế", date(2025, 7, 1), True),
        ("UBND tỉnh T.T. Huế", AFTER, True),
        ("UBND thành phố Huế", AFTER, False),
        ("UBND thành phố Huế (trước là tỉnh Thừa Thiên Huế)", AFTER, False),
    ],
)
def test_provinces_that_are_none_on_the_day(text, on, gone):
    assert read_name(text, on).no_province is gone


@pytest.mark.parametrize(
    ("text", "kind", "on", "province", "commune", "fault"),
    [
        ("UBND tỉnh Hà Tĩnh", PROVINCE, AFTER, "42", HUONG_DO, None),
        ("UBND tỉnh", PROVINCE, AFTER, "42", HUONG_DO, None),
        ("UBND tỉnh Lạng Sơn", PROVINCE, AFTER, "42", HUONG_DO, NameFault.OTHER_PROVINCE),
        ("UBND Lạng Sơn", PROVINCE, AFTER, "42", HUONG_DO, NameFault.OTHER_PROVINCE),
        ("UBND huyện Hương Khê", PROVINCE, AFTER, "42", HUONG_DO, NameFault.OTHER_LEVEL),
        ("UBND tỉnh Hà Tĩnh", DISTRICT, BEFORE, "42", HUONG_DO, NameFault.OTHER_LEVEL),
        ("UBND tỉnh Hà Tĩnh", MINISTRY, BEFORE, "42", HUONG_DO, NameFault.OTHER_LEVEL),
        ("Bộ NN&PTNT", PROVINCE, BEFORE, "42", HUONG_DO, NameFault.OTHER_LEVEL),
        ("Bộ NN&PTNT", IssuerKind.CENTRAL, date(2022, 1, 5), "42", HUONG_DO, None),
        ("UBND huyện Hữu Lũng", DISTRICT, BEFORE, "42", HUONG_DO, NameFault.OTHER_PROVINCE),
        ("UBND huyện Châu Thành", DISTRICT, BEFORE, "42", HUONG_DO, NameFault.OTHER_PROVINCE),
        ("UBND huyện Châu Thành", DISTRICT, BEFORE, "86", None, None),
        ("UBND tỉnh Bạc Liêu", PROVINCE, BEFORE, "96", HOA_BINH, None),
        ("UBND tỉnh Bạc Liêu", PROVINCE, AFTER, "96", HOA_BINH, NameFault.NO_PROVINCE),
        ("UBND tỉnh Cà Mau", PROVINCE, BEFORE, "96", HOA_BINH, NameFault.OTHER_PROVINCE),
        ("UBND tỉnh Cà Mau", PROVINCE, AFTER, "96", HOA_BINH, None),
        ("UBND tỉnh Cà Mau", PROVINCE, BEFORE, "96", None, None),
        ("UBND tỉnh Quảng Bình", PROVINCE, date(2025, 6, 30), "44", None, None),
        ("UBND tỉnh Quảng Bình", PROVINCE, date(2025, 7, 1), "44", None, NameFault.NO_PROVINCE),
        ("UBND tỉnh Mẫu", PROVINCE, AFTER, "42", HUONG_DO, NameFault.NO_PROVINCE),
        ("Bộ Y tế", MINISTRY, BEFORE, "42", HUONG_DO, NameFault.OTHER_MINISTRY),
        ("Bộ Tài nguyên và Môi trường", MINISTRY, BEFORE, "42", HUONG_DO, NameFault.OTHER_MINISTRY),
        ("UBND Bố Trạch", MINISTRY, BEFORE, "44", None, NameFault.OTHER_LEVEL),
        ("UBND Bố Trạch", MINISTRY, AFTER, "44", None, NameFault.OTHER_LEVEL),
        ("UBND Bố Trạch", DISTRICT, BEFORE, "44", None, None),
        ("UBND Bộ Nông nghiệp", MINISTRY, AFTER, "42", None, NameFault.OTHER_LEVEL),
        ("Bộ NN&PTNT", MINISTRY, date(2025, 8, 31), "42", None, None),
        ("Bộ NN&PTNT", MINISTRY, date(2025, 9, 1), "42", None, NameFault.ENDED_MINISTRY),
        ("BNNPTNT", MINISTRY, date(2026, 8, 1), "42", None, NameFault.ENDED_MINISTRY),
        ("Bộ NN&PTNT (nay là Bộ NN&MT)", MINISTRY, date(2026, 8, 1), "42", None, None),
        ("Bộ", MINISTRY, AFTER, "42", None, None),
        ("Bộ phụ trách nông nghiệp", MINISTRY, AFTER, "42", None, None),
    ],
)
def test_how_a_name_contradicts(text, kind, on, province, commune, fault):
    assert name_fault(text, kind, on, province, commune) is fault

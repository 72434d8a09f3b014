"""Names of issuers as decisions and lists write them, by day: passed, shown to officers, or refused.

The plain forms of every province and district come from the gazetteer; what is odd is written here by hand.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from marketplace.certification.issuer_doubts import name_doubt
from marketplace.certification.issuers import name_fault, parse_issuer
from marketplace.certification.kinds import IssuerKind
from marketplace.places.dataset import packaged

DISTRICT, PROVINCE, MINISTRY, CENTRAL = (
    IssuerKind.DISTRICT,
    IssuerKind.PROVINCE,
    IssuerKind.MINISTRY,
    IssuerKind.CENTRAL,
)
D21, D24, JAN25, MAY25 = date(2021, 5, 1), date(2024, 10, 15), date(2025, 1, 15), date(2025, 5, 10)
LAST, FIRST, D26 = date(2025, 6, 30), date(2025, 7, 1), date(2026, 8, 1)
PASS, REVIEW, REFUSE = "pass", "review", "refuse"

TABLES = packaged().tables
OLD = {code: (name, kind, now) for code, name, kind, now in TABLES["legacy_province"]}
NEW = {code: (name, kind) for code, name, _, kind, *_ in TABLES["province"]}
SINCE = {
    code: date.fromisoformat(since)
    for level, code, _, _, since, _ in TABLES["status_change"]
    if level == "province"
}
DISTRICTS = [(OLD[province][2], name, kind) for _, province, name, kind in TABLES["legacy_district"]]
SHORT = {"tỉnh": "T. ", "thành phố": "TP.", "huyện": "H.", "quận": "Q.", "thị xã": "TX. "}


def outcome(text: str, kind: IssuerKind, on: date, province: str) -> str:
    if name_fault(text, kind, on, province) is not None:
        return REFUSE
    return PASS if name_doubt(text, kind, on) is None else REVIEW


def plain(unit_type: str, name: str) -> Iterator[str]:
    yield f"UBND {unit_type} {name}"
    yield f"Ủy ban nhân dân {unit_type} {name}"
    yield f"Uỷ ban Nhân dân {unit_type.title()} {name}"
    yield f"Chủ tịch UBND {unit_type} {name}"
    yield f"CHỦ TỊCH UBND {unit_type} {name}".upper()
    yield f"TM. UBND {unit_type} {name}, KT. CHỦ TỊCH"
    yield f"UBND {SHORT[unit_type]}{name}"
    yield f"UBND {unit_type} {name} (Sở NN&PTNT trình)"


def type_of(code: str, on: date) -> str:
    """Of an old province: Huế was tỉnh Thừa Thiên Huế until 2024."""
    return "tỉnh" if code == "46" and on < date(2025, 1, 1) else OLD[code][1]


@pytest.mark.parametrize("code", OLD)
@pytest.mark.parametrize("on", [D21, D24, JAN25, LAST])
def test_every_province_of_before_passes_in_every_plain_form(code, on):
    name, _, now = OLD[code]
    if code == "46" and on < date(2025, 1, 1):
        name = "Thừa Thiên Huế"
    found = {text: outcome(text, PROVINCE, on, now) for text in plain(type_of(code, on), name)}
    assert set(found.values()) == {PASS}, found
    assert {parse_issuer(text, on) for text in found} == {PROVINCE}


@pytest.mark.parametrize("code", NEW)
@pytest.mark.parametrize("on", [FIRST, D26, date(2026, 11, 20)])
def test_every_province_of_today_passes_in_every_plain_form(code, on):
    name, kind = NEW[code]
    kinds = {kind} | ({"tỉnh"} if code in SINCE and on < SINCE[code] else set())
    found = {text: outcome(text, PROVINCE, on, code) for each in kinds for text in plain(each, name)}
    assert set(found.values()) == {PASS}, found
    assert {parse_issuer(text, on) for text in found} == {PROVINCE}


@pytest.mark.parametrize("code", [code for code, (name, _, now) in OLD.items() if name != NEW[now][0]])
def test_every_province_that_ended_is_refused_since(code):
    name, kind, now = OLD[code]
    assert {outcome(text, PROVINCE, FIRST, now) for text in plain(kind, name)} == {REFUSE}


@pytest.mark.parametrize("on", [D21, D24, LAST])
def test_every_district_passes_in_every_plain_form(on):
    central = {name for name, kind, _ in OLD.values() if kind == "thành phố"}
    wrong = {
        (text, now)
        for now, name, kind in DISTRICTS
        if not (kind == "thành phố" and name in central)
        for text in plain(kind, name)
        if outcome(text, DISTRICT, on, now) != PASS or parse_issuer(text, on) is not DISTRICT
    }
    assert wrong == set()


def test_no_district_is_odd_for_a_commune_of_its_own():
    named = {code: (name, kind) for code, _, name, kind in TABLES["legacy_district"]}
    district = {code: above for code, above, *_ in TABLES["legacy_commune"]}
    asked = [
        (f"UBND {kind} {name}", *places)
        for old, new, *_ in TABLES["succession"]
        for name, kind in (named[district.get(old, old)],)
        for places in ((new, None), (new, f"legacy:{old}"))
    ]
    asked += [(f"UBND {row[2]}", None, f"earlier:{row[0]}") for row in TABLES["earlier_commune"]]
    odd = {each for each in asked if name_doubt(each[0], DISTRICT, D24, *each[1:]) is not None}
    assert odd == set()


ODD = [
    # Cities run by the centre, with something behind.
    ("UBND TP Hà Nội (Sở NN&MT trình)", PROVINCE, D26, "01", PASS),
    ("UBND TP Hà Nội (theo Tờ trình của Sở NN&PTNT)", PROVINCE, D24, "01", PASS),
    ("Chủ tịch UBND Thành phố Hà Nội Trần Sỹ Thanh", PROVINCE, D24, "01", PASS),
    ("UBND thành phố Hồ Chí Minh (TP.HCM)", PROVINCE, D24, "79", PASS),
    ("UBND TP Hồ Chí Minh, Việt Nam", PROVINCE, D26, "79", PASS),
    ("UBND TPHCM", PROVINCE, D24, "79", PASS),
    ("UBND TP.HCM", PROVINCE, D26, "79", PASS),
    ("UBND Tp. HCM", PROVINCE, D21, "79", PASS),
    ("UBND TP Sài Gòn", PROVINCE, D21, "79", PASS),
    ("UBND TP Hải Phòng - Việt Nam", PROVINCE, D24, "31", PASS),
    ("UBND thành phố Đà Nẵng, Phó Chủ tịch Hồ Kỳ Minh", PROVINCE, D26, "48", PASS),
    ("UBND thành phố trực thuộc trung ương Cần Thơ", PROVINCE, D26, "92", PASS),
    ("UBND TP Cần Thơ", DISTRICT, D24, "92", REFUSE),
    ("UBND TP Huế", DISTRICT, date(2024, 12, 31), "46", PASS),
    ("UBND TP Huế", PROVINCE, date(2024, 12, 31), "46", REFUSE),
    ("UBND TP Huế", PROVINCE, JAN25, "46", PASS),
    ("UBND TP Huế, tỉnh Thừa Thiên Huế", DISTRICT, D24, "46", PASS),
    ("UBND TP Huế, tỉnh Thừa Thiên Huế", PROVINCE, D24, "46", REFUSE),
    ("UBND tỉnh Thừa Thiên - Huế", PROVINCE, D24, "46", PASS),
    ("UBND tỉnh T.T.Huế", PROVINCE, D24, "46", PASS),
    ("UBND TT Huế", PROVINCE, D24, "46", PASS),
    ("UBND tỉnh Thừa Thiên Huế", PROVINCE, JAN25, "46", REVIEW),
    ("UBND tỉnh TT Huế", PROVINCE, LAST, "46", REVIEW),
    ("UBND tỉnh Thừa Thiên Huế", PROVINCE, D26, "46", REFUSE),
    ("UBND thành phố Huế (trước đây là tỉnh Thừa Thiên Huế)", PROVINCE, D26, "46", PASS),
    ("UBND thành phố Bắc Ninh", PROVINCE, date(2026, 9, 20), "24", PASS),
    ("UBND thành phố Bắc Ninh", PROVINCE, LAST, "24", REFUSE),
    ("UBND thành phố Bắc Ninh", DISTRICT, LAST, "24", PASS),
    ("UBND thành phố Đồng Nai", PROVINCE, D26, "75", PASS),
    ("UBND huyện Quảng Ninh", DISTRICT, D24, "44", PASS),
    ("UBND TP Hà Tĩnh (phòng Kinh tế trình)", DISTRICT, D24, "42", PASS),
    ("UBND TP Hà Tĩnh", PROVINCE, D26, "42", REFUSE),
    # Usual spellings.
    ("UBND H. Hương Khê", DISTRICT, D24, "42", PASS),
    ("UBND H.Hương Khê, T.Hà Tĩnh", DISTRICT, D24, "42", PASS),
    ("UBND huyện Hương Khê - Hà Tĩnh", DISTRICT, D24, "42", PASS),
    ("UBND huyện Hương Khê thuộc tỉnh Hà Tĩnh", DISTRICT, D24, "42", PASS),
    ("UBND huyện Hương Khê, tỉnh Lạng Sơn", DISTRICT, D24, "42", REFUSE),
    ("UBND Hương Khê", DISTRICT, D24, "42", PASS),
    ("UBND Tx Kỳ Anh", DISTRICT, D24, "42", PASS),
    ("UBND T.X. Hồng Lĩnh", DISTRICT, D24, "42", PASS),
    ("UBND Q.12", DISTRICT, D24, "79", PASS),
    ("UBND Q12, TP.HCM", DISTRICT, D24, "79", PASS),
    ("UBND Q. Bình Thạnh", DISTRICT, D24, "79", PASS),
    ("UBND quận Ba Đình, Hà Nội", DISTRICT, D24, "01", PASS),
    ("UBND thành phố Thủ Đức, TP.HCM", DISTRICT, D24, "79", PASS),
    ("UBND TP Vinh, Nghệ An", DISTRICT, D24, "40", PASS),
    ("UBND TP. Đà Lạt", DISTRICT, D24, "68", PASS),
    ("UBND tp Phú Quốc", DISTRICT, D24, "91", PASS),
    ("UBND huyện đảo Lý Sơn", DISTRICT, D24, "51", PASS),
    ("UBND huyện Lộc Hà", DISTRICT, D24, "42", PASS),
    ("UBND huyện Mỹ Lộc", DISTRICT, D24, "37", PASS),
    ("UBND huyện Đạ Tẻh", DISTRICT, D24, "68", PASS),
    ("UBND Tịnh Biên", DISTRICT, D24, "91", PASS),
    ("UBND Quan Hóa", DISTRICT, D24, "38", PASS),
    ("UBND Bố Trạch", DISTRICT, D24, "44", PASS),
    ("UBND huyện Bố Trạch", DISTRICT, D24, "44", PASS),
    ("UBND T. Hà Tĩnh", PROVINCE, D24, "42", PASS),
    ("UBND T.Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("UBND-tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("UBND tình Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("UBND tinh Ha Tinh", PROVINCE, D26, "42", PASS),
    ("UBND tỉnh Hà tỉnh.", PROVINCE, D26, "42", PASS),
    ("U.B.N.D tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("Ủy ban nhân dân (UBND) tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("CT UBND tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("PCT. UBND tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("CT/PCT UBND tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("Q. Chủ tịch UBND tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("Quyền Chủ tịch UBND tỉnh Hà Tĩnh", PROVINCE, D26, "42", PASS),
    ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH UBND TỈNH HÀ TĨNH", PROVINCE, D26, "42", PASS),
    ("Chủ tịch UBND tỉnh Nguyễn Văn A", PROVINCE, D26, "42", PASS),
    ("UBND tỉnh (Sở NN&MT trình)", PROVINCE, D26, "42", PASS),
    ("UBND tỉnh Hà Tĩnh (Chủ tịch Võ Trọng Hải)", PROVINCE, D26, "42", PASS),
    ("Chủ tịch UBND cấp tỉnh", PROVINCE, D26, "42", PASS),
    ("UBND Lạng Sơn", PROVINCE, D26, "20", PASS),
    ("Tỉnh Hà Tĩnh", PROVINCE, D24, "42", PASS),
    ("UBND tỉnh Đăk Lăk", PROVINCE, D24, "66", PASS),
    ("UBND tỉnh Đắc Lắc", PROVINCE, D24, "66", PASS),
    ("UBND tỉnh Daklak", PROVINCE, D24, "66", PASS),
    ("UBND tỉnh ĐắkLắk", PROVINCE, D26, "66", PASS),
    ("UBND tỉnh ĐắkNông", PROVINCE, D24, "68", PASS),
    ("UBND tỉnh Dak Nong", PROVINCE, LAST, "68", PASS),
    ("UBND tỉnh Đăk Nông", PROVINCE, D26, "68", REFUSE),
    ("UBND tỉnh Kontum", PROVINCE, D24, "51", PASS),
    ("UBND tỉnh Kontum", PROVINCE, D26, "51", REFUSE),
    ("UBND tỉnh Gialai", PROVINCE, D26, "52", PASS),
    ("UBND tỉnh Bắc Cạn", PROVINCE, D24, "19", PASS),
    ("UBND tỉnh Hoà Bình", PROVINCE, D24, "25", PASS),
    ("UBND tỉnh Khánh Hoà", PROVINCE, D26, "56", PASS),
    ("UBND tỉnh Bà Rịa Vũng Tàu", PROVINCE, D24, "79", PASS),
    ("UBND tỉnh Bà Rịa–Vũng Tàu", PROVINCE, D24, "79", PASS),
    ("UBND tỉnh BR-VT", PROVINCE, D24, "79", PASS),
    ("UBND tỉnh BRVT", PROVINCE, D26, "79", REFUSE),
    ("UBND tỉnh Lạng Sơn", PROVINCE, D26, "42", REFUSE),
    ("UBND tỉnh Hà Tỉn", PROVINCE, D26, "42", REFUSE),
    ("UBND tỉnh Mẫu", PROVINCE, D24, "42", REFUSE),
    ("UBND huyện Hương Khê", PROVINCE, D24, "42", REFUSE),
    ("UBND H. Hương Khê", PROVINCE, D24, "42", REFUSE),
    ("UBND Hương Khê", PROVINCE, D24, "42", REFUSE),
    ("UBND tỉnh Hà Tĩnh", DISTRICT, D24, "42", REFUSE),
    ("UBND xã Hương Đô", PROVINCE, D26, "42", REFUSE),
    ("UBND phường Trần Phú", DISTRICT, D24, "42", REFUSE),
    ("Bộ NN&PTNT", PROVINCE, D24, "42", REFUSE),
    # The ministry of agriculture, and who is not.
    ("Bộ Nông nghiệp và Phát triển nông thôn", MINISTRY, D24, "42", PASS),
    ("BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", MINISTRY, D21, "42", PASS),
    ("Bộ trưởng Bộ Nông nghiệp và PTNT", MINISTRY, D24, "42", PASS),
    ("Bộ NN&PTNT", CENTRAL, D21, "42", PASS),
    ("Bộ NN và PTNT", MINISTRY, D24, "42", PASS),
    ("BNNPTNT", MINISTRY, D24, "42", PASS),
    ("BNN&PTNT", MINISTRY, D24, "42", PASS),
    ("BNN", MINISTRY, D26, "42", PASS),
    ("Bộ NN&PTNT", MINISTRY, MAY25, "42", REVIEW),
    ("Bộ NN&PTNT", MINISTRY, D26, "42", REFUSE),
    ("Bộ Nông nghiệp & PTNT", MINISTRY, D26, "42", REFUSE),
    ("Bộ NN&PTNT (nay là Bộ NN&MT)", MINISTRY, D26, "42", PASS),
    ("Bộ Nông nghiệp và Môi trường", MINISTRY, D26, "42", PASS),
    ("Bộ trưởng Bộ Nông nghiệp và Môi trường", MINISTRY, MAY25, "42", PASS),
    ("KT. BỘ TRƯỞNG THỨ TRƯỞNG BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", MINISTRY, D26, "42", PASS),
    ("Thứ trưởng Bộ NN&MT", MINISTRY, D26, "42", PASS),
    ("BNNMT", MINISTRY, D26, "42", PASS),
    ("Bộ NN&MT", MINISTRY, D24, "42", REVIEW),
    ("Bộ", MINISTRY, D26, "42", PASS),
    ("Bộ Nông nghiệp", MINISTRY, D26, "42", PASS),
    ("Bộ Y tế", MINISTRY, D24, "42", REFUSE),
    ("Bộ Y tế", CENTRAL, D21, "42", REFUSE),
    ("Bộ Công Thương", MINISTRY, D26, "42", REFUSE),
    ("Bộ Tài nguyên và Môi trường", MINISTRY, D24, "42", REFUSE),
    ("Bộ Khoa học và Công nghệ", MINISTRY, D26, "42", REFUSE),
    ("UBND Bố Trạch", MINISTRY, D24, "44", REFUSE),
    ("UBND Bố Trạch", MINISTRY, D26, "44", REFUSE),
    ("UBND tỉnh Hà Tĩnh", MINISTRY, D24, "42", REFUSE),
    ("Hội đồng OCOP Trung ương", CENTRAL, D21, "42", PASS),
    ("Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp quốc gia", CENTRAL, D21, "42", PASS),
    ("Hội đồng OCOP cấp Trung ương", MINISTRY, D21, "42", PASS),
    ("Hội đồng OCOP Trung ương", MINISTRY, D26, "42", REVIEW),
]


@pytest.mark.parametrize(("text", "kind", "on", "province", "expected"), ODD)
def test_a_name_as_it_is_written(text, kind, on, province, expected):
    assert outcome(text, kind, on, province) == expected


def test_there_are_enough_of_them():
    assert (len(ODD) >= 120, len(OLD), len(NEW)) == (True, 63, 34)

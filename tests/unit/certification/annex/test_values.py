"""What one cell says."""

from datetime import date
from decimal import Decimal

import pytest

from marketplace.certification.annex.assess.product_sets import find_set
from marketplace.certification.annex.values.dates import find_date, from_serial, looks_month_first, parse_date
from marketplace.certification.annex.values.decisions import (
    Decision,
    find_decisions,
    has_symbol,
    parse_decision,
    parse_number,
)
from marketplace.certification.annex.values.issuers import from_number
from marketplace.certification.annex.values.packs import parse_packs
from marketplace.certification.annex.values.scores import parse_score, score_beside
from marketplace.certification.annex.values.stars import is_potential_star, is_tick, parse_star
from marketplace.certification.annex.values.tax_codes import parse_tax_code
from marketplace.certification.issuers import parse_issuer
from marketplace.certification.kinds import IssuerKind

OCTOBER_15 = date(2024, 10, 15)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("4", 4),
        ("04", 4),
        ("4.0", 4),
        ("4,0", 4),
        ("4/5", 4),
        ("4 sao", 4),
        ("4 SAO", 4),
        ("04 sao", 4),
        ("Hạng 4 sao", 4),
        ("hạng 4", 4),
        ("Đạt 4 sao", 4),
        ("Đạt hạng 4 sao", 4),
        ("Bốn sao", 4),
        ("bốn", 4),
        ("Hạng bốn sao", 4),
        ("Ba sao", 3),
        ("Năm sao", 5),
        ("Hai sao", 2),
        ("★★★★", 4),
        ("★★★★☆", 4),
        ("★ ★ ★ ★", 4),
        ("⭐⭐⭐⭐", 4),
        ("⭐️⭐️⭐️⭐️", 4),
        ("****", 4),
        ("4★", 4),
        ("4 ★", 4),
        ("OCOP 4 sao", 4),
        ("Sản phẩm OCOP 4 sao", 4),
        ("4 sao cấp tỉnh", 4),
        ("4 (bốn) sao", 4),
        ("Hạng 04 (Bốn) sao", 4),
        ("Bốn (4) sao", 4),
        ("4 sao (bốn sao)", 4),
        ("Hạng 4 sao (78,5 điểm)", 4),
        ("4 sao (85 điểm)", 4),
        ("4 sao - 78.50 điểm/100", 4),
        ("4 sao (4 điểm)", 4),
        ("5 sao tiềm năng (91 điểm)", None),
        ("4 (năm) sao", None),
        ("4 (OCOP) sao", None),
        ("2", 2),
        ("6", 6),
        ("", None),
        ("☆☆☆", None),
        ("0", None),
        ("45", None),
        ("3-4 sao", None),
        ("Tiềm năng 5 sao", None),
        ("Không đạt", None),
        ("sao", None),
        ("4 sao đợt 2 năm 2024", None),
        ("78,5", None),
    ],
)
def test_star(text: str, stars: int | None) -> None:
    assert parse_star(text) == stars


def test_potential_star_and_ticks() -> None:
    assert is_potential_star("Tiềm năng 5 sao")
    assert not is_potential_star("5 sao")
    assert [is_tick(text) for text in ("x", "X", "✓", "★", "Có", "TRUE", "", "không", "-")] == [True] * 6 + [
        False
    ] * 3


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/10/2024", OCTOBER_15),
        ("15-10-2024", OCTOBER_15),
        ("15.10.2024", OCTOBER_15),
        ("15/10/24", OCTOBER_15),
        ("5-1-2024", date(2024, 1, 5)),
        ("05 / 01 / 2024", date(2024, 1, 5)),
        ("ngày 15/10/2024", OCTOBER_15),
        ("15/10/2024.", OCTOBER_15),
        ("ngày 15 tháng 10 năm 2024", OCTOBER_15),
        ("15 tháng 10 năm 2024", OCTOBER_15),
        ("Ngày 15 Tháng 10 Năm 2024", OCTOBER_15),
        ("2024-10-15", OCTOBER_15),
        ("2024-10-15 00:00:00", OCTOBER_15),
        ("29/2/2024", date(2024, 2, 29)),
        ("29/2/2023", None),
        ("31/4/2024", None),
        ("10/15/2024", None),
        ("15/10-2024", None),
        ("10/2024", None),
        ("2024", None),
        ("ngày tháng 10 năm 2024", None),
        ("0/0/2024", None),
        ("15/10/20245", None),
        ("", None),
        ("chưa có", None),
    ],
)
def test_day(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_day_inside_a_text_and_days_that_lost_their_format() -> None:
    assert find_date("Quyết định ký ngày 15 tháng 10 năm 2024, sửa ngày 1/11/2024") == OCTOBER_15
    assert find_date("ngày 1/11/2024 và ngày 15 tháng 10 năm 2024") == date(2024, 11, 1)
    assert find_date("năm 2024") is None
    assert from_serial(Decimal(45580)) == OCTOBER_15
    assert from_serial(Decimal(36526)) == date(2000, 1, 1)
    assert [from_serial(Decimal(text)) for text in ("2024", "36525", "73051", "45580.5")] == [None] * 4
    assert looks_month_first("10/15/2024")
    assert not looks_month_first("15/10/2024")
    assert not looks_month_first("31/31/2024")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2394/QĐ-UBND", "2394/QĐ-UBND"),
        ("2394/QD-UBND", "2394/QĐ-UBND"),
        ("Số: 2394 / QĐ - UBND", "2394/QĐ-UBND"),
        ("2394/QĐ–UBND", "2394/QĐ-UBND"),
        ("Quyết định số 2394/QĐ-UBND ngày 15/10/2024", "2394/QĐ-UBND"),
        ("2361/QĐ-BNNMT", "2361/QĐ-BNNMT"),
        ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg"),
        ("12a/QĐ-UBND", "12a/QĐ-UBND"),
        ("2394", "2394"),
        ("Số 2394", "2394"),
        ("QĐ số 2394", "2394"),
        ("2394/QĐ", "2394/QĐ"),
        ("2394/QĐUBND", "2394/QĐUBND"),
        ("Số 02394/QDUBND ngày 15/10/2024", "02394/QĐUBND"),
        ("148/QĐTTg", "148/QĐTTg"),
        ("2394/QĐ Ngày 15/10/2024", "2394/QĐ"),
        ("UBND tỉnh", None),
        ("15/10/2024", None),
        ("", None),
    ],
)
def test_decision_number(text: str, number: str | None) -> None:
    assert parse_number(text) == number


def test_symbol_of_a_number() -> None:
    numbers = ("2394/QĐ-UBND", "2394/QĐUBND", "2394/QĐ", "2394")
    assert [has_symbol(number) for number in numbers] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("2394/QĐ-UBND ngày 15/10/2024", Decision("2394/QĐ-UBND", OCTOBER_15)),
        (
            "Quyết định số 2394/QĐ-UBND ngày 15 tháng 10 năm 2024 của UBND tỉnh Hà Tĩnh",
            Decision("2394/QĐ-UBND", OCTOBER_15, "UBND tỉnh Hà Tĩnh"),
        ),
        (
            "2394/QĐ-UBND\nngày 15/10/2024 của Chủ tịch UBND tỉnh Hà Tĩnh về việc công nhận sản phẩm OCOP",
            Decision("2394/QĐ-UBND", OCTOBER_15, "Chủ tịch UBND tỉnh Hà Tĩnh"),
        ),
        ("số 12/QĐ-UBND của UBND huyện Hương Khê", Decision("12/QĐ-UBND", None, "UBND huyện Hương Khê")),
        ("2394", Decision("2394")),
        ("ngày 15/10/2024", Decision(None, OCTOBER_15)),
        ("Huyện Hương Khê", Decision()),
    ],
)
def test_decision(text: str, decision: Decision) -> None:
    assert parse_decision(text) == decision


def test_decisions_named_in_a_text() -> None:
    text = "Căn cứ 148/QĐ-TTg ngày 24/2/2023; kèm theo Quyết định số 2394/QĐ-UBND ngày 15/10/2024 của UBND tỉnh Hà Tĩnh"
    (first, cited), (second, own) = find_decisions(text)
    assert (first, cited) == ("Căn cứ ", Decision("148/QĐ-TTg", date(2023, 2, 24)))
    assert "kèm theo Quyết định số" in second
    assert own == Decision("2394/QĐ-UBND", OCTOBER_15, "UBND tỉnh Hà Tĩnh")
    assert find_decisions("Danh sách sản phẩm") == ()


def test_a_row_takes_nothing_from_another_decision() -> None:
    title = Decision("2394/QĐ-UBND", OCTOBER_15, "UBND tỉnh Hà Tĩnh")
    assert Decision().over(title) == title
    assert Decision("2394/QĐ-UBND").over(title) == title
    assert Decision(day=date(2024, 1, 1)).over(title).day == date(2024, 1, 1)
    assert Decision("99/QĐ-UBND").over(title) == Decision("99/QĐ-UBND")
    for typed in ("2394", "2394/QĐUBND", "02394/QĐ"):
        assert Decision(typed).over(title) == Decision(typed, OCTOBER_15, "UBND tỉnh Hà Tĩnh")
    assert Decision("99/QĐ-UBND").over(Decision(issuer="UBND tỉnh Hà Tĩnh")).issuer == "UBND tỉnh Hà Tĩnh"


BEFORE, AFTER = date(2024, 10, 15), date(2026, 10, 15)


@pytest.mark.parametrize(
    ("text", "on", "kind"),
    [
        ("UBND tỉnh Hà Tĩnh", BEFORE, IssuerKind.PROVINCE),
        ("Ủy ban nhân dân tỉnh Hà Tĩnh", BEFORE, IssuerKind.PROVINCE),
        ("Uỷ ban Nhân dân Tỉnh", BEFORE, IssuerKind.PROVINCE),
        ("Chủ tịch UBND tỉnh", BEFORE, IssuerKind.PROVINCE),
        ("Cấp tỉnh", BEFORE, IssuerKind.PROVINCE),
        ("UBND huyện Hương Khê", BEFORE, IssuerKind.DISTRICT),
        ("Chủ tịch UBND huyện Hương Khê", BEFORE, IssuerKind.DISTRICT),
        ("UBND thị xã Kỳ Anh", BEFORE, IssuerKind.DISTRICT),
        ("UBND TX. Kỳ Anh", BEFORE, IssuerKind.DISTRICT),
        ("UBND quận Ba Đình", BEFORE, IssuerKind.DISTRICT),
        ("UBND thành phố Hà Tĩnh", BEFORE, IssuerKind.DISTRICT),
        ("UBND TP Hà Tĩnh", AFTER, IssuerKind.DISTRICT),
        ("UBND thành phố Hà Nội", BEFORE, IssuerKind.PROVINCE),
        ("UBND TP. Hồ Chí Minh", AFTER, IssuerKind.PROVINCE),
        ("UBND thành phố Huế", date(2024, 12, 31), IssuerKind.DISTRICT),
        ("UBND thành phố Huế", date(2025, 1, 1), IssuerKind.PROVINCE),
        ("UBND thành phố Bắc Ninh", date(2025, 6, 30), IssuerKind.DISTRICT),
        ("UBND thành phố Bắc Ninh", date(2026, 9, 20), IssuerKind.PROVINCE),
        ("UBND xã Hương Đô", AFTER, IssuerKind.COMMUNE),
        ("UBND phường Trần Phú", AFTER, IssuerKind.COMMUNE),
        ("Bộ Nông nghiệp và Môi trường", AFTER, IssuerKind.MINISTRY),
        ("Bộ NN&PTNT", BEFORE, IssuerKind.MINISTRY),
        ("Hội đồng OCOP Trung ương", BEFORE, IssuerKind.CENTRAL),
        ("Sở Nông nghiệp và Môi trường", AFTER, None),
        ("UBND", BEFORE, None),
        ("UBND thành phố", BEFORE, None),
        ("", None, None),
    ],
)
def test_issuer(text: str, on: date | None, kind: IssuerKind | None) -> None:
    assert parse_issuer(text, on) == kind


def test_issuer_by_the_symbol_of_a_number() -> None:
    assert from_number("2361/QĐ-BNNMT") is IssuerKind.MINISTRY
    assert from_number("1234/QĐ-BNN-VPĐP") is IssuerKind.MINISTRY
    assert from_number("2361/QĐBNNMT") is IssuerKind.MINISTRY
    assert from_number("2394/QĐ-UBND") is None
    assert from_number("") is None


def test_points_beside_the_stars() -> None:
    texts = ("Hạng 4 sao (78,5 điểm)", "4 sao - 78.50 điểm/100", "4 sao", "78,5 điểm", "4 sao (tốt)")
    assert [score_beside(text) for text in texts] == ["78,5 điểm", "78.50 điểm/100", "", "", ""]


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("78,5", 7850),
        ("78.5", 7850),
        ("78,50 điểm", 7850),
        ("78,5/100", 7850),
        ("78", 7800),
        ("100", 10000),
        ("0", 0),
        ("69,99", 6999),
        ("78.333333333", 7833),
        ("78.336", 7834),
        ("69.996", 6999),  # half a hundredth does not lift a product into four stars
        ("89,999", 8999),
        ("100,5", None),
        ("101", None),
        ("-5", None),
        ("đạt", None),
        ("", None),
    ],
)
def test_score(text: str, hundredths: int | None) -> None:
    assert parse_score(text) == hundredths


@pytest.mark.parametrize(
    ("text", "packs"),
    [
        ("hộp 500 g; túi 1 kg", ("hộp 500 g", "túi 1 kg")),
        ("Hộp 500g, túi 1kg", ("Hộp 500 g", "túi 1 kg")),
        ("túi 0,5 kg, túi 1,0 kg", ("túi 0,5 kg", "túi 1,0 kg")),
        ("- Chai 500ml\n- Can 5 lít", ("Chai 500 ml", "Can 5 lít")),
        ("hộp 10 chiếc và hộp 20 chiếc", ("hộp 10 chiếc", "hộp 20 chiếc")),
        ("quả (0,9-1,2 kg)", ("quả (0,9-1,2 kg)",)),
        ("gói 500 gam; gói 500 g", ("gói 500 g",)),
        ("chai 1l", ("chai 1 lít",)),
        (" ; ", ()),
        ("", ()),
    ],
)
def test_packs(text: str, packs: tuple[str, ...]) -> None:
    assert parse_packs(text) == packs


def test_tax_codes() -> None:
    assert parse_tax_code("0314409058").value == "0314409058"
    assert parse_tax_code("MST: 0100112437-001").value == "0100112437-001"
    assert parse_tax_code("0100112437001").value == "0100112437-001"
    assert parse_tax_code("042190001234").value == "042190001234"
    padded = parse_tax_code("314409058", is_number=True)
    assert (padded.value, padded.padded, padded.fault) == ("0314409058", True, None)
    personal = parse_tax_code("42190001234", is_number=True)
    assert (personal.value, personal.padded) == ("042190001234", True)
    for wrong in ("0302936124", "0314409059", "12345", "chưa có", "314409058", "942190001234", ""):
        assert parse_tax_code(wrong).fault is not None
        assert parse_tax_code(wrong).value == wrong


def test_product_sets() -> None:
    assert find_set("6") == find_set("Bộ 6") == find_set("Bộ sản phẩm số 06") == 6
    assert find_set("Cà phê, ca cao") == 13
    assert find_set("27") is None
    assert find_set("Thực phẩm") is None
    assert find_set("") is None

"""Whatever shape an annex comes in, it says the same."""

from datetime import date

import pytest

from marketplace.certification.annex.assess.assess import World, assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.findings import Severity
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.mapping import ColumnMapping, guess_mapping
from marketplace.certification.stars import hundredths
from marketplace.documents.tables.reader import read
from marketplace.places.cards import CommuneCard, ProvinceCard, Resolution
from tests.data.annex import files, shapes, table
from tests.data.annex.items import Item, ha_tinh

HUONG_DO = CommuneCard(
    "18550", "Hương Đô", "xã", "huong-do", ProvinceCard("42", "Hà Tĩnh", "tỉnh", "ha-tinh")
)
WORLD = World(
    date(2026, 11, 21),
    lambda addresses: {key: Resolution(key[0], commune=HUONG_DO) for key in addresses},
    lambda drafts: (),
)
"""Places are not the matter here: every address is taken for one commune."""


def look_at(data: bytes) -> Report:
    book = read(data)
    return assess(book, guess_mapping(book), Declared("42"), WORLD)


def said(draft: RowDraft) -> tuple[object, ...]:
    return (
        draft.product,
        draft.holder,
        draft.address,
        draft.star,
        draft.score,
        draft.decision_no,
        draft.decided_on,
        draft.issuer_name,
        draft.packs,
    )


def expected(item: Item) -> tuple[object, ...]:
    return (
        item.product,
        item.holder,
        item.address,
        int(item.star),
        hundredths(item.score),
        item.decision_no,
        shapes.parsed(item.decided_on),
        item.issuer,
        tuple(item.pack.split("; ")),
    )


EXPECTED = {expected(item) for item in ha_tinh()}


@pytest.mark.parametrize("name", shapes.XLSX)
def test_workbook_says_the_same(name: str) -> None:
    sheet = shapes.XLSX[name]()
    report = look_at(files.xlsx(sheet))
    assert {said(draft) for draft in report.ready} == EXPECTED
    assert {draft.product: draft.number for draft in report.ready} == sheet.row_of
    assert not [finding for finding in report.findings if finding.severity is not Severity.WARNING]


@pytest.mark.parametrize("name", shapes.CSV)
def test_delimited_says_the_same(name: str) -> None:
    report = look_at(shapes.CSV[name]())
    assert {said(draft) for draft in report.ready} == EXPECTED
    assert not [finding for finding in report.findings if finding.severity is not Severity.WARNING]


def test_full_annex_keeps_what_only_it_has() -> None:
    report = look_at(files.xlsx(shapes.decision_annex()))
    first = report.ready[0]
    assert (first.product, first.holder_type, first.group) == ("Cam Khe Mây", "HTX", "Thực phẩm")
    assert [(other.number, other.kind.value, other.text) for other in report.others][:3] == [
        (7, "header", " ".join(f"({number})" for number in range(1, 14))),
        (8, "subheading", "I. Nhóm thực phẩm"),
        (41, "subheading", "II. Nhóm đồ uống"),
    ]
    assert [other.kind.value for other in report.others][-4:] == ["total", "footer", "footer", "footer"]


@pytest.mark.parametrize(
    ("number", "day"), [("1811/QĐ-UBND", "15/10/2024"), ("Số 1811/QĐ-UBND", "15 tháng 10 năm 2024")]
)
def test_decision_in_the_title(number: str, day: str) -> None:
    report = look_at(shapes.one_decision(number.removeprefix("Số "), day))
    assert {(draft.decision_no, draft.decided_on, draft.issuer_name) for draft in report.ready} == {
        ("1811/QĐ-UBND", date(2024, 10, 15), "Ủy ban nhân dân tỉnh Hà Tĩnh")
    }
    assert [draft.product for draft in report.ready] == [
        item.product for item in ha_tinh() if item.decision_no == "1811/QĐ-UBND"
    ]


def test_day_numbers_in_a_delimited_file() -> None:
    (first,) = look_at(delimited_day("45580")).ready
    assert first.decided_on == date(2024, 10, 15)
    assert [finding.code.value for finding in look_at(delimited_day("2024")).findings] == ["date_unreadable"]


def delimited_day(day: str) -> bytes:
    """One product whose decision has this day."""
    columns = table.flat(
        table.STT, table.PRODUCT, table.HOLDER, table.ADDRESS, table.STAR, table.NUMBER, table.ISSUER
    )
    told = table.Col("Ngày quyết định", lambda number, item: day)
    return files.delimited(table.lay_out(ha_tinh()[:1], (*columns, told)))


def test_same_file_and_mapping_give_the_same_report() -> None:
    data = files.xlsx(shapes.faulty())
    book = read(data)
    mapping = guess_mapping(book)
    stored = ColumnMapping.from_json(mapping.to_json())
    assert stored == mapping
    once = assess(book, mapping, Declared("42"), WORLD)
    again = assess(read(data), stored, Declared.from_json(Declared("42").to_json()), WORLD)
    assert once == again
    assert Report.from_json(once.to_json()) == once

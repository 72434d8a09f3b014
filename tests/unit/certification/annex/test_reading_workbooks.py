"""Workbooks: what is in the cells, and what is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from marketplace.documents.tables import limits
from marketplace.documents.tables.grid import Cell, Grid, column_letter
from marketplace.documents.tables.limits import Limits
from marketplace.documents.tables.package import parse_reference
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from tests.data.annex.files import saved


def workbook(fill: Callable[[Any], None]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    fill(book.active)
    return saved(book)


def sheet(fill: Callable[[Any], None]) -> Grid:
    return read(workbook(fill)).sheets[0]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The container with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read(data)
    return str(caught.value)


def hello(page: Any) -> None:
    page["A1"] = "Tên sản phẩm"


def test_columns_have_letters() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    assert parse_reference("$AB$12") == (12, 28)
    for wrong in ("12", "A", "", "A1:B2", "ABCD1"):
        with pytest.raises(ValueError, match=f"^{re.escape(wrong)}$"):
            parse_reference(wrong)


def test_cells_of_every_kind() -> None:
    def fill(page: Any) -> None:
        page["A1"] = "  Cam   Khe\u00a0Mây \u200b"
        page["B1"] = "dòng một\r\n\r\n dòng  hai"
        page["C1"] = 4
        page["D1"] = 4.0
        page["E1"] = 78.5
        page["F1"] = datetime(2024, 10, 15, 8, 30)  # noqa: DTZ001 -- a cell knows no zone
        page["G1"] = date(2024, 10, 15)
        page["H1"] = 314409058
        page["H1"].number_format = "0000000000"
        page["I1"] = True
        page["J1"] = "Ho\u0300a"
        page["K1"] = "   "
        page["L1"] = 1e300

    cells = {column: cell for (_, column), cell in sheet(fill).cells.items()}
    assert cells[1] == Cell(1, 1, "Cam Khe Mây")
    assert (cells[2].text, cells[2].line) == ("dòng một\ndòng hai", "dòng một dòng hai")
    assert (cells[3].text, cells[3].number) == ("4", Decimal(4))
    assert cells[4].text == "4"
    assert (cells[5].text, cells[5].number) == ("78.5", Decimal("78.5"))
    assert (cells[6].text, cells[6].day) == ("15/10/2024", date(2024, 10, 15))
    assert cells[7].day == date(2024, 10, 15)
    assert cells[8].text == "0314409058"
    assert (cells[9].text, cells[9].number) == ("True", None)
    assert cells[10].text == "Hòa"
    assert 11 not in cells
    assert cells[12].text == "1" + "0" * 300


def test_merged_cells_hold_the_value_and_say_where_it_stands() -> None:
    def fill(page: Any) -> None:
        page["B2"] = "HTX Hương Khê"
        page.merge_cells("B2:C4")

    grid = sheet(fill)
    assert {(cell.text, cell.origin) for cell in grid.cells.values()} == {("HTX Hương Khê", (2, 2))}
    assert len(grid.cells) == 6
    assert [position for position, cell in grid.cells.items() if cell.is_own] == [(2, 2)]
    assert grid.columns == (2, 3)
    assert [number for number, _ in grid.rows()] == [2, 3, 4]


def test_hidden_rows_columns_and_sheets_are_named() -> None:
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    for row in range(1, 5):
        page.append([row, "Cam", "HTX"])
    page.row_dimensions[2].hidden = True
    page.row_dimensions[9].hidden = True
    page.column_dimensions["B"].hidden = True
    page.column_dimensions["Z"].hidden = True
    other = book.create_sheet("Nháp")
    other["A1"] = "ghi nhanh"
    other.sheet_state = "hidden"
    first, second = read(saved(book)).sheets
    assert (first.hidden_rows, first.hidden_columns, first.is_hidden) == ((2,), (2,), False)
    assert (second.sheet, second.is_hidden) == ("Nháp", True)


def test_a_row_or_column_of_no_height_or_width_is_hidden() -> None:
    sheet = (
        b'<cols><col min="2" max="3" width="0"/></cols><sheetData><row r="1" ht="0"><c r="A1"><v>1</v></c>'
        b'<c r="C1"><v>2</v></c></row><row r="2" ht="15"><c r="A2"><v>1</v></c></row></sheetData>'
    )
    grid = read(with_sheet(sheet)).sheets[0]
    assert (grid.hidden_rows, grid.hidden_columns) == ((1,), (3,))


def test_formulas_give_the_value_that_the_file_carries() -> None:
    def fill(page: Any) -> None:
        page["A1"] = "=2+2"
        page["B1"] = "=3+3"

    def compute(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        assert b"<f>2+2</f>" in parts[name]
        for empty in (b"<f>2+2</f><v></v>", b"<f>2+2</f><v />", b"<f>2+2</f><v/>"):
            parts[name] = parts[name].replace(empty, b"<f>2+2</f><v>4</v>")

    grid = read(repacked(workbook(fill), compute)).sheets[0]
    assert {position: cell.text for position, cell in grid.cells.items()} == {(1, 1): "4"}
    assert grid.uncomputed == ("B1",)


def test_refused_by_kind() -> None:
    assert refusal(b"") == "Tệp rỗng."
    assert "lớn hơn 5 MB" in refusal(b"PK" + bytes(limits.MAX_BYTES))
    assert "Excel cũ" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert "PDF" in refusal(b"%PDF-1.7 ...")
    assert "Không đọc được" in refusal(b"PK\x03\x04 broken")
    assert "Word" in refusal(
        repacked(workbook(hello), lambda parts: parts.update({"word/document.xml": b"<a/>"}))
    )
    assert "không phải tệp .xlsx" in refusal(
        repacked(workbook(hello), lambda parts: parts.pop("xl/workbook.xml") and None)
    )
    assert "macro" in refusal(
        repacked(workbook(hello), lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))
    )
    assert refusal(workbook(lambda page: None)) == "Tệp không có chữ nào."


def with_sheet(xml: bytes) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return repacked(
        workbook(hello),
        lambda parts: parts.update({"xl/worksheets/sheet1.xml": head + xml + b"</worksheet>"}),
    )


def test_bombs_are_refused_before_they_are_opened() -> None:
    zeros = repacked(
        workbook(hello), lambda parts: parts.update({"xl/media/a.bin": bytes(limits.MAX_UNPACKED_BYTES)})
    )
    assert len(zeros) < 100_000
    assert "giải nén lớn hơn" in refusal(zeros)
    many = repacked(
        workbook(hello), lambda parts: parts.update({f"x/{n}": b"" for n in range(limits.MAX_PARTS)})
    )
    assert "giải nén lớn hơn" in refusal(many)
    entities = b'<!DOCTYPE a [<!ENTITY b "cam cam cam">]><worksheet>&b;</worksheet>'
    assert "Không đọc được" in refusal(
        repacked(workbook(hello), lambda parts: parts.update({"xl/worksheets/sheet1.xml": entities}))
    )
    strings = b'<!DOCTYPE sst [<!ENTITY b "cam">]><sst/>'
    assert "Không đọc được" in refusal(
        repacked(workbook(hello), lambda parts: parts.update({"xl/sharedStrings.xml": strings}))
    )
    merged = (
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert "Bảng quá lớn" in refusal(with_sheet(merged))
    assert "Bảng quá lớn" in refusal(
        with_sheet(b'<sheetData><row r="1001"><c r="A1001"><v>1</v></c></row></sheetData>')
    )
    assert "Bảng quá lớn" in refusal(
        with_sheet(b'<sheetData><row r="1"><c r="CW1"><v>1</v></c></row></sheetData>')
    )
    with pytest.raises(Invalid, match="Bảng quá lớn"):
        read(with_sheet(b"<sheetData>" + b'<row><c s="1"/></row>' * 51 + b"</sheetData>"), Limits(cells=50))


def test_limits_themselves_are_accepted() -> None:
    last = b'<sheetData><row r="1000"><c r="CV1000"><v>7</v></c></row></sheetData>'
    assert read(with_sheet(last)).sheets[0].cells[1000, 100].text == "7"
    far_but_empty = (
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    assert list(read(with_sheet(far_but_empty)).sheets[0].cells) == [(1, 1)]


def test_numbers_that_are_none_are_text() -> None:
    odd = (
        b'<sheetData><row r="1"><c r="A1"><v>1e999</v></c><c r="B1" t="e"><v>#REF!</v></c></row></sheetData>'
    )
    cells = read(with_sheet(odd)).sheets[0].cells
    assert (cells[1, 1].text, cells[1, 1].number) == ("inf", None)
    assert cells[1, 2].text == "#REF!"


def test_old_encodings_inside_a_workbook_are_named() -> None:
    assert "TCVN3" in refusal(
        workbook(lambda page: page.append(["Tªn s¶n phÈm", "Chñ thÓ", "§Þa chØ", "H¹ng sao"]))
    )
    assert "VNI" in refusal(
        workbook(lambda page: page.append(["Teân saûn phaåm", "Chuû theå", "Ñòa chæ", "Haïng sao"]))
    )

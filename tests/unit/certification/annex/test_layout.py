"""Headings, headers, titles, sub-headings, mappings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from marketplace.certification.annex.layout.body import BodyRow, RowKind, read_body
from marketplace.certification.annex.layout.fields import LABELS, Field
from marketplace.certification.annex.layout.header import find_header, read_header
from marketplace.certification.annex.layout.headings import match_heading
from marketplace.certification.annex.layout.mapping import (
    ColumnMapping,
    correct,
    guess_mapping,
    guess_sheet,
    missing_fields,
)
from marketplace.certification.annex.layout.synonyms import SYNONYMS
from marketplace.certification.annex.layout.title import read_title
from marketplace.certification.annex.values.decisions import Decision
from marketplace.documents.tables.grid import Book, Cell, Grid
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from tests.data.annex import files
from tests.data.annex.table import Table


def grid(*rows: Sequence[object], sheet: str = "", hidden: bool = False) -> Grid:
    """A sheet without merged cells; ``None`` is an empty cell."""
    return Grid(
        sheet,
        {
            (row, column): Cell(row, column, str(value))
            for row, values in enumerate(rows, start=1)
            for column, value in enumerate(values, start=1)
            if value is not None
        },
        is_hidden=hidden,
    )


def best(*path: str) -> Field | None:
    fits = match_heading(path)
    return max(fits, key=lambda field: fits[field], default=None)


def test_every_field_has_a_label_and_every_synonym_is_recognised() -> None:
    assert set(LABELS) == set(Field)
    for field, texts in SYNONYMS.items():
        for text in texts:
            assert best(text) is field, text
            assert best(text.upper()) is field, text


def test_no_synonym_means_two_fields() -> None:
    from marketplace.kernel.text import fold

    meanings: dict[str, set[Field]] = {}
    for field, texts in SYNONYMS.items():
        for text in texts:
            meanings.setdefault(fold(text), set()).add(field)
    assert {text: fields for text, fields in meanings.items() if len(fields) > 1} == {}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Chủ thể", "Địa chỉ"), Field.ADDRESS),
        (("Chủ thể", "Tên"), Field.HOLDER),
        (("Sản phẩm", "Tên"), Field.PRODUCT),
        (("Sản phẩm", "Nhóm"), Field.GROUP),
        (("Quyết định công nhận", "Số"), Field.DECISION),
        (("Quyết định công nhận", "Ngày, tháng, năm"), Field.DECISION_DATE),
        (("Quyết định", "Ngày"), Field.DECISION_DATE),
        (("Quyết định công nhận", "Cơ quan"), Field.ISSUER),
        (("Quyết định công nhận", "Cơ quan ban hành"), Field.ISSUER),
        (("Quyết định công nhận", "Cơ quan công nhận"), Field.ISSUER),
        (("Quyết định công nhận", "Đơn vị công nhận"), Field.ISSUER),
        (("QĐ công nhận", "Cơ quan"), Field.ISSUER),
        (("Cơ quan",), None),
        (("Chủ thể", "Cơ quan"), Field.HOLDER),
        (("Kết quả đánh giá", "Hạng"), Field.STAR),
        (("Kết quả đánh giá", "Điểm"), Field.SCORE),
        (("Hạng sao", "3 sao"), Field.STAR_3),
        (("Địa chỉ", "Xã"), Field.COMMUNE),
        (("Địa chỉ", "Huyện"), Field.DISTRICT),
        (("Tên chủ thể sản xuất, kinh doanh",), Field.HOLDER),
        (("Tên sản phẩm đăng ký",), Field.PRODUCT),
        (("Xếp hạng (sao)",), Field.STAR),
        (("Số Quyết định, ngày ban hành",), Field.DECISION),
        (("Mã số thuế/CCCD",), Field.TAX_CODE),
        (("Ngày, tháng, năm quyết định công nhận",), Field.DECISION_DATE),
        (("Đơn vị tính",), Field.IGNORED),
        (("Thời hạn của giấy chứng nhận",), Field.EXPIRES),
        (("",), None),
        (("Lý do",), None),
    ],
)
def test_headings(path: tuple[str, ...], field: Field | None) -> None:
    assert best(*path) is field


HEADER = ("STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao")
ROW = (1, "Cam Khe Mây", "HTX Long Nhâm", "Xã Hương Đô", "4 sao")


def test_header_below_title_rows() -> None:
    sheet = grid(("DANH SÁCH SẢN PHẨM OCOP",), ("(Kèm theo …)",), (), HEADER, ROW, ROW)
    header = find_header(sheet)
    assert header is not None
    assert (header.first_row, header.last_row, header.text(5)) == (4, 4, "Hạng sao")


def test_first_of_two_equal_headers_counts() -> None:
    header = find_header(grid(HEADER, ROW, HEADER, ROW))
    assert header is not None
    assert header.first_row == 1


@pytest.mark.parametrize("heading", ["Cơ quan", "Cơ quan ban hành", "Cơ quan công nhận", "Đơn vị công nhận"])
@pytest.mark.parametrize("as_file", [files.xlsx, files.delimited])
def test_the_issuer_under_the_merged_heading_of_the_decision(
    heading: str, as_file: Callable[[Table], bytes]
) -> None:
    table = Table(
        [
            ["DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN OCOP", *[None] * 9],
            [
                *("STT", "Tên chủ thể", "Địa chỉ", "Tên sản phẩm", "Kết quả đánh giá", None, "Quy cách"),
                *("Quyết định công nhận", None, None),
            ],
            [None, None, None, None, "Số điểm", "Hạng sao", None, "Số", "Ngày", heading],
            [
                *(1, "HTX Long Nhâm", "Xã Hương Đô", "Cam Khe Mây", "78,5", "★★★★", "Túi 1 kg"),
                *("977/QĐ-UBND", "10/4/2026", "Chủ tịch UBND tỉnh Hà Tĩnh"),
            ],
        ],
        merges=[
            (1, 1, 1, 10),
            (2, 5, 2, 6),
            (2, 8, 2, 10),
            *((2, each, 3, each) for each in (1, 2, 3, 4, 7)),
        ],
    )
    mapping = guess_mapping(read(as_file(table)))
    assert (mapping.header_first, mapping.header_last) == (2, 3)
    assert [(column.letter, column.field) for column in mapping.columns][7:] == [
        ("H", Field.DECISION),
        ("I", Field.DECISION_DATE),
        ("J", Field.ISSUER),
    ]
    assert mapping.doubtful == ()


def test_header_of_two_rows_without_merged_cells() -> None:
    sheet = grid(
        ("STT", "Tên sản phẩm", "Chủ thể", "Kết quả", None, "Quyết định", None, "Ghi chú"),
        (None, None, None, "Điểm", "Hạng", "Số", "Ngày", None),
        (1, "Cam", "HTX A", "78,5", "4 sao", "1/QĐ-UBND", "1/2/2024", None),
    )
    header = find_header(sheet)
    assert header is not None
    assert (header.first_row, header.last_row) == (1, 2)
    assert [header.text(column) for column in range(1, 9)] == [
        "STT",
        "Tên sản phẩm",
        "Chủ thể",
        "Kết quả / Điểm",
        "Kết quả / Hạng",
        "Quyết định / Số",
        "Quyết định / Ngày",
        "Ghi chú",
    ]


def test_a_product_is_no_second_header_row() -> None:
    assert read_header(grid(HEADER, ROW), 1, 2) is None


def test_no_header() -> None:
    assert find_header(grid(("Cam", "HTX"), ("Quýt", "THT"))) is None
    assert find_header(grid(("Điểm", "Hạng sao", "Ghi chú"))) is None


def test_guess_says_how_sure_it_is() -> None:
    mapping = guess_sheet(grid((*HEADER, "Lý do", None), (*ROW, "mới", "x")))
    assert [(column.letter, column.field, column.confidence) for column in mapping.columns] == [
        ("A", Field.ORDER, 100),
        ("B", Field.PRODUCT, 100),
        ("C", Field.HOLDER, 100),
        ("D", Field.ADDRESS, 100),
        ("E", Field.STAR, 100),
        ("F", None, 0),
        ("G", None, 0),
    ]
    assert [column.letter for column in mapping.doubtful] == ["F", "G"]
    assert mapping.columns[1].samples == ("Cam Khe Mây",)
    assert missing_fields(mapping) == ()


def test_contents_tell_what_a_heading_does_not() -> None:
    sheet = grid(
        ("STT", "Tên sản phẩm", "Chủ thể", "Kết quả", "Văn bản", "Thời điểm", "Số ĐKKD"),
        *((n, f"Cam {n}", "HTX", "4 sao", f"{n}/QĐ-UBND", "1/2/2024", "0314409058") for n in range(1, 5)),
    )
    fields = {column.heading: (column.field, column.confidence) for column in guess_sheet(sheet).columns}
    assert fields["Kết quả"] == (Field.STAR, 60)
    assert fields["Văn bản"] == (Field.DECISION, 60)
    assert fields["Thời điểm"] == (Field.DECISION_DATE, 60)
    assert fields["Số ĐKKD"] == (Field.TAX_CODE, 60)


def test_contents_that_contradict_a_heading_make_it_doubtful() -> None:
    sheet = grid(HEADER, *((n, f"Cam {n}", "HTX", "Xã A", "78,5") for n in range(1, 5)))
    star = guess_sheet(sheet).columns[4]
    assert (star.field, star.confidence) == (Field.SCORE, 60)


def test_sheet_with_the_best_header_is_read_and_a_hidden_one_last() -> None:
    good, poor = grid(HEADER, ROW, sheet="Danh sách"), grid(("a", "b"), sheet="Bìa")
    assert guess_mapping(Book("xlsx", (poor, good))).sheet == "Danh sách"
    assert guess_mapping(Book("xlsx", (poor, replace(good, is_hidden=True)))).sheet == "Bìa"


def test_officer_corrects() -> None:
    mapping = guess_sheet(grid((*HEADER, "Lý do"), (*ROW, "mới")))
    changed = correct(mapping, {6: Field.PACK, 5: Field.IGNORED, 1: None})
    assert [column.field for column in changed.columns] == [
        None,
        Field.PRODUCT,
        Field.HOLDER,
        Field.ADDRESS,
        Field.IGNORED,
        Field.PACK,
    ]
    moved = correct(mapping, {6: Field.PRODUCT})
    assert moved.column_of(Field.PRODUCT) == replace(mapping.columns[5], field=Field.PRODUCT, confidence=100)
    assert moved.columns[1].field is None
    with pytest.raises(Invalid, match="không có cột Z"):
        correct(mapping, {26: Field.PACK})
    with pytest.raises(Invalid, match="chỉ chọn cho một cột"):
        correct(mapping, {5: Field.PACK, 6: Field.PACK})
    assert correct(mapping, {5: Field.IGNORED, 6: Field.IGNORED}).columns[5].field is Field.IGNORED
    assert ColumnMapping.from_json(changed.to_json()) == changed


def test_officer_names_the_header_row() -> None:
    sheet = grid(("Tên", "Của ai", "Sao"), ("Cam", "HTX", "4"))
    assert guess_sheet(sheet).header_first is None
    told = guess_sheet(sheet, (1, 1))
    assert (told.header_first, told.header_last, told.columns[2].field) == (1, 1, Field.STAR)
    both = guess_sheet(grid(("Ai", None), ("làm", "bán"), ("HTX", "chợ")), (1, 2))
    assert [column.heading for column in both.columns] == ["Ai / làm", "bán"]
    for rows in ((9, 9), (2, 1), (1, 3)):
        with pytest.raises(Invalid, match="một hoặc hai hàng"):
            guess_sheet(sheet, rows)


def test_title() -> None:
    sheet = grid(
        ("ỦY BAN NHÂN DÂN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("HUYỆN NGHI XUÂN",),
        ("Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ",),
        ("(Kèm theo Quyết định số 2236/QĐ-UBND ngày 20/11/2024 của UBND huyện Nghi Xuân)",),
        HEADER,
    )
    assert read_title(sheet, 5).decision == Decision(
        "2236/QĐ-UBND", date(2024, 11, 20), "UBND huyện Nghi Xuân"
    )


def test_title_spread_over_cells() -> None:
    sheet = grid(("UBND TỈNH HÀ TĨNH", "Số: 2394/QĐ-UBND"), ("Hà Tĩnh, ngày 15 tháng 10 năm 2024",), HEADER)
    assert read_title(sheet, 3).decision == Decision("2394/QĐ-UBND", date(2024, 10, 15), "UBND tỉnh Hà Tĩnh")


def test_issuer_in_capitals_is_written_as_in_a_sentence() -> None:
    for lines in (("ỦY BAN NHÂN DÂN", "HUYỆN HƯƠNG KHÊ"), ("ỦY BAN NHÂN DÂN HUYỆN HƯƠNG KHÊ",)):
        sheet = grid(*((line,) for line in lines), HEADER)
        assert read_title(sheet, 3).decision.issuer == "Ủy ban nhân dân huyện Hương Khê"


def test_title_that_only_cites_names_no_decision() -> None:
    sheet = grid(("Thực hiện Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026 của Thủ tướng",), HEADER)
    assert read_title(sheet, 2).decision == Decision()
    assert read_title(grid(HEADER), 1).lines == ()


def body(*rows: Sequence[object]) -> list[BodyRow]:
    sheet = grid(HEADER, *rows)
    return list(read_body(sheet, guess_sheet(sheet)))


def kinds(*rows: Sequence[object]) -> list[str]:
    return [row.kind.value for row in body(*rows)]


def test_rows_that_are_no_products() -> None:
    assert kinds(
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("I", "Nhóm thực phẩm"),
        ROW,
        ("Tổng cộng", None, None, None, "39"),
        HEADER,
        (2, "Quýt", "HTX B", "Xã B", "3 sao"),
        (3,),
        ("Nơi nhận:",),
        ("- Như trên", None, "KT. CHỦ TỊCH"),
    ) == ["header", "subheading", "data", "total", "header", "data", "unused", "footer", "footer"]


def test_a_table_after_the_signature_is_read_again() -> None:
    assert kinds(ROW, ("Nơi nhận: như trên",), ("chữ khác",), HEADER, ROW) == [
        "data",
        "footer",
        "footer",
        "header",
        "data",
    ]


def test_names_that_look_like_something_else_stay_products() -> None:
    assert (
        kinds(
            (1, "Tổng hợp bánh kẹo", "HTX A", "Xã A", "3 sao"),
            (2, "Xã đệ", "HTX B", "Xã B", "3 sao"),
            (3, "Nhóm quà Tết", "HTX C", "Xã C", "3 sao"),
            ("A", "Bánh gai", "HTX D", "Xã D", "3 sao"),
        )
        == ["data"] * 4
    )


def test_a_product_with_nothing_else_is_a_product() -> None:
    (row,) = body((1, "Cam Khe Mây"))
    assert (row.kind, row.cells[Field.PRODUCT].text) == (RowKind.DATA, "Cam Khe Mây")


def test_subheadings_hold_for_the_rows_below_and_inner_ones_end_with_outer_ones() -> None:
    rows = [
        row.context
        for row in body(
            ("I. Nhóm thực phẩm",),
            (None, "Huyện Hương Khê (2 sản phẩm)"),
            ROW,
            (None, "Huyện Nghi Xuân: 5 sản phẩm"),
            ROW,
            ("II", "Nhóm đồ uống"),
            ROW,
            ("Sản phẩm đạt 4 sao",),
            ("Quyết định số 9/QĐ-UBND ngày 1/2/2024 của UBND huyện Vũ Quang",),
            ("1. Xã Hương Đô",),
            ROW,
        )
        if row.kind is RowKind.DATA
    ]
    assert [(context.group, context.district) for context in rows[:3]] == [
        ("Nhóm thực phẩm", "Huyện Hương Khê"),
        ("Nhóm thực phẩm", "Huyện Nghi Xuân"),
        ("Nhóm đồ uống", None),
    ]
    assert (rows[3].star, rows[3].commune, rows[3].group) == (4, "Xã Hương Đô", "Nhóm đồ uống")
    assert rows[3].decision == Decision("9/QĐ-UBND", date(2024, 2, 1), "UBND huyện Vũ Quang")


def test_no_body_without_a_header() -> None:
    sheet = grid(("Cam", "HTX"))
    assert list(read_body(sheet, guess_sheet(sheet))) == []

"""How an uploaded annex is read, corrected and answered, and what is refused at the door."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.certification.annex import queries, services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.report import RowState
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.services import Remap
from marketplace.certification.annex.values.decisions import Decision
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from tests.data.annex import files, shapes
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import (
    ADDRESS,
    DAY,
    HOLDER,
    ISSUER,
    NUMBER,
    PRODUCT,
    STAR,
    STT,
    flat,
    lay_out,
)
from tests.domain.certification.annex_build import (
    answers,
    batch_row,
    small,
    uploaded,
)
from tests.domain.certification.build import AN, HA_TINH


def test_mapping_is_corrected_and_questions_answered(app):
    table = small()
    table.rows[0][2] = "Ai làm ra"
    code = uploaded(table)
    view = queries.batch(None, code)
    assert view.mapping.columns[2].field is None
    assert view.report.counts.ready == 0
    report = services.remap(AN, code, Remap(columns={3: Field.HOLDER}), version=view.version)
    assert report.counts.ready == 3
    stored = queries.batch(None, code)
    assert (stored.mapping.columns[2].field, stored.mapping.columns[2].confidence) == (Field.HOLDER, 100)
    assert stored.report == report
    with pytest.raises(Conflict, match="vừa sửa"):
        services.remap(AN, code, Remap(columns={3: None}), version=view.version)
    left_out = services.remap(AN, code, Remap(declared=Declared("40", skipped=frozenset({3}))))
    assert [each.state for each in left_out.rows] == [RowState.READY, RowState.SKIPPED, RowState.READY]
    assert queries.batch(None, code).declared.province_code == HA_TINH


def test_header_and_sheet_can_be_named(app):
    from openpyxl import Workbook

    book = Workbook()
    cover = book.active
    cover.title = "Bìa"
    cover["A1"] = "Bìa"
    for name, count in (("Đợt 1", 2), ("Đợt 2", 4)):
        files.fill(book.create_sheet(name), small(count))
    code = services.upload(AN, "hai-dot.xlsx", files.saved(book), Declared(HA_TINH))
    view = queries.batch(None, code)
    assert (view.mapping.sheet, view.report.counts.ready) == ("Đợt 1", 2)
    assert services.remap(AN, code, Remap(sheet="Đợt 2")).counts.ready == 4
    assert services.remap(AN, code, Remap(header_rows=(2, 2))).counts.ready == 0
    assert services.remap(AN, code, Remap(header_rows=(1, 1))).counts.ready == 4
    before = batch_row(code)
    for wrong in (
        Remap(sheet="Đợt 3"),
        Remap(header_rows=(1, 4)),
        Remap(columns={99: Field.STAR}),
        Remap(columns={1: Field.STAR, 2: Field.STAR}),
    ):
        with pytest.raises(Invalid):
            services.remap(AN, code, wrong)
    assert batch_row(code) == before


def test_declared_values_are_checked(app):
    wrong = Declared(
        HA_TINH,
        Decision("của tỉnh", date(2027, 1, 1), "x" * 161),
        communes={5: "17000", 6: "18550", 7: "khong"},
    )
    with pytest.raises(Invalid) as refused:
        uploaded(small(), wrong)
    assert sorted(refused.value.fields) == ["communes.5", "communes.7", "decided_on", "decision_no", "issuer"]
    with pytest.raises(Invalid) as nowhere:
        services.upload(Actor.system("demo"), "a.xlsx", files.xlsx(small()), Declared("99"))
    assert list(nowhere.value.fields) == ["province"]
    code = uploaded(
        small(), Declared(HA_TINH, Decision("Số: 12 / QD-UBND", date(2024, 1, 1), " UBND  tỉnh "))
    )
    assert queries.batch(None, code).declared.decision == Decision(
        "12/QĐ-UBND", date(2024, 1, 1), "UBND tỉnh"
    )


def test_unreadable_files_leave_nothing(app):
    for file in (b"", b"%PDF-1.4", b"PK\x03\x04", bytes(range(256))):
        with pytest.raises(Invalid):
            services.upload(AN, "a.xlsx", file, Declared(HA_TINH))
    assert queries.batches(None).total == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\an\\Phụ lục.xlsx", "Phụ lục.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.xlsx", "ab.xlsx"),
        ("", "phu-luc.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 195 + ".xlsx"),
    ],
)
def test_file_names_are_kept_without_folders(app, given, kept):
    code = services.upload(AN, given, files.xlsx(small(1)), Declared(HA_TINH))
    assert queries.batch(None, code).file_name == kept


def test_looking_at_a_file_costs_the_same_for_many_rows(app, statements):
    columns = flat(STT, PRODUCT, HOLDER, ADDRESS, STAR, NUMBER, DAY, ISSUER)
    alike = [item for item in ha_tinh() if item.issuer == "UBND huyện Nghi Xuân"]
    many = [replace(item, product=f"{item.product} {number}") for number in range(10) for item in alike]
    uploaded(small(1))  # the first entry of an empty audit log takes one statement more
    sent = []
    for items in (alike, many):
        file = files.xlsx(lay_out(items, columns))
        with statements() as seen:
            services.upload(AN, "a.xlsx", file, Declared(HA_TINH))
        sent.append(len(seen))
    assert sent == [9, 9]


def test_the_file_is_shown_as_it_stands(app):
    table = shapes.decision_annex()
    code = uploaded(table, Declared(HA_TINH, communes=answers(table)))
    shown = queries.preview(None, code, rows=7)
    assert (shown.sheets, shown.sheet, shown.letters) == (("Phụ lục",), "Phụ lục", tuple("ABCDEFGHIJKLM"))
    assert [number for number, _ in shown.rows] == [1, 2, 3, 5, 6, 7, 8]
    assert shown.rows[0][1] == ("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", *[""] * 12)
    assert shown.rows[3][1][7:] == ("Kết quả đánh giá", "", "Quyết định công nhận", "", "", "Ghi chú")
    with pytest.raises(NotFound):
        queries.preview(None, code, sheet="Trang khác")
    with pytest.raises(NotFound):
        queries.preview(frozenset({"40"}), code)

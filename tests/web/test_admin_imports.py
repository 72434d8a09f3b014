"""Imports on the officers' desk: a file comes in, its columns are corrected, somebody else confirms."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification.annex import queries
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.models import ImportBatch
from marketplace.certification.annex.queries import BatchView
from marketplace.certification.models import Recognition
from tests import stories
from tests.data.annex.files import xlsx
from tests.data.annex.shapes import decision_annex, faulty
from tests.web.desks import NewClient, browser, rows, statements, table, words

LIST = "/quan-ly/can-bo/nhap"


def send(client: FlaskClient, data: bytes, name: str = "phu-luc.xlsx", **typed: str) -> Any:
    sent = {"province": "42", "grade": "A", "file": (BytesIO(data), name), **typed}
    return client.post(f"{LIST}/moi", data=sent, content_type="multipart/form-data")


def uploaded(client: FlaskClient, data: bytes) -> str:
    """The code of the import."""
    answer = send(client, data)
    assert answer.status_code == 302
    return str(answer.location.rpartition("/")[2])


def batch(code: str) -> BatchView:
    return queries.batch(None, code)


def entered(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Recognition)).scalar_one()


def test_three_planted_faults_are_named_by_row_and_column(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    code = uploaded(client, xlsx(faulty()))
    page = client.get(f"{LIST}/{code}")
    faults = [(row[0], row[1], row[3]) for row in rows(page) if row[3] == "Sai"]

    assert "Sản phẩm trong tệp 39" in words(page)
    assert faults == [
        ("hàng 27, cột L (Quyết định công nhận / Cơ quan ban hành)", "UBND huyện Nghi Xuân", "Sai"),
        ("hàng 29, cột E (Địa chỉ)", "Xã Lĩnh Khê Thượng, huyện Vũ Quang", "Sai"),
        ("hàng 30, cột I (Kết quả đánh giá / Hạng sao)", "2", "Sai"),
    ]
    file = table(client.get(f"{LIST}/{code}/cho-can-xem.csv"))
    assert file[0] == ["Hàng", "Cột", "Tên cột", "Trong ô", "Mức", "Chỗ cần xem"]
    assert [row[:2] for row in file if row[4] == "Sai"] == [["27", "L"], ["29", "E"], ["30", "I"]]


def test_two_officers_who_are_alone_are_told_the_way_out(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    first, second = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    code = uploaded(first, xlsx(decision_annex()))
    second.post(f"{LIST}/{code}/trinh")
    way_out = (
        "Người tải tệp và người trình không tự xác nhận được: cần một cán bộ khác. Chỉ có hai người thì rút lại, để "
        "người tải tệp trình, người kia xác nhận."
    )
    for who in (first, second):
        assert way_out in words(who.get(f"{LIST}/{code}"))
        refused = who.post(f"{LIST}/{code}/xac-nhan", data={"only_ready": "1"}, follow_redirects=True)
        assert way_out in words(refused)
    assert entered(session) == 0
    first.post(f"{LIST}/{code}/rut-lai")
    first.post(f"{LIST}/{code}/trinh")
    second.post(f"{LIST}/{code}/xac-nhan", data={"only_ready": "1"})
    assert entered(session) == batch(code).report.counts.ready > 0


def test_nothing_enters_before_another_officer_confirms(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    first, second = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    code = uploaded(first, xlsx(decision_annex()))
    ready = batch(code).report.counts.ready
    assert entered(session) == 0

    assert first.post(f"{LIST}/{code}/trinh").location == f"{LIST}/{code}"
    own = words(first.get(f"{LIST}/{code}"))
    assert "Người trình không tự xác nhận được: cần một cán bộ khác." in own
    refused = first.post(f"{LIST}/{code}/xac-nhan", data={"only_ready": "1"}, follow_redirects=True)
    assert "Người trình không tự xác nhận được: cần một cán bộ khác." in words(refused)
    assert entered(session) == 0

    asked = second.post(f"{LIST}/{code}/xac-nhan")
    assert asked.status_code == 422
    assert f"chọn chỉ nhập {ready} hàng không sai." in words(asked)
    assert entered(session) == 0

    done = second.post(f"{LIST}/{code}/xac-nhan", data={"only_ready": "1"}, follow_redirects=True)
    assert f"Đã nhập {ready} sản phẩm vào sổ" in words(done)
    assert entered(session) == ready
    number, recognition = next(iter(batch(code).imported.items()))
    assert f'href="/quan-ly/can-bo/so/{recognition}"' in done.text
    assert f"Hàng {number} " in words(done)


def test_answers_and_rows_to_leave_are_kept(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    code = uploaded(client, xlsx(faulty()))
    question = next(found for found in batch(code).report.findings if found.choices)
    name, answer = f"communes.{question.row}", question.choices[1].value

    done = client.post(
        f"{LIST}/{code}/doc-lai",
        data={"grade": "A", name: answer, "skip": ["27", "29"], "version": str(batch(code).version)},
    )

    assert done.location == f"{LIST}/{code}"
    view = batch(code)
    assert view.declared.communes == {question.row: answer}
    assert view.declared.skipped == {27, 29}
    assert view.report.counts.skipped == 2
    # Read once more without touching anything: the answer given before is sent along by the page, and can be undone.
    again = client.get(f"{LIST}/{code}")
    assert "1 câu đã chọn" in words(again)
    assert (
        f'name="{name}"><option value="">Chưa chọn</option><option value="{answer}" selected>' in again.text
    )


def test_a_column_is_corrected(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    code = uploaded(client, xlsx(decision_annex()))
    column = batch(code).mapping.column_of(Field.NOTE)
    assert column is not None

    client.post(f"{LIST}/{code}/doc-lai", data={"grade": "B1", f"column.{column.number}": "ignored"})

    assert batch(code).mapping.column_of(Field.NOTE) is None
    assert batch(code).declared.grade == "B1"
    twice = client.post(
        f"{LIST}/{code}/doc-lai", data={"grade": "A", "column.1": "group", f"column.{column.number}": "group"}
    )
    assert twice.status_code == 422
    assert "Một nội dung chỉ chọn cho một cột" in words(twice)
    assert batch(code).declared.grade == "B1"


def test_what_is_declared_wrongly_stands_beside_its_field(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, stories.officer())
    refused = send(client, xlsx(decision_annex()), decided_on="32/1/2024", decision_no="không số")
    assert refused.status_code == 422
    assert '<a href="#ngay">Ghi ngày như 12/6/2024.</a>' in refused.text
    assert 'value="32/1/2024"' in refused.text
    assert session.execute(select(func.count()).select_from(ImportBatch)).scalar_one() == 0


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "", "Chọn tệp .xlsx hoặc .csv."),
        (b"", "rong.xlsx", "Tệp rỗng."),
        (b"%PDF-1.7", "qd.pdf", "Đây là tệp PDF."),
        (b"PK\x03\x04broken", "hong.xlsx", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    app: Flask, new_client: NewClient, session: Session, data: bytes, name: str, said: str
) -> None:
    refused = send(browser(new_client, stories.officer()), data, name)
    assert refused.status_code == 422
    assert 'href="#tep"' in refused.text
    assert said in words(refused)
    assert session.execute(select(func.count()).select_from(ImportBatch)).scalar_one() == 0


def test_it_is_given_back_with_a_reason_and_taken_up_again(app: Flask, new_client: NewClient) -> None:
    first, second = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    code = uploaded(first, xlsx(decision_annex()))
    first.post(f"{LIST}/{code}/trinh")

    bare = second.post(f"{LIST}/{code}/tra-lai", data={"reason": ""})
    assert bare.status_code == 422
    assert "Ghi lý do trả lại." in words(bare)
    assert second.post(f"{LIST}/{code}/kiem-lai").location == f"{LIST}/{code}"
    assert second.post(f"{LIST}/{code}/tra-lai", data={"reason": "Sai cột điểm"}).status_code == 302
    assert batch(code).state == "rejected"
    assert "can-bo-42-2 trả lại để sửa Sai cột điểm" in words(first.get(f"{LIST}/{code}"))
    first.post(f"{LIST}/{code}/rut-lai")
    assert batch(code).state == "draft"


def test_another_province_s_import_does_not_exist(app: Flask, new_client: NewClient) -> None:
    code = uploaded(browser(new_client, stories.officer()), xlsx(decision_annex()))
    neighbour = browser(new_client, stories.officer(1, "40"))
    for path in ("", "/tep", "/cho-can-xem.csv"):
        assert neighbour.get(f"{LIST}/{code}{path}").status_code == 404
    for verb in ("doc-lai", "trinh", "kiem-lai", "xac-nhan", "tra-lai", "rut-lai"):
        assert neighbour.post(f"{LIST}/{code}/{verb}", data={"grade": "A"}).status_code == 404
    assert batch(code).state == "draft"
    assert rows(neighbour.get(LIST)) == []


@pytest.mark.parametrize("path", ["", "/moi", "/bang-mau.xlsx"])
def test_imports_are_hidden_from_everybody_else(app: Flask, new_client: NewClient, path: str) -> None:
    for actor in (stories.owner(stories.producer()), stories.buyer_person()):
        assert browser(new_client, actor).get(f"{LIST}{path}").status_code == 404


def test_whoever_reads_the_register_reads_imports_and_changes_none(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    code = uploaded(browser(new_client, stories.officer()), xlsx(decision_annex()))
    for actor in (
        stories.person("kt", (Role.AUDITOR, "all", "")),
        stories.operator(),
        stories.chair(),
        stories.person("bo", (Role.MINISTRY, "all", "")),
    ):
        client = browser(new_client, actor)
        listed = client.get(LIST)
        assert [row[7] for row in rows(listed)] == ["Đã đọc, chưa trình"]
        assert "Tải danh sách lên" not in words(listed)
        assert "Tải bảng mẫu" not in words(listed)
        assert f'href="{LIST}"' in client.get("/quan-ly/can-bo").text
        page = client.get(f"{LIST}/{code}")
        assert page.status_code == 200
        assert "Hàng chưa nhập được" in words(page)
        assert "<form" not in page.text
        assert client.get(f"{LIST}/{code}/tep").status_code == 200
        assert client.get(f"{LIST}/{code}/cho-can-xem.csv").status_code == 200
        for path in ("moi", "bang-mau.xlsx"):
            assert client.get(f"{LIST}/{path}").status_code == 404
        for verb in ("doc-lai", "kiem-lai", "trinh", "xac-nhan", "tra-lai", "rut-lai"):
            assert client.post(f"{LIST}/{code}/{verb}", data={"grade": "B1"}).status_code == 404
    elsewhere = stories.person("kt-20", (Role.CHAIR, "province", "20"))
    assert browser(new_client, elsewhere).get(f"{LIST}/{code}").status_code == 404
    assert batch(code).version == 1


def test_what_is_no_table_is_refused_before_anything_is_kept(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, stories.officer())
    prose = "Đây là công văn, không có bảng nào.\nKính gửi các xã, phường.\n".encode()
    table_in_text = "Tên sản phẩm,Chủ thể,Địa chỉ,Hạng sao\nCam,HTX,Xã Hương Đô,4\n".encode()
    for data, name, said in (
        (prose, "phu-luc.xlsx", "Tệp mang đuôi .xlsx nhưng bên trong không phải bảng Excel."),
        (table_in_text, "phu-luc.XLSX", "nếu là bảng .csv thì đổi đuôi thành .csv."),
        (prose, "phu-luc.csv", "Không thấy bảng trong tệp: cần hàng tiêu đề và các hàng sản phẩm"),
        (b"", "phu-luc.xlsx", "Tệp rỗng."),
        (b"%PDF-1.7", "phu-luc.xlsx", "Đây là tệp PDF."),
    ):
        refused = send(client, data, name)
        assert refused.status_code == 422
        assert said in words(refused)
        assert '<a href="#tep">' in refused.text
    assert session.execute(select(func.count()).select_from(ImportBatch)).scalar_one() == 0
    assert send(client, table_in_text, "phu-luc.csv").status_code == 302


def test_the_first_values_of_a_column_are_those_of_products(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    code = uploaded(client, xlsx(faulty()))
    between = {each.text for each in batch(code).report.others}
    page = client.get(f"{LIST}/{code}").text
    shown = re.findall(r'<td data-l="Vài ô đầu">(.*?)</td>', page)
    assert any(set(column.samples) & between for column in batch(code).mapping.columns)
    assert len(shown) == len(batch(code).mapping.columns)
    assert not {text for each in shown for text in unescape(each).split("; ")} & between


def test_without_a_row_to_import_there_is_nothing_to_hand_over(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    book = load_workbook(BytesIO(client.get(f"{LIST}/bang-mau.xlsx").data))
    book["Danh sách"].append(
        [1, "Cam Khe Mây", "HTX Long Nhâm", "Xã Không Có Đâu", "", "", 2, "", "", "", "", ""]
    )
    out = BytesIO()
    book.save(out)
    code = uploaded(client, out.getvalue())

    assert batch(code).report.counts.ready == 0
    assert "cho cán bộ khác xác nhận" not in words(client.get(f"{LIST}/{code}"))


def test_the_blank_sheet_is_one_that_we_read(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    file = client.get(f"{LIST}/bang-mau.xlsx")
    book = load_workbook(BytesIO(file.data))
    sheet = book["Danh sách"]
    sheet.append(
        [
            1,
            "Cam Khe Mây",
            "HTX Long Nhâm",
            "Xã Hương Đô, huyện Hương Khê",
            "",
            "Thùng 5 kg",
            4,
            "78,5",
            "2394/QĐ-UBND",
            "15/10/2024",
            "UBND tỉnh Hà Tĩnh",
            "",
        ]
    )
    out = BytesIO()
    book.save(out)

    report = batch(uploaded(client, out.getvalue())).report

    assert [
        (row.draft.product, row.draft.commune_code, row.draft.star, row.draft.score) for row in report.rows
    ] == [("Cam Khe Mây", "18550", 4, 7850)]
    assert report.counts.ready == 1


def test_the_file_comes_back_as_it_was(app: Flask, new_client: NewClient) -> None:
    text = StringIO()
    csv.writer(text).writerows(
        [["Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"], ["Cam", "HTX", "Xã Hương Đô", "4"]]
    )
    data = text.getvalue().encode()
    client = browser(new_client, stories.officer())
    code = send(client, data, "danh-sach.csv").location.rpartition("/")[2]
    file = client.get(f"{LIST}/{code}/tep")
    assert (file.data, file.mimetype) == (data, "text/csv")


def test_the_list_sends_the_same_statements_for_3_and_60_imports(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    data = "Tên sản phẩm,Chủ thể,Địa chỉ,Hạng sao\nCam,HTX,Xã Hương Đô,4\n".encode()
    for _ in range(3):
        send(client, data, "ds.csv")
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 3
    for _ in range(57):
        send(client, data, "ds.csv")
    with statements() as many:
        assert len(rows(client.get(LIST))) == 50
    assert len(few) == len(many) == 10

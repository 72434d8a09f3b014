"""Papers of an office: what stands where, how long ones go on, what is data and never markup."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask

from marketplace.documents.official_paper import (
    Facts,
    Grid,
    OfficialPaper,
    Origin,
    Signer,
    Text,
    official_pdf,
)


def pages(*papers: OfficialPaper, demo: bool = False) -> list[str]:
    pdf = official_pdf(papers, title="Thử", demo=demo)
    return [
        " ".join(each.get_textpage().get_text_range().split()) for each in pypdfium2.PdfDocument(BytesIO(pdf))
    ]


def test_days_are_written_as_the_decree_has_them() -> None:
    paper = OfficialPaper(agency="A", place="Hà Tĩnh", day=date(2026, 2, 5))
    assert paper.place_and_day == "Hà Tĩnh, ngày 05 tháng 02 năm 2026"
    assert OfficialPaper(agency="A", day=date(2026, 11, 21)).place_and_day == "ngày 21 tháng 11 năm 2026"
    assert OfficialPaper(agency="A", place="Huế").place_and_day == "Huế, ngày ... tháng ... năm ......"


def test_a_letter_and_a_decision(app: Flask) -> None:
    letter = OfficialPaper(
        agency_above="UBND tỉnh Hà Tĩnh",
        agency="Văn phòng Điều phối",
        number="1/VP",
        about="việc #một *hai* $x$ @y",
        to=("HTX A", "HTX B"),
        body=(
            Text("Đoạn một\n- Gạch <b>"),
            Grid(("STT", "Tên"), (("1", "Cam"),)),
            Facts((("Mã", "X"), ("Trống", ""))),
        ),
        signer=Signer("Giám đốc", "Nguyễn Văn A", "KT. TRƯỞNG BAN"),
        copies=("Như trên", "Lưu: VT"),
    )
    decision = OfficialPaper(
        agency="Bộ Nông nghiệp và Môi trường",
        kind="QUYẾT ĐỊNH",
        about="Thu hồi",
        grounds=("Căn cứ Điều 8;",),
        body=(Text("Thu hồi.", "Điều 1."),),
        origin=Origin("K1", "Bản in từ hồ sơ điện tử K1.", "https://cho.example.vn/sao/K1"),
    )
    first, second = pages(letter, decision, demo=True)
    for said in (
        "V/v việc #một *hai* $x$ @y",
        "Kính gửi: - HTX A - HTX B",
        "- Gạch <b>",
        "Mã X",
        "KT. TRƯỞNG BAN GIÁM ĐỐC Nguyễn Văn A",
        "- Như trên; - Lưu: VT.",
        "DEMO: ",
    ):
        assert said in first, said
    assert "Trống" not in first
    assert "QUYẾT ĐỊNH Thu hồi Căn cứ Điều 8; Điều 1. Thu hồi." in second
    assert "https://cho.example.vn/sao/K1" in second
    assert "V/v" not in second


def test_a_long_one_goes_on_with_its_page_numbers(app: Flask) -> None:
    found = pages(
        OfficialPaper(agency="A", kind="BÁO CÁO", body=(Text("\n".join(["Một đoạn dài. " * 20] * 40)),))
    )
    assert len(found) > 2
    assert found[1].startswith("2 ")
    assert not found[0].startswith("1 ")


def test_two_sign(app: Flask) -> None:
    (only,) = pages(
        OfficialPaper(agency="A", signer=Signer("Người lập", "B"), second_signer=Signer("Bên kia", "C"))
    )
    assert "BÊN KIA C" in only
    assert "NGƯỜI LẬP B" in only


def test_nothing_to_print(app: Flask) -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        official_pdf([], title="x", demo=False)

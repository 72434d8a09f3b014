"""Delimited files: encodings, delimiters, positions."""

import csv
from collections.abc import Iterator
from typing import Any

import pytest

from marketplace.documents.tables import delimited
from marketplace.documents.tables.encodings import suspect
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid

HEADING = "STT,Tên sản phẩm,Chủ thể,Hạng sao"
TCVN3 = "STT,Tªn s¶n phÈm,Chñ thÓ,H¹ng sao\r\n1,Cam Khe M©y,HTX N«ng nghiÖp,4 sao\r\n"


def texts(data: bytes) -> dict[tuple[int, int], str]:
    (grid,) = read(data).sheets
    return {position: cell.text for position, cell in grid.cells.items()}


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read(data)
    return str(caught.value)


EXPECTED = {
    (1, 1): "STT",
    (1, 2): "Tên sản phẩm",
    (1, 3): "Chủ thể",
    (1, 4): "Hạng sao",
    (2, 1): "1",
    (2, 2): "Cam Khe Mây",
    (2, 3): "HTX Long Nhâm, xã Hương Đô",
    (2, 4): "4",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "utf-16-be-mark"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    row = delimiter.join(("1", "Cam Khe Mây", '"HTX Long Nhâm, xã Hương Đô"', "4"))
    text = f"{HEADING.replace(',', delimiter)}\r\n{row}\r\n"
    marks = {
        "utf-16-le-mark": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf-16-be-mark": b"\xfe\xff" + text.encode("utf-16-be"),
    }
    assert texts(marks.get(encoding) or text.encode(encoding)) == EXPECTED


def test_sep_line_is_no_row() -> None:
    assert texts(b"sep=|\n" + b"A|B\n1|x,y;z\n") == {
        (1, 1): "A",
        (1, 2): "B",
        (2, 1): "1",
        (2, 2): "x,y;z",
    }


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    data = 'A,B\n\n"hai\ndòng",x\ncuối,y\n'.encode()
    assert texts(data) == {
        (1, 1): "A",
        (1, 2): "B",
        (3, 1): "hai\ndòng",
        (3, 2): "x",
        (4, 1): "cuối",
        (4, 2): "y",
    }


def test_old_macintosh_line_ends() -> None:
    assert texts(b"A,B\r1,2\r") == {(1, 1): "A", (1, 2): "B", (2, 1): "1", (2, 2): "2"}


def test_addresses_full_of_commas_do_not_make_the_columns() -> None:
    lines = ["Tên;Chủ thể;Địa chỉ"] + [f"SP {n};HTX {n};thôn {n}, xã A, huyện B, tỉnh C" for n in range(20)]
    grid = texts("\n".join(lines).encode())
    assert {column for _, column in grid} == {1, 2, 3}


def test_decomposed_letters_are_composed() -> None:
    assert texts("Tên,Hòa".encode())[1, 2] == "Hòa"


def test_windows_1258_is_named() -> None:
    # Windows writes the vowel and the tone apart: "sản" is s, a, hook above, n.
    line = "STT,T\xean s\xe0\xd2n ph\xe2\xd2m,Chu\xd2 th\xea\xd2,Ha\xf2ng sao\r\n".replace(
        "\xe0\xd2", "a\xd2"
    )
    assert "windows-1258" in refusal(line.encode("latin-1") * 3)


def test_tcvn3_and_vni_are_named() -> None:
    assert "TCVN3" in refusal(TCVN3.encode("latin-1"))
    assert "TCVN3" in refusal(TCVN3.encode())
    assert "VNI" in refusal("STT,Teân saûn phaåm,Chuû theå,Haïng sao\n1,Cam,HTX,4\n".encode())


def test_suspicion_needs_more_than_a_stray_sign() -> None:
    assert suspect("Cam Khe Mây® 4 sao, 5 µm") is None
    assert suspect("Tên sản phẩm, chủ thể, địa chỉ ®®®") is None
    assert suspect("Cam Vinh, HTX Long Nham, Huong Khe") is None
    assert suspect("Tªn s¶n phÈm, ®Þa chØ, h¹ng sao") == "TCVN3"


def test_other_bytes_are_refused() -> None:
    assert "UTF-8" in refusal("Tên,Café\n1,crème brûlée\n".encode("latin-1"))
    assert "không phải tệp .xlsx" in refusal(bytes(range(256)) * 4)
    assert "không phải tệp .xlsx" in refusal(b"a,b\x00c\n")
    assert refusal(b"\n , \n") == "Tệp không có chữ nào."
    assert "Bảng quá lớn" in refusal(b"a,b\n" * 1001)
    assert "Bảng quá lớn" in refusal(b",".join([b"a"] * 101) + b"\n")
    assert "Không tách được cột" in refusal(b'"' + b"a" * 200_000 + b'"')


@pytest.mark.parametrize(
    ("data", "said", "rows"),
    [
        (b"\n" * 1_000_000, "Tệp không có chữ nào.", 0),
        (b"," * 1_000_000, "Tệp không có chữ nào.", 0),
        ((b";" * 99 + b"\n") * 10_000, "Tệp không có chữ nào.", 0),
        (b"\n" * 1_000_000 + b"a", "Bảng quá lớn", 4 * 1001),
        (b"a,b\n" * 250_000, "Bảng quá lớn", 4 * 1001),
        (b"," * 1_000_000 + b"a", "Bảng quá lớn", 0),
        (b"a;" * 500_000, "Bảng quá lớn", 0),
        (b'"a",\n' + b'"\n",' * 200_000 + b"a", "Bảng quá lớn", 1 + 3 * 1001),
        (b'"' + b"a\n" * 500_000, "Không tách được cột", 0),
        (b",".join([b"a"] * 101) + b"\n" + b"a,b\n" * 100, "Bảng quá lớn", 1 + 3 * 101),
    ],
)
def test_too_much_is_refused_when_it_is_reached(
    monkeypatch: pytest.MonkeyPatch, data: bytes, said: str, rows: int
) -> None:
    parsed, reader = [], csv.reader

    def counting(*given: Any, **options: Any) -> Iterator[list[str]]:
        for row in reader(*given, **options):
            parsed.append(len(row))
            yield row

    monkeypatch.setattr(delimited.csv, "reader", counting)
    assert said in refusal(data)
    assert len(parsed) == rows


def test_empty_rows_and_columns_at_the_end_are_no_part_of_the_table() -> None:
    assert texts(b"A,B" + b"," * 300 + b"\n" + b"1,2\n" + b",,,\n" * 5000) == {
        (1, 1): "A",
        (1, 2): "B",
        (2, 1): "1",
        (2, 2): "2",
    }

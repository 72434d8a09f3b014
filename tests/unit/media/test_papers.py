"""What a scanned paper has to be."""

import zlib

import pytest

from marketplace.kernel.errors import Invalid
from marketplace.media.papers import Paper, check_paper
from tests.unit.media import uploads


def refusal(data: bytes, **options: int) -> str:
    with pytest.raises(Invalid) as refused:
        check_paper(data, **options)
    assert set(refused.value.fields) == {"file"}
    return str(refused.value)


@pytest.mark.parametrize("pages", [1, 2, 37, 200])
def test_pages_are_counted(pages: int) -> None:
    assert check_paper(uploads.pdf(pages)) == Paper("application/pdf", pages)


def test_a_nested_page_tree_counts_once() -> None:
    nested = uploads.pdf(3).replace(
        b"trailer", b"9 0 obj\n<< /Type /Pages /Parent 2 0 R /Count 2 >>\nendobj\ntrailer"
    )
    assert check_paper(nested).pages == 3


def packed(objects: bytes) -> bytes:
    body = zlib.compress(objects)
    head = b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(body)
    return b"%PDF-1.7\n" + head + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def test_objects_packed_into_a_stream_are_read() -> None:
    assert check_paper(packed(b"2 0 3 40 << /Type /Pages /Kids [3 0 R] /Count 4 >>")).pages == 4
    assert check_paper(packed(b"<< /Type /Page >> << /Type/Page >>")).pages == 2


def test_a_photo_is_a_paper_of_one_page() -> None:
    assert check_paper(uploads.saved(uploads.two_tone())) == Paper("image/jpeg", 1)
    assert check_paper(uploads.saved(uploads.two_tone(), "PNG")) == Paper("image/png", 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x", "Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."),
        (uploads.pdf()[:-8], "Tệp PDF chưa tải lên hết. Gửi lại tệp."),
        (uploads.pdf(trailer=b"/Encrypt 8 0 R"), "Tệp PDF có đặt mật khẩu. Gửi bản không khoá."),
        (uploads.pdf(201), "Tệp có 201 trang, nhiều hơn 200 trang."),
        (b"%PDF-1.4\n%%EOF", "Không đọc được trang nào trong tệp PDF."),
    ],
)
def test_what_cannot_be_kept_is_refused(data: bytes, words: str) -> None:
    assert refusal(data) == words


@pytest.mark.parametrize(
    "extra",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert) >>",
        b"/AA << /S /Launch >>",
        b"/Names << /EmbeddedFiles 7 0 R >>",
    ],
)
def test_a_pdf_that_does_things_is_refused(extra: bytes) -> None:
    words = "Tệp PDF có chứa mã lệnh hoặc tệp đính kèm. Gửi bản quét thường."
    assert refusal(uploads.pdf(extra=extra)) == words
    assert refusal(packed(b"<< /Type /Pages /Count 1 %s >>" % extra)) == words


def test_a_large_paper_is_refused() -> None:
    assert refusal(uploads.pdf() + b" " * 2_000_000, max_bytes=2_000_000) == "Tệp nặng quá 2 MB."


def test_a_packed_bomb_is_cut_short() -> None:
    pages = packed(b"<< /Type /Pages /Count 1 >>" + b" " * 60_000_000)
    assert len(pages) < 70_000
    assert check_paper(pages).pages == 1

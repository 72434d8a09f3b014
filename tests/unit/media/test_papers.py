"""What a scanned paper has to be."""

import pytest

from marketplace.kernel.errors import Invalid
from marketplace.media.papers import Paper, check_paper
from tests.unit.media import uploads

ACTIVE = "Tệp PDF có chứa mã lệnh hoặc tệp đính kèm. Gửi bản quét thường."
DAMAGED = "Không đọc được tệp PDF này. Quét hoặc lưu lại rồi gửi."
SIZE = "Trang trong tệp PDF quá nhỏ, quá lớn hoặc quá dài. Quét lại giấy rồi gửi."


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


def test_objects_packed_into_a_stream_are_read() -> None:
    assert check_paper(uploads.packed_pdf()) == Paper("application/pdf", 1)


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
        (b"%PDF-1.4\n%%EOF", DAMAGED),
        (b"", "Tệp này trống, không có gì bên trong."),
    ],
)
def test_what_cannot_be_kept_is_refused(data: bytes, words: str) -> None:
    assert refusal(data) == words


@pytest.mark.parametrize(
    "extra",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert) >>",
        b"/OpenAction << /S /J#61vaScript /#4aS (app.alert) >>",
        b"/OpenAction << /S /URI /URI (https://example.vn) >>",
        b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (https://example.vn) >> >>",
        b"/AA << /S /Launch >>",
        b"/AA << /WC << /S /Named /N /Print >> >>",
        b"/Names << /EmbeddedFiles 7 0 R >>",
        b"/Names << /Java#53cript 7 0 R >>",
        b"/AcroForm << /X#46A (x) >>",
        b"/Next << /S /Rendition >>",
        b"/Next << /S /SubmitForm /F (https://example.vn) >>",
        b"/Lang (a \\( b) /Note <28> /AA << >>",
    ],
)
def test_a_pdf_that_does_things_is_refused(extra: bytes) -> None:
    assert refusal(uploads.pdf(extra=extra)) == ACTIVE
    assert refusal(uploads.packed_pdf(extra)) == ACTIVE
    assert refusal(uploads.packed_pdf(extra, escaped=True)) == ACTIVE


def test_what_a_pdf_does_is_found_where_no_reader_is_led_to() -> None:
    script = b"/OpenAction << /S /J#61vaScript >>"
    assert refusal(uploads.packed_pdf(script, led_to=False)) == ACTIVE
    orphan = b"9 0 obj\n<< /S /Launc#68 /F (cmd) >>\nendobj\ntrailer"
    assert refusal(uploads.pdf().replace(b"trailer", orphan)) == ACTIVE


@pytest.mark.parametrize(
    "extra",
    [
        b"/OpenAction [3 0 R /Fit]",
        b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>",
        b"/Lang (/JS and /AA in words \\) /AA)",
        b"/Lang <2F4A53>",
        b"/AcroForm << /SigFlags 3 /Fields [] >>",
        b"/AAA 1 /JSx 2",
    ],
)
def test_a_pdf_that_only_shows_is_kept(extra: bytes) -> None:
    assert check_paper(uploads.pdf(extra=extra)).pages == 1
    assert check_paper(uploads.packed_pdf(extra)).pages == 1


def test_a_picture_in_a_pdf_may_hold_any_bytes() -> None:
    noise = uploads.stream(b"/Type /XObject /Subtype /Image", b"\x00/JS \xff/AA \x00(<<>>stream\n/XFA ")
    page = b"/Resources << /XObject << /Im0 5 0 R >> >>"
    assert check_paper(uploads.drawn_pdf(b"", page=page, objects={5: noise})).pages == 1


def test_what_is_done_on_opening_is_followed_to_where_it_stands() -> None:
    objects = {5: b"[3 0 R /Fit]", 6: b"<< /S /GoTo /D [3 0 R /Fit] >>", 7: b"<< /S /URI /URI (x) >>"}
    whole = uploads.drawn_pdf(b"", objects=objects)
    to_place, to_view, to_site = (
        whole.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction %d 0 R" % number) for number in objects
    )
    assert check_paper(to_place).pages == check_paper(to_view).pages == 1
    assert refusal(to_site) == ACTIVE


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (b"0 0 100000 100000", SIZE),
        (b"0 0 3 240", SIZE),
        (b"0 0 100 701", SIZE),
        (b"0 0 999999999 999999999", SIZE),
        (b"0 0 14400 14400", ""),
        (b"0 0 100 700", ""),
        (b"0 0 18 18", ""),
    ],
)
def test_pages_have_a_size_that_can_be_shown(box: bytes, words: str) -> None:
    data = uploads.drawn_pdf(b"", box=box)
    if words:
        assert refusal(data) == words
    else:
        assert check_paper(data).pages == 1


def test_pages_that_are_said_to_be_there_are_there() -> None:
    assert refusal(uploads.pdf(1).replace(b"/Count 1", b"/Count 9")) == DAMAGED


def zip_in_the_head() -> bytes:
    """A PDF whose first stream is a ZIP, its end record covering the rest of the file with a remark."""
    rest = b"\nendstream\nendobj\n" + uploads.pdf()[len(b"%PDF-1.4\n") :]
    archive = uploads.zipped()
    return b"%PDF-1.4\n9 0 obj\n<< >>\nstream\n" + archive[:-2] + len(rest).to_bytes(2, "little") + rest


@pytest.mark.parametrize(
    "data",
    [
        uploads.pdf() + uploads.zipped(),
        zip_in_the_head(),
        uploads.pdf() + b"<html><script>alert(1)</script>",
        uploads.pdf() + b"\x7fELF\x02\x01\x01",
        uploads.pdf().replace(b"1 0 obj", b"<script>alert(1)</script>\n1 0 obj"),
        uploads.pdf().replace(b"trailer", b"% Rar!\x1a\x07\x01\x00\ntrailer"),
        uploads.pdf().replace(b"trailer", b"% 7z\xbc\xaf\x27\x1c\x00\x04\ntrailer"),
    ],
    ids=["zip after", "zip inside", "html after", "program after", "html before", "rar inside", "7z inside"],
)
def test_a_pdf_that_is_something_else_too_is_refused(data: bytes) -> None:
    assert refusal(data) == "Tệp này có chứa nội dung khác ngoài PDF. Quét hoặc lưu lại rồi gửi."


JPEG = uploads.saved(uploads.two_tone())


def zip_in_a_remark() -> bytes:
    """A JPEG with a ZIP in its comment, the end record of which covers the picture: Java would have opened it."""
    picture = JPEG[2:]
    archive = uploads.zipped()[:-2] + len(picture).to_bytes(2, "little")
    return JPEG[:2] + b"\xff\xfe" + (len(archive) + 2).to_bytes(2, "big") + archive + picture


@pytest.mark.parametrize(
    "data",
    [
        JPEG + uploads.zipped(),
        JPEG + b"<html><script>alert(1)</script></html>",
        JPEG + uploads.pdf(),
        zip_in_a_remark(),
        uploads.saved(uploads.two_tone(), "PNG") + uploads.zipped(),
        uploads.saved(uploads.two_tone(), "WEBP") + b"<svg onload=alert(1)>",
        uploads.saved(uploads.two_tone(), comment=b"%PDF-1.4 1 0 obj"),
    ],
    ids=["zip", "html", "pdf", "zip in a remark", "png and zip", "webp and svg", "pdf in a remark"],
)
def test_a_photo_that_is_something_else_too_is_refused(data: bytes) -> None:
    assert refusal(data) == "Tệp này có chứa nội dung khác ngoài ảnh. Chụp hoặc lưu lại ảnh rồi gửi."


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\n" + uploads.pdf(),
        uploads.zipped() + uploads.pdf(),
        uploads.saved(uploads.two_tone(), "GIF"),
        uploads.saved(uploads.two_tone(), "GIF") + uploads.zipped(),
        b"MZ" + bytes(200),
        b"<!doctype html>%PDF-1.4",
    ],
    ids=["svg", "pdf after a line", "zip then pdf", "gif", "gifar", "program", "html"],
)
def test_a_file_that_lies_about_its_kind_is_refused(data: bytes) -> None:
    assert refusal(data) == "Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."


def test_a_photo_of_a_hundred_megapixels_is_refused() -> None:
    words = "Ảnh có quá nhiều điểm ảnh. Thu nhỏ còn dưới 25 triệu điểm ảnh."
    assert refusal(uploads.bomb(10_000)) == words


def test_a_pdf_cut_short_is_told_from_one_with_more_behind_it() -> None:
    # The first part of one that is made for the web has an end of its own.
    early = uploads.pdf() + b"5 0 obj\n" + bytes(3000)
    assert refusal(early) == "Tệp PDF chưa tải lên hết. Gửi lại tệp."
    assert check_paper(uploads.pdf() + b"\r\n\x00\x1a").pages == 1


def test_a_large_paper_is_refused() -> None:
    assert refusal(uploads.pdf() + b" " * 2_000_000, max_bytes=2_000_000) == "Tệp nặng quá 2 MB."


def test_a_packed_bomb_is_refused_or_harmless() -> None:
    assert check_paper(uploads.packed_pdf(padding=30_000_000)).pages == 1
    assert refusal(uploads.packed_pdf(padding=800_000_000)) == DAMAGED

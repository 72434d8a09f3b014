"""Pages of a PDF are drawn by a process of its own; whatever becomes of that, an answer comes."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from marketplace.kernel.errors import BackendUnavailable
from marketplace.media import pdf, pdf_process
from tests.unit.media import uploads

HALF_RED = b"1 0 0 rg 0 0 240 240 re f"
DAMAGED = "Không đọc được tệp PDF này. Quét hoặc lưu lại rồi gửi."


def drawn(data: bytes, page: int = 1, width: int = 480) -> Image.Image:
    image = Image.open(BytesIO(pdf.draw(data, page, width)))
    assert image.format == "WEBP"
    return image.convert("RGB")


def colours(image: Image.Image) -> tuple[str, str]:
    """The colours at the left and at the right."""
    named = {(True, False, False): "red", (True, True, True): "white", (False, False, True): "blue"}

    def at(x: int) -> str:
        pixel = image.getpixel((x, image.height // 2))
        assert isinstance(pixel, tuple)
        return named[pixel[0] > 128, pixel[1] > 128, pixel[2] > 128]

    return at(image.width // 8), at(image.width * 7 // 8)


@pytest.mark.parametrize(("width", "size"), [(480, (480, 240)), (960, (960, 480)), (1600, (1600, 800))])
def test_a_page_is_drawn_as_wide_as_asked(width: int, size: tuple[int, int]) -> None:
    image = drawn(uploads.drawn_pdf(HALF_RED), width=width)
    assert (image.size, colours(image)) == (size, ("red", "white"))


def test_a_turned_page_is_drawn_upright() -> None:
    image = drawn(uploads.drawn_pdf(HALF_RED, page=b"/Rotate 180"))
    assert (image.size, colours(image)) == ((480, 240), ("white", "red"))
    assert drawn(uploads.drawn_pdf(HALF_RED, page=b"/Rotate 90")).size == (480, 960)


def test_the_stamp_of_a_digital_signature_is_drawn() -> None:
    field = b"<< /Subtype /Widget /FT /Sig /T (s) /F 4 /Rect [240 0 480 240] /AP << /N 6 0 R >> /P 3 0 R >>"
    seal = uploads.stream(b"/Type /XObject /Subtype /Form /BBox [0 0 10 10]", b"0 0 1 rg 0 0 10 10 re f")
    data = uploads.drawn_pdf(HALF_RED, page=b"/Annots [5 0 R]", objects={5: field, 6: seal}).replace(
        b"/Type /Catalog", b"/Type /Catalog /AcroForm << /Fields [5 0 R] /SigFlags 3 >>"
    )
    assert colours(drawn(data)) == ("red", "blue")


def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form draws the next one twenty times: 20 to the power of 20 squares."""
    forms = {
        number: uploads.stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1),
            b"/X Do " * 20,
        )
        for number in range(5, 25)
    }
    forms[25] = uploads.stream(b"/Type /XObject /Subtype /Form /BBox [0 0 600 700]", HALF_RED)
    endless = uploads.drawn_pdf(
        b"/X Do " * 20, page=b"/Resources << /XObject << /X 5 0 R >> >>", objects=forms
    )
    monkeypatch.setattr(pdf, "SECONDS", 3)
    with pytest.raises(pdf.Unreadable) as given_up:
        pdf.draw(endless, 1, 480)
    assert str(given_up.value.message) == DAMAGED


def test_a_page_that_is_not_there_cannot_be_drawn() -> None:
    for page in (0, 2):
        with pytest.raises(pdf.Unreadable):
            pdf.draw(uploads.pdf(), page, 480)


def test_many_threads_may_ask_at_once() -> None:
    data = uploads.drawn_pdf(HALF_RED)
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: pdf.draw(data, 1, 480), range(4)))
    assert len(set(pictures)) == 1


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(pdf.Unreadable) as given_up:
        pdf.look(uploads.pdf())
    assert str(given_up.value.message) == DAMAGED


def test_where_no_process_can_be_started_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf.sys, "executable", str(tmp_path / "python-that-is-gone"))
    with pytest.raises(BackendUnavailable):
        pdf.look(uploads.pdf())


def test_a_server_that_embeds_python_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.sys, "executable", "/usr/sbin/uwsgi")
    assert pdf.look(uploads.pdf(3)) == 3


def test_nothing_of_our_surroundings_is_known_to_the_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "told.py"
    program.write_text(
        "import json, os, sys\n"
        "sys.stdout.write(json.dumps({'pages': int('MARKETPLACE_FIELD_KEYS' in os.environ)}) + '\\n')\n"
    )
    monkeypatch.setattr(pdf, "PROGRAM", program)
    monkeypatch.setenv("MARKETPLACE_FIELD_KEYS", "keys:secret")
    assert pdf.look(b"") == 0


def test_many_places_that_look_like_packed_objects_cost_little() -> None:
    """What is read is counted: each such place costs a piece of the file, not the rest of it."""
    work = pdf_process.Work()
    claims = b"%PDF-1.5\n" + b"/ObjStm stream\n" * 33_333 + b"\n%%EOF\n"
    with pytest.raises(pdf_process.Refused, match="damaged"):
        list(pdf_process.packed(claims, work))
    assert work.streams == pdf_process.PACKED_MOST + 1
    assert work.bytes == 0, "zlib read nothing of it"
    with pytest.raises(pdf.Unreadable) as given_up:
        pdf.look(claims)
    assert str(given_up.value.message) == DAMAGED


def test_what_is_unpacked_is_bounded_over_the_whole_file() -> None:
    bomb = b"obj /ObjStm stream\n" + zlib.compress(bytes(30_000_000)) + b"endstream "
    work = pdf_process.Work()
    (cut,) = pdf_process.packed(bomb, work)
    assert len(cut) == 4_000_000
    assert 4_000_000 < work.bytes < 4_050_000
    work = pdf_process.Work()
    with pytest.raises(pdf_process.Refused):
        list(pdf_process.packed(bomb * 30, work))
    assert (work.streams, work.bytes < 53_000_000) == (12, True)


def test_a_short_packed_stream_reads_no_further_than_a_piece() -> None:
    work = pdf_process.Work()
    plain = b"<< /S /JavaScript >>"
    data = b"1 0 obj << /Type /#4FbjStm >> stream\r\n" + zlib.compress(plain) + bytes(5_000_000)
    assert list(pdf_process.packed(data, work)) == [plain]
    assert work.bytes == 8192 + len(plain)
    assert pdf_process.is_hiding(data)


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        (b"<< /A /B#20C >>", [b"A", b"B C"]),
        (b"(/A (/B) \\) /C) /D", [b"D"]),
        (b"(\\\\) /E (never closed /F", [b"E"]),
        (b"<2F41> <</G<2F>>> /H", [b"G", b"H"]),
        (b"<</Length 5>>stream\r\n/I\0\0\0\r\nendstream /J", [b"Length", b"J"]),
        (b"<</Length 99>>stream\n/K\nendstream /L", [b"Length", b"K", b"L"]),  # rather too much
        (b"% /M\n/N", [b"N"]),
        (b"/", [b""]),
    ],
)
def test_names_are_read_outside_of_strings_and_streams(plain: bytes, found: list[bytes]) -> None:
    assert [name for name, _ in pdf_process.names(plain)] == found

"""Pages of a PDF are drawn by a process of its own; whatever becomes of that, an answer comes."""

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

"""Every form that takes a file, and every kind of file that none of them takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PIL import Image

from tests.unit.media import uploads
from tests.web import permission_inspection as inspecting
from tests.web.permission_lines import A_PAPER
from tests.web.permission_world import BUYER, OFFICER, OTHER_BUYER, OWNER, World

SCAN, PHOTO, TABLE = "scan", "photo", "table"
"""What a form takes: PDFs and photos, photos alone, tables."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form: where it stands, who fills it in, what is typed beside the file, and
    what the page itself sends ``beside``.

    ``saves`` are the tables in which what is typed lies already when the file is refused: forms that save as one
    writes. ``json``: a module of the page sends file by file, and reads the answer.
    """

    template: str
    who: str
    field: str
    takes: str
    at: Callable[[World], Mapping[str, Any]] = lambda _: {}
    typed: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    saves: tuple[str, ...] = ()
    json: bool = False


def _step(world: World) -> Mapping[str, Any]:
    return {"code": world.application, "step": "giay-to"}


APPLICATION = ("mkt_producers_application", "mkt_producers_application_answer")
MINUTES = ("mkt_inspection_inspection", "mkt_inspection_answer", "mkt_inspection_save")
RECOGNITION = {
    "decision_no": "99/QĐ-UBND",
    "issued_on": "31/2/2026",
    "product_name": "Cam bù Hương Sơn",
    "holder_name": "Hộ ông Trần Văn Tư",
    "note": "Đối chiếu bản giấy",
}

FORMS: dict[str, FileForm] = {
    "apply_save": FileForm(
        "apply_step.html",
        BUYER,
        "scan.food_safety",
        SCAN,
        _step,
        {"paper.food_safety.number": "12/2026/ATTP"},
        saves=APPLICATION,
    ),
    "apply_upload": FileForm("apply_step.html", BUYER, "scan.food_safety", SCAN, _step, json=True),
    "my_claim_send": FileForm(
        "own_claims.html",
        OTHER_BUYER,
        "claim_certificate",
        SCAN,
        typed={"holder_name": "HTX Long Nhâm", "decision_no": "2394/QĐ-UBND", "note": "Tôi là giám đốc"},
    ),
    "own_paper_add": FileForm("own_paper_form.html", OWNER, "scan", SCAN, typed=A_PAPER),
    "own_paper_renew": FileForm(
        "own_paper_form.html",
        OWNER,
        "scan",
        SCAN,
        lambda world: {"paper_id": world.own_paper},
        {"number": "77/2026", "issuer": "Vinacert", "issued_on": "1/6/2026"},
    ),
    "producer_product_add_paper": FileForm(
        "producer_product_papers.html",
        OWNER,
        "scan",
        SCAN,
        lambda world: {"product_id": world.ware},
        {"kind": "test_report", "number": "12/KN", "issuer": "Vinacert", "issued_on": "1/6/2026"},
    ),
    "producer_product_add_photos": FileForm(
        "producer_product_photos.html", OWNER, "photos", PHOTO, lambda world: {"product_id": world.ware}
    ),
    "inspection_save": FileForm(
        "inspection.html",
        OFFICER,
        "photo",
        SCAN,
        inspecting.draft,
        {"place": "Quầy số 7, chợ Hà Tĩnh"},
        {"was-place": ""},
        saves=MINUTES,
    ),
    "inspection_upload": FileForm("inspection.html", OFFICER, "photo", SCAN, inspecting.draft, json=True),
    "import_send": FileForm(
        "import_upload.html",
        OFFICER,
        "file",
        TABLE,
        typed={"province": "42", "decision_no": "2394/QĐ-UBND", "decided_on": "15/10/2024"},
    ),
    "producer_product_import_send": FileForm("producer_imports.html", OWNER, "file", TABLE),
    "recognition_enter": FileForm("recognition_form.html", OFFICER, "scan", SCAN, typed=RECOGNITION),
    "recognition_save": FileForm(
        "recognition_form.html", OFFICER, "scan", SCAN, lambda world: {"code": world.draft}, RECOGNITION
    ),
    "recognition_follow": FileForm(
        "recognition_form.html", OFFICER, "scan", SCAN, lambda world: {"code": world.certificate}, RECOGNITION
    ),
}

NO_FILE = {
    "apply_autosave": "keeps what is typed; a file would come with the form or by itself",
    "inspection_autosave": "the same for the minutes of an inspection",
}
"""Endpoints that read such a form and let files in it go."""


@cache
def large(size: int) -> bytes:
    """A photo with so many bytes."""
    head = honest()
    return head + bytes(size - len(head))


@cache
def honest() -> bytes:
    """A photo that a telephone took lying on its side, and that tells where."""
    return uploads.with_position(6)


def _script() -> bytes:
    return uploads.pdf(1, b"/OpenAction << /S /JavaScript /JS (app.alert) >>")


def _gif_and_script() -> bytes:
    gif = uploads.saved(
        Image.new("P", (0x2A2F, 1)), "GIF"
    )  # the width reads as the beginning of a remark: /*
    return gif + b"*/=1;alert(document.cookie)//"


def _jpeg_and_page() -> bytes:
    return uploads.saved(uploads.two_tone(), comment=b"<html><script>alert(1)</script></html>")


def _heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(4000)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a program called a photo": ("giay.jpg", lambda: b"MZ\x90\x00\x03" + bytes(400)),
    "a hundred megapixels": ("to.png", lambda: uploads.bomb(10_000)),
    "a PDF with JavaScript": ("giay.pdf", _script),
    "a PDF that starts a program": (
        "chay.pdf",
        lambda: uploads.pdf(1, b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    ),
    "a PDF with a file in it": (
        "kem.pdf",
        lambda: uploads.pdf(1, b"/Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>"),
    ),
    "a locked PDF": ("khoa.pdf", lambda: uploads.pdf(trailer=b"/Encrypt 8 0 R")),
    "a PDF of ten thousand pages": ("dai.pdf", lambda: uploads.pdf(10_000)),
    "a PDF that was cut off": ("dut.pdf", lambda: uploads.pdf(3)[:-12]),
    "an SVG": ("anh.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a GIF that is a script": ("anh.gif", _gif_and_script),
    "a PDF that is an archive": ("hai.pdf", lambda: uploads.pdf(1) + uploads.zipped()),
    "a photo that is a page": ("trang.jpg", _jpeg_and_page),
    "a photo that is an archive": ("nen.jpg", lambda: honest() + uploads.zipped()),
    "a photo that moves": ("dong.png", lambda: uploads.animated("PNG")),
    "a WebP that moves": ("dong.webp", lambda: uploads.animated("WEBP")),
    "a photo that was cut off": ("dut.jpg", lambda: honest()[: len(honest()) // 2]),
    "a photo as iPhones take them": ("IMG_1.HEIC", _heic),
    "nothing": ("rong.jpg", lambda: b""),
    "more than may be sent": ("nang.jpg", lambda: large(12_000_001)),
    "an archive": ("nen.zip", uploads.zipped),
}
"""Each under the name that somebody gave it."""

"""Pages of scans as pictures: upright, small, clean, and kept only where the scan itself lies open."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from marketplace.backends.file_storage import FileStorage
from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.state import current
from marketplace.media import previews, services
from marketplace.media.models import File
from tests.unit.media import uploads

SCAN = uploads.drawn_pdf(b"1 0 0 rg 0 0 240 240 re f")
SHA = hashlib.sha256(SCAN).hexdigest()


def page(file_id: int, width: int, number: int = 1) -> Image.Image:
    data, mime = previews.page_picture(file_id, number, width)
    image = Image.open(BytesIO(data))
    assert (mime, image.format) == ("image/webp", "WEBP")
    return image


def test_a_page_is_drawn_once(storage: MemoryStorage, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id = services.store_paper(actor, SCAN, kind="decision")
    first = previews.page_picture(file_id, 1, 960)
    assert sorted(storage.files) == [f"page/{SHA}-1-960.webp", f"paper/{SHA}.pdf"]
    assert storage.files[f"page/{SHA}-1-960.webp"] == first[0]
    monkeypatch.delattr(previews, "pdf")
    assert previews.page_picture(file_id, 1, 960) == first


def test_a_sealed_page_is_kept_nowhere(storage: MemoryStorage, actor: Actor) -> None:
    file_id = services.store_paper(actor, SCAN, kind="id_front", sealed=True)
    before = dict(storage.files)
    assert page(file_id, 480).size == (480, 240)
    assert storage.files == before


@pytest.mark.parametrize("sealed", [False, True])
def test_a_photo_stands_upright_and_tells_nothing(storage: MemoryStorage, actor: Actor, sealed: bool) -> None:
    file_id = services.store_paper(actor, uploads.with_position(6), kind="id_front", sealed=sealed)
    image = page(file_id, 480)
    assert image.size == (480, 640)
    assert not set(image.info) & {"exif", "icc_profile", "xmp", "comment"}
    assert dict(image.getexif()) == {}
    top, bottom = (image.convert("RGB").getpixel((240, y)) for y in (80, 560))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 180, top[2] > 180) == (True, False)
    assert (bottom[0] > 180, bottom[2] > 180) == (False, True)
    assert page(file_id, 1600).size == (600, 800), "never wider than it is"


@pytest.mark.parametrize(("number", "width"), [(0, 480), (2, 480), (-1, 480), (1, 481), (1, 0), (1, 100_000)])
def test_only_pages_and_widths_that_there_are(
    storage: MemoryStorage, actor: Actor, number: int, width: int
) -> None:
    file_id = services.store_paper(actor, SCAN, kind="decision")
    with pytest.raises(NotFound):
        previews.page_picture(file_id, number, width)
    with pytest.raises(NotFound):
        previews.page_picture(file_id + 1, 1, 480)
    assert list(storage.files) == [f"paper/{SHA}.pdf"]


@pytest.mark.parametrize(
    ("data", "mime", "words"),
    [
        (b"%PDF-1.4 nothing", "application/pdf", "Không đọc được tệp PDF này. Quét hoặc lưu lại rồi gửi."),
        (
            uploads.drawn_pdf(b"", box=b"0 0 100000 100000"),
            "application/pdf",
            "Trang trong tệp PDF quá nhỏ, quá lớn hoặc quá dài. Quét lại giấy rồi gửi.",
        ),
        (b"\xff\xd8\xff", "image/jpeg", "Tệp này không phải ảnh JPEG, PNG hay WebP."),
    ],
)
def test_a_scan_that_is_damaged_says_so(
    storage: MemoryStorage, session: Session, data: bytes, mime: str, words: str
) -> None:
    """It was taken in before papers were opened, or the disk has lost a part of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    name = f"paper/{sha256}.{'pdf' if mime.endswith('pdf') else 'jpg'}"
    storage.put(name, data)
    row = {"sha256": sha256, "owner": "", "kind": "decision", "name": name, "mime": mime, "bytes": len(data)}
    file_id = session.execute(
        insert(File).values(**row, pages=3, created_at=clock.now()).returning(File.id)
    ).scalar_one()
    with pytest.raises(Invalid) as refused:
        previews.page_picture(file_id, 1, 480)
    assert str(refused.value) == words
    assert list(storage.files) == [name]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_page_that_cannot_be_drawn_is_not_tried_at_every_look(
    storage: MemoryStorage, actor: Actor, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    file_id = services.store_paper(actor, uploads.pdf(3), kind="id_front", sealed=sealed)
    tried: list[int] = []

    def fail(_data: bytes, page: int, _width: int) -> bytes:
        tried.append(page)
        raise previews.pdf.Unreadable(previews.pdf.REFUSALS["damaged"])

    monkeypatch.setattr(previews.pdf, "draw", fail)
    monkeypatch.setattr(previews, "FAILED_MOST", 2)

    def look(page: int, width: int = 480) -> None:
        with pytest.raises(Invalid, match="Không đọc được tệp PDF này"):
            previews.page_picture(file_id, page, width)

    now = clock.now()
    with clock.hold(now):
        for page in (1, 1, 2, 1, 2):
            look(page)
        look(1, 1600)
        assert tried == [1, 2]
        look(3)
        look(2)
        assert tried == [1, 2, 3]
        look(1)
        assert tried == [1, 2, 3, 1], "no more than so many are remembered"
    with clock.hold(now + previews.FAILED_FOR):
        look(1)
    assert tried == [1, 2, 3, 1, 1], "the machine may only have been busy"


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(
    "wicked",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        uploads.bomb(10_000),
        uploads.pdf(extra=b"/OpenAction << /S /J#61vaScript >>"),
        SCAN + uploads.zipped(),
        uploads.saved(uploads.two_tone()) + b"<html>",
        uploads.saved(uploads.two_tone(), "GIF") + uploads.zipped(),
        SCAN + bytes(30_000_000),
    ],
    ids=["empty", "svg", "100 MP", "script", "pdf and zip", "jpeg and html", "gifar", "heavy"],
)
def test_what_is_refused_leaves_nothing_on_the_disk(
    actor: Actor,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wicked: bytes,
    sealed: bool,
) -> None:
    monkeypatch.setitem(current().ports, "storage", FileStorage(tmp_path))
    with pytest.raises(Invalid) as refused:
        services.store_paper(actor, wicked, kind="id_front", sealed=sealed)
    assert set(refused.value.fields) == {"file"}
    assert list(tmp_path.rglob("*")) == []
    assert session.execute(select(File.id)).all() == []

"""Uploads made for tests: honest ones, broken ones and wicked ones."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

RED, BLUE = (220, 40, 40), (40, 60, 220)


def two_tone(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Red on the left half, blue on the right."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of an image."""
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def with_position(orientation: int = 1) -> bytes:
    """A JPEG that tells where it was taken, with what, and how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 20.0, 33.0), 3: "E", 4: (105.0, 54.0, 20.0)})
    return saved(two_tone(), exif=exif, comment=b"nha cua toi", quality=95)


def wide_gamut() -> bytes:
    """A PNG whose profile says that its channels are swapped, so that conversion is seen in the pixels."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    image = Image.new("RGB", (300, 300), RED)
    return saved(image, "PNG", icc_profile=lab.tobytes())


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that claims ``side`` × ``side`` pixels."""
    return png(side, side, zlib.compress(b"\x00" * 1000))


def png(width: int, height: int, body: bytes) -> bytes:
    """A grey PNG with that header and that pixel data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    """Two frames."""
    first, second = two_tone((300, 300)), Image.new("RGB", (300, 300), BLUE)
    return saved(first, kind, save_all=True, append_images=[second], duration=100)


def zipped() -> bytes:
    """A small ZIP archive."""
    from zipfile import ZipFile

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("run.class", "x")
    return stream.getvalue()


def pdf(pages: int = 1, extra: bytes = b"", *, trailer: bytes = b"") -> bytes:
    """A plain PDF with so many empty pages; ``extra`` is put into its catalogue."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n" % extra,
        b"2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n" % (kids, pages),
    ]
    parts += [b"%d 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n" % (3 + n) for n in range(pages)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer\n<< /Root 1 0 R %s >>\n%%%%EOF\n" % trailer


def stream(entries: bytes, body: bytes) -> bytes:
    """A stream object of a PDF."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body)


def drawn_pdf(
    content: bytes, *, box: bytes = b"0 0 480 240", page: bytes = b"", objects: dict[int, bytes] | None = None
) -> bytes:
    """A PDF of one page with that content, more entries for its page, and more objects (from 5 on)."""
    known = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s >>" % (box, page),
        4: stream(b"", content),
        **(objects or {}),
    }
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in known.items())
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def packed_pdf(
    catalogue: bytes = b"", *, padding: int = 0, escaped: bool = False, led_to: bool = True
) -> bytes:
    """A PDF 1.5 whose objects lie compressed in a stream; ``led_to``: its table of contents says so."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 480 240] >>",
    ]
    table, text = [], b""
    for number, each in enumerate(objects, 1):
        table.append(b"%d %d" % (number, len(text)))
        text += each + b" "
    first = b" ".join(table) + b" "
    packer, blank = zlib.compressobj(1), b" " * 1_000_000
    body = packer.compress(first + text) + b"".join(
        packer.compress(blank) for _ in range(padding // 1_000_000)
    )
    body += packer.flush()
    kind = b"/Obj#53tm" if escaped else b"/ObjStm"
    head = b"%PDF-1.7\n"
    packed = (
        b"4 0 obj\n"
        + stream(b"/Type %s /N 3 /First %d /Filter /FlateDecode" % (kind, len(first)), body)
        + b"\nendobj\n"
    )
    if not led_to:
        return pdf(1).replace(b"trailer", packed.replace(b"4 0 obj", b"40 0 obj") + b"trailer")
    at = len(head) + len(packed)
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(head), 0), (1, at, 0)]
    listed = b"".join(struct.pack(">BIB", *row) for row in rows)
    table_of = stream(b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R", listed)
    return head + packed + b"5 0 obj\n" + table_of + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at

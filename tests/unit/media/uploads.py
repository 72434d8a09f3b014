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

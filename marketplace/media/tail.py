"""What comes before and after the picture in a file that claims to be one.

Every picture is decoded and encoded anew before anybody sees it, so nothing hidden in an upload is ever served. A file
that is a picture *and* something else is refused all the same: nobody takes such a photo, and the upload may be kept as
evidence. What telephones append (a video, a second view, maker's notes) is no harm and is dropped. A PDF is handed over
as it came, so it has to be nothing but a PDF.
"""

from typing import Final

HEAD: Final = 1024  # readers of PDF and browsers that guess look this far for their marks
MARKUP: Final = (
    b"<script",
    b"<html",
    b"<!doctype",
    b"<svg",
    b"<?php",
    b"<iframe",
    b"%pdf-",
    b"__halt_compiler",
)
SELF_OPENING: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")  # their readers look for them in any file
ARCHIVES: Final = (*SELF_OPENING, b"\x7fELF", b"%PDF-")
ZIP_ENTRY, ZIP_LISTED, ZIP_END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
ZIP_TAIL: Final = 22 + 65_535  # the end record and the longest remark after it


def is_two_things(data: bytes, kind: str) -> bool:
    """True when a JPEG, PNG or WebP (``kind``) is at the same time markup, an archive, a program or a PDF."""
    head = data[:HEAD].lower()
    return (
        any(mark in head for mark in MARKUP)
        or is_archive(data)
        or holds_more(data[end_of_picture(data, kind) :])
    )


def is_pdf_and_more(data: bytes) -> bool:
    """True when a PDF is at the same time markup, an archive or a program."""
    head = data[:HEAD].lower()
    end = data.rfind(b"%%EOF")
    return (
        any(mark in head for mark in MARKUP if mark != b"%pdf-")
        or is_archive(data)
        or (end >= 0 and holds_more(data[end:]))
    )


def is_archive(data: bytes) -> bool:
    """True when a program for archives would unpack the file, wherever in it the archive lies (so opens a "GIFAR")."""
    if any(mark in data for mark in SELF_OPENING):
        return True
    return ZIP_END in data[-ZIP_TAIL:] and (ZIP_LISTED in data or ZIP_ENTRY in data)


def holds_more(rest: bytes) -> bool:
    """True when what comes after the end of a file is something that can be opened by itself."""
    if ZIP_ENTRY in rest and ZIP_END in rest:
        return True
    lowered = rest.lower()
    return any(mark in rest for mark in ARCHIVES) or any(mark in lowered for mark in MARKUP)


def end_of_picture(data: bytes, kind: str) -> int:
    """The offset just after the first picture in ``data``; its length where no end is found."""
    if kind == "JPEG":
        return _end_of_jpeg(data)
    if kind == "PNG":
        return _end_of_png(data)
    return min(len(data), 8 + int.from_bytes(data[4:8], "little"))


def _end_of_png(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        length, chunk = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if chunk == b"IEND":
            return min(at, len(data))
    return len(data)


def _end_of_jpeg(data: bytes) -> int:
    """Walk the segments: a thumbnail inside one has an end mark of its own, so looking for the mark is not enough."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at = _next_marker(data, at)
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in {0x00, 0x01, 0xFF} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return at + 2 if data[at : at + 2] == b"\xff\xd9" else len(data)


def _next_marker(data: bytes, at: int) -> int:
    found = data.find(b"\xff", at)
    return len(data) if found < 0 else found

"""What opens a PDF that somebody sent: a program of its own, so that a file may crash it, fill it or keep it busy.

``look`` says on one line of JSON what the file is; ``draw <page> <width>`` gives a WebP of one page after that line.
The file comes on standard input. Run by :mod:`marketplace.media.pdf`; it imports nothing of ours, so that it starts
fast and knows no secret.
"""

import json
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

MEMORY: Final = 768 << 20
"""Bytes of address space: enough for a sheet of A3 scanned in colour at 600 points an inch."""

SECONDS: Final = 8
"""Of computing."""

MAX_PAGES: Final = 2000
"""Pages that are looked at one by one; how many are too many is said by whoever asks."""

SIDES: Final = (18.0, 14_400.0)
"""Points (1/72 inch) that a side of a page may have: from a quarter of an inch to the format's own 200 inches."""

LONGEST: Final = 7
"""How often the shorter side of a page may go into the longer."""

ACTIVE: Final = frozenset(
    b"JavaScript JS Launch EmbeddedFile EmbeddedFiles FileAttachment RichMedia XFA AA Rendition SubmitForm ImportData "
    b"GoToR GoToE Movie Sound".split()
)
"""Names of what a scan does not do: run something, open or send something, carry other files."""


def _spelled(name: bytes) -> bytes:
    """A pattern for a name in which any letter may be written as its number, such as ``J`` as ``#4a``."""
    return b"".join(b"(?:%c|(?i:#%02x))" % (each, each) for each in name)


_HIDDEN: Final = re.compile(
    rb"/(?=[JLEFRSI#])(?:%b)(?!\w)"
    % b"|".join(
        _spelled(name)
        for name in (
            b"JavaScript",
            b"Launch",
            b"EmbeddedFile",
            b"EmbeddedFiles",
            b"FileAttachment",
            b"RichMedia",
            b"Rendition",
            b"SubmitForm",
            b"ImportData",
        )
    )
)
"""The long ones of these names, which no picture holds by chance: looked for in every byte."""

_OBJECT_STREAM: Final = re.compile(rb"(?P<object>obj)|(?P<packed>/%b)|stream\r?\n" % _spelled(b"ObjStm"))
_BEHIND: Final = 20_000
"""Bytes before a stream in which its dictionary may stand."""

PACKED_MOST: Final = 2000
"""Streams of packed objects that are looked into; with a hundred objects in each, far more than a scan has."""

_INFLATED_MOST: Final = 4_000_000
_WORK_MOST: Final = 48_000_000
"""Bytes that unpacking may read and make, over all of a file."""
_AT_ONCE: Final = 8192

_TOKEN: Final = re.compile(rb"\(|<<|<[^>]*>|/[^\x00\t\n\f\r ()<>\[\]{}/%]*|(?<=>>)\s*stream\r?\n|%[^\r\n]*")
_IN_STRING: Final = re.compile(rb"[()\\]")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NUMBER: Final = re.compile(rb"\s*(\d{1,10})(?!\s+\d+\s+R)")
_OPENING: Final = re.compile(rb"\s*(?:(\d{1,10})\s+\d+\s+R|(\[)|(<<))")


class Refused(Exception):
    """The file is not one to keep; the text is one of the words that ``marketplace.media.pdf`` knows."""


def unescaped(name: bytes) -> bytes:
    """The name with its ``#4a`` read, as every reader of PDF reads it."""
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name)


def names(plain: bytes) -> Iterator[tuple[bytes, int]]:
    """Names that stand outside of strings and streams, each with the place where it ends.

    For a file as PDFium writes it: in one that somebody else wrote, what is a string can be argued about.
    """
    at, length = 0, 0
    while found := _TOKEN.search(plain, at):
        token, at = found.group(), found.end()
        if token == b"(":
            at = _end_of_string(plain, at)
        elif token.startswith(b"/"):
            name = unescaped(token[1:])
            if name == b"Length" and (number := _NUMBER.match(plain, at)):
                length = int(number.group(1))
            yield name, at
        elif token.endswith(b"\n"):
            at = max(at, plain.find(b"endstream", min(at + length, len(plain))))
            length = 0


def _end_of_string(plain: bytes, at: int) -> int:
    depth = 1
    while depth and (found := _IN_STRING.search(plain, at)):
        at = found.end()
        if found.group() == b"\\":
            at += 1
        else:
            depth += 1 if found.group() == b"(" else -1
    return at if not depth else len(plain)


def is_active(plain: bytes) -> bool:
    """True when the file does more than show pages. A place to open it at is allowed, an act on opening is not."""
    return any(
        name in ACTIVE or (name == b"OpenAction" and not _is_place(plain, end)) for name, end in names(plain)
    )


def _is_place(plain: bytes, at: int) -> bool:
    found = _OPENING.match(plain, at)
    if found and found.group(1):
        found = re.search(rb"(?:^|[\r\n])%b 0 obj\s*(?:(\d+)\s+\d+\s+R|(\[)|(<<))" % found.group(1), plain)
    if not found:
        return False
    if found.group(2):
        return True
    act = plain[found.end() : plain.find(b">>", found.end())]
    return b"/S/GoTo" in act and b"(" not in act and b"/Next" not in act


def is_hiding(data: bytes) -> bool:
    """True when such a name stands anywhere in the file, be it in a part that no reader is led to: one that mends
    damaged files may come upon it.
    """
    return any(_HIDDEN.search(part) for part in (data, *packed(data, Work())))


class Work:
    """Counts what unpacking costs, so that no file costs more than a file can be worth."""

    def __init__(self) -> None:
        self.streams, self.bytes = 0, 0

    def add(self, *, streams: int = 0, more: int = 0) -> None:
        """``Refused`` when it has become too much."""
        self.streams, self.bytes = self.streams + streams, self.bytes + more
        if self.streams > PACKED_MOST or self.bytes > _WORK_MOST:
            raise Refused("damaged")


def packed(data: bytes, work: Work) -> Iterator[bytes]:
    """The objects that PDF 1.5 and later packs into compressed streams, unpacked; a bomb is cut short.

    ``Refused`` when there are so many that looking would keep us busy.
    """
    begun, named = 0, -1
    for found in _OBJECT_STREAM.finditer(data):
        if found["object"]:
            begun = found.start()
        elif found["packed"]:
            named = found.start()
        elif named >= max(begun, found.start() - _BEHIND):
            work.add(streams=1)
            yield _inflated(data, found.end(), work)


def _inflated(data: bytes, at: int, work: Work) -> bytes:
    """What is packed from here on, as far as it can be read. It is read in small pieces: zlib copies what is left."""
    unpacking, made = zlib.decompressobj(), bytearray()
    with suppress(zlib.error):
        while at < len(data) and len(made) < _INFLATED_MOST and not unpacking.eof:
            piece = data[at : at + _AT_ONCE]
            more = unpacking.decompress(piece, _INFLATED_MOST - len(made))
            work.add(more=len(piece) + len(more))
            made += more
            at += len(piece)
    return bytes(made)


def limit() -> None:
    """Let this process take no more than it needs, where the system can be asked for that."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def opened(data: bytes) -> Any:
    """The document. ``Refused`` when it is locked or cannot be read."""
    from pypdfium2 import PdfDocument, PdfiumError, raw

    try:
        document = PdfDocument(data)
    except PdfiumError as wrong:
        raise Refused("locked" if wrong.err_code == raw.FPDF_ERR_PASSWORD else "damaged") from wrong
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise Refused("locked")
    return document


def size(document: Any, page: int) -> tuple[float, float]:
    """Width and height in points of a page that can be shown."""
    from pypdfium2 import PdfiumError

    try:
        width, height = document.get_page_size(page)
    except PdfiumError as wrong:
        raise Refused("damaged") from wrong
    low, high = sorted((width, height))
    if not (SIDES[0] <= low <= high <= SIDES[1] and high <= LONGEST * low):
        raise Refused("size")
    return width, height


def look(data: bytes) -> int:
    """How many pages the file has. ``Refused`` when it is not one to keep."""
    from pypdfium2 import raw

    if is_hiding(data):
        raise Refused("active")
    document = opened(data)
    pages = len(document)
    for page in range(min(pages, MAX_PAGES)):
        size(document, page)
    if raw.FPDFDoc_GetAttachmentCount(document) or raw.FPDFDoc_GetJavaScriptActionCount(document):
        raise Refused("active")
    plain = BytesIO()
    document.save(plain)
    if is_active(plain.getvalue()):
        raise Refused("active")
    return pages


def draw(data: bytes, page: int, width: int) -> bytes:
    """The page, counted from 1, ``width`` pixels wide."""
    from pypdfium2 import PdfiumError

    document = opened(data)
    if not 1 <= page <= len(document):
        raise Refused("damaged")
    wide, _ = size(document, page - 1)
    document.init_forms()  # the stamp of a digital signature is a field of a form
    try:
        image = document[page - 1].render(scale=width / wide).to_pil().convert("RGB")
    except PdfiumError as wrong:
        raise Refused("damaged") from wrong
    stream = BytesIO()
    image.save(stream, "WEBP", quality=80, method=4)
    return stream.getvalue()


def main(asked: list[str]) -> None:
    """Answer on standard output."""
    limit()
    data, picture = sys.stdin.buffer.read(), b""
    answer: dict[str, object]
    try:
        if asked[0] == "look":
            answer = {"pages": look(data)}
        else:
            picture = draw(data, int(asked[1]), int(asked[2]))
            answer = {"bytes": len(picture)}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + picture)


if __name__ == "__main__":
    main(sys.argv[1:])

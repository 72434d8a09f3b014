"""Scanned papers: a PDF or a photo, judged by content and kept as it is. Pure functions."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.media import limits
from marketplace.media.pictures import open_checked

PDF: Final = "application/pdf"
SUFFIXES: Final = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}

_STREAM = re.compile(rb"<<([^\x00]{0,2000}?)>>\s*stream\r?\n", re.DOTALL)
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})")
_PHOTO = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_INFLATED_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper turned out to be."""

    mime: str
    pages: int


def check_paper(data: bytes, *, max_bytes: int = 12_000_000) -> Paper:
    """What the scan is. ``Invalid`` (field ``file``) when it is too large, neither PDF nor photo, locked with a
    password, cut off, longer than ``MAX_PAPER_PAGES``, or a PDF that does more than show pages.
    """
    if len(data) > max_bytes:
        raise _refused(Message("Tệp nặng quá %(limit)s MB.", {"limit": max_bytes // 1_000_000}))
    if not data.startswith(b"%PDF-"):
        if not _PHOTO.match(data):
            raise _refused(Message("Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."))
        return Paper(open_checked(data, max_bytes=max_bytes).mime, 1)
    if b"%%EOF" not in data[-2048:]:
        raise _refused(Message("Tệp PDF chưa tải lên hết. Gửi lại tệp."))
    parts = (data, *_packed_objects(data))
    if b"/Encrypt" in data:
        raise _refused(Message("Tệp PDF có đặt mật khẩu. Gửi bản không khoá."))
    if any(_ACTIVE.search(part) for part in parts):
        raise _refused(Message("Tệp PDF có chứa mã lệnh hoặc tệp đính kèm. Gửi bản quét thường."))
    pages = _pages(parts)
    if not pages:
        raise _refused(Message("Không đọc được trang nào trong tệp PDF."))
    if pages > limits.MAX_PAPER_PAGES:
        raise _refused(
            Message(
                "Tệp có %(pages)s trang, nhiều hơn %(most)s trang.",
                {"pages": pages, "most": limits.MAX_PAPER_PAGES},
            )
        )
    return Paper(PDF, pages)


def _refused(message: Message) -> Invalid:
    return Invalid(message, fields={"file": message})


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """The objects that PDF 1.5 and later packs into compressed streams, unpacked; a bomb is cut short."""
    for found in _STREAM.finditer(data):
        if b"/ObjStm" in found.group(1):
            try:
                yield zlib.decompressobj().decompress(data[found.end() :], _INFLATED_MOST)
            except zlib.error:
                continue


def _pages(parts: tuple[bytes, ...]) -> int:
    """The count at the root of the page tree, which is the largest; where none is written, the pages themselves."""
    counts = [
        int(count.group(1))
        for part in parts
        for tree in _PAGE_TREE.finditer(part)
        if (count := _COUNT.search(_around(part, tree.start())))
    ]
    return max(counts, default=0) or sum(len(_PAGE.findall(part)) for part in parts)


def _around(part: bytes, at: int) -> bytes:
    """The dictionary in which the offset lies, as far as a page tree's is long."""
    start = max(part.rfind(b"<<", 0, at), at - 4000, 0)
    end = part.find(b">>", at)
    return part[start : end if end >= 0 else at + 4000]

"""Scanned papers: a PDF or a photo, judged by content and kept as it is. No database, no app."""

import re
from dataclasses import dataclass
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.media import limits, pdf
from marketplace.media.pictures import EMPTY, HEIC, is_heic, open_checked
from marketplace.media.tail import is_pdf_and_more

PDF: Final = "application/pdf"
SUFFIXES: Final = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}

_PHOTO: Final = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
_END_WITHIN: Final = 2048  # some writers put a few bytes after the mark at the end


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper turned out to be."""

    mime: str
    pages: int


def check_paper(data: bytes, *, max_bytes: int = 12_000_000) -> Paper:
    """What the scan is. ``Invalid`` (field ``file``) when it is empty or too large, neither PDF nor photo or something
    else besides, locked with a password, cut off or damaged, longer than ``MAX_PAPER_PAGES``, or a PDF that does more
    than show pages of usual sizes.
    """
    if not data:
        raise _refused(EMPTY)
    if len(data) > max_bytes:
        raise _refused(Message("Tệp nặng quá %(limit)s MB.", {"limit": max_bytes // 1_000_000}))
    if not data.startswith(b"%PDF-"):
        if not _PHOTO.match(data):
            raise _refused(
                HEIC if is_heic(data) else Message("Tệp này không phải PDF, ảnh JPEG, PNG hay WebP.")
            )
        return Paper(open_checked(data, max_bytes=max_bytes).mime, 1)
    return Paper(PDF, _pages(data))


def _pages(data: bytes) -> int:
    if is_pdf_and_more(data):
        raise _refused(Message("Tệp này có chứa nội dung khác ngoài PDF. Quét hoặc lưu lại rồi gửi."))
    if b"%%EOF" not in data[-_END_WITHIN:]:
        raise _refused(Message("Tệp PDF chưa tải lên hết. Gửi lại tệp."))
    if b"/Encrypt" in data:
        raise _refused(pdf.REFUSALS["locked"])
    try:
        pages = pdf.look(data)
    except pdf.Unreadable as wrong:
        raise _refused(wrong.message) from None
    if pages > limits.MAX_PAPER_PAGES:
        raise _refused(
            Message(
                "Tệp có %(pages)s trang, nhiều hơn %(most)s trang.",
                {"pages": pages, "most": limits.MAX_PAPER_PAGES},
            )
        )
    return pages


def _refused(message: Message) -> Invalid:
    return Invalid(message, fields={"file": message})

"""Pages of scans as pictures, for a desk that shows the scan beside what was typed from it."""

from datetime import datetime, timedelta
from typing import Final

from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.media import pdf, pictures, queries
from marketplace.media.papers import PDF
from marketplace.media.queries import PaperCard
from marketplace.media.services import read_paper
from marketplace.media.storage import MissingFile, Storage, page_name, print_of

WIDTHS: Final = (480, 960, 1600)
"""Widths in pixels: a list or a telephone, half a desk, and close up. A photo is never made wider than it is."""

MIME: Final = pictures.WEBP.mime

FAILED_MOST: Final = 500
"""Pages that could not be drawn and are remembered; the oldest is forgotten for a new one."""
FAILED_FOR: Final = timedelta(hours=1)
"""How long such a page is not tried again: it may take all the time there is each time."""
_FAILED: Final = "media.failed_pages"

Failed = dict[tuple[str, int], tuple[datetime, Message]]


def page_picture(file_id: int, page: int, width: int) -> tuple[bytes, str]:
    """A page of a scan, counted from 1, and its media type: upright, ``width`` pixels wide, without metadata.

    Kept in the storage for the next time, unless the scan is sealed. ``NotFound`` when there is no such scan, page or
    width; ``Invalid`` when the page cannot be shown. Whether somebody may see it is for the caller to know, and to note
    in the audit log if the scan is sealed.
    """
    card = queries.paper(file_id)
    if width not in WIDTHS or not 1 <= page <= card.pages:
        raise NotFound
    if card.sealed:
        return _drawn(card, page, width), MIME
    storage, name = current().port("storage", Storage), page_name(print_of(card.name), page, width)
    try:
        with storage.open(name) as stream:
            return stream.read(), MIME
    except MissingFile:
        picture = _drawn(card, page, width)
    storage.put(name, picture)
    return picture, MIME


def _drawn(card: PaperCard, page: int, width: int) -> bytes:
    failed = _failed().get((card.name, page))
    if failed and clock.now() < failed[0] + FAILED_FOR:
        raise Invalid(failed[1])
    data, mime = read_paper(card.id)
    if mime == PDF:
        return _drawn_pdf(card, data, page, width)
    image = pictures.open_checked(data, max_bytes=len(data)).image
    return pictures.encoded(pictures.resized(image, min(width, image.width)), pictures.WEBP)


def _drawn_pdf(card: PaperCard, data: bytes, page: int, width: int) -> bytes:
    """A page of a PDF. One that cannot be drawn is remembered: it would keep us busy at every look."""
    try:
        return pdf.draw(data, page, width)
    except pdf.Unreadable as wrong:
        failed = _failed()
        failed.pop((card.name, page), None)
        failed[card.name, page] = clock.now(), wrong.message
        while len(failed) > FAILED_MOST:
            failed.pop(next(iter(failed)), None)
        raise Invalid(wrong.message) from None


def _failed() -> Failed:
    found: Failed = current().memo.setdefault(_FAILED, {})
    return found

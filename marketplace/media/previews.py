"""Pages of scans as pictures, for a desk that shows the scan beside what was typed from it."""

from typing import Final

from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.state import current
from marketplace.media import pdf, pictures, queries
from marketplace.media.papers import PDF
from marketplace.media.queries import PaperCard
from marketplace.media.services import read_paper
from marketplace.media.storage import MissingFile, Storage, page_name

WIDTHS: Final = (480, 960, 1600)
"""Widths in pixels: a list or a telephone, half a desk, and close up. A photo is never made wider than it is."""

MIME: Final = pictures.WEBP.mime


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
    storage, name = current().port("storage", Storage), page_name(_print(card), page, width)
    try:
        with storage.open(name) as stream:
            return stream.read(), MIME
    except MissingFile:
        picture = _drawn(card, page, width)
    storage.put(name, picture)
    return picture, MIME


def _print(card: PaperCard) -> str:
    """The hash of an open scan, which is how the storage names it."""
    return card.name.partition("/")[2].partition(".")[0]


def _drawn(card: PaperCard, page: int, width: int) -> bytes:
    data, mime = read_paper(card.id)
    if mime == PDF:
        try:
            return pdf.draw(data, page, width)
        except pdf.Unreadable as wrong:
            raise Invalid(wrong.message) from None
    image = pictures.open_checked(data, max_bytes=len(data)).image
    return pictures.encoded(pictures.resized(image, min(width, image.width)), pictures.WEBP)

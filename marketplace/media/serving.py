"""Answers that carry a stored file. A view decides who may have it; these decide how it is said."""

import re
from typing import Final
from urllib.parse import quote

from flask import Response, request

from marketplace.kernel.errors import NotFound
from marketplace.kernel.state import current
from marketplace.media import services
from marketplace.media.papers import SUFFIXES
from marketplace.media.pictures import ENCODINGS
from marketplace.media.storage import Storage, picture_name

_FILE: Final = re.compile(r"[0-9a-f]{32}-[0-9]{1,4}\.(avif|webp|jpg)")
_MIME: Final = {encoding.suffix: encoding.mime for encoding in ENCODINGS}
FOR_EVER: Final = "public, max-age=31536000, immutable"


def base(own: str) -> str:
    """The address below which pictures lie, ending in a slash: the storage's, or ``own`` where our page serves them."""
    return current().port("storage", Storage).public_base() or own


def picture_response(file: str) -> Response:
    """A public picture, to be kept by browsers and caches for a year: a name never changes its bytes.

    ``file`` is the last part of its address. ``NotFound`` for anything but a picture's name, so that neither masters
    nor papers can be asked for by this way.
    """
    found = _FILE.fullmatch(file)
    if found is None:
        raise NotFound
    answer = Response(mimetype=_MIME[found.group(1)])
    answer.headers["Cache-Control"] = FOR_EVER
    answer.set_etag(file)
    if request.if_none_match.contains(file):
        answer.status_code = 304
        return answer
    with current().port("storage", Storage).open(picture_name(file)) as stream:
        answer.set_data(stream.read())
    return answer


def paper_response(file_id: int, *, download_as: str) -> Response:
    """A scan for somebody who was found to be allowed to see it; kept by nobody on the way.

    A photo is shown in the page; a PDF is handed over as a file, since what it may hold is not ours. ``download_as`` is
    the name of the file without its ending. ``NotFound`` if there is none.
    """
    data, mime = services.read_paper(file_id)
    answer = Response(data, mimetype=mime)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    shown = "inline" if mime.startswith("image/") else "attachment"
    # A header is ASCII: the real name goes percent-encoded (RFC 6266), which every browser reads.
    called = quote(f"{download_as}.{SUFFIXES[mime]}", safe="")
    answer.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{called}"
    return answer

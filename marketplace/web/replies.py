"""Answers that are the same everywhere: a note for the next page, an error page, headers."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Response, session
from werkzeug.exceptions import HTTPException

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.templates import render_page

log = logging.getLogger(__name__)

Note = tuple[str, str, tuple[str, str] | None]
"""Kind (``ok``, ``warn`` or ``bad``), text, and a link (words, address) or ``None``."""

NOTES = "_marketplace_notes"
"""Session key of our notes."""
FLASHES = "_flashes"
"""Session key of Flask's own messages. They belong to the host, but for those of a category that begins as below."""
OURS = "mkt-"

BARE = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Trang này gặp lỗi</title><h1>Trang này gặp lỗi</h1>"
    "<p>Lỗi ở phía chúng tôi và đã được ghi lại. Giỏ hàng và đơn đã đặt không mất. Chờ vài phút rồi mở lại trang.</p>"
    '<p lang="en">Something went wrong on our side and was noted. Please try again in a few minutes.</p>'
)
"""What is left to say when even the frame of our pages cannot be made, such as without a database."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What the error template is given: the HTTP status and, where there is more to say, one sentence.

    ``title`` and ``text`` stand in place of what is said for the status.
    """

    status: int
    message: str = ""
    back_url: str = ""
    back_label: str = ""
    title: str = ""
    text: str = ""


def note(kind: str, text: Message | str, link: tuple[str, str] | None = None) -> None:
    """Leave a note (``ok``, ``warn`` or ``bad``) at the top of the next page, with one link at most.

    What waits to be said already is said once.
    """
    waiting = session.get(NOTES, [])
    # A session that came back from the browser has lists where tuples were.
    if not any((k, t, tuple(to) if to else None) == (kind, str(text), link) for k, t, to in waiting):
        session[NOTES] = [*waiting, (kind, str(text), link)]


def has_notes() -> bool:
    """True when something waits in this visitor's session to be said on the next page."""
    return NOTES in session or FLASHES in session


def take_notes() -> list[Note]:
    """The notes for this page, which from now on are said. A host's own flashed messages stay for the host's pages.

    What a library flashed with one of our categories (``mkt-ok``, …), as the standalone site has its accounts do, is
    said too.
    """
    # The session is JSON: what went in as a tuple comes out as a list.
    notes: list[Note] = [
        (kind, text, (link[0], link[1]) if link else None) for kind, text, link in session.pop(NOTES, ())
    ]
    flashed: list[tuple[str, Any]] = session.get(FLASHES, [])
    if any(category.startswith(OURS) for category, _text in flashed):
        notes += [
            (category.removeprefix(OURS), str(text), None)
            for category, text in flashed
            if category.startswith(OURS)
        ]
        rest = [each for each in flashed if not each[0].startswith(OURS)]
        session.pop(FLASHES)
        if rest:
            session[FLASHES] = rest
    return notes


def on_marketplace_error(error: MarketplaceError) -> tuple[str, int] | Response:
    """A refusal that no view turned into a form with its errors."""
    return _page(error.http_status, str(error))


def on_http_error(error: HTTPException) -> Any:
    """An HTTP error raised inside one of our views."""
    if error.code is None or error.code < 400:
        return error
    return _page(error.code, "")


def _page(status: int, text: str) -> tuple[str, int]:
    try:
        return render_page("marketplace/storefront/error.html", page=ErrorPage(status, text)), status
    except Exception:
        log.exception("the page for error %s failed too", status)
        return BARE, max(status, 500)


def secure(response: Response) -> Response:
    """Headers of every page of ours."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if response.mimetype == "text/html":
        # A shared computer: the back button must not show the last visitor's order. Pages that are the same for
        # everybody say so themselves.
        headers.setdefault("Cache-Control", "private, no-store")
    return response

"""Answers that are the same everywhere: a note for the next page, an error page, headers."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, render_template
from werkzeug.exceptions import HTTPException

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What the error template is given: the HTTP status and, where there is more to say, one sentence."""

    status: int
    message: str = ""
    back_url: str = ""
    back_label: str = ""


def note(kind: str, text: Message | str, link: tuple[str, str] | None = None) -> None:
    """Leave a note (``ok``, ``warn`` or ``bad``) at the top of the next page, with one link at most."""
    payload: Any = (str(text), link) if link else str(text)
    flash(payload, f"mkt-{kind}")


def on_marketplace_error(error: MarketplaceError) -> tuple[str, int] | Response:
    """A refusal that no view turned into a form with its errors."""
    return _page(error.http_status, str(error))


def on_http_error(error: HTTPException) -> Any:
    """An HTTP error raised inside one of our views."""
    if error.code is None or error.code < 400:
        return error
    return _page(error.code, "")


def _page(status: int, text: str) -> tuple[str, int]:
    return render_template("storefront/error.html", page=ErrorPage(status, text)), status


def secure(response: Response) -> Response:
    """Headers of every page of ours."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    return response

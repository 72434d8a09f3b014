"""The scans of an application: a page as a picture, the original, and sealed ones that are uncovered once."""

from base64 import b64encode
from typing import Final

from flask import Blueprint, Response, abort, request

from marketplace.media.papers import SUFFIXES
from marketplace.producers.applications import services
from marketplace.producers.applications.queries import ApplicationView, ScanView
from marketplace.web.access import allows, current_actor

from ..answers import file
from ..presenters.officer_application import Look
from .officer_application import AT, page_of, seen, typed_of

WIDTH: Final = 960
MOST: Final = 4
"""Pages of a sealed scan that are shown at once; an identity card has one, or two."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    scan = f"{AT}/quet/<int(max=2147483647):scan_id>"
    bp.add_url_rule(f"{scan}/<int:page>-<int:width>.webp", "application_page", picture)
    bp.add_url_rule(f"{scan}/goc", "application_file", original)
    bp.add_url_rule(f"{scan}/lay", "application_take", take, methods=["POST"])
    bp.add_url_rule(f"{scan}/xem", "application_look", look, methods=["POST"])


@allows("producers.review")
def picture(code: str, scan_id: int, page: int, width: int) -> Response:
    """A page of an open scan."""
    data, mime = services.open_page(current_actor(), code, scan_id, page, width)
    return _bare(Response(data, mimetype=mime))


@allows("producers.review")
def original(code: str, scan_id: int) -> Response:
    """An open scan as it was uploaded."""
    return _original(code, scan_id, covered=True)


@allows("producers.review")
def take(code: str, scan_id: int) -> Response:
    """A sealed scan as it was uploaded; who took it is kept."""
    return _original(code, scan_id, covered=False)


@allows("producers.review")
def look(code: str, scan_id: int) -> Response:
    """The page with a sealed scan uncovered, this once; who looked is kept."""
    view = seen(code)
    scan = _scan(view, scan_id)
    actor, shown = current_actor(), []
    for page in range(1, min(scan.file.pages, MOST) + 1):
        data, mime = services.open_page(actor, code, scan_id, page, WIDTH, covered=False)
        shown.append(f"data:{mime};base64,{b64encode(data).decode()}")
    part = request.form.get("part", "")
    return page_of(view, Look(part, pictures={scan_id: tuple(shown)}, typed=typed_of()))


def _scan(view: ApplicationView, scan_id: int) -> ScanView:
    return next((each for each in view.scans if each.id == scan_id), None) or abort(404)


def _original(code: str, scan_id: int, *, covered: bool) -> Response:
    data, mime = services.open_scan(current_actor(), code, scan_id, covered=covered)
    name = f"{code}-{scan_id}.{SUFFIXES[mime]}"
    # What a PDF may hold is not ours: it is handed over as a file.
    return _bare(file(data, name, mime, inline=mime.startswith("image/")))


def _bare(answer: Response) -> Response:
    """Kept by nobody on the way, and nothing inside it runs."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

"""Pictures of inspections, for whoever may see the inspection; nothing inside them runs, and no cache keeps them."""

from flask import Blueprint, Response

from marketplace.inspection import services
from marketplace.media.papers import SUFFIXES
from marketplace.web.access import allows, current_actor

from ..answers import file
from .inspection_case import AT


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/anh/<int(max=2147483647):file_id>"
    bp.add_url_rule(f"{one}/<int(max=9999):page>-<int(max=9999):width>.webp", "inspection_page", picture)
    bp.add_url_rule(f"{one}/goc", "inspection_file", original)


@allows("inspection.view")
def picture(code: str, file_id: int, page: int, width: int) -> Response:
    """A picture in a width for pages."""
    data, mime = services.open_page(current_actor(), code, file_id, page, width)
    return bare(Response(data, mimetype=mime))


@allows("inspection.view")
def original(code: str, file_id: int) -> Response:
    """A picture as it was taken."""
    data, mime = services.open_file(current_actor(), code, file_id)
    return bare(file(data, f"{code}-{file_id}.{SUFFIXES[mime]}", mime, inline=mime.startswith("image/")))


def bare(answer: Response) -> Response:
    """Kept by nobody on the way, and nothing inside it runs."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

"""Answers that every desk gives alike: pages in their frame, tables as files, what is not this person's."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask import Response, make_response, redirect, request, stream_with_context, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from marketplace.kernel.errors import Conflict, MarketplaceError, NotAllowed
from marketplace.kernel.errors import NotFound as Gone
from marketplace.kernel.i18n import Message
from marketplace.kernel.templates import render_page
from marketplace.reports.spreadsheet import csv_bytes, csv_parts
from marketplace.web.replies import note, on_http_error

from .guide_links import chapter_url
from .view_models import Desk, Field, Link


def show(template: str, page: Any, desk: Desk, status: int = 200, *, papers: Sequence[Link] = ()) -> Response:
    """A page in the frame of its desk. What a desk shows is nobody else's, so no cache keeps it. ``papers`` are the
    papers of what was decided about it.
    """
    body = render_page(
        f"marketplace/admin/{template}", page=page, desk=desk, papers=papers, guide_url=chapter_url()
    )
    response = make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def csv_file(name: str, rows: Iterable[Sequence[str | int]]) -> Response:
    """The rows as a file to save."""
    return file(csv_bytes(rows), f"{name}.csv", "text/csv")


def long_csv_file(name: str, rows: Iterable[Sequence[str | int]]) -> Response:
    """The rows as a file to save, sent while they are read: of what grows without end. Whatever may be refused has to
    be refused before.
    """
    return file(stream_with_context(csv_parts(rows)), f"{name}.csv", "text/csv")


def file(data: bytes | Iterator[bytes], name: str, mime: str, *, inline: bool = False) -> Response:
    """Bytes under a file name of ASCII letters."""
    response = Response(data, mimetype=mime)
    response.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def attempt(
    verb: Callable[[], object], done: Message | str, back: str, *, may_be_gone: bool = False
) -> AnyResponse | MarketplaceError:
    """Do it, say that it is done and go ``back``; or give the refusal, for the form to show at its fields.

    A refusal that is about no field (somebody was faster, the state moved on, another person has to) is said on the
    page that one comes back to. With ``may_be_gone`` so is that a part of what the page is about is there no more:
    the page itself has asked whose it is.
    """
    try:
        verb()
    except (Conflict, NotAllowed, Gone) as refusal:
        if isinstance(refusal, Gone) and not may_be_gone:
            raise
        if refusal.fields:
            return refusal
        note("warn", str(refusal))
        return redirect(back)
    except MarketplaceError as refusal:
        if refusal.http_status != 422:
            raise
        return refusal
    note("ok", done)
    return redirect(back)


def typed(names: Iterable[str], refusal: MarketplaceError | None = None) -> dict[str, Field]:
    """What was sent in these fields and what is wrong with it."""
    errors: Mapping[str, Any] = refusal.fields if refusal else {}
    return {name: Field(request.form.get(name, ""), str(errors.get(name) or "")) for name in names}


def back_to(endpoint: str, **values: Any) -> str:
    """The list the form was sent from, if it says so with ``back`` and that is one of ours, else the given page."""
    asked = request.form.get("back", "")
    if asked in {"producer_dashboard", "producer_orders", "register", "expiring", "jobs"}:
        return url_for(f".{asked}")
    return url_for(f".{endpoint}", **values)


def not_yours(_error: NotAllowed) -> Any:
    """Whether something exists is nobody's business who may not see it."""
    return on_http_error(NotFound())

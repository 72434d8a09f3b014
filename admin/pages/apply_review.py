"""The end of an application: its scans seen again, everything looked over, sent, taken back, given up."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import consents
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import gettext as _
from marketplace.media import previews
from marketplace.media.papers import SUFFIXES
from marketplace.producers.applications import services
from marketplace.producers.applications.queries import ApplicationView
from marketplace.web.access import current_actor, signed_in
from marketplace.web.replies import note

from ..answers import attempt, file, show
from ..presenters.apply import desk
from ..presenters.apply_papers import WIDTH
from ..presenters.apply_review import review_page
from .apply import ONE, own

SCAN_AT = f"{ONE}/tep/<int(max=2147483647):scan_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(SCAN_AT, "apply_scan", scan)
    bp.add_url_rule(f"{SCAN_AT}/<int(max=9999):page>", "apply_scan_picture", picture)
    bp.add_url_rule(f"{ONE}/gui", "apply_review", review)
    bp.add_url_rule(f"{ONE}/gui", "apply_send", send, methods=["POST"])
    bp.add_url_rule(f"{ONE}/lay-ve", "apply_take_back", take_back, methods=["POST"])
    bp.add_url_rule(f"{ONE}/rut", "apply_withdraw", withdraw, methods=["POST"])


@signed_in
def scan(code: str, scan_id: int) -> Response:
    """A scan as it was sent. A photo is shown; a PDF is saved, since what it may hold is not ours."""
    view = own(code)
    data, mime = services.open_scan(current_actor(), view.code, scan_id)
    response = file(data, f"{view.code}-{scan_id}.{SUFFIXES[mime]}", mime, inline=mime.startswith("image/"))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@signed_in
def picture(code: str, scan_id: int, page: int) -> Response:
    """A page of an open scan, small. A sealed one is only opened on purpose, which is noted."""
    found = next((each for each in own(code).scans if each.id == scan_id), None)
    if found is None or found.file.sealed:
        raise NotFound
    data, mime = previews.page_picture(found.file.id, page, WIDTH)
    response = Response(data, mimetype=mime)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@signed_in
def review(code: str) -> Response:
    """Everything once more."""
    return _page(own(code))


@signed_in
def send(code: str) -> AnyResponse:
    """Send it to the officers of its place."""
    view = own(code)
    try:
        services.submit(current_actor(), view.code, consent=bool(request.form.get("consent")))
    except (Invalid, Conflict) as refusal:
        if not refusal.fields:
            note("warn", str(refusal))
            return redirect(url_for(".apply"))
        errors = tuple((name, str(text)) for name, text in refusal.fields.items())
        return _page(own(code), errors, refusal.http_status)
    note("ok", _("Đã gửi hồ sơ. Cán bộ xem xong thì trả lời ở trang này và gửi thư."))
    return redirect(url_for(".apply"))


@signed_in
def take_back(code: str) -> AnyResponse:
    """Take it back to go on writing."""
    view = own(code)
    done = _("Đã lấy hồ sơ về. Sửa xong thì gửi lại.")
    return attempt(lambda: services.take_back(current_actor(), view.code), done, url_for(".apply"))  # type: ignore[return-value]  # it refuses no field


@signed_in
def withdraw(code: str) -> AnyResponse:
    """Give it up for good."""
    view, reason = own(code), request.form.get("reason", "")
    answer = attempt(
        lambda: services.withdraw(current_actor(), view.code, reason), _("Đã rút hồ sơ."), url_for(".apply")
    )
    if isinstance(answer, AnyResponse):
        return answer
    note("bad", str(answer))
    return redirect(url_for(".apply"))


def _page(view: ApplicationView, errors: tuple[tuple[str, str], ...] = (), status: int = 200) -> Response:
    agreed = consents.has_given(view.applicant_id, consents.SELLER_DATA)
    known = status == Conflict.http_status and any(name == "tax_code" for name, _text in errors)
    page = review_page(view, agreed=agreed, errors=errors, known_number=known)
    return show("apply_review.html", page, desk(), status)

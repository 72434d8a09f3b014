"""The register of breaches of personal data, for who runs the site."""

from collections.abc import Callable
from datetime import datetime, time

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts.privacy import breaches as verbs
from marketplace.accounts.privacy import queries
from marketplace.kernel import audit_log, clock
from marketplace.kernel.days import day
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, show, typed
from ..listing import asked_page
from ..log_names import names_in
from ..presenters.operator_data import BreachNewPage, breach_page, breaches_page
from ..view_models import Field

AT = "/van-hanh/su-co-du-lieu"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "breaches", listed)
    bp.add_url_rule(f"{AT}/moi", "breach_new", new, methods=["GET", "POST"])
    bp.add_url_rule(f"{AT}/<code>", "breach", one)
    for path, endpoint, view in (
        ("co-quan", "breach_authority", tell_authority),
        ("nguoi-dung", "breach_people", tell_people),
        ("dong", "breach_close", close),
    ):
        bp.add_url_rule(f"{AT}/<code>/{path}", endpoint, view, methods=["POST"])


@allows("accounts.privacy")
def listed() -> Response:
    """The register, newest first, in pages. A fixed number of statements."""
    return show("list.html", breaches_page(queries.breaches(page=asked_page())), frame.operator())


@allows("accounts.privacy")
def new() -> AnyResponse:
    """Enter a breach."""
    if request.method == "GET":
        return _form(None)
    people = request.form.get("people", "").replace(".", "").strip()
    try:
        code = verbs.enter(
            current_actor(),
            request.form.get("what", ""),
            int(people) if people.isdecimal() else None,
            _known(),
        )
    except Invalid as refusal:
        return _form(refusal)
    note("ok", _("Đã ghi sự cố. Hạn báo cơ quan đang chạy."))
    return redirect(url_for(".breach", code=code))


@allows("accounts.privacy")
def one(code: str) -> Response:
    """One breach."""
    return _page(code)


@allows("accounts.privacy")
def tell_authority(code: str) -> AnyResponse:
    """Note whom of the authorities was told."""
    number = request.form.get("authority_no", "")
    return _do(
        code, lambda version: verbs.tell_authority(current_actor(), code, version, number), Message("Đã ghi.")
    )


@allows("accounts.privacy")
def tell_people(code: str) -> AnyResponse:
    """Note that those it concerns were told."""
    return _do(code, lambda version: verbs.tell_people(current_actor(), code, version), Message("Đã ghi."))


@allows("accounts.privacy")
def close(code: str) -> AnyResponse:
    """Close it."""
    measures = request.form.get("measures", "")
    return _do(
        code, lambda version: verbs.close(current_actor(), code, version, measures), Message("Đã đóng sự cố.")
    )


def _known() -> datetime | None:
    """The instant that was typed, as a day and an hour of here."""
    try:
        on = day(request.form.get("known_day", ""))
        at = time.fromisoformat(request.form.get("known_time", "").strip().zfill(5))
    except ValueError:
        return None
    if on is None:
        return None
    start = clock.start_of_day(on)
    return start + (datetime.combine(on, at) - datetime.combine(on, time()))


def _do(code: str, verb: Callable[[int], object], said: Message) -> AnyResponse:
    version = read_id(request.form.get("version")) or 0
    answer = attempt(lambda: verb(version), said, url_for(".breach", code=code))
    return _page(code, answer) if isinstance(answer, MarketplaceError) else answer


def _page(code: str, refusal: MarketplaceError | None = None) -> Response:
    view = queries.breach(code)
    entries = audit_log.of_subject("breach", code)
    page = breach_page(view, entries, names_in(entries), typed(("authority_no", "measures"), refusal))
    return show("breach.html", page, frame.operator(), 422 if refusal else 200)


def _form(refusal: MarketplaceError | None) -> Response:
    errors = refusal.fields if refusal else {}
    sent = {name: request.form.get(name, "") for name in ("what", "people", "known_day", "known_time")}
    page = BreachNewPage(
        title=_("Ghi sự cố dữ liệu"),
        what=Field(sent["what"], str(errors.get("what") or "")),
        people=Field(sent["people"], str(errors.get("people") or "")),
        known_day=Field(sent["known_day"], str(errors.get("known_at") or "")),
        known_time=Field(sent["known_time"], ""),
    )
    return show("breach_new.html", page, frame.operator(), 422 if refusal else 200)

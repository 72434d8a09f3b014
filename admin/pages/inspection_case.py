"""The minutes of an inspection: written on the spot, saved as they are typed, concluded on a page of their own."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.fields import FIELDS
from marketplace.inspection.queries.views import InspectionView
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..presenters.inspection_conclusion import conclusion_page
from ..presenters.inspection_done import done_page
from ..presenters.inspection_form import form_page
from ..uploads import read_form
from ..view_models import EMPTY, Field
from .inspection_keeping import Refused, boxes, changed, keep, lines, remove, said, settle, take_in

AT = "/can-bo/kiem-tra/<code>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection", inspection)
    bp.add_url_rule(AT, "inspection_save", save, methods=["POST"])
    bp.add_url_rule(f"{AT}/luu", "inspection_autosave", autosave, methods=["POST"])
    bp.add_url_rule(f"{AT}/anh", "inspection_upload", upload, methods=["POST"])
    bp.add_url_rule(f"{AT}/ket-luan", "inspection_conclusion", conclusion)
    bp.add_url_rule(f"{AT}/ket-luan", "inspection_conclude", conclude, methods=["POST"])
    bp.add_url_rule(f"{AT}/bo", "inspection_drop", drop, methods=["POST"])


@allows("inspection.view")
def inspection(code: str) -> Response:
    """The minutes: a form while they are written, what came of them afterwards. A fixed number of statements."""
    return page_of(queries.inspection(current_actor(), code))


@allows("inspection.conduct")
def save(code: str) -> AnyResponse:
    """Keep everything that was sent, right or wrong; then stay, or go on to the conclusion."""
    view = queries.inspection(current_actor(), code)
    try:
        form, files = read_form()
    except RequestEntityTooLarge:
        text = _("Các ảnh gửi một lần nặng quá. Gửi ít ảnh hơn.")
        return page_of(view, alert=text, status=413)
    here = url_for(".inspection", code=view.code)
    try:
        unkept, errors = keep(view, changed(form), form)
        refused = take_in(view.code, files)
        at = settle(view, form) or remove(view.code, form)
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(here)
    if refused or unkept:
        view = queries.inspection(current_actor(), code)
        return page_of(view, errors=errors, typed=unkept, refused=refused, status=422)
    if at:
        return redirect(f"{here}#{at}")
    if form.get("go") == "conclude":
        return redirect(url_for(".inspection_conclusion", code=view.code))
    note("ok", _("Đã lưu."))
    return redirect(here)


@allows("inspection.conduct")
def autosave(code: str) -> AnyResponse:
    """Keep what was typed just now; answer what is wrong with it, what others changed, and what to choose between."""
    view = queries.inspection(current_actor(), code)
    form, _files = read_form()
    typed = {name: lines(form[name]) for name in FIELDS if name in form}
    try:
        unkept, errors = keep(view, typed, form)
    except Conflict as refusal:
        return said({"refused": str(refusal)}, 409)
    before = {each.id for each in view.clashes}
    view = queries.inspection(current_actor(), code)
    names = dict.fromkeys(each.name for each in view.clashes if each.id not in before)
    when = f"{clock.local(clock.now()):%H:%M}"
    saved = (
        _("Đã lưu lúc %(when)s. Có ô hai máy ghi khác nhau, chọn một cách ghi.", when=when)
        if names
        else _("Đã lưu lúc %(when)s", when=when)
    )
    wrong = {**view.errors, **errors}
    return said(
        {
            "saved": saved,
            "clashed": bool(names),
            "version": view.version,
            "fields": {name: view.answers.get(name, "") for name in FIELDS if name not in unkept},
            "errors": {name: str(wrong[name]) for name in typed if name in wrong},
            "clashes": {name: boxes(view, name) for name in names},
        }
    )


@allows("inspection.conduct")
def upload(code: str) -> AnyResponse:
    """Take in one picture or several that a module sends, each by itself; answer which were refused and why."""
    view = queries.inspection(current_actor(), code)
    try:
        _form, files = read_form()
        refused = take_in(view.code, files)
    except RequestEntityTooLarge:
        most = current().settings.max_upload_bytes
        return said({"refused": [_("Tệp nặng quá %(limit)s MB.", limit=most // 1_000_000)]}, 413)
    except Conflict as refusal:
        return said({"refused": [str(refusal)]}, 409)
    why = [text for each in refused.values() for text in each]
    return said({"refused": why}, 422 if why else 200)


@allows("inspection.conduct")
def conclusion(code: str) -> AnyResponse:
    """What is in the minutes, and what concluding them does; what is still missing is said on the form."""
    view = queries.inspection(current_actor(), code)
    if not view.is_writable:
        return redirect(url_for(".inspection", code=view.code))
    lacks: dict[str, Message | str] = {**view.missing, **view.errors}
    if lacks or view.clashes:
        return page_of(view, errors=lacks, status=422)
    return show("inspection_conclusion.html", conclusion_page(view), frame.officer())


@allows("inspection.conduct")
def conclude(code: str) -> AnyResponse:
    """Close the minutes. A failed one takes the product off sale at this second."""
    view = queries.inspection(current_actor(), code)
    back = url_for(".inspection", code=view.code)
    try:
        done = services.conclude(current_actor(), code, seen=whole(request.form.get("version")) or 0)
    except Invalid as refusal:
        return page_of(queries.inspection(current_actor(), code), errors=refusal.fields, status=422)
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(back)
    if done.suspended:
        note("ok", _("Đã kết luận không đạt: sản phẩm đã rút khỏi quầy, mọi người liên quan được báo."))
    else:
        note("ok", _("Đã kết luận."))
    return redirect(back)


@allows("inspection.conduct")
def drop(code: str) -> AnyResponse:
    """Leave the minutes unfinished for good."""
    view, reason = queries.inspection(current_actor(), code), request.form.get("reason", "")
    try:
        services.drop(current_actor(), code, reason)
    except Conflict as refusal:
        note("warn", str(refusal))
    except Invalid as refusal:
        wrong = Field(reason, str(refusal.fields.get("reason", refusal)))
        return page_of(view, reason=wrong, status=422)
    else:
        note("ok", _("Đã bỏ biên bản."))
    return redirect(url_for(".inspection", code=view.code))


def page_of(
    view: InspectionView,
    *,
    errors: Mapping[str, Message | str] | None = None,
    typed: Mapping[str, str] | None = None,
    refused: Refused | None = None,
    reason: Field = EMPTY,
    alert: str = "",
    status: int = 200,
) -> Response:
    """The minutes in their frame: the form, or what came of them."""
    actor, about = current_actor(), view.about
    reader = actor.id or 0
    may_write = policy.may(
        actor, "inspection.conduct", province=about.province_code, commune=about.commune_code
    )
    if not view.is_writable or not may_write:
        page = done_page(view, reader, may_conduct=may_write)
        return show("inspection_done.html", page, frame.officer(), status)
    form = form_page(
        view,
        reader,
        current().settings.max_upload_bytes,
        errors=errors,
        typed=typed,
        refused=refused,
        reason=reason,
        alert=alert,
    )
    return show("inspection.html", form, frame.officer(), status)

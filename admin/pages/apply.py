"""Applying to sell: the first page, and the steps in which everything is kept as it is typed."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, redirect, url_for
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.answers import PAPER_FIELDS, fields_of
from marketplace.producers.applications.checklist import SCAN, is_place_for_scans, step_of
from marketplace.producers.applications.kinds import WRITABLE, Step
from marketplace.producers.applications.queries import ApplicationView
from marketplace.web.access import current_actor, signed_in
from marketplace.web.numbers import read_id
from marketplace.web.replies import note

from ..answers import show
from ..presenters.apply import desk, first_open, frame_of, step_url, way_on
from ..presenters.apply_start import start_page
from ..presenters.apply_step import step_page
from ..uploads import Patience, Sent, read_form, sent

AT = "/dang-ky-ban"
ONE = f"{AT}/<code>"
STEP = f"{ONE}/<any({','.join(repr(each.value) for each in Step if each is not Step.SEND)}):step>"

FILES_AT_ONCE = 6
REFUSED_AT_ONCE = 2
"""Files of one request that are looked at, and refusals after which no other one is: looking into a file costs time."""

Form = MultiDict[str, str]
Files = MultiDict[str, FileStorage]
Refused = dict[str, tuple[str, ...]]


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "apply", start)
    bp.add_url_rule(AT, "apply_begin", begin, methods=["POST"])
    bp.add_url_rule(STEP, "apply_step", show_step)
    bp.add_url_rule(STEP, "apply_save", save, methods=["POST"])
    bp.add_url_rule(f"{STEP}/luu", "apply_autosave", autosave, methods=["POST"])
    bp.add_url_rule(f"{STEP}/tep", "apply_upload", upload, methods=["POST"])


@signed_in
def start() -> Response:
    """What is needed, and how one's own application stands."""
    card = queries.mine(current_actor())
    view = queries.application(card.code) if card else None
    has_desk = policy.may(current_actor(), "orders.fulfil", any_scope=True)
    return show("apply_start.html", start_page(view, clock.today(), has_desk=has_desk), desk())


@signed_in
def begin() -> AnyResponse:
    """Begin an application, or take the open one up."""
    view = own(services.start(current_actor()))
    return redirect(step_url(view.code, first_open(view)))


@signed_in
def show_step(code: str, step: str) -> AnyResponse:
    """A step with what was typed."""
    view = own(code)
    if view.state not in WRITABLE:
        return redirect(url_for(".apply_review", code=view.code))
    return _page(view, Step(step))


@signed_in
def save(code: str, step: str) -> AnyResponse:
    """Keep everything that was sent, right or wrong; then go on, or say what is wrong."""
    view, here = own(code), Step(step)
    try:
        form, files = read_form()
    except RequestEntityTooLarge:
        text = _(
            "Các tệp gửi một lần nặng quá. Gửi từng tệp, mỗi tệp không quá %(limit)s MB.",
            limit=_most() // 1_000_000,
        )
        return _page(view, here, alert=text, status=413)
    try:
        errors, unkept = keep(view.code, typed_of(here, form))
        refused = _take_in(view.code, here, files)
        removed = _remove(view.code, form)
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(url_for(".apply"))
    if refused:
        return _page(own(code), here, errors=errors, typed=unkept, refused=refused, status=422)
    after = form.get("go", "next")
    if removed or (after == "here" and not unkept):
        if not removed:
            note("ok", _("Đã lưu."))
        return redirect(f"{step_url(view.code, here)}{removed}")
    view = own(code)
    if after != "later" or unkept:
        lacks: dict[str, Message | str] = {
            each.name: each.text for each in reversed(view.missing) if each.step is here
        }
        errors = {**lacks, **errors}
        if errors:
            return _page(view, here, errors=errors, typed=unkept, status=422)
    return redirect(way_on(view, here).url)


@signed_in
def autosave(code: str, step: str) -> AnyResponse:
    """Keep what was typed just now; answer what is wrong with these fields, and the side of the page anew."""
    view, here = own(code), Step(step)
    form, _files = read_form()
    try:
        errors, _unkept = keep(view.code, typed_of(here, form))
    except Conflict as refusal:
        return _said({"refused": str(refusal)}, 409)
    view = own(code)
    side = render_page("marketplace/admin/_apply_side.html", frame=frame_of(view, here))
    when = f"{clock.local(clock.now()):%H:%M}"
    return _said(
        {
            "saved": _("Đã lưu lúc %(when)s", when=when),
            "errors": {name: str(text) for name, text in errors.items()},
            "side": side,
        }
    )


@signed_in
def upload(code: str, step: str) -> AnyResponse:
    """Take in one file or several that a module sends, each by itself; answer which were refused and why."""
    view, here = own(code), Step(step)
    try:
        _form, files = read_form()
        refused = _take_in(view.code, here, files)
    except RequestEntityTooLarge:
        text = _("Tệp nặng quá %(limit)s MB.", limit=_most() // 1_000_000)
        return _said({"refused": [text]}, 413)
    except Conflict as refusal:
        return _said({"refused": [str(refusal)]}, 409)
    said = [text for each in refused.values() for text in each]
    return _said({"refused": said}, 422 if said else 200)


def own(code: str) -> ApplicationView:
    """The application if it is this person's; for everybody else there is none."""
    view = queries.application(code)
    if view.applicant_id != current_actor().id:
        raise NotFound
    return view


def typed_of(step: Step, form: Form) -> dict[str, str]:
    """What was sent of the questions of a step. Lines end as they do here, so that they are not counted twice."""
    asked = [*PAPER_FIELDS] if step is Step.PAPERS else [each.name for each in fields_of(step)]
    found = {name: form[name].replace("\r\n", "\n") for name in asked if name in form}
    if "sets" in found:
        found["sets"] = " ".join(" ".join(form.getlist("sets")).split())
    return found


def keep(code: str, typed: Mapping[str, str]) -> tuple[dict[str, Message | str], dict[str, str]]:
    """Keep answers; what is wrong with them, and those that are too long to be kept at all."""
    try:
        return dict(services.save(current_actor(), code, typed)), {}
    except Invalid as refusal:
        long = {name: typed[name] for name in refusal.fields if name in typed}
        if not long:
            raise
        rest = {name: text for name, text in typed.items() if name not in long}
        return {**services.save(current_actor(), code, rest), **refusal.fields}, long


def _take_in(code: str, step: Step, files: Files) -> Refused:
    """Add the scans that came along; by place, what is wrong with those that were refused."""
    refused: Refused = {}
    patience = Patience(FILES_AT_ONCE, most_refused=REFUSED_AT_ONCE)
    for name in files:
        if not is_place_for_scans(name) or step_of(name) is not step:
            continue
        for each in sent(files.getlist(name)):
            why = patience.over()
            if not why:
                why = _added(code, name.removeprefix(SCAN), each)
                patience.saw(refused=bool(why))
            if why:
                refused[name] = (*refused.get(name, ()), f"{each.name}: {why}")
    return refused


def _added(code: str, kind: str, file: Sent) -> str:
    """Add a scan; why it was refused, empty where it was not."""
    if file.refusal:
        return file.refusal
    try:
        services.add_scan(current_actor(), code, kind, file.data, file.name)
    except Invalid as refusal:
        return str(refusal)
    return ""


def _remove(code: str, form: Form) -> str:
    """Take out the scan whose button was pressed; where in the page it was, empty where none was pressed."""
    scan_id = read_id(form.get("remove", ""))
    if scan_id is None:
        return ""
    place = next((each.kind for each in own(code).scans if each.id == scan_id), None)
    if place is None:
        return ""
    services.remove_scan(current_actor(), code, scan_id)
    note("ok", _("Đã bỏ tệp."))
    return f"#{SCAN}{place}".replace(".", "-").replace("_", "-")


def _page(
    view: ApplicationView,
    step: Step,
    *,
    errors: Mapping[str, Message | str] | None = None,
    typed: Mapping[str, str] | None = None,
    refused: Refused | None = None,
    alert: str = "",
    status: int = 200,
) -> Response:
    page = step_page(
        view, step, errors=errors, typed=typed, refused=refused, alert=alert, limit_bytes=_most()
    )
    return show("apply_step.html", page, desk(), status)


def _most() -> int:
    return current().settings.max_upload_bytes


def _said(answer: dict[str, object], status: int = 200) -> Response:
    response = jsonify(answer)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response

"""Keeping what a page of the minutes sends: words that were changed, pictures, choices between two wordings."""

from collections.abc import Mapping

from flask import Response, jsonify
from werkzeug.datastructures import FileStorage, MultiDict

from marketplace.inspection import services
from marketplace.inspection.fields import FIELDS
from marketplace.inspection.kinds import EvidenceKind
from marketplace.inspection.queries.views import InspectionView
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.web.access import current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from ..presenters.inspection_form_parts import anchor, clashes_of
from ..uploads import Patience, Sent, sent

FILES_AT_ONCE = 8
REFUSED_AT_ONCE = 2
"""Files of one request that are looked at, and refusals after which no other one is: looking into a file costs time."""

Form = MultiDict[str, str]
Files = MultiDict[str, FileStorage]
Refused = dict[str, tuple[str, ...]]


def lines(text: str) -> str:
    """The text with lines that end as they do here, so that they are not counted twice."""
    return text.replace("\r\n", "\n")


def changed(form: Form) -> dict[str, str]:
    """What somebody changed in the page: a field that still says what it was filled from is not theirs."""
    return {
        name: lines(form.get(name, ""))
        for name in FIELDS
        if f"was-{name}" in form and lines(form.get(name, "")) != lines(form[f"was-{name}"])
    }


def keep(
    view: InspectionView, typed: Mapping[str, str], form: Form
) -> tuple[dict[str, str], dict[str, Message | str]]:
    """Keep answers; those that are too long to be kept at all, and what is wrong with them."""
    base, key = whole(form.get("version")) or 0, form.get("key", "")[:64]
    if not typed:
        return {}, {}
    try:
        services.save(current_actor(), view.code, typed, base=base, client_key=key)
    except Conflict:
        raise
    except MarketplaceError as refusal:
        long = {name: typed[name] for name in refusal.fields if name in typed}
        if not long:
            raise
        rest = {name: text for name, text in typed.items() if name not in long}
        if rest:
            services.save(current_actor(), view.code, rest, base=base, client_key=key)
        return long, dict(refusal.fields)
    return {}, {}


def boxes(view: InspectionView, name: str) -> str:
    """The boxes to choose between the wordings of a field, as HTML."""
    return "".join(
        render_page("marketplace/admin/_inspection_clash.html", clash=each) for each in clashes_of(view, name)
    )


def take_in(code: str, files: Files) -> Refused:
    """Add the pictures that came along; by kind, what is wrong with those that were refused."""
    refused: Refused = {}
    patience = Patience(FILES_AT_ONCE, most_refused=REFUSED_AT_ONCE)
    for kind in EvidenceKind:
        for each in sent(files.getlist(kind.value)):
            why = patience.over()
            if not why:
                why = _added(code, kind, each)
                patience.saw(refused=bool(why))
            if why:
                refused[kind.value] = (*refused.get(kind.value, ()), f"{each.name}: {why}")
    return refused


def _added(code: str, kind: EvidenceKind, file: Sent) -> str:
    """Add a picture; why it was refused, empty where it was not."""
    if file.refusal:
        return file.refusal
    try:
        services.add_file(current_actor(), code, kind, file.data, file.name)
    except Invalid as refusal:
        return str(refusal)
    return ""


def settle(view: InspectionView, form: Form) -> str:
    """Choose between two wordings, as the pressed button says; the id of the field, empty where none was pressed."""
    number, _dot, which = form.get("settle", "").partition(".")
    clash_id = read_id(number)
    found = next((each for each in view.clashes if each.id == clash_id), None)
    if found is None or which not in {"giu", "dung"}:
        return ""
    services.settle(current_actor(), view.code, found.id, take_typed=which == "dung")
    note("ok", _("Đã chọn cách ghi."))
    return anchor(found.name)


def remove(code: str, form: Form) -> str:
    """Take out the picture whose button was pressed; where it was, empty where none was pressed."""
    file_id = read_id(form.get("remove", ""))
    if file_id is None:
        return ""
    services.remove_file(current_actor(), code, file_id)
    note("ok", _("Đã bỏ ảnh."))
    return "anh"


def said(answer: dict[str, object], status: int = 200) -> Response:
    """An answer for a module."""
    response = jsonify(answer)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response

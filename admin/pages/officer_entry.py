"""Entering one recognition by hand: a new one, a draft corrected, the decision that follows an older one."""

import hashlib
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.certification import queries, services
from marketplace.certification.annex.values.scores import parse_score
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RegimeCode, Round
from marketplace.certification.queries import RecognitionView
from marketplace.certification.services import RecognitionData
from marketplace.certification.services.data import faults
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.media import services as media
from marketplace.places import queries as places
from marketplace.places.cards import Candidate, ProvinceCard
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole
from marketplace.web.replies import note

from .. import frame, kept
from ..answers import show
from ..presenters.officer_entry import FIELDS, entry_page, filled, followed
from ..reading import Reading, which_commune
from ..uploads import read_form, sent_one
from .officer_recognition import seen

PAPER = "recognition_decision"
KEPT = "scan"

COLUMNS = {"commune": "commune_code", "scan": "scan_hash"}
"""Fields that the service calls by another name."""

Scan = tuple[str, int | None]
"""The SHA-256 of the evidence and the id of its file."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo/so/moi", "recognition_new", new)
    bp.add_url_rule("/can-bo/so/moi", "recognition_enter", enter, methods=["POST"])
    bp.add_url_rule("/can-bo/so/<code>/sua", "recognition_edit", edit)
    bp.add_url_rule("/can-bo/so/<code>/sua", "recognition_save", save, methods=["POST"])
    bp.add_url_rule("/can-bo/so/<code>/quyet-dinh-moi", "recognition_upgrade", upgrade)
    bp.add_url_rule("/can-bo/so/<code>/quyet-dinh-moi", "recognition_follow", follow, methods=["POST"])


class Ambiguous(Invalid):
    """The typed commune means several today; ``choices`` are they."""

    choices: tuple[Candidate, ...] = ()


@allows("certification.enter")
def new() -> Response:
    """An empty form."""
    mine = _provinces()
    return _form(
        {"province": mine[0].code if len(mine) == 1 else ""}, _new_title(), url_for(".recognition_enter")
    )


@allows("certification.enter")
def enter() -> AnyResponse:
    """Enter a recognition as a draft."""
    return _save(
        lambda data: services.enter(current_actor(), data),
        Message("Đã nhập bản nháp. Xem lại rồi trình duyệt."),
        _new_title(),
        url_for(".recognition_enter"),
    )


@allows("certification.enter")
def edit(code: str) -> Response:
    """The form of a draft."""
    view = _draft(code)
    return _form(filled(view), _("Sửa bản ghi"), url_for(".recognition_save", code=view.code), view)


@allows("certification.enter")
def save(code: str) -> AnyResponse:
    """Replace the words of a draft."""
    view = _draft(code)

    def verb(data: RecognitionData) -> int:
        services.edit(current_actor(), view.id, data, version=whole(request.form.get("version", "")))
        return view.id

    done = Message("Đã lưu bản ghi.")
    return _save(verb, done, _("Sửa bản ghi"), url_for(".recognition_save", code=view.code), view)


@allows("certification.upgrade")
def upgrade(code: str) -> Response:
    """The form of the decision that follows a verified recognition."""
    view = _verified(code)
    return _form(followed(view), _next_title(view), url_for(".recognition_follow", code=view.code), view)


@allows("certification.upgrade")
def follow(code: str) -> AnyResponse:
    """Enter the decision that follows: an upgrade, or what a re-evaluation came to."""
    view = _verified(code)
    return _save(
        lambda data: services.upgrade(current_actor(), view.id, data),
        Message("Đã nhập bản nháp. Khi được duyệt, quyết định cũ hết hiệu lực."),
        _next_title(view),
        url_for(".recognition_follow", code=view.code),
        view,
    )


def _new_title() -> str:
    return _("Thêm bản ghi công nhận")


def _next_title(view: RecognitionView) -> str:
    return _("Quyết định mới cho %(name)s", name=view.product_name)


def _draft(code: str) -> RecognitionView:
    view = seen(code, "certification.enter")
    return view if view.state == "draft" else abort(404)


def _verified(code: str) -> RecognitionView:
    view = seen(code, "certification.upgrade")
    return view if view.state == "verified" and view.revoked_at is None else abort(404)


def _save(
    verb: Callable[[RecognitionData], int],
    done: Message,
    title: str,
    action: str,
    view: RecognitionView | None = None,
) -> AnyResponse:
    try:
        read_form()
    except RequestEntityTooLarge:
        heavy = Message("Tệp nặng quá. Gửi tệp nhẹ hơn.")
        refused = Invalid(heavy, fields={"scan": heavy})
        page = entry_page(
            filled(view) if view is not None else {},
            _provinces(),
            title=title,
            action=action,
            view=view,
            refusal=refused,
        )
        return show("recognition_form.html", page, frame.officer(), 413)
    values = {name: request.form.get(name, "") for name in FIELDS}
    draft = view if view is not None and view.state == "draft" else None
    scan, wrong = _scan(draft)
    values["kept_scan"] = kept.seal(scan, KEPT) if scan[1] else ""
    try:
        saved = verb(_data(draft, scan, wrong))
    except (Invalid, Conflict) as refusal:
        choices = refusal.choices if isinstance(refusal, Ambiguous) else ()
        page = entry_page(
            values, _provinces(), title=title, action=action, view=view, choices=choices, refusal=refusal
        )
        return show("recognition_form.html", page, frame.officer(), refusal.http_status)
    note("ok", done)
    return redirect(url_for(".recognition", code=queries.recognition(saved).code))


def _form(
    values: Mapping[str, str], title: str, action: str, view: RecognitionView | None = None
) -> Response:
    page = entry_page(values, _provinces(), title=title, action=action, view=view)
    return show("recognition_form.html", page, frame.officer())


def _data(draft: RecognitionView | None, scan: Scan, wrong_scan: Message | str | None) -> RecognitionData:
    """What was typed. Everything that cannot be read and everything that breaks a rule is refused at once."""
    form = Reading(request.form)
    if wrong_scan is not None:
        form.refuse("scan", Message(str(wrong_scan)))
    issued_on = form.day("issued_on", required=Message("Ghi ngày ký quyết định."))
    if form.text("issuer") not in list(IssuerKind):
        form.refuse("issuer", Message("Chọn cấp ký quyết định."))
    if form.text("star") not in {"3", "4", "5"}:
        form.refuse("star", Message("Chọn hạng sao."))
    score = parse_score(form.text("score")) if form.text("score").strip() else None
    if form.text("score").strip() and score is None:
        form.refuse("score", Message("Ghi điểm từ 0 đến 100, ví dụ 78,5."))
    if not form.text("province"):
        form.refuse("province", Message("Chọn tỉnh, thành phố."))
    place = places.read_commune(form.text("commune_code"), form.text("commune"), form.text("province"))
    if place.commune is None:
        form.refuse("commune", which_commune(place.choices))
    elif not policy.may(
        current_actor(),
        "certification.enter",
        province=place.commune.province.code,
        commune=place.commune.code,
    ):
        form.refuse("commune", Message("Xã, phường này ngoài địa bàn phụ trách."))
    # What could not be read holds a place that nothing is said of.
    data = RecognitionData(
        decision_no=form.text("decision_no"),
        issued_on=issued_on or clock.today(),
        issuer=IssuerKind.PROVINCE if "issuer" in form.errors else IssuerKind(form.text("issuer")),
        issuer_name=form.text("issuer_name"),
        star=3 if "star" in form.errors else int(form.text("star")),
        product_name=form.text("product_name"),
        holder_name=form.text("holder_name"),
        commune_code=place.commune.code if place.commune else "",
        regime=RegimeCode(form.text("regime")) if form.text("regime") in list(RegimeCode) else None,
        round=Round(form.text("round")) if form.text("round") in list(Round) else None,
        score=score,
        criteria_set=whole(form.text("criteria_set")),
        criterion_scores=draft.criterion_scores if draft else {},
        product_code=form.text("product_code"),
        packs=tuple(line for line in form.text("packs").splitlines() if line.strip()),
        holder_tax_id=form.text("holder_tax_id"),
        printed_address=form.text("printed_address"),
        scan_hash=scan[0],
        scan_file_id=scan[1],
        grade=EvidenceGrade(form.text("grade")) if form.text("grade") in list(EvidenceGrade) else None,
        evidence_source=form.text("evidence_source"),
        note=form.text("note"),
    )
    unread = {COLUMNS.get(name, name) for name in form.errors}
    errors: dict[str, Message | str] = {**form.errors, **faults(data, unread=unread)}
    if errors:
        refusal = Ambiguous(Message("Bản ghi có chỗ chưa đúng."), fields=errors)
        refusal.choices = place.choices
        raise refusal
    return data


def _scan(draft: RecognitionView | None) -> tuple[Scan, Message | str | None]:
    """The scan, and what is wrong with an upload: the one that was sent now, else the one that a refused form sent
    before, else the one that the draft has. A file is sent once, however often the form comes back.
    """
    upload = sent_one(request.files, "scan")
    if upload is not None:
        try:
            file_id = upload.stored(lambda data: media.store_paper(current_actor(), data, kind=PAPER))
        except Invalid as refusal:
            return ("", None), refusal.message
        return (hashlib.sha256(upload.data).hexdigest(), file_id), None
    before = kept.opened(request.form.get("kept_scan", ""), KEPT)
    if before is not None:
        return (before[0], before[1]), None
    return ((draft.scan_hash, draft.scan_file_id) if draft else ("", None)), None


def _provinces() -> tuple[ProvinceCard, ...]:
    """The provinces in which this person may enter records."""
    scope = queries.scope_of(current_actor(), "certification.enter")
    known = places.provinces()
    if scope.everything:
        return known
    wanted = scope.provinces | {each.province.code for each in places.communes(scope.communes).values()}
    return tuple(each for each in known if each.code in wanted)

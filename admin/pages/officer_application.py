"""One application under review, and what officers do with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.kernel import audit_log
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.queries import ApplicationView
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, read_page, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, show
from ..presenters import officer_papers as papers
from ..presenters.officer_application import Look, left, review_page, with_note
from ..presenters.officer_application_history import history, refs_of
from ..presenters.officer_application_lines import REASON, Typed
from ..presenters.officer_application_parts import HISTORY
from ..view_models import Field, Note, Step

AT = "/can-bo/ho-so/<code>"
_NOTE = "note-"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "application", application)
    for path, name, view in (
        ("nhan", "claim", claim),
        ("bo-nhan", "release", release),
        ("chuyen", "hand_over", hand_over),
        ("luu", "keep", keep),
        ("tra-lai", "send_back", send_back),
        ("de-nghi", "propose", propose),
        ("duyet", "approve", approve),
        ("doi-chieu-lai", "reopen", reopen),
        ("tu-choi", "refuse", refuse),
        ("xem", "reveal", reveal),
    ):
        bp.add_url_rule(f"{AT}/{path}", f"application_{name}", view, methods=["POST"])


def seen(code: str) -> ApplicationView:
    """The application, if it lies in the reader's places; 404 otherwise, whether it exists or not."""
    view = queries.application(code)
    if not queries.scope_of(current_actor()).covers(view):
        abort(404)
    return view


@allows("producers.review")
def application(code: str) -> Response:
    """A tab of it. A fixed number of statements."""
    scan, page = read_id(request.args.get("quet")), read_page(request.args.get("trang"))
    return page_of(seen(code), Look(request.args.get("muc", ""), {scan: page} if scan else {}))


@allows("producers.review")
def claim(code: str) -> AnyResponse:
    """Take it to work on."""
    return _simply(code, lambda: services.claim(current_actor(), code), Message("Đã nhận hồ sơ."))


@allows("producers.review")
def release(code: str) -> AnyResponse:
    """Put it back for whoever has time."""
    done = Message("Đã trả hồ sơ về hàng đợi, ý kiến đang ghi còn giữ.")
    return _simply(code, lambda: services.release(current_actor(), code), done)


@allows("producers.review")
def hand_over(code: str) -> AnyResponse:
    """Give it to another officer of the place."""
    to = read_id(request.form.get("to")) or 0
    done = Message("Đã chuyển hồ sơ.")
    return _simply(code, lambda: services.hand_over(current_actor(), code, to), done)


@allows("producers.review")
def keep(code: str) -> AnyResponse:
    """Keep ticks and remarks. A script that sends each tick as it is made gets an answer of a few words."""
    answer = _do(code, lambda: None, Message("Đã lưu."), url_for(".application", code=code, muc=_part()))
    if not _by_script() or answer.status_code >= 400:
        return answer
    view = seen(code)
    return jsonify({"left": left(view), "ready": not view.unticked, "said": _("Đã lưu")})


@allows("producers.review")
def send_back(code: str) -> AnyResponse:
    """Return it to the applicant with the remarks that were noted."""

    def verb() -> None:
        noted = queries.notes(seen(code).id)
        services.send_back(current_actor(), code, noted, noted.pop("", ""), seen=_round())

    return _do(code, verb, Message("Đã trả lại để sửa, chủ thể nhận được thư có các ý kiến."))


@allows("producers.review")
def propose(code: str) -> AnyResponse:
    """Say that all is in order, for a second officer to approve."""
    done = Message("Đã đề nghị duyệt. Một cán bộ khác xem lại và duyệt.")
    return _do(code, lambda: services.propose(current_actor(), code, seen=_round()), done)


@allows("producers.verify")
def approve(code: str) -> AnyResponse:
    """Make it a verified producer."""
    done = Message("Đã duyệt. Chủ thể đăng sản phẩm được từ bây giờ.")
    return _do(code, lambda: services.approve(current_actor(), code, seen=_round()), done)


@allows("producers.review")
def reopen(code: str) -> AnyResponse:
    """Somebody else compares what this officer has ticked, so that this officer may approve afterwards."""
    done = Message("Đã bỏ các mục anh chị đối chiếu. Cán bộ kia đối chiếu các mục ấy rồi đề nghị duyệt lại.")
    return _do(code, lambda: services.reopen(current_actor(), code, seen=_round()), done)


@allows("producers.review")
def refuse(code: str) -> AnyResponse:
    """Refuse it for good, with the reason that the applicant reads."""
    reason = request.form.get("refusal", "")
    done = Message("Đã từ chối, chủ thể nhận được thư có lý do.")
    return _do(code, lambda: services.refuse(current_actor(), code, reason, seen=_round()), done, of="refuse")


@allows("producers.review")
def reveal(code: str) -> Response:
    """Show a sealed answer in this one page; who looked is kept."""
    view, name = seen(code), request.form.get("name", "")
    shown = services.reveal(current_actor(), code, name)
    return page_of(view, Look(_part(), revealed={name: shown}, typed=typed_of()))


def typed_of(errors: Mapping[str, Any] | None = None) -> Typed | None:
    """What the form held; ``None`` where it is not the large one."""
    if "round" not in request.form:
        return None
    said = {
        name.removeprefix(_NOTE): text
        for name, text in request.form.items()
        if name and name.startswith(_NOTE)  # a part of a form need not have a name
    }
    said[""] = request.form.get(REASON, "")
    found = {name: str(text) for name, text in (errors or {}).items()}
    return Typed(frozenset(request.form.getlist("tick")), said, found)


def page_of(view: ApplicationView, look: Look, status: int = 200) -> Response:
    """The page in its frame."""
    actor = current_actor()
    scope, tab = queries.scope_of(actor), queries.tab_of(view.state)
    page = review_page(
        view,
        actor.id,
        queries.findings(view),
        queries.notes(view.id),
        queries.neighbours(scope, tab, view.code) if tab else None,
        queries.officers_for(view),
        _steps(view) if look.part == HISTORY else (),
        may_approve=policy.may(
            actor, "producers.verify", province=view.province_code, commune=view.commune_code
        ),
        look=look,
    )
    return show("application.html", page, frame.officer(), status, papers=papers.of_application(view))


def _steps(view: ApplicationView) -> tuple[Step, ...]:
    entries = audit_log.of_subject("application", view.code)
    return history(view, entries, accounts.people_of(refs_of(entries)))


def _part() -> str:
    return request.form.get("part", "")


def _round() -> int:
    return whole(request.form.get("round", "")) or 0


def _simply(code: str, verb: Callable[[], object], done: Message) -> AnyResponse:
    view = seen(code)
    answer = attempt(verb, done, url_for(".application", code=view.code, muc=_part() or None))
    if isinstance(answer, MarketplaceError):
        wrong = Field(request.form.get("to", ""), str(answer.fields.get("to", answer)))
        return page_of(view, Look(_part(), to=wrong), answer.http_status)
    return answer


def _do(code: str, verb: Callable[[], object], done: Message, back: str = "", *, of: str = "") -> AnyResponse:
    """Keep what stands in the form, then do it. A refusal is shown on the page with everything that was typed."""
    view, form = seen(code), typed_of()
    if form is None:
        abort(400)
    offered = frozenset(request.form.getlist("line"))
    try:
        services.keep(
            current_actor(),
            code,
            ticked=form.ticked & offered,
            offered=offered,
            said=form.said,
            seen=_round(),
        )
        verb()
    except MarketplaceError as refusal:
        if refusal.http_status not in {403, 409, 422}:
            raise
        return _refused(view.code, refusal, of)
    if not _by_script():
        note("ok", done)
    return redirect(back or url_for(".applications"))


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _refused(code: str, refusal: MarketplaceError, of: str) -> Response:
    if _by_script():
        words = [str(text) for text in refusal.fields.values()] or [str(refusal)]
        answer = jsonify({"refused": words})
        answer.status_code = refusal.http_status
        return answer
    errors = dict(refusal.fields)
    at_refusal = Field(request.form.get("refusal", ""), str(errors.pop("reason", "")) if of else "")
    told = Note(str(refusal), _told(refusal), "bad" if refusal.http_status == 422 else "warn", "circle-alert")
    view, typed = seen(code), typed_of(errors)
    if typed is not None and refusal.http_status == 409:
        # Somebody changed it meanwhile: what was ticked was ticked of something else. Remarks are kept.
        typed = replace(typed, ticked=frozenset(view.ticks))
    look = Look(_part(), typed=typed, refusal=at_refusal)
    # What stands beside a field of this page is not said a second time on top.
    beside = {REASON, *(name.removeprefix(_NOTE) for name in request.form if name and name.startswith(_NOTE))}
    if refusal.fields and (at_refusal.error or refusal.fields.keys() <= beside):
        return page_of(view, look, refusal.http_status)
    return page_of(view, with_note(look, told), refusal.http_status)


def _told(refusal: MarketplaceError) -> str:
    said = dict.fromkeys(str(text) for text in refusal.fields.values())
    return " ".join(text for text in said if text != str(refusal))

"""The mark on products that have no recognition: the list, and what is done about each."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import MisuseState
from marketplace.inspection.queries.case_views import MisuseView
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..listing import asked, asked_among, asked_page
from ..presenters.inspection_deeds import NO_REFUSAL, Refusal
from ..presenters.inspection_misuse import TAB, misuse_page, misuses_page

AT = "/can-bo/dung-tem-sai"
ONE = f"{AT}/<code>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection_misuses", misuses)
    bp.add_url_rule(ONE, "inspection_misuse", misuse)
    bp.add_url_rule(f"{ONE}/xu-ly", "inspection_misuse_handle", handle, methods=["POST"])
    bp.add_url_rule(f"{ONE}/khep", "inspection_misuse_close", close, methods=["POST"])


@allows("inspection.view")
def misuses() -> Response:
    """The list, in pages. A fixed number of statements."""
    state, text = asked_among(TAB, [each.value for each in MisuseState], ""), asked("q")
    scope = queries.scope_of(current_actor())
    found = queries.misuses(scope, state=state, text=text, number=asked_page())
    page = misuses_page(found, queries.misuse_counts(scope), state=state, text=text)
    return show("list.html", page, frame.officer())


@allows("inspection.view")
def misuse(code: str) -> Response:
    """One case. A fixed number of statements."""
    return _page(queries.misuse(current_actor(), code))


@allows("inspection.propose")
def handle(code: str) -> AnyResponse:
    """Note what was begun about it."""
    form = request.form
    return _do(
        code,
        "xu-ly",
        lambda: services.handle_misuse(
            current_actor(), code, form.get("handling", ""), paper_no=form.get("paper_no", "")
        ),
        Message("Đã ghi việc xử lý."),
    )


@allows("inspection.propose")
def close(code: str) -> AnyResponse:
    """Close it with its outcome."""
    outcome = request.form.get("outcome", "")
    return _do(
        code, "khep", lambda: services.close_misuse(current_actor(), code, outcome), Message("Đã khép hồ sơ.")
    )


def _do(code: str, deed: str, verb: Callable[[], object], done: Message) -> AnyResponse:
    view = queries.misuse(current_actor(), code)
    try:
        verb()
    except Invalid as refusal:
        return _page(view, Refusal.of(deed, request.form, refusal), 422)
    except (Conflict, NotAllowed) as refusal:
        note("warn", str(refusal))
    else:
        note("ok", done)
    return redirect(url_for(".inspection_misuse", code=view.code))


def _page(view: MisuseView, refused: Refusal = NO_REFUSAL, status: int = 200) -> Response:
    actor, about = current_actor(), view.about
    page = misuse_page(
        view,
        may_propose=policy.may(
            actor, "inspection.propose", province=about.province_code, commune=about.commune_code
        ),
        refused=refused,
    )
    return show("inspection_case.html", page, frame.officer(), status)

"""The mark on products that have no recognition: the list, and what is done about each."""

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import MisuseState
from marketplace.inspection.queries.case_views import MisuseView
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import show
from ..listing import asked, asked_among, asked_page
from ..presenters.inspection_deeds import NO_REFUSAL, CasePage, Refusal
from ..presenters.inspection_misuse import TAB, misuse_page, misuses_page
from .inspection_doing import answer, do

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
    return answer(_page(queries.misuse(current_actor(), code)))


@allows("inspection.propose")
def handle(code: str) -> AnyResponse:
    """Note what was begun about it."""

    def verb() -> Message:
        form = request.form
        handling, paper_no = form.get("handling", ""), form.get("paper_no", "")
        services.handle_misuse(current_actor(), code, handling, paper_no=paper_no)
        return Message("Đã ghi việc xử lý.")

    return _do(code, "xu-ly", verb)


@allows("inspection.propose")
def close(code: str) -> AnyResponse:
    """Close it with its outcome."""

    def verb() -> Message:
        services.close_misuse(current_actor(), code, request.form.get("outcome", ""))
        return Message("Đã khép hồ sơ.")

    return _do(code, "khep", verb)


def _do(code: str, deed: str, verb: Callable[[], Message]) -> AnyResponse:
    view = queries.misuse(current_actor(), code)
    back = url_for(".inspection_misuse", code=view.code)
    return do(deed, verb, lambda refused: _page(queries.misuse(current_actor(), code), refused), back)


def _page(view: MisuseView, refused: Refusal = NO_REFUSAL) -> CasePage:
    actor, about = current_actor(), view.about
    may_propose = policy.may(
        actor, "inspection.propose", province=about.province_code, commune=about.commune_code
    )
    return misuse_page(view, may_propose=may_propose, refused=refused)

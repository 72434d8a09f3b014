"""Complaints of producers: the list, and the word of whoever decides."""

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import AppealState
from marketplace.inspection.queries.case_views import AppealView
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import show
from ..listing import asked, asked_among, asked_page
from ..presenters.inspection_appeal import TAB, appeal_page, appeals_page
from ..presenters.inspection_deeds import NO_REFUSAL, CasePage, Refusal
from .inspection_doing import answer, do, undecidable_note

AT = "/can-bo/khieu-nai"
ONE = f"{AT}/<code>"
ALL = "tat-ca"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection_appeals", appeals)
    bp.add_url_rule(ONE, "inspection_appeal", appeal)
    bp.add_url_rule(f"{ONE}/dung", "inspection_appeal_uphold", uphold, methods=["POST"])
    bp.add_url_rule(f"{ONE}/khong-dung", "inspection_appeal_dismiss", dismiss, methods=["POST"])


@allows("inspection.view")
def appeals() -> Response:
    """The list, in pages. A fixed number of statements."""
    known = [ALL, *(each.value for each in AppealState)]
    tab, text = asked_among(TAB, known, AppealState.OPENED.value), asked("q")
    state = "" if tab == ALL else tab
    scope = queries.scope_of(current_actor())
    found = queries.appeals(scope, state=state, text=text, number=asked_page())
    page = appeals_page(found, queries.appeal_counts(scope), state=state, text=text)
    return show("list.html", page, frame.officer())


@allows("inspection.view")
def appeal(code: str) -> Response:
    """One complaint. A fixed number of statements."""
    return answer(_page(queries.appeal(current_actor(), code)))


@allows("inspection.decide")
def uphold(code: str) -> AnyResponse:
    """Find it right: what stopped the product is taken away."""

    def verb() -> Message:
        restored = services.uphold_appeal(current_actor(), code, **_words())
        if restored:
            return Message("Đã giải quyết: khiếu nại đúng, sản phẩm bán lại từ lúc này.")
        return Message("Đã giải quyết: khiếu nại đúng. Việc tạm dừng khác vẫn còn.")

    return _do(code, "dung", verb)


@allows("inspection.decide")
def dismiss(code: str) -> AnyResponse:
    """Find it wrong: everything stays."""

    def verb() -> Message:
        services.dismiss_appeal(current_actor(), code, **_words())
        return Message("Đã giải quyết: khiếu nại không đúng, mọi việc giữ nguyên.")

    return _do(code, "khong-dung", verb)


def _words() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("decision_no", "reason")}


def _do(code: str, deed: str, verb: Callable[[], Message]) -> AnyResponse:
    view = queries.appeal(current_actor(), code)
    back = url_for(".inspection_appeal", code=view.code)
    return do(deed, verb, lambda refused: _page(queries.appeal(current_actor(), code), refused), back)


def _page(view: AppealView, refused: Refusal = NO_REFUSAL) -> CasePage:
    actor, about = current_actor(), view.about
    may_decide = policy.may(
        actor, "inspection.decide", province=about.province_code, commune=about.commune_code
    )
    nobody = undecidable_note(view.code) if view.refusal is not None else None
    return appeal_page(view, may_decide=may_decide, nobody=nobody, refused=refused)

"""Proposals to revoke: the list, and each one on its way from the officers to the authority."""

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.queries import ProposalTab
from marketplace.inspection.queries.case_views import ProposalView
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole

from .. import frame
from ..answers import show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters.inspection_deeds import NO_REFUSAL, CasePage, Refusal
from ..presenters.inspection_proposal import proposal_page
from ..presenters.inspection_proposals import MINE, SORTS, TAB, TABS, proposals_page
from .inspection_doing import answer, do, undecidable_note

AT = "/can-bo/de-nghi-thu-hoi"
ONE = f"{AT}/<code>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection_proposals", proposals)
    bp.add_url_rule(ONE, "inspection_proposal", proposal)
    for path, name, view in (
        ("sua", "edit", edit),
        ("trinh", "submit", submit),
        ("rut", "withdraw", withdraw),
        ("thu-hoi", "revoke", revoke),
        ("khong-thu-hoi", "reject", reject),
    ):
        bp.add_url_rule(f"{ONE}/{path}", f"inspection_proposal_{name}", view, methods=["POST"])


@allows("inspection.view")
def proposals() -> Response:
    """One tab of the list, in pages. A fixed number of statements."""
    actor, scope = current_actor(), queries.scope_of(current_actor())
    decides = policy.may(actor, "inspection.decide", any_scope=True)
    known = [*([MINE] if decides else []), *(each.value for each in TABS)]
    tab, text = asked_among(TAB, known, MINE if decides else ProposalTab.OPEN.value), asked("q")
    sort = asked_sort(SORTS, "due")
    found = (
        queries.waiting(actor, number=asked_page())
        if tab == MINE
        else queries.proposals(scope, tab=ProposalTab(tab), text=text, sort=sort, number=asked_page())
    )
    page = proposals_page(
        found,
        queries.proposal_counts(scope, text=text),
        tab=tab,
        text=text,
        sort=sort,
        waiting=queries.waiting_count(actor) if decides else None,
    )
    return show("list.html", page, frame.officer())


@allows("inspection.view")
def proposal(code: str) -> Response:
    """One of them. A fixed number of statements."""
    return answer(_page(queries.proposal(current_actor(), code)))


@allows("inspection.propose")
def edit(code: str) -> AnyResponse:
    """Write on a proposal that is not submitted yet."""

    def verb() -> Message:
        form = request.form
        services.edit_proposal(
            current_actor(),
            code,
            ground=form.get("ground", ""),
            article=form.get("article", ""),
            note=form.get("note", ""),
            seen=_version(),
        )
        return Message("Đã lưu căn cứ và lời trình.")

    return _do(code, "sua", verb)


@allows("inspection.propose")
def submit(code: str) -> AnyResponse:
    """Put it before the authority."""

    def verb() -> Message:
        services.submit_proposal(current_actor(), code, request.form.get("paper_no", ""), seen=_version())
        return Message("Đã trình. Người có thẩm quyền thấy hồ sơ ngay.")

    return _do(code, "trinh", verb)


@allows("inspection.propose")
def withdraw(code: str) -> AnyResponse:
    """Take it back; what this case alone stopped goes on."""

    def verb() -> Message:
        reason = request.form.get("reason", "")
        if services.withdraw_proposal(current_actor(), code, reason, seen=_version()):
            return Message("Đã rút đề nghị, sản phẩm bán lại từ lúc này.")
        return Message("Đã rút đề nghị. Việc tạm dừng khác vẫn còn.")

    return _do(code, "rut", verb)


@allows("inspection.decide")
def revoke(code: str) -> AnyResponse:
    """Revoke as proposed."""

    def verb() -> Message:
        form = request.form
        services.decide_to_revoke(
            current_actor(), code, form.get("decision_no", ""), note=form.get("note", ""), seen=_version()
        )
        return Message("Đã thu hồi. Sổ công nhận, quầy hàng và trang sao đổi từ lúc này.")

    return _do(code, "thu-hoi", verb)


@allows("inspection.decide")
def reject(code: str) -> AnyResponse:
    """Decide not to revoke."""

    def verb() -> Message:
        form = request.form
        lifted = services.reject_proposal(
            current_actor(),
            code,
            form.get("reason", ""),
            decision_no=form.get("decision_no", ""),
            seen=_version(),
        )
        if lifted:
            return Message("Đã quyết định không thu hồi, sản phẩm bán lại từ lúc này.")
        return Message("Đã quyết định không thu hồi. Việc tạm dừng khác vẫn còn.")

    return _do(code, "khong-thu-hoi", verb)


def _version() -> int | None:
    return whole(request.form.get("version"))


def _do(code: str, deed: str, verb: Callable[[], Message]) -> AnyResponse:
    view = queries.proposal(current_actor(), code)
    back = url_for(".inspection_proposal", code=view.code)
    return do(deed, verb, lambda refused: _page(queries.proposal(current_actor(), code), refused), back)


def _page(view: ProposalView, refused: Refusal = NO_REFUSAL) -> CasePage:
    actor, about = current_actor(), view.about

    def may(permission: str) -> bool:
        return policy.may(actor, permission, province=about.province_code, commune=about.commune_code)

    return proposal_page(
        view,
        may_propose=may("inspection.propose"),
        may_decide=may("inspection.decide"),
        may_read_register=may("certification.view"),
        nobody=undecidable_note(view.code) if view.refusal is not None else None,
        refused=refused,
    )

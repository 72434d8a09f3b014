"""Moderation: what waits to be let into the shop, and what a moderator decides about it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.catalog import services as catalog
from marketplace.catalog.parts import PaperRow
from marketplace.catalog.queries import moderation
from marketplace.catalog.queries.moderation import RevisionView
from marketplace.kernel import clock
from marketplace.kernel.actor import accounts_in
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.media import queries as media
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..offers import OnDesk, to_moderate
from ..presenters import officer_papers as papers
from ..presenters.officer_product import review_page
from ..presenters.officer_products import SORTS, TAB, TABS, queue_page
from ..presenters.officer_remarks import START, WHOLE_FIELD, sent_remarks
from ..presenters.product_papers import PaperView, paper_view
from ..scans import paper_file
from ..view_models import EMPTY, Field
from .producer_typing import said

AT = "/can-bo/san-pham/<int(max=2147483647):product_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    paper = f"{AT}/giay/<int(max=2147483647):paper_id>"
    bp.add_url_rule("/can-bo/san-pham", "product_reviews", queue)
    bp.add_url_rule(AT, "product_review", review)
    bp.add_url_rule(f"{AT}/luu", "product_review_autosave", autosave, methods=["POST"])
    for path, name, view in (
        ("duyet", "approve", approve),
        ("tra-lai", "send_back", send_back),
        ("an", "hide", hide),
        ("hien", "unhide", unhide),
    ):
        bp.add_url_rule(f"{AT}/{path}", f"product_review_{name}", view, methods=["POST"])
    bp.add_url_rule(paper, "product_review_scan", scan)
    bp.add_url_rule(f"{paper}/xac-minh", "product_review_verify_paper", verify_paper, methods=["POST"])
    bp.add_url_rule(f"{paper}/bo", "product_review_drop_paper", drop_paper, methods=["POST"])


@allows("catalog.moderate")
def queue() -> Response:
    """What waits, and what is in the shop, of the reader's places. A fixed number of statements."""
    actor = current_actor()
    provinces, communes = policy.places(actor, "catalog.moderate")
    tab, text = asked_among(TAB, TABS, "waiting"), asked("q")
    sort = asked_sort(SORTS, "since" if tab in {"waiting", "new", "changed"} else "-since")
    page = moderation.waiting(
        provinces, communes, tab=tab, text=text, newest=sort.startswith("-"), page=asked_page()
    )
    names = {each.code: each.name for each in places.provinces()}
    counts = moderation.waiting_counts(provinces, communes)
    view = queue_page(page, counts, names, tab=tab, text=text, sort=sort)
    return show("list.html", view, frame.officer())


@allows("catalog.moderate")
def review(product_id: int) -> Response:
    """A new product whole, or what would change on a live one."""
    return _page(to_moderate(product_id))


@allows("catalog.moderate")
def approve(product_id: int) -> AnyResponse:
    """Let in what was read: the product, or the change."""
    revision, version = read_id(request.form.get("revision")), whole(request.form.get("version"))

    def verb(found: OnDesk) -> None:
        if revision is not None and version is not None:
            if revision != found.form.revision_id:
                abort(404)
            catalog.approve_revision(current_actor(), revision, version)
        else:
            # A form that does not say what was read approves nothing.
            catalog.approve(current_actor(), product_id, version=version or 0)

    return _do(product_id, verb, Message("Đã duyệt."))


@allows("catalog.moderate")
def send_back(product_id: int) -> AnyResponse:
    """Give it back with what to mend, on the whole and beside single parts; what is live stays as it is."""
    remark, parts = request.form.get("remark", ""), sent_remarks(request.form)
    revision, version = read_id(request.form.get("revision")), whole(request.form.get("version"))

    def verb(found: OnDesk) -> None:
        if found.form.revision_id is not None:
            if revision not in {None, found.form.revision_id}:
                abort(404)
            catalog.reject_revision(current_actor(), found.form.revision_id, remark, parts, number=version)
        else:
            catalog.reject(current_actor(), product_id, remark, parts, version=version)
        catalog.forget_remarks(current_actor(), product_id)

    return _do(product_id, verb, Message("Đã trả lại cho chủ thể, kèm lý do."), "send_back")


@allows("catalog.moderate")
def autosave(product_id: int) -> Response:
    """Keep remarks that are being written."""
    to_moderate(product_id)
    typed = {START + name: text for name, text in sent_remarks(request.form).items()}
    if WHOLE_FIELD in request.form:
        typed[WHOLE_FIELD] = request.form[WHOLE_FIELD]
    catalog.keep_remarks(current_actor(), product_id, typed)
    when = f"{clock.local(clock.now()):%H:%M}"
    return said({"saved": _("Đã giữ lời nhắn lúc %(when)s, chưa gửi.", when=when), "errors": {}})


@allows("catalog.moderate")
def hide(product_id: int) -> AnyResponse:
    """Take a product out of the shop, with the reason that its producer reads."""
    remark = request.form.get("remark", "")
    return _do(
        product_id,
        lambda _: catalog.hide(current_actor(), product_id, remark),
        Message("Đã ẩn khỏi gian hàng."),
        "hide",
    )


@allows("catalog.moderate")
def unhide(product_id: int) -> AnyResponse:
    """Bring it back."""
    return _do(product_id, lambda _: catalog.unhide(current_actor(), product_id), Message("Đã bày bán lại."))


@allows("catalog.moderate")
def scan(product_id: int, paper_id: int) -> Response:
    """The scan of one of its papers."""
    return paper_file(_paper(to_moderate(product_id), paper_id))


@allows("catalog.moderate")
def verify_paper(product_id: int, paper_id: int) -> AnyResponse:
    """Confirm that a paper says what was entered."""

    def verb(found: OnDesk) -> None:
        _paper(found, paper_id)
        catalog.verify_paper(current_actor(), paper_id)

    return _do(product_id, verb, Message("Đã xác minh giấy."))


@allows("catalog.moderate")
def drop_paper(product_id: int, paper_id: int) -> AnyResponse:
    """Take out a paper that is false or entered by mistake."""

    def verb(found: OnDesk) -> None:
        _paper(found, paper_id)
        catalog.withdraw_paper(current_actor(), paper_id, request.form.get("remark", ""))

    return _do(product_id, verb, Message("Đã bỏ giấy."), f"giay-{paper_id}")


def _do(product_id: int, verb: Callable[[OnDesk], object], done: Message, refused: str = "") -> AnyResponse:
    found = to_moderate(product_id)
    answer = attempt(lambda: verb(found), done, url_for(".product_review", product_id=product_id))
    return _page(found, refused, answer) if isinstance(answer, MarketplaceError) else answer


def _paper(found: OnDesk, paper_id: int) -> PaperRow:
    paper = next((paper for paper in found.form.papers if paper.id == paper_id), None)
    return paper if paper is not None else abort(404)


def _page(found: OnDesk, refused: str = "", refusal: MarketplaceError | None = None) -> Response:
    form = found.form
    wanted = moderation.revision(form.revision_id) if form.revision_id is not None else None
    seller = producers.sellers([form.producer_id])[form.producer_id]
    own_goods = policy.speaks_for(current_actor(), form.producer_id)
    sender = wanted.submitted_by if wanted else form.submitted_by
    page = review_page(
        found,
        wanted,
        media.pictures([*form.images, *form.new_images]),
        tuple(_paper_view(found, paper, own_goods=own_goods) for paper in form.papers),
        _communes(found, wanted),
        producer=seller.display_name,
        people=_people(sender),
        own_work=own_goods or sender == current_actor().ref,
        own_goods=own_goods,
        refused=refused,
        remark=Field(request.form.get("remark", ""), str(refusal)) if refusal else EMPTY,
        typed=request.form if refused == "send_back" else None,
        refusal=refusal,
    )
    status = refusal.http_status if refusal else 200
    return show("product_review.html", page, frame.officer(), status, papers=papers.of_product(form))


def _paper_view(found: OnDesk, paper: PaperRow, *, own_goods: bool) -> PaperView:
    to: dict[str, Any] = {"product_id": found.form.product_id, "paper_id": paper.id}
    return paper_view(
        paper,
        url_for(".product_review_scan", **to),
        url_for(".product_review_drop_paper", **to),
        "" if own_goods else url_for(".product_review_verify_paper", **to),
    )


def _communes(found: OnDesk, wanted: RevisionView | None) -> dict[str, str]:
    """The communes that are named, as lines."""
    codes = {found.form.live.origin_commune_code}
    codes |= (
        {each.wanted for each in wanted.differences if each.field == "origin_commune_code"}
        if wanted
        else set()
    )
    return {code: each.line for code, each in places.communes({code for code in codes if code}).items()}


def _people(ref: str) -> dict[str, str]:
    return {ref: ref, **accounts.people_of([ref])} if accounts_in([ref]) else {}

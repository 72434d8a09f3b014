"""The step of papers: test reports, declarations, licences, rights to a mark."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.catalog.data import ProductPaperData
from marketplace.catalog.parts import PaperRow
from marketplace.catalog.services.papers import KINDS
from marketplace.certification.facts import PaperKind
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.media import services as media
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame, kept
from ..answers import attempt, show
from ..offers import OnDesk, mine
from ..presenters.product_papers import FIELDS, papers_page
from ..reading import Reading
from ..scans import paper_file
from ..uploads import read_form, sent_one
from .producer_product import AT


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/giay-to/<int(max=2147483647):paper_id>"
    bp.add_url_rule(f"{AT}/giay-to", "producer_product_papers", papers)
    bp.add_url_rule(f"{AT}/giay-to", "producer_product_add_paper", add, methods=["POST"])
    bp.add_url_rule(one, "producer_product_scan", scan)
    bp.add_url_rule(f"{one}/bo", "producer_product_drop_paper", drop, methods=["POST"])


@allows("catalog.edit")
def papers(product_id: int) -> Response:
    """The papers, and the form for one more."""
    return _page(mine(product_id))


@allows("catalog.edit")
def add(product_id: int) -> AnyResponse:
    """Enter a paper with its scan. It counts once a moderator has compared both."""
    found = mine(product_id)
    try:
        typed, files = read_form()
    except RequestEntityTooLarge:
        heavy = Invalid(Message("Tệp nặng quá. Gửi tệp nhẹ hơn."), fields={"scan": Message("Tệp nặng quá.")})
        return _page(found, refusal=heavy, status=413)
    form = Reading(typed)
    file_id = _scan(form, typed, files, found)
    kind = form.text("kind")
    if kind not in KINDS:
        form.refuse("kind", Message("Chọn loại giấy."))
    issued_on = form.day("issued_on", required=Message("Ghi ngày cấp."))
    expires_on = form.day("expires_on")
    try:
        form.check()
        assert issued_on is not None
        catalog.add_paper(
            current_actor(),
            product_id,
            ProductPaperData(
                kind=PaperKind(kind),
                number=form.text("number"),
                issuer=form.text("issuer"),
                issued_on=issued_on,
                expires_on=expires_on,
                mark=form.text("mark"),
                file_id=file_id,
            ),
        )
    except (Invalid, Conflict) as refusal:
        again = kept.seal(file_id, _kept_for(product_id)) if file_id else ""
        return _page(found, refusal=refusal, typed=typed, kept_scan=again)
    note("ok", Message("Đã nhập giấy. Cán bộ đối chiếu với bản quét rồi mới tính."))
    return redirect(url_for(".producer_product_papers", product_id=product_id))


@allows("catalog.edit")
def scan(product_id: int, paper_id: int) -> Response:
    """The scan of a paper of one's own."""
    return paper_file(_paper(mine(product_id), paper_id))


@allows("catalog.edit")
def drop(product_id: int, paper_id: int) -> AnyResponse:
    """Take out a paper that nobody has verified yet."""
    found = mine(product_id)
    _paper(found, paper_id)
    reason = request.form.get("reason", "")
    answer = attempt(
        lambda: catalog.withdraw_paper(current_actor(), paper_id, reason),
        Message("Đã bỏ giấy."),
        url_for(".producer_product_papers", product_id=product_id),
    )
    return _page(found, drop=answer) if isinstance(answer, MarketplaceError) else answer


def _paper(found: OnDesk, paper_id: int) -> PaperRow:
    paper = next((paper for paper in found.form.papers if paper.id == paper_id), None)
    return paper if paper is not None else abort(404)


def _scan(
    form: Reading, typed: Mapping[str, str], files: MultiDict[str, FileStorage], found: OnDesk
) -> int | None:
    """The scan that was sent now, else the one that a refused form sent before. No more than one is looked at."""
    upload = sent_one(files, "scan")
    if upload is not None:
        owner = f"producer:{found.form.producer_id}"
        try:
            return upload.stored(
                lambda data: media.store_paper(current_actor(), data, kind="product_paper", owner=owner)
            )
        except Invalid as refusal:
            form.refuse("scan", Message(str(refusal)))
            return None
    before: int | None = kept.opened(typed.get("kept_scan", ""), _kept_for(found.form.product_id))
    if before is None:
        form.refuse("scan", Message("Chọn bản quét hoặc ảnh chụp giấy."))
    return before


def _kept_for(product_id: int) -> str:
    return f"product-scan-{product_id}"


def _page(
    found: OnDesk,
    *,
    refusal: MarketplaceError | None = None,
    typed: Mapping[str, str] | None = None,
    kept_scan: str = "",
    drop: MarketplaceError | None = None,
    status: int = 0,
) -> Response:
    product_id = found.form.product_id

    def links(paper: PaperRow) -> tuple[str, str]:
        to: dict[str, Any] = {"product_id": product_id, "paper_id": paper.id}
        dropping = "" if paper.verified else url_for(".producer_product_drop_paper", **to)
        return url_for(".producer_product_scan", **to), dropping

    values = {name: typed.get(name, "") for name in FIELDS} if typed else {}
    page = papers_page(found, links, values, refusal=refusal, kept_scan=kept_scan, drop=drop)
    wrong = refusal or drop
    return show(
        "producer_product_papers.html",
        page,
        frame.producer(),
        status or (wrong.http_status if wrong else 200),
    )

"""The papers of a producer: what is asked, what it has, how long each holds; one more, or one in place of another."""

from collections.abc import Mapping, Sequence
from functools import partial

from flask import Blueprint, Response, abort, redirect
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.catalog.queries.paper_outlook import paper_outlook
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.media import previews
from marketplace.media import services as media
from marketplace.producers import queries, services
from marketplace.producers.applications.requirements import required
from marketplace.producers.data import PaperData
from marketplace.producers.kinds import PaperKind, Standing
from marketplace.producers.paper_rules import MOST_SCANS, TOO_MANY_SCANS
from marketplace.producers.queries import PaperView, Seller
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame, kept, own
from ..answers import attempt, show
from ..listing import asked, asked_page
from ..presenters.own_paper_form import FIELDS, again, form_page
from ..presenters.own_papers import PICTURE, Held, papers_page
from ..reading import Reading
from ..scans import numbered_scan
from ..uploads import read_form, sent

AT = "/chu-the/giay-to"
ONE = f"{AT}/<int(max=2147483647):paper_id>"

Form = MultiDict[str, str]
Files = MultiDict[str, FileStorage]


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "own_papers", papers)
    bp.add_url_rule(f"{AT}/moi", "own_paper_new", new)
    bp.add_url_rule(f"{AT}/moi", "own_paper_add", add, methods=["POST"])
    bp.add_url_rule(f"{ONE}/thay", "own_paper_replace", replace)
    bp.add_url_rule(f"{ONE}/thay", "own_paper_renew", renew, methods=["POST"])
    bp.add_url_rule(f"{ONE}/tep", "own_paper_scan", scan, defaults={"number": 1})
    bp.add_url_rule(f"{ONE}/tep-<int(max=99):number>", "own_paper_scan", scan)
    bp.add_url_rule(f"{ONE}/anh", "own_paper_picture", picture)
    bp.add_url_rule(f"{ONE}/bo", "own_paper_withdraw", withdraw, methods=["POST"])


@allows("producers.desk")
def papers() -> Response:
    """What is missing or about to lapse first, then the papers by kind. A fixed number of statements."""
    return _list(own.chosen("producers.desk"))


@allows("producers.edit")
def new() -> Response:
    """An empty form, for the kind that was asked for."""
    kind = asked("loai")
    return _form(own.chosen("producers.edit"), {"kind": kind if kind in set(PaperKind) else ""})


@allows("producers.edit")
def add() -> AnyResponse:
    """Enter a paper with its scan. It counts once an officer has compared both."""
    return _enter(own.chosen("producers.edit"), None)


@allows("producers.edit")
def replace(paper_id: int) -> Response:
    """The form for what follows a paper: filled where it was sent back, since only some of it is wrong."""
    seller, old = _mine("producers.edit", paper_id)
    files = queries.paper_scans([old])[old.id] if old.return_reason else ()
    return _form(seller, again(old), old=old, scans=files)


@allows("producers.edit")
def renew(paper_id: int) -> AnyResponse:
    """Enter what follows a paper."""
    return _enter(*_mine("producers.edit", paper_id))


@allows("producers.desk")
def scan(paper_id: int, number: int) -> Response:
    """A scan of a paper of one's own, by its place among them."""
    _seller, paper = _mine("producers.desk", paper_id)
    return numbered_scan(paper, number)


@allows("producers.desk")
def picture(paper_id: int) -> Response:
    """Its first page, small."""
    _seller, paper = _mine("producers.desk", paper_id)
    data, mime = previews.page_picture(_file(paper), 1, PICTURE)
    response = Response(data, mimetype=mime)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@allows("producers.edit")
def withdraw(paper_id: int) -> AnyResponse:
    """Take out a paper that no officer has verified."""
    seller, paper = _mine("producers.edit", paper_id)
    if paper.verified:
        note("warn", Message("Giấy đã xác minh thì không tự bỏ được. Nhập giấy mới thay vào."))
        return redirect(own.at("own_papers", seller.id))
    answer = attempt(
        lambda: services.withdraw_paper(current_actor(), paper_id, _("Chủ thể tự bỏ.")),
        Message("Đã bỏ giấy."),
        own.at("own_papers", seller.id),
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


def _mine(permission: str, paper_id: int) -> tuple[Seller, PaperView]:
    """A paper of one of these producers; 404 for any other. Two statements."""
    paper = queries.paper(paper_id)
    if paper is None or paper.withdrawn or paper.producer_id not in own.mine(permission):
        abort(404)
    return queries.sellers([paper.producer_id])[paper.producer_id], paper


def _file(paper: PaperView) -> int:
    return paper.file_id if paper.file_id is not None else abort(404)


def _list(seller: Seller) -> Response:
    today = clock.today()
    outlook = paper_outlook(seller.id)
    listed = queries.paper_page(seller.id, number=asked_page())
    held = Held(
        listed,
        queries.leading_papers(seller.id, today),
        required(seller.kind, outlook.sets, today),
        outlook.lapses,
        queries.paper_scans(listed.page.items),
        may_edit=policy.may(current_actor(), "producers.edit", producer=seller.id)
        and seller.standing is not Standing.CLOSED,
    )
    page = papers_page(
        seller,
        held,
        today,
        tabs=own.tabs("own_papers", seller.id),
        producers=own.others("own_papers", "producers.desk", seller.id),
    )
    return show("own_papers.html", page, frame.producer())


def _enter(seller: Seller, old: PaperView | None) -> AnyResponse:
    try:
        form, files = read_form()
    except RequestEntityTooLarge:
        wrong = Invalid(Message("Tệp nặng quá. Gửi tệp nhẹ hơn."), fields={"scan": Message("Tệp nặng quá.")})
        return _form(seller, again(old) if old else {}, old=old, refusal=wrong)
    reading = Reading(form)
    scans = _scans(reading, form, files, seller.id)
    kind = old.kind.value if old else form.get("kind", "")
    if kind not in set(PaperKind):
        reading.refuse("kind", Message("Chọn loại giấy."))
    for name, text in (("number", Message("Ghi số giấy.")), ("issuer", Message("Ghi nơi cấp."))):
        if not form.get(name, "").strip():
            reading.refuse(name, text)
    issued_on = reading.day("issued_on", required=Message("Ghi ngày cấp."))
    expires_on = reading.day("expires_on")
    try:
        reading.check()
        assert issued_on is not None
        data = PaperData(
            kind=PaperKind(kind),
            number=reading.text("number"),
            issuer=reading.text("issuer"),
            issued_on=issued_on,
            expires_on=expires_on,
            file_id=scans[0],
            further_file_ids=scans[1:],
        )
        if old is None:
            services.add_paper(current_actor(), seller.id, data)
        else:
            services.replace_paper(current_actor(), old.id, data)
    except (Invalid, Conflict) as refusal:
        values = {name: form.get(name, "") for name in FIELDS}
        return _form(seller, values, old=old, scans=scans, refusal=refusal)
    note("ok", Message("Đã gửi giấy. Cán bộ đối chiếu với bản quét, xong thì có thư."))
    return redirect(own.at("own_papers", seller.id))


def _scans(reading: Reading, form: Form, files: Files, producer_id: int) -> tuple[int, ...]:
    """The scans that were sent now, in their order, else those that a refused form sent before. One that cannot be
    taken takes the others with it: which page of the paper is missing nobody would see.
    """
    uploads = sent(files.getlist("scan"))
    found: list[int] = []
    if len(uploads) > MOST_SCANS:
        reading.refuse("scan", TOO_MANY_SCANS)
    else:
        for each in uploads:
            try:
                found.append(each.stored(partial(_stored, producer_id)))
            except Invalid as refusal:
                named = Message("%(file)s: %(why)s", {"file": each.name, "why": str(refusal)})
                reading.refuse("scan", named if len(uploads) > 1 else Message(str(refusal)))
    if uploads and len(found) == len(uploads):
        return tuple(dict.fromkeys(found))
    before = kept.opened(form.get("kept_scan", ""), _kept_for(producer_id))
    if before is None:
        reading.refuse("scan", Message("Chọn bản quét hoặc ảnh chụp giấy."))
    return tuple(before or ())


def _stored(producer_id: int, data: bytes) -> int:
    return media.store_paper(current_actor(), data, kind="producer_paper", owner=f"producer:{producer_id}")


def _kept_for(producer_id: int) -> str:
    return f"paper-scan-{producer_id}"


def _form(
    seller: Seller,
    values: Mapping[str, str],
    *,
    old: PaperView | None = None,
    scans: Sequence[int] = (),
    refusal: MarketplaceError | None = None,
) -> Response:
    page = form_page(
        values,
        old=old,
        refusal=refusal,
        kept_scan=kept.seal([*scans], _kept_for(seller.id)) if scans else "",
        action=own.at("own_paper_renew", seller.id, paper_id=old.id)
        if old
        else own.at("own_paper_add", seller.id),
        back_url=own.at("own_papers", seller.id),
    )
    return show("own_paper_form.html", page, frame.producer(), refusal.http_status if refusal else 200)

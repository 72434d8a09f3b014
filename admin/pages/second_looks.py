"""What producers entered after they were let in, and a second person looks at: papers and bank accounts."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.media import previews
from marketplace.media import queries as media
from marketplace.media.queries import PaperCard
from marketplace.places import queries as places
from marketplace.producers import queries, services
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout import services as paying
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.queries import PaperView, Seller, Waits
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters import officer_papers as papers
from ..presenters.second_look import Looked, account_page, paper_page
from ..presenters.second_looks import SORTS, TAB, TABS, queue_page
from ..scans import numbered_scan
from ..view_models import EMPTY, Field

AT = "/can-bo/giay-to"
PAPER = f"{AT}/<int(max=2147483647):paper_id>"
ACCOUNT = f"{AT}/tai-khoan/<int(max=2147483647):account_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "second_looks", queue)
    bp.add_url_rule(PAPER, "second_look_paper", paper)
    bp.add_url_rule(f"{PAPER}/tep", "second_look_scan", scan, defaults={"number": 1})
    bp.add_url_rule(f"{PAPER}/tep-<int(max=99):number>", "second_look_scan", scan)
    bp.add_url_rule(f"{PAPER}/trang/<int(max=9999):page>", "second_look_picture", picture)
    bp.add_url_rule(f"{PAPER}/xac-minh", "second_look_verify_paper", verify_paper, methods=["POST"])
    bp.add_url_rule(f"{PAPER}/tra-lai", "second_look_return_paper", return_paper, methods=["POST"])
    bp.add_url_rule(ACCOUNT, "second_look_account", account)
    bp.add_url_rule(f"{ACCOUNT}/xac-minh", "second_look_verify_account", verify_account, methods=["POST"])
    bp.add_url_rule(f"{ACCOUNT}/tra-lai", "second_look_refuse_account", refuse_account, methods=["POST"])
    bp.add_url_rule(f"{ACCOUNT}/xem", "second_look_reveal", reveal, methods=["POST"])


@allows("producers.verify")
def queue() -> Response:
    """What waits in the reader's places, the longest first. A fixed number of statements."""
    actor = current_actor()
    provinces, communes = policy.places(actor, "producers.verify")
    tab, text = asked_among(TAB, TABS, "all"), asked("q")
    sort = asked_sort(SORTS, "since")
    page = queries.waiting(
        provinces,
        communes,
        waits=None if tab == "all" else Waits(tab),
        text=text,
        newest=sort.startswith("-"),
        page=asked_page(),
    )
    counts = queries.waiting_counts(provinces, communes)
    names = {
        code: each.line for code, each in places.communes({row.commune_code for row in page.items}).items()
    }
    view = queue_page(page, counts, names, actor.ref, tab=tab, text=text, sort=sort)
    return show("list.html", view, frame.officer())


@allows("producers.verify")
def paper(paper_id: int) -> Response:
    """A paper beside its scan. A fixed number of statements."""
    return _paper_page(*seen_paper(paper_id))


@allows("producers.verify")
def scan(paper_id: int, number: int) -> Response:
    """A scan as it was sent, by its place among those of the paper."""
    _seller, found = seen_paper(paper_id)
    return numbered_scan(found, number)


@allows("producers.verify")
def picture(paper_id: int, page: int) -> Response:
    """A page of the scans, counted through all of them."""
    _seller, found = seen_paper(paper_id)
    for card in _cards(found):
        if 1 <= page <= card.pages:
            break
        page -= card.pages
    else:
        abort(404)
    data, mime = previews.page_picture(card.id, page, previews.WIDTHS[1])
    response = Response(data, mimetype=mime)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@allows("producers.verify")
def verify_paper(paper_id: int) -> AnyResponse:
    """Confirm that the paper says what was entered."""
    seller, found = seen_paper(paper_id)
    done = Message("Đã xác minh %(paper)s của %(producer)s.", _said(seller, found.kind.label))
    return _do(
        lambda: services.verify_paper(current_actor(), paper_id),
        done,
        lambda remark: _paper_page(seller, found, remark),
    )


@allows("producers.verify")
def return_paper(paper_id: int) -> AnyResponse:
    """Send it back with what the producer has to mend."""
    seller, found = seen_paper(paper_id)
    done = Message("Đã trả lại %(paper)s, %(producer)s nhận được thư.", _said(seller, found.kind.label))
    return _do(
        lambda: services.return_paper(current_actor(), paper_id, request.form.get("reason", "")),
        done,
        lambda remark: _paper_page(seller, found, remark),
    )


@allows("producers.verify")
def account(account_id: int) -> Response:
    """An account beside the one that is paid to now. A fixed number of statements."""
    return _account_page(*seen_account(account_id))


@allows("producers.verify")
def verify_account(account_id: int) -> AnyResponse:
    """Confirm the account: from now on the producer is paid to it."""
    seller, found = seen_account(account_id)
    done = Message("Đã xác minh tài khoản nhận tiền của %(producer)s.", {"producer": seller.display_name})
    return _do(
        lambda: paying.verify_bank_account(current_actor(), account_id),
        done,
        lambda remark: _account_page(seller, found, remark),
    )


@allows("producers.verify")
def refuse_account(account_id: int) -> AnyResponse:
    """Refuse it; the producer goes on being paid to the old one."""
    seller, found = seen_account(account_id)
    done = Message("Đã trả lại tài khoản, %(producer)s nhận được thư.", {"producer": seller.display_name})
    return _do(
        lambda: paying.refuse_bank_account(current_actor(), account_id, request.form.get("reason", "")),
        done,
        lambda remark: _account_page(seller, found, remark),
    )


@allows("producers.verify")
def reveal(account_id: int) -> Response:
    """Show the whole number in this one page; who looked is kept."""
    seller, found = seen_account(account_id)
    return _account_page(seller, found, number=paying.reveal_bank_account(current_actor(), account_id))


def _said(seller: Seller, paper: Message) -> dict[str, object]:
    return {"paper": paper, "producer": seller.display_name}


def _do(verb: Callable[[], object], done: Message, page: Callable[[Field], Response]) -> AnyResponse:
    answer = attempt(verb, done, url_for(".second_looks"))
    if not isinstance(answer, MarketplaceError):
        return answer
    response = page(Field(request.form.get("reason", ""), str(answer.fields.get("reason", answer))))
    response.status_code = answer.http_status
    return response


def seen_paper(paper_id: int) -> tuple[Seller, PaperView]:
    """A paper from the reader's places; 404 for any other. Two statements."""
    found = queries.paper(paper_id) or abort(404)
    return _seller(found.producer_id), found


def seen_account(account_id: int) -> tuple[Seller, BankAccountView]:
    """A bank account of a producer from the reader's places; 404 for any other. Two statements."""
    found = payout.bank_account(account_id) or abort(404)
    return _seller(found.producer_id), found


def _seller(producer_id: int) -> Seller:
    seller = queries.sellers([producer_id])[producer_id]
    if not policy.may(
        current_actor(), "producers.verify", province=seller.province_code, commune=seller.commune_code
    ):
        abort(404)
    return seller


@dataclass(frozen=True, slots=True)
class _By:
    """Who entered something, and whether the reader may decide about it."""

    name: str
    own: bool


def _by(ref: str, producer_id: int) -> _By:
    name = accounts.people_of([ref]).get(ref, ref)
    actor = current_actor()
    return _By(name, ref == actor.ref or policy.speaks_for(actor, producer_id))


def _cards(found: PaperView) -> tuple[PaperCard, ...]:
    """The scans of a paper in their order; two statements."""
    files = queries.paper_scans([found])[found.id]
    cards = media.papers(files)
    return tuple(cards[each] for each in files)


def _paper_page(seller: Seller, found: PaperView, remark: Field = EMPTY) -> Response:
    by = _by(found.entered_by, seller.id)
    looked = Looked(seller, by.name, by.own, remark)
    pages = tuple(card.pages for card in _cards(found))
    page = paper_page(looked, found, queries.papers_of(seller.id), pages)
    return show("second_look.html", page, frame.officer(), papers=papers.of_establishment(found))


def _account_page(
    seller: Seller, found: BankAccountView, remark: Field = EMPTY, number: str = ""
) -> Response:
    by = _by(found.entered_by, seller.id)
    looked = Looked(seller, by.name, by.own, remark)
    page = account_page(looked, found, payout.bank_accounts_of(seller.id), number)
    return show("second_look.html", page, frame.officer(), papers=papers.of_bank_account(found))

"""One producer, and the verbs on it: verify, stop, let go on, close, say that it is another one, too."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.accounts.members import members_of
from marketplace.catalog.queries.desk import products_of
from marketplace.certification import queries as certification
from marketplace.certification.queries import RegisterFilter
from marketplace.certification.queries.loose import loose_of
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.orders.joining import order_counts
from marketplace.producers import queries, services
from marketplace.producers.joining import queries as joining
from marketplace.producers.joining.queries import PairView
from marketplace.producers.joining.services import put_together
from marketplace.producers.kinds import Standing
from marketplace.producers.payout.queries import bank_accounts_of
from marketplace.producers.queries import Seller
from marketplace.producers.queries.origins import origins_of
from marketplace.producers.services.export import PERMISSION
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id

from .. import frame
from ..answers import attempt, show
from ..presenters import officer_papers as papers
from ..presenters.officer_producer import subject_page
from ..presenters.officer_producer_tables import Known

AT = "/can-bo/chu-the/<int(max=2147483647):producer_id>"
SHOWN = 20
"""Recognitions and products on the page; there is a list for all."""

VERBS: dict[str, tuple[str, str]] = {
    "verify": ("/xac-minh", "producers.verify"),
    "suspend": ("/tam-dung", "producers.suspend"),
    "reinstate": ("/cho-ban-lai", "producers.suspend"),
    "close": ("/dong", "producers.suspend"),
    "pair": ("/trung-voi", "producers.join"),
}
"""Form → the end of its address and the permission it needs."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "subject", subject)
    for verb, view in (
        ("verify", verify),
        ("suspend", suspend),
        ("reinstate", reinstate),
        ("close", close),
        ("pair", pair_with),
    ):
        bp.add_url_rule(f"{AT}{VERBS[verb][0]}", f"subject_{verb}", view, methods=["POST"])


@allows(PERMISSION)
def subject(producer_id: int) -> Response:
    """Who it is, how it stands and since when, what it holds. A fixed number of statements."""
    return _page(seen(producer_id))


@allows("producers.verify")
def verify(producer_id: int) -> AnyResponse:
    """Confirm who it is: another person than the one who entered it."""
    return _do(
        producer_id,
        "verify",
        lambda: services.verify(current_actor(), producer_id),
        Message("Đã xác minh chủ thể."),
    )


@allows("producers.suspend")
def suspend(producer_id: int) -> AnyResponse:
    """Stop its sales from now on."""
    reason, paper_no = request.form.get("reason", ""), request.form.get("paper_no", "")
    return _do(
        producer_id,
        "suspend",
        lambda: services.suspend(current_actor(), producer_id, reason, paper_no=paper_no),
        Message("Đã tạm dừng, mọi hàng của chủ thể rút khỏi quầy."),
    )


@allows("producers.suspend")
def reinstate(producer_id: int) -> AnyResponse:
    """Let it sell again."""
    return _do(
        producer_id,
        "reinstate",
        lambda: services.reinstate(current_actor(), producer_id, request.form.get("reason", "")),
        Message("Chủ thể bán lại được từ lúc này."),
    )


@allows("producers.suspend")
def close(producer_id: int) -> AnyResponse:
    """End its time here for good."""
    return _do(
        producer_id,
        "close",
        lambda: services.close(current_actor(), producer_id, request.form.get("reason", "")),
        Message("Đã đóng chủ thể."),
    )


@allows("producers.join")
def pair_with(producer_id: int) -> AnyResponse:
    """Say that it may be another one, by that one's number or the address of its page."""
    seller = seen(producer_id, "producers.join")
    text = request.form.get("other", "")
    other = read_id(text.rstrip("/").rpartition("/")[2].strip())
    found: list[int] = []

    def verb() -> None:
        found.append(put_together(current_actor(), producer_id, other or 0))

    try:
        answer = attempt(
            verb, Message("So hai chủ thể rồi quyết định."), url_for(".subject", producer_id=producer_id)
        )
    except MarketplaceError as refusal:
        if refusal.http_status != 404:
            raise
        wrong = Message("Không có chủ thể số này trong địa bàn.")
        refusal.fields = {"other": wrong}
        return _page(seller, "pair", refusal)
    if isinstance(answer, MarketplaceError):
        return _page(seller, "pair", answer)
    return redirect(url_for(".pair", pair_id=found[0])) if found else answer


def seen(producer_id: int, permission: str = PERMISSION) -> Seller:
    """The producer, if this person may do that with it; 404 otherwise, whether it exists or not. One statement."""
    seller = queries.sellers([producer_id]).get(producer_id) or abort(404)
    if not _may(seller, permission) or not _may(seller, PERMISSION):
        abort(404)
    return seller


def _may(seller: Seller, permission: str) -> bool:
    return policy.may(current_actor(), permission, province=seller.province_code, commune=seller.commune_code)


def _may_join(pair: PairView) -> bool:
    """Whether both of a pair are the reader's: of one elsewhere not even the name is told."""
    return all(
        policy.may(current_actor(), "producers.join", province=half.province_code, commune=half.commune_code)
        for half in (pair.first, pair.second)
    )


def _do(producer_id: int, form: str, verb: Callable[[], object], done: Message) -> AnyResponse:
    """Do it and go back to the page, or show there why not."""
    seller = seen(producer_id, VERBS[form][1])
    answer = attempt(verb, done, url_for(".subject", producer_id=producer_id))
    return _page(seller, form, answer) if isinstance(answer, MarketplaceError) else answer


def _page(seller: Seller, refused: str = "", refusal: MarketplaceError | None = None) -> Response:
    standings = queries.standings_of(seller.id)
    kept, gone = joining.went_into(seller.id), joining.joined_into(seller.id)
    others = queries.sellers([*gone, *([kept] if kept else [])])
    held = certification.register(certification.EVERYTHING, RegisterFilter(producer_id=seller.id), size=SHOWN)
    products = products_of(seller.id, size=SHOWN)
    known = Known(
        seller=seller,
        standings=standings,
        papers=queries.papers_of(seller.id, with_withdrawn=True),
        accounts=bank_accounts_of(seller.id),
        people=members_of(seller.id),
        recognitions=held.items,
        recognition_total=held.total,
        loose=loose_of(seller.legal_name, seller.tax_code),
        products=products.items,
        product_total=products.total,
        origins=origins_of([seller.id, *gone]),
        orders=order_counts((seller.id,))[seller.id],
        pairs=[each for each in joining.pairs_of(seller.id) if _may_join(each)],
        kept=others.get(kept) if kept else None,
        gone=[others[each] for each in gone],
        names=accounts.people_of({each.actor for each in standings}),
        opens_papers=_may(seller, "producers.verify"),
        opens_applications=_may(seller, "producers.review"),
        opens=frozenset(each for each, other in others.items() if _may(other, PERMISSION)),
    )
    page = subject_page(
        known,
        forms=frozenset(_open_forms(seller)),
        may_audit=policy.may(current_actor(), "kernel.audit", any_scope=True),
        refused=refused,
        typed=request.form,
        refusal=refusal,
    )
    status = refusal.http_status if refusal else 200
    prints = papers.of_standings(seller.id, standings)
    return show("subject.html", page, frame.officer(), status, papers=prints)


def _open_forms(seller: Seller) -> list[str]:
    """What the reader may do with it as it stands. The verbs look again."""
    if policy.speaks_for(current_actor(), seller.id):
        return []
    fits = {
        "verify": seller.standing is Standing.APPLIED,
        "suspend": seller.standing is Standing.VERIFIED,
        "reinstate": seller.standing is Standing.SUSPENDED,
        "close": seller.standing is not Standing.CLOSED,
        "pair": seller.standing is not Standing.CLOSED,
    }
    return [form for form, fit in fits.items() if fit and _may(seller, VERBS[form][1])]

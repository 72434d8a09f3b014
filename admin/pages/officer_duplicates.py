"""Producers that may be one: found by number and name, told apart, or joined by two officers."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts.members import members_of
from marketplace.accounts.queries import people_of
from marketplace.catalog.queries.makers import product_counts
from marketplace.certification.queries.holding import held_by
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.orders.joining import order_counts, shared
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.joining import queries, services
from marketplace.producers.joining.access import PERMISSION
from marketplace.producers.joining.queries import PairView
from marketplace.producers.payout.queries import bank_accounts_of
from marketplace.stock.services.joining import lot_counts
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters import officer_papers as papers
from ..presenters.officer_duplicates import SORTS, TAB, TABS, pairs_page
from ..presenters.officer_pair import Side, pair_page

AT = "/can-bo/chu-the-trung"
ONE = f"{AT}/<int(max=2147483647):pair_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "pairs", pairs)
    bp.add_url_rule(ONE, "pair", pair)
    bp.add_url_rule(f"{ONE}/khac-nhau", "pair_apart", apart, methods=["POST"])
    bp.add_url_rule(f"{ONE}/xem-lai", "pair_again", again, methods=["POST"])
    bp.add_url_rule(f"{ONE}/de-nghi", "pair_propose", propose, methods=["POST"])
    bp.add_url_rule(f"{ONE}/bo-de-nghi", "pair_drop", drop, methods=["POST"])
    bp.add_url_rule(f"{ONE}/gop", "pair_join", join, methods=["POST"])


@allows(PERMISSION)
def pairs() -> Response:
    """One tab of pairs, in pages. A fixed number of statements."""
    actor = current_actor()
    provinces, communes = policy.places(actor, PERMISSION)
    tab, text, sort = TABS[asked_among(TAB, TABS, "open")], asked("q"), asked_sort(SORTS, "like")
    page = queries.pairs(provinces, communes, state=tab, text=text, newest=sort == "found", page=asked_page())
    codes = {half.commune_code for each in page.items for half in (each.first, each.second)}
    names = {code: each.line for code, each in places.communes(codes).items()}
    counts = queries.pair_counts(provinces, communes)
    view = pairs_page(page, counts, names, tab=tab, text=text, sort=sort)
    return show("list.html", view, frame.officer())


@allows(PERMISSION)
def pair(pair_id: int) -> Response:
    """The two side by side, and exactly what would go over. A fixed number of statements."""
    return _page(seen(pair_id))


@allows(PERMISSION)
def apart(pair_id: int) -> AnyResponse:
    """They are not the same."""
    return _do(
        pair_id,
        "apart",
        lambda: services.tell_apart(current_actor(), pair_id, request.form.get("reason", "")),
        Message("Đã ghi là hai chủ thể khác nhau, cặp này không hiện lại."),
    )


@allows(PERMISSION)
def again(pair_id: int) -> AnyResponse:
    """They are to be looked at again."""
    return _do(
        pair_id,
        "again",
        lambda: services.look_again(current_actor(), pair_id, request.form.get("reason", "")),
        Message("Cặp này lại chờ xem."),
    )


@allows(PERMISSION)
def propose(pair_id: int) -> AnyResponse:
    """They are one, and this one stays."""
    return _do(
        pair_id,
        "propose",
        lambda: services.propose(
            current_actor(),
            pair_id,
            read_id(request.form.get("kept_id", "")) or 0,
            request.form.get("reason", ""),
        ),
        Message("Đã đề nghị gộp. Một cán bộ khác xác nhận thì mới gộp."),
    )


@allows(PERMISSION)
def drop(pair_id: int) -> AnyResponse:
    """The proposal is taken back."""
    return _do(
        pair_id,
        "drop",
        lambda: services.drop(current_actor(), pair_id, request.form.get("reason", "")),
        Message("Đã bỏ đề nghị gộp."),
    )


@allows(PERMISSION)
def join(pair_id: int) -> AnyResponse:
    """The second officer: it is done now."""
    version = whole(request.form.get("version", ""))
    return _do(
        pair_id,
        "join",
        lambda: services.join(current_actor(), pair_id, seen=version),
        Message("Đã gộp hai chủ thể."),
    )


def _do(pair_id: int, form: str, verb: Callable[[], object], done: Message) -> AnyResponse:
    found = seen(pair_id)
    answer = attempt(verb, done, url_for(".pair", pair_id=pair_id))
    return _page(found, form, answer) if isinstance(answer, MarketplaceError) else answer


def seen(pair_id: int) -> PairView:
    """The pair, if both of it are of the reader's places; 404 otherwise. One statement."""
    found = queries.pair(pair_id) or abort(404)
    actor = current_actor()
    for half in (found.first, found.second):
        if not policy.may(actor, PERMISSION, province=half.province_code, commune=half.commune_code):
            abort(404)
    return found


def _page(found: PairView, refused: str = "", refusal: MarketplaceError | None = None) -> Response:
    actor, ids = current_actor(), (found.first.id, found.second.id)
    sellers, held, products = producers.sellers(ids), held_by(ids), product_counts(ids)
    orders, lots = order_counts(ids), lot_counts(ids)
    first, second = (
        Side(
            seller=sellers[each],
            held=held[each],
            products=products[each],
            papers=len(producers.papers_of(each, with_withdrawn=True)),
            lots=lots[each],
            orders=orders[each],
            people=[member.name for member in members_of(each)],
            accounts=bank_accounts_of(each),
        )
        for each in ids
    )
    page = pair_page(
        found,
        (first, second),
        people_of({found.proposed_by, found.decided_by}),
        actor.ref,
        own=any(policy.speaks_for(actor, each) for each in ids),
        stuck=shared(*ids),
        refused=refused,
        typed=request.form,
        refusal=refusal,
    )
    status = refusal.http_status if refusal else 200
    return show("pair.html", page, frame.officer(), status, papers=papers.of_pair(found))

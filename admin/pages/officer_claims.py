"""Claims on producers that lie with the officers of their place."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts.queries import people_of
from marketplace.certification.claims import queries, services
from marketplace.certification.claims.access import PERMISSION
from marketplace.certification.claims.evidence import Evidence
from marketplace.certification.claims.queries import ClaimView
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.media.serving import paper_response
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_page
from ..presenters import officer_papers as papers
from ..presenters.claims import TAB, claim_page, claims_page

AT = "/can-bo/nhan-chu-the"
ONE = f"{AT}/<code>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "claims", claims)
    bp.add_url_rule(ONE, "claim", claim)
    bp.add_url_rule(f"{ONE}/tep/<int(max=2147483647):scan_id>", "claim_scan", scan)
    bp.add_url_rule(f"{ONE}/xem-so", "claim_reveal", reveal, methods=["POST"])
    bp.add_url_rule(f"{ONE}/giao", "claim_accept", accept, methods=["POST"])
    bp.add_url_rule(f"{ONE}/de-nghi", "claim_propose", propose, methods=["POST"])
    bp.add_url_rule(f"{ONE}/tu-choi", "claim_refuse", refuse, methods=["POST"])


@allows(PERMISSION)
def claims() -> Response:
    """Claims that wait, or that are over, in pages. A fixed number of statements."""
    actor, waits = current_actor(), asked(TAB) != "xong"
    provinces, communes = policy.places(actor, PERMISSION)
    page = queries.claims(provinces, communes, waiting=waits, page=asked_page())
    names = {
        code: each.line for code, each in places.communes({row.commune_code for row in page.items}).items()
    }
    view = claims_page(page, names, queries.waiting_count(provinces, communes), waits=waits)
    return show("list.html", view, frame.officer())


@allows(PERMISSION)
def claim(code: str) -> Response:
    """What was typed and sent, beside what the register says. A fixed number of statements."""
    return _page(seen(code))


@allows(PERMISSION)
def scan(code: str, scan_id: int) -> Response:
    """A scan; who has looked at a sealed one is kept."""
    view = seen(code)
    return paper_response(services.open_scan(current_actor(), view.code, scan_id), download_as=view.code)


@allows(PERMISSION)
def reveal(code: str) -> Response:
    """Show the whole tax number in this one page; who looked is kept."""
    view = seen(code)
    return _page(view, number=services.reveal_number(current_actor(), view.code))


@allows(PERMISSION)
def accept(code: str) -> AnyResponse:
    """Give the producer over to whoever claims it."""
    return _do(
        code,
        "accept",
        lambda seen: services.accept(current_actor(), code, _chosen(), seen=seen),
        Message("Đã giao chủ thể, người đề nghị thấy ở trang của mình."),
    )


@allows(PERMISSION)
def propose(code: str) -> AnyResponse:
    """Its numbers do not say so, but it is theirs: a second officer decides."""
    return _do(
        code,
        "propose",
        lambda seen: services.propose(
            current_actor(), code, _chosen() or 0, request.form.get("reason", ""), seen=seen
        ),
        Message("Đã đề nghị giao. Một cán bộ khác duyệt thì mới giao."),
    )


@allows(PERMISSION)
def refuse(code: str) -> AnyResponse:
    """Refuse it with a reason that the claimant reads."""
    return _do(
        code,
        "refuse",
        lambda seen: services.refuse(current_actor(), code, request.form.get("reason", ""), seen=seen),
        Message("Đã từ chối, người đề nghị đọc được lý do."),
    )


def _chosen() -> int | None:
    return read_id(request.form.get("producer_id", ""))


def _do(code: str, form: str, verb: Callable[[int | None], object], done: Message) -> AnyResponse:
    view, version = seen(code), whole(request.form.get("version", ""))
    answer = attempt(lambda: verb(version), done, url_for(".claim", code=view.code))
    return _page(view, form, answer) if isinstance(answer, MarketplaceError) else answer


def seen(code: str) -> ClaimView:
    """The claim, if it is of the reader's places; 404 otherwise. Two statements."""
    view = queries.claim(code) or abort(404)
    if not policy.may(current_actor(), PERMISSION, province=view.province_code, commune=view.commune_code):
        abort(404)
    return view


def _in_scope(found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Those of the reader's places: of others nobody tells them here."""
    actor = current_actor()
    return tuple(
        each
        for each in found
        if policy.may(actor, PERMISSION, province=each.province_code, commune=each.commune_code)
    )


def _page(
    view: ClaimView, refused: str = "", refusal: MarketplaceError | None = None, *, number: str = ""
) -> Response:
    names = places.communes({view.commune_code})
    page = claim_page(
        view,
        _in_scope(queries.found_for(view)),
        people_of({view.proposed_by, view.decided_by}),
        names[view.commune_code].line if view.commune_code in names else "",
        current_actor().ref,
        tax_number=number,
        refused=refused,
        typed=request.form,
        refusal=refusal,
    )
    status = refusal.http_status if refusal else 200
    return show("claim.html", page, frame.officer(), status, papers=papers.of_claim(view))

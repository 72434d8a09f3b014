"""One recognition, and the verbs on it: hand over, check, stop, let go on, take back."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries.loading import offers
from marketplace.catalog.queries.recognised import products_under
from marketplace.certification import queries, services
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.queries import RecognitionView
from marketplace.certification.queries.by_code import id_of
from marketplace.certification.queries.record import own_verdicts
from marketplace.certification.queries.stops import open_stops
from marketplace.certification.regimes import Authorised
from marketplace.certification.services.lifting import may_lift
from marketplace.certification.services.own_people import own_producer
from marketplace.certification.services.revocation import may_revoke
from marketplace.certification.services.suspension import may_raise
from marketplace.kernel import clock
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.media.serving import paper_response
from marketplace.producers import queries as producers
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole

from .. import frame
from ..answers import attempt, show
from ..presenters import officer_papers as papers
from ..presenters.officer_recognition import authority_of, offered, recognition_page
from ..reading import Reading

AT = "/can-bo/so/<code>"

VERBS: dict[str, tuple[str, str]] = {
    "submit": ("/trinh", "certification.enter"),
    "withdraw": ("/bo", "certification.enter"),
    "verify": ("/duyet", "certification.verify"),
    "send_back": ("/tra-lai", "certification.verify"),
    "accept": ("/chap-nhan-tham-quyen", "certification.verify"),
    "suspend": ("/tam-dung", "certification.suspend"),
    "lift": ("/go-tam-dung", "certification.lift"),
    "revoke": ("/thu-hoi", "certification.revoke"),
    "file": ("/nop-lai", "certification.enter"),
    "confirm_filing": ("/xac-nhan-bien-nhan", "certification.verify"),
    "drop_filing": ("/bo-bien-nhan", "certification.enter"),
    "receipt": ("/bien-nhan", "certification.enter"),
    "result": ("/ket-qua", "certification.enter"),
}
"""Form → the end of its address and the permission it needs."""

_DECISIONS = frozenset({"verify", "accept", "suspend", "lift", "confirm_filing"})
"""Forms that a producer's own people have no part in, whatever else they are."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "recognition", recognition)
    bp.add_url_rule(f"{AT}/ban-quet", "recognition_scan", scan)
    for verb, view in (
        ("submit", submit),
        ("withdraw", withdraw),
        ("verify", verify),
        ("send_back", send_back),
        ("accept", accept_authority),
        ("suspend", suspend),
        ("lift", lift),
        ("revoke", revoke),
    ):
        bp.add_url_rule(f"{AT}{VERBS[verb][0]}", f"recognition_{verb}", view, methods=["POST"])


def seen(code: str, permission: str = "certification.view") -> RecognitionView:
    """The record, if this person may do that with it; 404 otherwise, whether it exists or not. 4 statements."""
    view = queries.recognition(id_of(code))
    if not _may(view, permission) or not _may(view, "certification.view"):
        abort(404)
    return view


@allows("certification.view")
def recognition(code: str) -> Response:
    """Its facts, every rule of what is sold under it, its way, and what can be done now."""
    return _page(seen(code))


@allows("certification.view")
def scan(code: str) -> Response:
    """The scan of the decision."""
    view = seen(code)
    if view.scan_file_id is None:
        abort(404)
    return paper_response(view.scan_file_id, download_as=view.code)


@allows("certification.enter")
def submit(code: str) -> AnyResponse:
    """Hand a draft over to another officer."""
    return do(
        code, "submit", lambda view: services.submit(current_actor(), view.id), Message("Đã trình duyệt.")
    )


@allows("certification.enter")
def withdraw(code: str) -> AnyResponse:
    """Drop a record that was never verified."""
    reason = request.form.get("reason", "")
    return do(
        code,
        "withdraw",
        lambda view: services.withdraw(current_actor(), view.id, reason),
        Message("Đã bỏ bản ghi."),
    )


@allows("certification.verify")
def verify(code: str) -> AnyResponse:
    """The second pair of eyes: the record says what the paper says."""

    def verb(view: RecognitionView) -> None:
        accept = bool(request.form.get("accept_authority"))
        version = whole(request.form.get("version", ""))
        services.verify(current_actor(), view.id, accept_authority=accept, version=version)

    return do(code, "verify", verb, Message("Đã duyệt, bản ghi có hiệu lực trong sổ."))


@allows("certification.verify")
def send_back(code: str) -> AnyResponse:
    """Give a record back with what to change."""
    remark = request.form.get("remark", "")
    return do(
        code,
        "send_back",
        lambda view: services.send_back(current_actor(), view.id, remark),
        Message("Đã trả lại để sửa."),
    )


@allows("certification.verify")
def accept_authority(code: str) -> AnyResponse:
    """Accept the authority of a verified record that needed a second look and was not given one."""
    reason = request.form.get("reason", "")
    return do(
        code,
        "accept",
        lambda view: services.accept_authority(current_actor(), view.id, reason),
        Message("Đã chấp nhận thẩm quyền của cơ quan ký."),
    )


@allows("certification.suspend")
def suspend(code: str) -> AnyResponse:
    """Stop a recognition for a while, from now on."""

    def verb(view: RecognitionView) -> None:
        reason, paper_no = request.form.get("reason", ""), request.form.get("paper_no", "")
        services.suspend(current_actor(), view.id, reason, paper_no=paper_no)

    return do(code, "suspend", verb, Message("Đã tạm dừng, sản phẩm rút khỏi quầy."))


@allows("certification.lift")
def lift(code: str) -> AnyResponse:
    """Let a stopped recognition go on."""
    reason = request.form.get("reason", "")
    return do(
        code, "lift", lambda view: services.lift(current_actor(), view.id, reason), Message("Đã gỡ tạm dừng.")
    )


@allows("certification.revoke")
def revoke(code: str) -> AnyResponse:
    """Record the competent authority's decision to take the recognition back."""

    def verb(view: RecognitionView) -> None:
        form = Reading(request.form)
        ground = form.text("ground")
        if ground not in list(RevocationGround):
            form.refuse("ground", Message("Chọn căn cứ thu hồi."))
        if not form.text("decision_no").strip():
            form.refuse("decision_no", Message("Ghi số quyết định thu hồi."))
        day = form.day("at")
        form.check()
        at: datetime | None = clock.start_of_day(day) if day and day != clock.today() else None
        services.revoke(
            current_actor(),
            view.id,
            decision_no=form.text("decision_no"),
            ground=RevocationGround(ground),
            note=form.text("note"),
            at=at,
        )

    return do(code, "revoke", verb, Message("Đã ghi thu hồi, sản phẩm rút khỏi quầy."))


def do(code: str, form: str, verb: Callable[[RecognitionView], object], done: Message) -> AnyResponse:
    """Do it and go back to the page, or show there why not."""
    view = seen(code, VERBS[form][1])
    answer = attempt(lambda: verb(view), done, url_for(".recognition", code=view.code))
    return _page(view, form, answer) if isinstance(answer, MarketplaceError) else answer


def _may(view: RecognitionView, permission: str) -> bool:
    return policy.may(current_actor(), permission, province=view.province_code, commune=view.commune_code)


def _page(view: RecognitionView, refused: str = "", refusal: MarketplaceError | None = None) -> Response:
    on = clock.now()
    products = products_under([view.id, *(each.id for each in view.line)])
    facts = offers([product.product_id for product in products])
    sold = [
        offered(
            product.name,
            product.slug,
            "" if product.state is ProductState.LIVE else str(product.state.label),
            facts[product.product_id].evaluate(on),
            shown=product.state in {ProductState.LIVE, ProductState.HIDDEN, ProductState.RETIRED},
        )
        for product in products
    ]
    page = recognition_page(
        view,
        offers=sold,
        rules=() if sold else own_verdicts(view),
        people=_people(view),
        forms=frozenset(_open_forms(view)),
        may_edit=view.state == "draft" and _may(view, "certification.enter"),
        may_attach=view.state != "withdrawn" and _may(view, "certification.attach"),
        producer=_producer_of(view),
        may_upgrade=view.state == "verified" and not view.revoked_at and _may(view, "certification.upgrade"),
        stops=open_stops([view.id]) if view.state in {"draft", "submitted"} else (),
        refused=refused,
        typed=request.form,
        refusal=refusal,
    )
    status = 422 if refusal else 200
    return show("recognition.html", page, frame.officer(), status, papers=papers.of_recognition(view))


def _producer_of(view: RecognitionView) -> tuple[int, str] | None:
    """Number and name of the producer it is attached to; one statement where it is."""
    if view.producer_id is None:
        return None
    seller = producers.sellers([view.producer_id])[view.producer_id]
    return seller.id, seller.display_name


def _open_forms(view: RecognitionView) -> list[str]:
    """What the reader may do with the record as it stands. The verbs look again."""
    place = {"province": view.province_code, "commune": view.commune_code}
    running = [stop.suspended_as for stop in view.suspensions if stop.until is None]
    alive = view.state == "verified" and view.revoked_at is None
    current = alive and view.superseded_on is None
    waits = current and view.filed_on is not None and view.receipt_waits_of is not None
    fits = {
        "submit": view.state == "draft",
        "withdraw": view.state in {"draft", "submitted"},
        "verify": view.state == "submitted" and view.entered_by != current_actor().ref,
        "send_back": view.state == "submitted",
        "accept": current
        and not view.authority_accepted
        and authority_of(view) is Authorised.REVIEW
        and view.entered_by != current_actor().ref,
        "suspend": current and all(may_raise(current_actor(), role, **place) for role in running),
        "lift": bool(running) and all(may_lift(current_actor(), role, **place) for role in running),
        "revoke": alive
        and may_revoke(current_actor(), view.star, clock.today(), province=view.province_code),
        "file": current and view.filed_on is None and clock.today() >= view.calendar.window_opens,
        "confirm_filing": waits and view.receipt_waits_of != current_actor().ref,
        "drop_filing": waits,
        "receipt": current and view.filed_on is not None,
        "result": current and view.filing_confirmed_by is not None and view.filing_result_on is None,
    }
    if own_producer(current_actor(), view.producer_id, view.holder_tax_id, view.holder_name) is not None:
        fits |= dict.fromkeys(_DECISIONS, False)
    return [form for form, fit in fits.items() if fit and _may(view, VERBS[form][1])]


def _people(view: RecognitionView) -> dict[str, str]:
    """Names by actor reference of everybody who had a hand in the record; one statement."""
    refs = {view.entered_by, view.verified_by, view.filing_confirmed_by or ""}
    refs |= {view.filing_by or "", view.filing_waiting_by or ""}
    for stop in view.suspensions:
        refs |= {stop.suspended_by, stop.lifted_by}
    return accounts.people_of(refs)

"""Somebody says that a holder in the register is them: the form with its proofs, and what became of it."""

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.certification.claims import queries, services
from marketplace.certification.claims.kinds import ProofKind
from marketplace.certification.claims.services import ClaimData
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.places import queries as places
from marketplace.producers.applications.placing import place_of
from marketplace.web.access import current_actor, signed_in
from marketplace.web.replies import note

from .. import kept
from ..answers import attempt, show
from ..presenters.apply import desk
from ..presenters.own_claims import FIELDS, own_page
from ..uploads import read_form, sent_one

AT = "/dang-ky-ban/nhan-chu-the"

Refusals = dict[str, Message | str]


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "my_claims", claims)
    bp.add_url_rule(AT, "my_claim_send", send, methods=["POST"])
    bp.add_url_rule(f"{AT}/<code>/rut", "my_claim_withdraw", withdraw, methods=["POST"])


@signed_in
def claims() -> Response:
    """One's own claims, and the form."""
    return _page({})


@signed_in
def send() -> AnyResponse:
    """Send a claim; a refused form keeps what was typed and the scans that came."""
    try:
        form, files = read_form()
    except RequestEntityTooLarge:
        wrong = Message("Tệp nặng quá. Gửi tệp nhẹ hơn.")
        return _page({}, refusal=Invalid(wrong, fields={ProofKind.CERTIFICATE: wrong}))
    proofs, errors = _proofs(form, files)
    try:
        _open(form, proofs, errors)
    except (Invalid, Conflict) as refusal:
        if not refusal.fields:
            note("warn", str(refusal))
            return redirect(url_for(".my_claims"))
        again = {kind.value: kept.seal(file_id, _kept_for(kind)) for kind, file_id in proofs.items()}
        return _page(form, again=again, refusal=refusal)
    note("ok", Message("Đã gửi. Cán bộ OCOP của tỉnh đối chiếu, trả lời hiện ở trang này."))
    return redirect(url_for(".my_claims"))


@signed_in
def withdraw(code: str) -> AnyResponse:
    """Give a claim up."""
    answer = attempt(
        lambda: services.withdraw(current_actor(), code), Message("Đã rút đề nghị."), url_for(".my_claims")
    )
    if isinstance(answer, MarketplaceError):
        raise answer
    return answer


def _open(form: Mapping[str, str], proofs: Mapping[ProofKind, int], errors: Refusals) -> None:
    place = place_of(form, {})
    errors = {**place.errors, **errors}
    data = ClaimData(
        holder_name=form.get("holder_name", ""),
        decision_no=form.get("decision_no", ""),
        tax_code=form.get("tax_code", ""),
        phone=form.get("phone", ""),
        commune_code=place.commune.code if place.commune else "",
        note=form.get("note", ""),
        proofs=proofs,
    )
    if errors:
        # A file that cannot be taken is said together with everything else that is wrong.
        found: Refusals = {}
        try:
            services.check_claim(current_actor(), data)
        except Invalid as refusal:
            found = dict(refusal.fields)
        found |= errors
        raise Invalid(next(iter(found.values())), fields=found)
    services.open_claim(current_actor(), data)


def _proofs(
    form: Mapping[str, str], files: MultiDict[str, FileStorage]
) -> tuple[dict[ProofKind, int], Refusals]:
    """The scans that were sent now, else those that a refused form had sent before."""
    found: dict[ProofKind, int] = {}
    errors: Refusals = {}
    for kind in ProofKind:
        upload = sent_one(files, kind.value)
        if upload is not None:
            try:
                found[kind] = upload.stored(partial(services.store_proof, current_actor(), kind))
            except Invalid as refusal:
                errors[kind.value] = str(refusal)
            continue
        before = kept.opened(form.get(f"kept_{kind.value}", ""), _kept_for(kind))
        if before is not None:
            found[kind] = before
    return found, errors


def _kept_for(kind: ProofKind) -> str:
    return f"claim-{kind.value}-{current_actor().id}"


def _page(
    typed: Mapping[str, str],
    *,
    again: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> Response:
    actor = current_actor()
    values = {name: typed.get(name, "") for name in (*FIELDS, "commune_code")}
    if not typed:
        values |= {"tax_code": "", "decision_no": request.args.get("so", "")[:80]}
    page = own_page(
        queries.mine(actor.id or 0),
        places.provinces(),
        values,
        kept=again or {},
        limit=current().settings.max_upload_bytes,
        has_desk=policy.may(actor, "producers.desk", any_scope=True),
        refusal=refusal,
    )
    return show("own_claims.html", page, desk(), refusal.http_status if refusal else 200)

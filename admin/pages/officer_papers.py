"""What officers decided, as papers for the file: whoever may see the record may print it."""

from collections.abc import Callable

from flask import Blueprint, Response, abort

from marketplace.accounts import queries as accounts
from marketplace.documents.official_paper import OfficialPaper, official_pdf
from marketplace.inspection import queries as inspections
from marketplace.inspection.queries import printed
from marketplace.kernel import audit_log
from marketplace.kernel.i18n import speaking
from marketplace.kernel.state import current
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.services.export import PERMISSION
from marketplace.reports.papers import (
    application,
    batch,
    identity,
    inspection,
    inspection_cases,
    listing,
    recognition,
    subject,
)
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id

from ..answers import file
from ..offers import to_moderate
from . import (
    officer_application,
    officer_claims,
    officer_duplicates,
    officer_imports,
    officer_producer,
    officer_recognition,
    second_looks,
)

LOG = 500
"""How far back in the log of one subject its last decision is looked for."""


FROM_LOG = {"bien-nhan": recognition.filed, "tham-quyen": recognition.authority_accepted}
"""Papers on a recognition of which the log knows when and why."""


def register(bp: Blueprint) -> None:
    """Put the papers on the blueprint."""
    bp.add_url_rule(f"{officer_recognition.AT}/in/<what>.pdf", "recognition_paper_file", of_recognition)
    bp.add_url_rule(f"{officer_application.AT}/thong-bao.pdf", "application_paper_file", of_application)
    bp.add_url_rule("/can-bo/nhap/<code>/bien-ban.pdf", "import_paper_file", of_import)
    bp.add_url_rule(
        "/can-bo/san-pham/<int(max=2147483647):product_id>/thong-bao.pdf",
        "product_review_paper_file",
        of_product,
    )
    bp.add_url_rule(f"{second_looks.PAPER}/thong-bao.pdf", "second_look_paper_file", of_establishment)
    bp.add_url_rule(f"{second_looks.ACCOUNT}/thong-bao.pdf", "second_look_account_file", of_bank_account)
    bp.add_url_rule(f"{officer_producer.AT}/in/<int(max=9999):number>.pdf", "subject_paper_file", of_standing)
    bp.add_url_rule(f"{officer_claims.ONE}/thong-bao.pdf", "claim_paper_file", of_claim)
    bp.add_url_rule(f"{officer_duplicates.ONE}/bien-ban.pdf", "pair_paper_file", of_pair)
    bp.add_url_rule("/can-bo/kiem-tra/<code>/bien-ban.pdf", "inspection_paper_file", of_inspection)
    bp.add_url_rule(
        "/can-bo/de-nghi-thu-hoi/<code>/to-trinh.pdf", "inspection_proposal_paper_file", of_proposal
    )
    bp.add_url_rule(
        "/can-bo/de-nghi-thu-hoi/<code>/ket-qua.pdf", "inspection_proposal_result_file", of_proposal_result
    )
    bp.add_url_rule("/can-bo/khieu-nai/<code>/quyet-dinh.pdf", "inspection_appeal_paper_file", of_appeal)
    bp.add_url_rule("/can-bo/dung-tem-sai/<code>/bien-ban.pdf", "inspection_misuse_paper_file", of_misuse)


@allows("certification.view")
def of_recognition(code: str, what: str) -> Response:
    """That its record was checked, its authority accepted, its filing confirmed, its revocation, or one of its
    suspensions with its end (``tam-dung-1``).
    """
    view = officer_recognition.seen(code)
    refs = {view.entered_by, view.verified_by, view.filing_by or "", view.filing_confirmed_by or ""}
    log = audit_log.of_subject("recognition", view.code, limit=LOG) if what in FROM_LOG else ()
    refs |= {entry.actor for entry in log}
    for stop in view.suspensions:
        refs |= {stop.suspended_by, stop.lifted_by}
    people, province = accounts.people_of(refs), _province(view.province_code)
    name, _dash, number = what.rpartition("-")
    stops = view.suspensions
    which = read_id(number) if name in {"tam-dung", "go-tam-dung"} else None

    def made() -> OfficialPaper:
        if what == "xac-nhan" and view.state == "verified":
            return recognition.verified(view, province, people)
        if what in FROM_LOG:
            return FROM_LOG[what](view, log, province, people)
        if what == "thu-hoi" and view.revoked_at is not None:
            return recognition.revoked(view, province)
        if which is None or not 1 <= which <= len(stops):
            abort(404)
        stop = stops[which - 1]
        if name == "tam-dung":
            return recognition.suspended(view, stop, province, people)
        return recognition.lifted(view, stop, province, people) if stop.lifted_by else abort(404)

    return _print(made, f"{view.code}-{what}")


@allows("producers.review")
def of_application(code: str) -> Response:
    """What was decided last of an application."""
    view = officer_application.seen(code)
    province = _province(view.province_code) if view.province_code else view.province
    return _print(lambda: application.decided(view, province), f"ho-so-{view.code}")


@allows("certification.view")
def of_import(code: str) -> Response:
    """The minutes of a confirmed import."""
    view = officer_imports.mine(code)
    people = accounts.people_of({view.uploaded_by, view.submitted_by, view.decided_by})
    return _print(
        lambda: batch.confirmed(view, _province(view.province_code), people), f"bien-ban-nhap-{view.code}"
    )


@allows("catalog.moderate")
def of_product(product_id: int) -> Response:
    """What a moderator decided last of a product."""
    form = to_moderate(product_id).form
    log = audit_log.of_subject("product", str(product_id), limit=LOG)
    seller = producers.sellers([form.producer_id])[form.producer_id]
    people = accounts.people_of({entry.actor for entry in log})
    return _print(
        lambda: listing.product(
            form.live.name,
            product_id,
            form.slug,
            seller,
            log,
            form.revision_remark or form.remark,
            _province(form.province_code),
            people,
        ),
        f"san-pham-{product_id}",
    )


@allows("producers.verify")
def of_establishment(paper_id: int) -> Response:
    """What an officer decided of a paper of a producer."""
    seller, found = second_looks.seen_paper(paper_id)
    log = audit_log.of_subject("producer", str(seller.id), limit=LOG)
    people = accounts.people_of({entry.actor for entry in log})
    return _print(
        lambda: listing.establishment_paper(found, seller, log, _province(seller.province_code), people),
        f"giay-{found.id}",
    )


@allows("producers.verify")
def of_bank_account(account_id: int) -> Response:
    """What an officer decided of the account that a producer is to be paid to."""
    seller, found = second_looks.seen_account(account_id)
    people = accounts.people_of({found.decided_by})
    return _print(
        lambda: listing.bank_account(found, seller, _province(seller.province_code), people),
        f"tai-khoan-{found.id}",
    )


@allows(PERMISSION)
def of_standing(producer_id: int, number: int) -> Response:
    """How a producer came to stand as it did, by the number of the period."""
    seller = officer_producer.seen(producer_id)
    log = audit_log.of_subject("producer", str(seller.id), limit=LOG)
    people = accounts.people_of({entry.actor for entry in log})
    return _print(
        lambda: subject.standing(
            seller,
            producers.standings_of(seller.id),
            number,
            log,
            _province(seller.province_code),
            people,
        ),
        f"chu-the-{seller.id}-{number}",
    )


@allows("certification.claims")
def of_claim(code: str) -> Response:
    """What was decided of a claim on a producer."""
    view = officer_claims.seen(code)
    people, province = accounts.people_of({view.proposed_by, view.decided_by}), _province(view.province_code)
    seller = producers.sellers([view.producer_id])[view.producer_id].legal_name if view.producer_id else ""
    return _print(lambda: identity.claimed(view, seller, province, people), f"nhan-chu-the-{view.code}")


@allows("producers.join")
def of_pair(pair_id: int) -> Response:
    """That two producers were joined, or told apart."""
    view = officer_duplicates.seen(pair_id)
    people, province = (
        accounts.people_of({view.proposed_by, view.decided_by}),
        _province(view.first.province_code),
    )
    return _print(lambda: identity.compared(view, province, people), f"hai-chu-the-{view.id}")


@allows("inspection.view")
def of_inspection(code: str) -> Response:
    """The minutes of a concluded inspection."""
    found = printed.minutes(current_actor(), code)
    province = _province(found.about.province_code)
    return _print(lambda: inspection.minutes(found, province), f"bien-ban-{found.code}")


@allows("inspection.view")
def of_proposal(code: str) -> Response:
    """A proposal to revoke."""
    found = printed.proposal_paper(current_actor(), code)
    province = _province(found.about.province_code)
    return _print(lambda: inspection.proposal(found, province), f"to-trinh-{found.code}")


@allows("inspection.view")
def of_proposal_result(code: str) -> Response:
    """That a proposal was not followed, or was taken back."""
    found = inspections.proposal(current_actor(), code)
    province = _province(found.about.province_code)
    return _print(lambda: inspection_cases.not_revoked(found, province), f"ket-qua-{found.code}")


@allows("inspection.view")
def of_appeal(code: str) -> Response:
    """What was decided of a complaint."""
    found = inspections.appeal(current_actor(), code)
    province = _province(found.about.province_code)
    return _print(lambda: inspection_cases.complaint(found, province), f"khieu-nai-{found.code}")


@allows("inspection.view")
def of_misuse(code: str) -> Response:
    """What was done about the mark on a product without a certificate."""
    found = inspections.misuse(current_actor(), code)
    province = _province(found.about.province_code)
    return _print(lambda: inspection_cases.misuse(found, province), f"dung-tem-sai-{found.code}")


def _print(made: Callable[[], OfficialPaper], name: str) -> Response:
    """The paper as a PDF, in Vietnamese."""
    with speaking("vi"):
        paper = made()
        data = official_pdf([paper], title=f"{paper.kind} {paper.number}".strip(), demo=current().is_demo)
    return file(data, f"{name}.pdf", "application/pdf", inline=True)


def _province(code: str) -> str:
    return places.province(code).full_name

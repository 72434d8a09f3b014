"""Links to the papers of what was decided: only to those that there are."""

from collections.abc import Sequence

from flask import url_for

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries.desk import EditForm
from marketplace.certification.annex.queries import BatchView
from marketplace.certification.annex.states import BatchState
from marketplace.certification.claims.queries import ClaimView
from marketplace.certification.queries import RecognitionView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.joining.queries import PairView
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.queries import PaperView, StandingView
from marketplace.reports.papers import application, identity, subject

from ..view_models import Link

PRINTER = "printer"


def of_recognition(view: RecognitionView) -> tuple[Link, ...]:
    """That its record was checked, its authority accepted, its filing confirmed, its suspensions and their ends, its
    revocation.
    """

    def link(words: str, what: str) -> Link:
        return Link(words, url_for(".recognition_paper_file", code=view.code, what=what), PRINTER)

    found = [link(_("Phiếu đối chiếu"), "xac-nhan")] if view.state == "verified" else []
    if view.authority_accepted:
        found.append(link(_("Phiếu xem xét thẩm quyền"), "tham-quyen"))
    if view.filing_confirmed_by is not None:
        found.append(link(_("Phiếu xác nhận biên nhận"), "bien-nhan"))
    for number, stop in enumerate(view.suspensions, 1):
        day = formats.moment(stop.since)
        found.append(link(_("Thông báo tạm dừng %(at)s", at=day), f"tam-dung-{number}"))
        if stop.lifted_by and view.revoked_at is None:
            found.append(link(_("Thông báo gỡ tạm dừng %(at)s", at=day), f"go-tam-dung-{number}"))
    if view.revoked_at is not None:
        found.append(link(_("Quyết định thu hồi"), "thu-hoi"))
    return tuple(found)


def of_application(view: ApplicationView) -> tuple[Link, ...]:
    """What was decided last."""
    if view.state not in application.DECIDED:
        return ()
    return (Link(_("Thông báo kết quả"), url_for(".application_paper_file", code=view.code), PRINTER),)


def of_import(view: BatchView) -> tuple[Link, ...]:
    """The minutes."""
    if view.state is not BatchState.CONFIRMED:
        return ()
    return (Link(_("Biên bản nhập danh sách"), url_for(".import_paper_file", code=view.code), PRINTER),)


def of_product(form: EditForm) -> tuple[Link, ...]:
    """What a moderator decided last."""
    shown = form.state in {ProductState.LIVE, ProductState.HIDDEN, ProductState.RETIRED}
    if not shown and not form.remark:
        return ()
    at = url_for(".product_review_paper_file", product_id=form.product_id)
    return (Link(_("Thông báo duyệt"), at, PRINTER),)


def of_establishment(found: PaperView) -> tuple[Link, ...]:
    """What was decided of a paper of a producer."""
    if not found.verified and not found.return_reason:
        return ()
    return (Link(_("Thông báo kết quả"), url_for(".second_look_paper_file", paper_id=found.id), PRINTER),)


def of_bank_account(found: BankAccountView) -> tuple[Link, ...]:
    """What was decided of the account that a producer is to be paid to."""
    if found.decided_at is None:
        return ()
    return (Link(_("Thông báo kết quả"), url_for(".second_look_account_file", account_id=found.id), PRINTER),)


def of_claim(view: ClaimView) -> tuple[Link, ...]:
    """What was decided of a claim on a producer."""
    if view.state not in identity.CLAIMS_DECIDED:
        return ()
    return (Link(_("Thông báo kết quả"), url_for(".claim_paper_file", code=view.code), PRINTER),)


def of_pair(view: PairView) -> tuple[Link, ...]:
    """That two producers were joined, or told apart."""
    if view.state not in identity.PAIRS_DECIDED:
        return ()
    return (Link(_("Biên bản"), url_for(".pair_paper_file", pair_id=view.id), PRINTER),)


def of_standings(producer_id: int, periods: Sequence[StandingView]) -> tuple[Link, ...]:
    """How it came to stand as it does, each period that somebody decided on."""
    return tuple(
        Link(
            _("%(standing)s từ %(at)s", standing=str(each.standing.label), at=formats.moment(each.since)),
            url_for(".subject_paper_file", producer_id=producer_id, number=number),
            PRINTER,
        )
        for number, each in enumerate(periods, 1)
        if each.standing in subject.DECIDED
    )

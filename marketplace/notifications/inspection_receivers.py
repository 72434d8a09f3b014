"""Who hears of inspections: the producer, the officers of the place, who decides, and the buyers it touches."""

from typing import Any

from marketplace.inspection import queries as inspections
from marketplace.inspection.events import (
    AppealDecided,
    AppealOpened,
    AppealWithdrawn,
    InspectionConcluded,
    MisuseFound,
    ProposalDecided,
    ProposalSubmitted,
)
from marketplace.inspection.kinds import AppealState, ProposalState, Verdict
from marketplace.inspection.queries.case_views import ProposalView
from marketplace.inspection.queries.views import InspectionView
from marketplace.kernel.actor import Actor, accounts_in
from marketplace.notifications.deciding import NOBODY, tell_of
from marketplace.notifications.queries import desk_of_producer, officers_of, people_of_producer
from marketplace.notifications.sale_words import sold
from marketplace.notifications.services import notify, settle
from marketplace.notifications.stopped_goods import tell_buyers, tell_free, tell_orders, with_parcels
from marketplace.notifications.stopped_goods import why as why_off

_OWN, _OFFICE = "/quan-ly/chu-the/kiem-tra", "/quan-ly/can-bo"
_SYSTEM = Actor.system("notifications")
_BY_VERDICT = {
    Verdict.PASS: "inspection_passed",
    Verdict.REMEDY: "inspection_remedy",
    Verdict.FAIL: "inspection_fault",
}
"""Where neither a proposal to revoke nor a case of misuse followed: those are told of themselves."""


def on_inspection_concluded(event: InspectionConcluded) -> None:
    """Tell the producer how it went; where it stopped a product, the officers and the buyers, too."""
    view = inspections.inspection(_SYSTEM, event.code)
    if event.proposal:
        case = inspections.proposal(_SYSTEM, event.proposal)
        found = inspections.concerned(case.about.recognition_id or 0)
        why = why_off(case.about.recognition_id)
        why_own = with_parcels(why, found)
        _tell_own("inspection_failed", event.code, found.desk, event.code, product=_name(view), why=why_own)
        notify(
            "inspection_failed_office",
            event.code,
            (found.officers - accounts_in([view.concluded_by])) - found.producer,
            path=f"{_OFFICE}/de-nghi-thu-hoi/{event.proposal}",
            product=_name(view),
            seller=view.about.holder,
            due=f"{case.due_on:%d/%m/%Y}",
        )
        tell_buyers(found, _name(view), why, event.code)
        return
    if event.producer_id is None or event.misuse:
        return
    params: dict[str, Any] = {"product": _name(view)}
    if view.remedy_by and view.verdict is Verdict.REMEDY:
        params["day"] = f"{view.remedy_by:%d/%m/%Y}"
    kind = _BY_VERDICT[Verdict(event.verdict)]
    _tell_own(kind, event.code, desk_of_producer(event.producer_id), event.code, **params)


def on_misuse_found(event: MisuseFound) -> None:
    """Tell the other officers of the place, and the producer where it is known."""
    view = inspections.misuse(_SYSTEM, event.code)
    own, desk = set[int](), set[int]()
    if event.producer_id is not None:
        own, desk = set(people_of_producer(event.producer_id)), set(desk_of_producer(event.producer_id))
    about = view.about
    _tell_own("misuse_found", event.code, desk, view.inspection, product=about.product_name)
    notify(
        "misuse_found_office",
        event.code,
        set(officers_of(about.province_code, about.commune_code)) - own - accounts_in([view.opened_by]),
        path=f"{_OFFICE}/dung-tem-sai/{event.code}",
        product=about.product_name,
        seller=about.holder,
    )


def on_proposal_submitted(event: ProposalSubmitted) -> None:
    """Tell those who decide: by star and place, and nobody who had a hand in it."""
    tell_of(event.code)


def on_proposal_decided(event: ProposalDecided) -> None:
    """Tell the producer and the officers how it ended; what was revoked, those who have ordered it."""
    for kind in ("proposal_waiting", "proposal_due", "proposal_late", NOBODY):
        settle(kind, event.code)
    case = inspections.proposal(_SYSTEM, event.code)
    found = inspections.concerned(event.recognition_id)
    name = case.about.product_name
    if event.state == ProposalState.REVOKED:
        why = why_off(event.recognition_id)
        why_own = with_parcels(why, found)
        _tell_own("product_revoked", event.code, found.desk, case.inspection, product=name, why=why_own)
        tell_orders(found, name, why, f"{event.code}:r")
    else:
        sale = sold(event.recognition_id)
        _tell_own(
            "case_dropped",
            event.code,
            found.desk,
            case.inspection,
            product=name,
            reason=case.reason,
            sale=sale,
        )
        if event.lifted:
            tell_free(event.recognition_id, event.code)
    notify(
        "proposal_decided_office",
        event.code,
        found.officers - found.producer - accounts_in([case.decided_by]),
        path=f"{_OFFICE}/de-nghi-thu-hoi/{event.code}",
        product=name,
        seller=case.about.holder,
        state=case.state.label,
    )


def on_appeal_opened(event: AppealOpened) -> None:
    """Tell those who decide on it: not who entered what is complained about."""
    tell_of(event.code)


def on_appeal_decided(event: AppealDecided) -> None:
    """Tell the producer what was decided and why, the officers of the place and who had decided, and the buyers."""
    for kind in ("appeal_waiting", NOBODY):
        settle(kind, event.code)
    view = inspections.appeal(_SYSTEM, event.code)
    found = inspections.concerned(event.recognition_id)
    notify(
        "appeal_decided_office",
        event.code,
        (found.officers | found.deciders) - found.producer - accounts_in([view.decided_by]),
        path=f"{_OFFICE}/khieu-nai/{event.code}",
        product=view.about.product_name,
        seller=view.about.holder,
        state=view.state.label,
        no=view.decision_no,
    )
    if event.restored:
        tell_free(event.recognition_id, event.code)
    upheld = event.state == AppealState.UPHELD
    params: dict[str, Any] = {"sale": sold(event.recognition_id)} if upheld else {}
    notify(
        "appeal_upheld" if upheld else "appeal_dismissed",
        event.code,
        desk_of_producer(event.producer_id),
        path=_OWN,
        product=view.about.product_name,
        no=view.decision_no,
        reason=view.reason,
        **params,
    )


def on_appeal_withdrawn(event: AppealWithdrawn) -> None:
    """Nobody has to decide on it any more."""
    for kind in ("appeal_waiting", NOBODY):
        settle(kind, event.code)


def _tell_own(kind: str, ref: str, people: Any, inspection: str, **params: Any) -> None:
    notify(kind, ref, people, path=f"{_OWN}/{inspection}", **params)


def _name(view: InspectionView | ProposalView) -> str:
    return view.about.product_name

"""What is told when others' events happen: notices in the inbox, and mails by the outbox. Nothing leaves before the
commit.
"""

from collections.abc import Iterable

from marketplace.accounts.policy import Role
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.queries import officers_of, people_of_producer
from marketplace.notifications.services import notify, settle
from marketplace.orders.events import OrderPlaced, SellerOrderMoved
from marketplace.producers import queries as producers
from marketplace.producers.applications import queries as applications
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.events import (
    ApplicationApproved,
    ApplicationHandedOver,
    ApplicationProposed,
    ApplicationRefused,
    ApplicationReopened,
    ApplicationReturned,
    ApplicationSubmitted,
    ApplicationTakenBack,
    BankAccountDecided,
    BankAccountEntered,
    PaperChanged,
    PaperDecided,
    ProducerClosed,
)
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import Seller

_DESK = "/quan-ly/chu-the"
_OFFICE = "/quan-ly/can-bo"
_APPLY = "/quan-ly/dang-ky-ban"
_TO_OFFICERS = ("application_waiting", "application_handed", "application_proposed")
TOLD_MOVES = frozenset({"accept", "hand_over", "deliver", "cancel_by_seller", "cancel_by_buyer"})


def on_order_placed(event: OrderPlaced) -> None:
    """Tell the buyer and each producer."""
    enqueue("notifications.order_placed", order_id=event.order_id)


def on_seller_order_moved(event: SellerOrderMoved) -> None:
    """Tell the buyer of the steps that matter to them."""
    if event.move in TOLD_MOVES:
        enqueue("notifications.seller_order_moved", seller_order_id=event.seller_order_id, move=event.move)


def on_application_submitted(event: ApplicationSubmitted) -> None:
    """Tell the officers of the place that somebody wants to sell, or has mended what they asked."""
    view = applications.application(event.code)
    officers = set(officers_of(view.province_code or "", view.commune_code or ""))
    _tell_officers("application_waiting", view, view.round, officers - {event.applicant_id})


def on_application_handed_over(event: ApplicationHandedOver) -> None:
    """Tell the officer who has it now, and nobody who has it no more."""
    view = applications.application(event.code)
    settle("application_handed", event.code)
    _tell_officers("application_handed", view, view.version, {event.to_user_id} - {event.by_user_id})


def on_application_proposed(event: ApplicationProposed) -> None:
    """The first officer has looked: what is asked for now is a second one, who is neither of the two."""
    view = applications.application(event.code)
    _settle_application(event.code)
    officers = set(officers_of(view.province_code or "", view.commune_code or ""))
    others = {each for each in officers - {event.applicant_id} if f"user:{each}" != view.proposed_by}
    _tell_officers("application_proposed", view, view.version, others)


def on_application_reopened(event: ApplicationReopened) -> None:
    """There is no proposal to decide any more."""
    settle("application_proposed", event.code)


def on_application_taken_back(event: ApplicationTakenBack) -> None:
    """Officers have nothing to look at any more, and could not."""
    _settle_application(event.code)


def on_application_returned(event: ApplicationReturned) -> None:
    """Tell the applicant what to mend; each round is a mail of its own."""
    view = applications.application(event.code)
    _settle_application(event.code)
    notify(
        "application_returned",
        f"{event.code}:{view.round}",
        [event.applicant_id],
        path=_APPLY,
        code=event.code,
        name=view.name,
    )
    enqueue("notifications.application_returned", code=event.code, round_=view.round)


def on_application_approved(event: ApplicationApproved) -> None:
    """Tell the applicant that they may sell."""
    _settle_application(event.code)
    notify(
        "application_approved",
        event.code,
        [event.applicant_id],
        path=f"{_DESK}/san-pham",
        code=event.code,
        name=applications.application(event.code).name,
    )
    enqueue("notifications.application_approved", code=event.code)


def on_application_refused(event: ApplicationRefused) -> None:
    """Tell the applicant why not."""
    _settle_application(event.code)
    reason = applications.application(event.code).reason
    notify(
        "application_refused",
        event.code,
        [event.applicant_id],
        path=_APPLY,
        code=event.code,
        reason=reason,
    )
    enqueue("notifications.application_refused", code=event.code)


def on_paper_changed(event: PaperChanged) -> None:
    """Tell the officers of the place that a paper waits for its second pair of eyes, or waits no more."""
    paper = producers.paper(event.paper_id)
    if paper is None or not paper.waits:
        settle("paper_waiting", str(event.paper_id))
        return
    seller = _seller(event.producer_id)
    notify(
        "paper_waiting",
        str(event.paper_id),
        _officers_but(seller, paper.entered_by),
        path=f"{_OFFICE}/giay-to/{event.paper_id}",
        paper=paper.kind.label,
        number=paper.number,
        seller=seller.display_name,
    )


def on_producer_closed(event: ProducerClosed) -> None:
    """Nobody has to look at its papers and accounts any more."""
    for paper in producers.papers_of(event.producer_id):
        if paper.waits:
            settle("paper_waiting", str(paper.id))
    _settle_accounts(event.producer_id)


def on_paper_decided(event: PaperDecided) -> None:
    """Tell those who speak for the producer what became of a paper, if there is anybody."""
    settle("paper_waiting", str(event.paper_id))
    paper = producers.paper(event.paper_id)
    if paper is None:
        return
    told = notify(
        "paper_decided",
        str(event.paper_id),
        people_of_producer(event.producer_id, Role.PRODUCER_OWNER),
        path=f"{_DESK}/giay-to" if event.verified else f"{_DESK}/giay-to/{event.paper_id}/thay",
        paper=paper.kind.label,
        number=paper.number,
        outcome=Message("đã xác minh") if event.verified else Message("cần sửa"),
        seller=_seller(event.producer_id).display_name,
    )
    if told:
        enqueue("notifications.paper_decided", paper_id=event.paper_id)


def on_bank_account_entered(event: BankAccountEntered) -> None:
    """Tell the officers of the place that an account waits. The first one is looked at with its producer's papers."""
    account = payout.bank_account(event.account_id)
    _settle_accounts(event.producer_id)  # one that waited was replaced
    if account is None or account.state is not AccountState.PENDING:
        return
    seller = _seller(event.producer_id)
    notify(
        "bank_account_waiting",
        str(event.account_id),
        _officers_but(seller, account.entered_by),
        path=f"{_OFFICE}/giay-to/tai-khoan/{event.account_id}",
        seller=seller.display_name,
    )


def on_bank_account_decided(event: BankAccountDecided) -> None:
    """Tell the producer what became of an account; of the first one it hears when it is let in."""
    settle("bank_account_waiting", str(event.account_id))
    account = payout.bank_account(event.account_id)
    if event.first or account is None:
        return
    notify(
        "bank_account_decided",
        str(event.account_id),
        people_of_producer(event.producer_id, Role.PRODUCER_OWNER),
        path=f"{_DESK}/nhan-tien",
        number=account.covered,
        outcome=Message("đã xác minh") if event.verified else Message("chưa được nhận"),
        seller=_seller(event.producer_id).display_name,
    )
    enqueue("notifications.bank_account_decided", account_id=event.account_id)


def _seller(producer_id: int) -> Seller:
    return producers.sellers([producer_id])[producer_id]


def _officers_but(seller: Seller, actor: str) -> set[int]:
    """The officers of a producer's place, without whoever did it: the second pair of eyes is somebody else's."""
    found = set(officers_of(seller.province_code, seller.commune_code))
    return {user_id for user_id in found if f"user:{user_id}" != actor}


def _tell_officers(kind: str, view: ApplicationView, round_: int, people: Iterable[int]) -> None:
    notify(
        kind,
        f"{view.code}:{round_}",
        people,
        path=f"{_OFFICE}/ho-so/{view.code}",
        code=view.code,
        name=view.name,
        place=view.commune,
    )


def _settle_accounts(producer_id: int) -> None:
    for account in payout.bank_accounts_of(producer_id):
        settle("bank_account_waiting", str(account.id))


def _settle_application(code: str) -> None:
    for kind in _TO_OFFICERS:
        settle(kind, code)

"""What is told when others' events happen. Receivers only fill the outbox; nothing leaves before the commit."""

from marketplace.accounts import queries as accounts
from marketplace.kernel.outbox import enqueue
from marketplace.orders.events import OrderPlaced, SellerOrderMoved
from marketplace.producers.applications import queries as applications
from marketplace.producers.events import (
    ApplicationApproved,
    ApplicationRefused,
    ApplicationReturned,
    BankAccountDecided,
    PaperDecided,
)

TOLD_MOVES = frozenset({"accept", "hand_over", "deliver", "cancel_by_seller", "cancel_by_buyer"})


def on_order_placed(event: OrderPlaced) -> None:
    """Tell the buyer and each producer."""
    enqueue("notifications.order_placed", order_id=event.order_id)


def on_seller_order_moved(event: SellerOrderMoved) -> None:
    """Tell the buyer of the steps that matter to them."""
    if event.move in TOLD_MOVES:
        enqueue("notifications.seller_order_moved", seller_order_id=event.seller_order_id, move=event.move)


def on_application_returned(event: ApplicationReturned) -> None:
    """Tell the applicant what to mend; each round is a mail of its own."""
    round_ = applications.application(event.code).round
    enqueue("notifications.application_returned", code=event.code, round_=round_)


def on_application_approved(event: ApplicationApproved) -> None:
    """Tell the applicant that they may sell."""
    enqueue("notifications.application_approved", code=event.code)


def on_application_refused(event: ApplicationRefused) -> None:
    """Tell the applicant why not."""
    enqueue("notifications.application_refused", code=event.code)


def on_paper_decided(event: PaperDecided) -> None:
    """Tell those who speak for the producer what became of a paper, if there is anybody."""
    if accounts.owners_of(event.producer_id):
        enqueue("notifications.paper_decided", paper_id=event.paper_id)


def on_bank_account_decided(event: BankAccountDecided) -> None:
    """Tell the producer what became of an account; of the first one it hears when it is let in."""
    if not event.first:
        enqueue("notifications.bank_account_decided", account_id=event.account_id)

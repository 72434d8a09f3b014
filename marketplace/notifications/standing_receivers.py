"""What is told of how a producer stands, to its people and to buyers whose order the carrier does not have yet: an
officer stops all of it, lets it sell again, or closes it.
"""

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.models import Mail, Notice
from marketplace.notifications.queries import people_of_producer
from marketplace.notifications.seller_words import CLOSED, FREED, STOPPED, params_of, ref_of
from marketplace.notifications.services import mail_key, notify, settle
from marketplace.orders.queries import WaitingOrder, waiting_orders
from marketplace.producers import queries as producers
from marketplace.producers.events import ProducerClosed, ProducerReinstated, ProducerSuspended
from marketplace.producers.models import Producer

_DESK = "/quan-ly/chu-the"
_KINDS = ("producer_suspended", "producer_reinstated", "producer_closed")


def on_producer_suspended(event: ProducerSuspended) -> None:
    """Nothing of theirs is sold from now on: why, by which paper, and what goes on."""
    _tell("producer_suspended", event.producer_id)
    _tell_buyers(STOPPED, event.producer_id)


def on_producer_reinstated(event: ProducerReinstated) -> None:
    """It is sold again, as far as nothing else stops it."""
    _tell("producer_reinstated", event.producer_id)
    _tell_buyers(FREED, event.producer_id)


def on_producer_closed(event: ProducerClosed) -> None:
    """It has left for good; what was ordered is still sent."""
    _tell("producer_closed", event.producer_id)
    _tell_buyers(CLOSED, event.producer_id)


def _tell(kind: str, producer_id: int) -> None:
    """All of its people, packers too: each works on what is stopped. What was said before holds no more."""
    for other in _KINDS:
        settle(other, str(producer_id))
    period = producers.standing_now([producer_id])[producer_id]
    row = (
        session()
        .execute(select(Producer.display_name, Producer.version).where(Producer.id == producer_id))
        .one()
    )
    paper = f" ({period.paper_no})" if period.paper_no else ""
    notify(
        kind,
        f"{producer_id}:{row.version}",
        people_of_producer(producer_id),
        path=_DESK,
        seller=row.display_name,
        reason=f"{period.reason.rstrip('.')}{paper}.",
    )


def _tell_buyers(kind: str, producer_id: int) -> None:
    """One notice for each order that waits to be sent; who ordered as a guest gets a mail. That it sells again reads
    who was told that it was stopped.
    """
    period = producers.standing_now([producer_id])[producer_id]
    seller = producers.sellers([producer_id])[producer_id].display_name
    own = set(people_of_producer(producer_id))
    orders = [each for each in waiting_orders(producer_id) if each.user_id not in own]
    if kind == FREED:
        heard = _heard(producer_id, orders)
        orders = [each for each in orders if each.code in heard]
    for order in orders:
        for other in (STOPPED, FREED):
            settle(other, order.code)
        ref = ref_of(order.code, period)
        if order.user_id is not None:
            words = params_of(kind, order, seller, period)
            notify(kind, ref, [order.user_id], path=f"/don-hang/{order.code}", code=order.code, **words)
        elif order.buyer_email:
            enqueue(f"notifications.{kind}", order=order.code, producer_id=producer_id, ref=ref)


def _heard(producer_id: int, orders: Sequence[WaitingOrder]) -> set[str]:
    """Those of the orders whose buyers were told of the stop that has just ended, by code; 3 statements."""
    *_before, stop, _now = producers.standings_of(producer_id)
    refs = {ref_of(each.code, stop): each.code for each in orders}
    keys = {mail_key(STOPPED, ref_of(each.code, stop), each.buyer_email): each.code for each in orders}
    here = session()
    notices = here.scalars(select(Notice.ref).where(Notice.kind == STOPPED, Notice.ref.in_(refs)))
    mails = here.scalars(select(Mail.key).where(Mail.key.in_(keys)))
    return {*(refs[each] for each in notices), *(keys[each] for each in mails)}

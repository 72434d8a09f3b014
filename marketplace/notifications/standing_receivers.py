"""What a producer's people hear of how it stands: an officer stops all of it, lets it sell again, or closes it."""

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.notifications.queries import people_of_producer
from marketplace.notifications.services import notify, settle
from marketplace.producers import queries as producers
from marketplace.producers.events import ProducerClosed, ProducerReinstated, ProducerSuspended
from marketplace.producers.models import Producer

_DESK = "/quan-ly/chu-the"
_KINDS = ("producer_suspended", "producer_reinstated", "producer_closed")


def on_producer_suspended(event: ProducerSuspended) -> None:
    """Nothing of theirs is sold from now on: why, by which paper, and what goes on."""
    _tell("producer_suspended", event.producer_id)


def on_producer_reinstated(event: ProducerReinstated) -> None:
    """It is sold again, as far as nothing else stops it."""
    _tell("producer_reinstated", event.producer_id)


def on_producer_closed(event: ProducerClosed) -> None:
    """It has left for good; what was ordered is still sent."""
    _tell("producer_closed", event.producer_id)


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

"""Who hears of what is written straight into the register: a product is stopped, goes on, loses its star.

Where an inspection's case does the same, the case tells of it (``inspection_receivers``).
"""

from typing import Any

from sqlalchemy import select

from marketplace.certification.events import (
    RecognitionEvent,
    RecognitionLifted,
    RecognitionRevoked,
    RecognitionSuspended,
)
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection import queries as inspections
from marketplace.inspection.queries import Concerned
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.notifications.sale_words import sold
from marketplace.notifications.services import notify
from marketplace.notifications.stopped_goods import tell_buyers, tell_free, why, with_parcels

_OWN, _PRODUCTS = "/quan-ly/chu-the/kiem-tra", "/quan-ly/chu-the/san-pham"


def on_recognition_suspended(event: RecognitionSuspended) -> None:
    """Tell the producer why, and the buyers once it is off sale; one that is only announced stops nothing yet."""
    stop = _newest_stop(event.recognition_id)
    if event.quiet or stop is None or inspections.public_reason(event.recognition_id) is None:
        return
    found, name = _about(event)
    reason, ref = why(event.recognition_id), f"s{stop.id}{stop.suspended_as or ''}"
    why_own = with_parcels(reason, found)
    notify("product_suspended", ref, found.desk, path=_OWN, product=name, why=why_own, reason=event.reason)
    tell_buyers(found, name, reason, ref)


def on_recognition_revoked(event: RecognitionRevoked) -> None:
    """Tell the producer, the officers of the place, and who has ordered it or has it in a cart."""
    if event.quiet:
        return
    found, name = _about(event)
    reason, ref = why(event.recognition_id), f"r{event.recognition_id}-{clock.now():%y%m%d%H%M%S}"
    notify("product_revoked", ref, found.desk, path=_OWN, product=name, why=with_parcels(reason, found))
    tell_buyers(found, name, reason, ref)


def on_recognition_lifted(event: RecognitionLifted) -> None:
    """Tell the producer and who has ordered it that it goes on, unless something stops it still or nothing did yet."""
    stop = _newest_stop(event.recognition_id)
    if event.quiet or stop is None or stop.since > clock.now():
        return
    if not tell_free(event.recognition_id, f"l{stop.id}"):
        return
    found, name = _about(event)
    sale = sold(event.recognition_id)
    notify("product_lifted", f"l{stop.id}", found.desk, path=_PRODUCTS, product=name, sale=sale)


def _about(event: RecognitionEvent) -> tuple[Concerned, str]:
    """Whom it concerns, and what the product is called."""
    name = session().execute(select(Recognition.product_name).where(Recognition.id == event.recognition_id))
    return inspections.concerned(event.recognition_id), name.scalar_one()


def _newest_stop(recognition_id: int) -> Any:
    """The suspension that was put on or lifted last."""
    return (
        session()
        .execute(
            select(SuspensionPeriod.id, SuspensionPeriod.suspended_as, SuspensionPeriod.since)
            .where(SuspensionPeriod.recognition_id == recognition_id)
            .order_by(SuspensionPeriod.id.desc())
            .limit(1)
        )
        .one_or_none()
    )

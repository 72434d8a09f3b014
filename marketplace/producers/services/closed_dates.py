"""Days on which a producer sends nothing: written down beforehand, taken back."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, insert, select

from marketplace.accounts.policy import may
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.producers.events import ProducerChanged
from marketplace.producers.models import ClosedDates
from marketplace.producers.standing_still import hold_open

LONGEST: Final = 60
"""Days in a row; whoever stops for longer takes the products out of the shop."""
FARTHEST: Final = timedelta(days=730)
REASON_LIMIT: Final = 120


def add_closed_dates(actor: Actor, producer_id: int, first: date, last: date, reason: str) -> int:
    """Write down that nothing is sent from ``first`` to ``last``, both included; returns its id. Buyers are told a
    later day of delivery from now on; orders that stand keep theirs.

    :raises Invalid: a day that is past, the wrong way round, too long, too far or taken; names the field at fault.
    :raises NotFound: not a producer that the actor may speak for.
    :raises Conflict: the producer has closed: nothing is sent any more.
    """
    reason = one_line(reason)
    _check(first, last, reason)
    with transaction() as here:
        # The producer's row is held, so that two days off entered at once do not lie over each other.
        if not may(actor, "producers.edit", producer=producer_id):
            raise NotFound(Message("Không có chủ thể này."))
        hold_open(producer_id)
        taken = here.execute(
            select(ClosedDates.id)
            .where(
                ClosedDates.producer_id == producer_id,
                ClosedDates.first_day <= last,
                ClosedDates.last_day >= first,
            )
            .limit(1)
        ).first()
        if taken is not None:
            message = Message("Trùng với ngày nghỉ đã ghi.")
            raise Invalid(message, fields={"first_day": message})
        closed_id: int = here.execute(
            insert(ClosedDates)
            .values(
                producer_id=producer_id,
                first_day=first,
                last_day=last,
                reason=reason,
                entered_by=actor.ref,
                entered_at=clock.now(),
            )
            .returning(ClosedDates.id)
        ).scalar_one()
        days = {"first": first.isoformat(), "last": last.isoformat(), "reason": reason}
        audit.record(actor, "producers.closed_dates.added", "producer", producer_id, days)
        emit(ProducerChanged(producer_id))
    return closed_id


def remove_closed_dates(actor: Actor, closed_id: int) -> None:
    """Take days off back; those that have begun end with it.

    :raises NotFound: none, or none of the actor's producers, or long past.
    """
    with transaction() as here:
        row = (
            session()
            .execute(
                select(ClosedDates.producer_id, ClosedDates.first_day, ClosedDates.last_day).where(
                    ClosedDates.id == closed_id
                )
            )
            .one_or_none()
        )
        if (
            row is None
            or row.last_day < clock.today()
            or not may(actor, "producers.edit", producer=row.producer_id)
        ):
            raise NotFound(Message("Không có ngày nghỉ này."))
        here.execute(delete(ClosedDates).where(ClosedDates.id == closed_id))
        days = {"first": row.first_day.isoformat(), "last": row.last_day.isoformat()}
        audit.record(actor, "producers.closed_dates.removed", "producer", row.producer_id, days)
        emit(ProducerChanged(row.producer_id))


def _check(first: date, last: date, reason: str) -> None:
    errors: dict[str, Message | str] = {}
    if first < clock.today():
        errors["first_day"] = Message("Ngày đầu phải từ hôm nay trở đi.")
    elif first > clock.today() + FARTHEST:
        errors["first_day"] = Message("Ngày quá xa.")
    if last < first:
        errors["last_day"] = Message("Ngày cuối phải sau hoặc trùng ngày đầu.")
    elif (last - first).days >= LONGEST:
        errors["last_day"] = Message("Nghỉ nhiều nhất %(n)s ngày liền.", {"n": LONGEST})
    if not reason:
        errors["reason"] = Message("Ghi lý do.")
    elif len(reason) > REASON_LIMIT:
        errors["reason"] = Message("Dài quá %(limit)s ký tự.", {"limit": REASON_LIMIT})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)

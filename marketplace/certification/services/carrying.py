"""What stopped a product stops its next decision, too, until somebody of the right rank lifts it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby

from sqlalchemy import insert, select, update

from marketplace.certification.events import RecognitionSuspended
from marketplace.certification.models import SuspensionPeriod
from marketplace.certification.queries.stops import OpenStop, open_stops
from marketplace.certification.services.record import lines_of, load_all
from marketplace.certification.services.suspension import raise_to, rank
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.events import emit


def carry_over(actor: Actor, recognition_ids: Collection[int]) -> None:
    """Stop these verified recognitions as others of the same product are stopped: from the same instant, in the same
    name, for the same reason. Part of the transaction that lets them count.

    A suspension by the ministry that two officers could end by entering the next decision would be none. 1 statement,
    and 5 more where something is stopped, beside 1 for each suspension that goes on.
    """
    found = open_stops(recognition_ids)
    if not found:
        return
    _keep(found)
    stops = open_stops(recognition_ids)
    if not stops:
        return
    open_already = set(
        session().scalars(
            select(SuspensionPeriod.recognition_id).where(
                SuspensionPeriod.recognition_id.in_(recognition_ids), SuspensionPeriod.until.is_(None)
            )
        )
    )
    carried = {
        recognition_id: _strongest(found)
        for recognition_id, found in groupby(stops, key=lambda stop: stop.recognition_id)
    }
    carried = {
        recognition_id: (stop, since)
        for recognition_id, (stop, since) in carried.items()
        if recognition_id not in open_already
        or raise_to(
            stop.suspended_as,
            recognition_id,
            since,
            by=stop.suspended_by,
            reason=stop.reason,
            paper_no=stop.paper_no,
            carried_from=stop.code,
        )
    }
    new = [
        {
            "recognition_id": recognition_id,
            "since": since,
            "reason": stop.reason,
            "paper_no": stop.paper_no,
            "suspended_by": stop.suspended_by,
            "suspended_as": stop.suspended_as,
            "carried_from": stop.code,
        }
        for recognition_id, (stop, since) in carried.items()
        if recognition_id not in open_already
    ]
    if new:
        session().execute(insert(SuspensionPeriod), new)
    records = load_all(carried)
    lines = lines_of({record.lineage for record in records.values()})
    for recognition_id, (stop, since) in carried.items():
        record = records[recognition_id]
        details = {
            "from": stop.code,
            "reason": stop.reason,
            "paper": stop.paper_no,
            "since": since.isoformat(),
        }
        audit.record(
            actor, "certification.recognition.suspension_carried", "recognition", record.code, details
        )
        emit(RecognitionSuspended(recognition_id, lines[record.lineage], stop.reason, quiet=True))


def _keep(stops: Iterable[OpenStop]) -> None:
    """Have whoever lifts one of these at this moment wait for us, or wait for them: in the order of ids, as they do."""
    for each in sorted({stop.id for stop in stops}):
        still_open = SuspensionPeriod.id == each, SuspensionPeriod.until.is_(None)
        session().execute(update(SuspensionPeriod).where(*still_open).values(until=None))


def _strongest(stops: Iterable[OpenStop]) -> tuple[OpenStop, datetime]:
    """The one in the highest name of those of one product, and since when the first of them runs."""
    found = list(stops)
    return max(found, key=lambda stop: rank(stop.suspended_as)), min(stop.since for stop in found)

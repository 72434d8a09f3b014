"""Letting a stopped product go on. What the right authority has lifted stays lifted, whatever decision comes next."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, update

from marketplace.accounts import policy
from marketplace.accounts.policy import Role
from marketplace.certification.events import RecognitionLifted
from marketplace.certification.models import SuspensionPeriod
from marketplace.certification.queries.stops import ProductStop, product_stops
from marketplace.certification.services.record import Record, change, lines_of, load_to_decide, words
from marketplace.certification.services.suspension import rank
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

_FOR_ABOVE = {
    Role.OFFICER: Message("Chỉ cán bộ giữ sổ gỡ được lần tạm dừng này."),
    Role.CHAIR: Message("Văn phòng Chủ tịch UBND cấp tỉnh đã tạm dừng; cán bộ không gỡ được."),
    Role.MINISTRY: Message("Bộ đã tạm dừng; chỉ Bộ gỡ được."),
}

_CHANGED = Message("Lần tạm dừng vừa được đổi. Tải lại trang rồi xem lại.")


def may_lift(actor: Actor, suspended_as: str | None, *, province: str, commune: str) -> bool:
    """Whether the actor may end a suspension that somebody in the role ``suspended_as`` put on, in that place."""
    if not policy.may(actor, "certification.lift", province=province, commune=commune):
        return False
    own = policy.highest_authority(actor, "certification.lift", province=province, commune=commune)
    return actor.is_system or policy.outranks_or_equals(own, Role(suspended_as) if suspended_as else None)


def lift(actor: Actor, recognition_id: int, reason: str, *, quiet: bool = False) -> None:
    """End the suspension that is open, now; one that was only announced never begins.

    It is ended for the whole product: what goes on with a newer decision is open on the earlier one, too, be that of
    the same line or of one that was begun anew for the same product of the same holder. An earlier one that stayed
    stopped would stop the decision after this one again. Of the records outside the line those are left as they are
    that the actor could not lift on their own page: in another place, or stopped by a higher authority.

    What the chair or the ministry has stopped is let go on by them or above, not by an officer. ``quiet``: whoever asks
    tells people of it.

    :raises Invalid: no reason.
    :raises NotAllowed: outside the actor's scope, one of the producer's own people, or stopped by a higher authority.
    :raises Conflict: no suspension is open, or one was put on at this moment.
    """
    reason = words(reason, "reason", missing=Message("Ghi lý do gỡ tạm dừng."))
    now = clock.now()
    with transaction():
        record = load_to_decide(actor, "certification.lift", recognition_id)
        # Records before suspensions, each by the order of ids, so that nobody waits for one another in a ring.
        for each in sorted({record.id, *(stop.recognition_id for stop in product_stops([record.id]))}):
            change(each)
        stops = _to_lift(actor, record)
        for stop in stops:
            _end(actor, stop, reason, now)
        if _to_lift(actor, record, again=True):
            raise Conflict(_CHANGED)
        _tell(actor, record, stops, reason, quiet=quiet)


def _to_lift(actor: Actor, record: Record, *, again: bool = False) -> list[ProductStop]:
    """What is lifted with the record. Raises what :func:`lift` says where nothing is, unless it was looked before."""
    found = product_stops([record.id])
    in_line = [stop for stop in found if stop.lineage == record.lineage]
    if record.id not in {stop.recognition_id for stop in in_line} and not again:
        raise Conflict(Message("Sản phẩm không ở trong thời gian tạm dừng."))
    suspended_as = max((stop.suspended_as for stop in in_line), key=rank, default=None)
    if suspended_as and not may_lift(
        actor, suspended_as, province=record.province_code, commune=record.commune_code
    ):
        raise NotAllowed(_FOR_ABOVE[Role(suspended_as)])
    return [
        stop
        for stop in found
        if stop in in_line
        or may_lift(actor, stop.suspended_as, province=stop.province_code, commune=stop.commune_code)
    ]


def _end(actor: Actor, stop: ProductStop, reason: str, now: datetime) -> None:
    """:class:`Conflict` where somebody has ended it or put a higher name on it since it was looked at."""
    ended = session().scalar(
        update(SuspensionPeriod)
        .where(
            SuspensionPeriod.id == stop.id,
            SuspensionPeriod.until.is_(None),
            SuspensionPeriod.suspended_as.is_not_distinct_from(stop.suspended_as),
        )
        .values(
            until=case((SuspensionPeriod.since > now, SuspensionPeriod.since), else_=now),
            lifted_by=actor.ref,
            lift_reason=reason,
        )
        .returning(SuspensionPeriod.id)
    )
    if ended is None:
        raise Conflict(_CHANGED)


def _tell(actor: Actor, record: Record, stops: Iterable[ProductStop], reason: str, *, quiet: bool) -> None:
    """Note every record that was let go on, and have each line looked at once."""
    ended = {stop.code: stop for stop in stops}
    others = [stop for code, stop in ended.items() if code != record.code]
    heads = {stop.lineage: stop.recognition_id for stop in others} | {record.lineage: record.id}
    lines = lines_of(heads)
    action = "certification.recognition.lifted"
    for stop in others:
        audit.record(actor, action, "recognition", stop.code, {"reason": reason, "from": record.code})
    audit.record(actor, action, "recognition", record.code, {"reason": reason})
    for lineage, recognition_id in heads.items():
        emit(RecognitionLifted(recognition_id, lines[lineage], quiet))

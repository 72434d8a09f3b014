"""Papers of an establishment: entered by one person, checked by another, replaced before they run out."""

from typing import Any

from sqlalchemy import insert, or_, select, update

from marketplace.accounts.policy import may, refuse_own_people, require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.data import PaperData
from marketplace.producers.events import PaperChanged, PaperDecided
from marketplace.producers.kinds import PaperKind
from marketplace.producers.models import Paper, PaperScan, Producer
from marketplace.producers.paper_clauses import NO_SUCCESSOR, WAITS
from marketplace.producers.paper_rules import MOST_SCANS, TOO_MANY_SCANS, check_paper
from marketplace.producers.reasons import check_reason
from marketplace.producers.standing_still import hold_open


def add_paper(actor: Actor, producer_id: int, data: PaperData) -> int:
    """Enter a paper; returns its id. It counts once somebody else has verified it. The same words with the same scan
    as one that waits give that one: a button was pressed twice.

    :raises Invalid: names the fields at fault.
    :raises Conflict: the producer has closed.
    :raises NotAllowed: neither this producer's owner nor an officer of its place.
    """
    values = check_paper(data.number, data.issuer, data.issued_on, data.expires_on)
    with transaction():
        _require_entry(actor, producer_id)
        hold_open(producer_id)
        known = _waiting(producer_id, data, values)
        if known is not None:
            return known
        paper_id = _insert(actor.ref, producer_id, data, values)
        _tell(actor, "added", producer_id, paper_id, {"kind": data.kind, "number": values["number"]})
    return paper_id


def enter_paper(actor: Actor, producer_id: int, data: PaperData, *, entered_by: str) -> int:
    """As :func:`add_paper`, for a verb that has asked who may: ``actor`` writes down what ``entered_by`` has said."""
    values = check_paper(data.number, data.issuer, data.issued_on, data.expires_on)
    with transaction():
        paper_id = _insert(entered_by, producer_id, data, values)
        _tell(actor, "added", producer_id, paper_id, {"kind": data.kind, "number": values["number"]})
    return paper_id


def replace_paper(actor: Actor, paper_id: int, data: PaperData) -> int:
    """Enter the successor of a paper; returns its id. The old one goes on to its own last day, so that nothing lapses
    while the new one waits to be verified. A successor that was sent back or withdrawn may be followed by another.

    :raises Conflict: the paper has a successor or was withdrawn.
    """
    values = check_paper(data.number, data.issuer, data.issued_on, data.expires_on)
    with transaction() as here:
        old = _paper(paper_id)
        _require_entry(actor, old.producer_id)
        if data.kind != old.kind:
            message = Message("Giấy thay thế phải cùng loại.")
            raise Invalid(message, fields={"kind": message})
        new_id = _insert(actor.ref, old.producer_id, data, values)
        linked = here.execute(
            update(Paper)
            .where(Paper.id == paper_id, NO_SUCCESSOR, Paper.withdrawn_at.is_(None))
            .values(replaced_by=new_id)
            .returning(Paper.id)
        )
        if linked.one_or_none() is None:
            raise Conflict(Message("Giấy này đã được thay hoặc đã bỏ."))
        # What a paper that was sent back was to replace is replaced by the new one; and so is one that lies beside it.
        beside = Paper.replaced_by == paper_id
        if old.replaced_by is not None:
            beside = or_(beside, (Paper.id == old.replaced_by) & Paper.replaced_by.is_(None))
        here.execute(update(Paper).where(beside).values(replaced_by=new_id))
        _tell(actor, "replaced", old.producer_id, new_id, {"old": paper_id, "number": values["number"]})
    return new_id


def verify_paper(actor: Actor, paper_id: int, *, with_producer: bool = False) -> None:
    """Confirm that a paper is what it says. Another person than the one who entered it does it. ``with_producer`` says
    that the producer is being verified as well, and hears of both together.

    :raises NotAllowed: outside the officer's place, the same person entered it, or one of the producer's people.
    :raises Conflict: verified, sent back or withdrawn before.
    """
    with transaction():
        paper = _to_decide(actor, paper_id)
        _decide(paper_id, verified_at=clock.now(), verified_by=actor.ref)
        _tell(actor, "verified", paper.producer_id, paper_id, {})
        if not with_producer:
            emit(PaperDecided(paper.producer_id, paper_id, verified=True))


def return_paper(actor: Actor, paper_id: int, reason: str) -> None:
    """Send back a paper that does not agree with its scan, with what its producer has to mend. It never counted, and
    does not wait any more; a new one is entered in its place. Errors as :func:`verify_paper`, and

    :raises Invalid: no reason, or one that is too long.
    """
    reason = check_reason(reason)
    with transaction():
        paper = _to_decide(actor, paper_id)
        _decide(paper_id, returned_at=clock.now(), returned_by=actor.ref, return_reason=reason)
        _tell(actor, "returned", paper.producer_id, paper_id, {"reason": reason})
        emit(PaperDecided(paper.producer_id, paper_id, verified=False))


def withdraw_paper(actor: Actor, paper_id: int, reason: str) -> None:
    """Take a paper out that was found false or entered by mistake; it counts no more, for no day. One that was verified
    is taken out by none of its producer's own people.

    :raises Invalid: no reason.
    :raises Conflict: withdrawn before.
    """
    reason = check_reason(reason)
    with transaction() as here:
        paper = _paper(paper_id)
        place = _place(paper.producer_id)
        officer = may(actor, "producers.verify", province=place.province_code, commune=place.commune_code)
        own_draft = paper.verified_at is None and may(actor, "producers.edit", producer=paper.producer_id)
        if not officer and not own_draft:
            raise NotAllowed
        if paper.verified_at is not None:
            refuse_own_people(actor, paper.producer_id)
        done = here.execute(
            update(Paper)
            .where(Paper.id == paper_id, Paper.withdrawn_at.is_(None))
            .values(withdrawn_at=clock.now())
            .returning(Paper.id)
        )
        if done.one_or_none() is None:
            raise Conflict(Message("Giấy này đã bỏ."))
        _tell(actor, "withdrawn", paper.producer_id, paper_id, {"reason": reason})


def _insert(entered_by: str, producer_id: int, data: PaperData, values: dict[str, Any]) -> int:
    further = [each for each in dict.fromkeys(data.further_file_ids) if each != data.file_id]
    if len(further) >= MOST_SCANS:
        raise Invalid(TOO_MANY_SCANS, fields={"scan": TOO_MANY_SCANS})
    hold_open(producer_id)
    paper_id: int = (
        session()
        .execute(
            insert(Paper)
            .values(
                producer_id=producer_id,
                kind=PaperKind(data.kind),
                **values,
                file_id=data.file_id,
                entered_by=entered_by,
                entered_at=clock.now(),
            )
            .returning(Paper.id)
        )
        .scalar_one()
    )
    rows = [
        {"paper_id": paper_id, "file_id": each, "position": number} for number, each in enumerate(further, 2)
    ]
    if rows:
        session().execute(insert(PaperScan), rows)
    return paper_id


def _waiting(producer_id: int, data: PaperData, values: dict[str, Any]) -> int | None:
    if data.file_id is None:
        return None
    same = [getattr(Paper, name).is_not_distinct_from(value) for name, value in values.items()]
    found = select(Paper.id).where(
        Paper.producer_id == producer_id,
        Paper.kind == PaperKind(data.kind),
        Paper.file_id == data.file_id,
        WAITS,
        *same,
    )
    return session().execute(found.limit(1)).scalar_one_or_none()


def _to_decide(actor: Actor, paper_id: int) -> Any:
    paper = _paper(paper_id)
    place = _place(paper.producer_id)
    require(actor, "producers.verify", province=place.province_code, commune=place.commune_code)
    if paper.entered_by == actor.ref:
        raise NotAllowed(Message("Người nhập giấy không tự xác minh được: cần một cán bộ khác."))
    refuse_own_people(actor, paper.producer_id)
    return paper


def _decide(paper_id: int, **values: Any) -> None:
    done = session().execute(
        update(Paper).where(Paper.id == paper_id, WAITS).values(**values).returning(Paper.id)
    )
    if done.one_or_none() is None:
        raise Conflict(Message("Giấy này đã được xử lý hoặc đã bỏ."))


def _require_entry(actor: Actor, producer_id: int) -> None:
    place = _place(producer_id)
    if may(actor, "producers.edit", producer=producer_id):
        return
    require(actor, "producers.register", province=place.province_code, commune=place.commune_code)


def _paper(paper_id: int) -> Any:
    row = (
        session()
        .execute(
            select(
                Paper.producer_id, Paper.kind, Paper.entered_by, Paper.verified_at, Paper.replaced_by
            ).where(Paper.id == paper_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có giấy này."))
    return row


def _place(producer_id: int) -> Any:
    row = (
        session()
        .execute(select(Producer.province_code, Producer.commune_code).where(Producer.id == producer_id))
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có chủ thể này."))
    return row


def _tell(actor: Actor, verb: str, producer_id: int, paper_id: int, data: dict[str, Any]) -> None:
    audit.record(actor, f"producers.paper.{verb}", "producer", producer_id, {"paper": paper_id, **data})
    emit(PaperChanged(producer_id, paper_id))

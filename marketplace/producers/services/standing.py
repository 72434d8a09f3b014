"""How a producer stands with the market, and since when."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select, update

from marketplace.accounts.policy import refuse_own_people, require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import Event, emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.producers.events import (
    ProducerClosed,
    ProducerReinstated,
    ProducerSuspended,
    ProducerVerified,
)
from marketplace.producers.joining.comparing import forget_open_pairs
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer, StandingPeriod
from marketplace.producers.reasons import REASON_LIMIT, check_reason
from marketplace.producers.states import PRODUCER

PAPER_LIMIT: Final = 80
"""Characters of a paper's number, as its column has."""


def verify(actor: Actor, producer_id: int) -> None:
    """Confirm who a producer is, from its papers. Another person than the one who entered the identity does it.

    :raises Invalid: the identity is not complete; names what is missing.
    :raises NotAllowed: outside the officer's place, the same person entered it (seed 004, 4.6: two pairs of eyes), or
        one of the producer's own people.
    """
    with transaction() as here:
        row = here.execute(select(Producer).where(Producer.id == producer_id)).scalar_one_or_none()
        if row is None:
            raise NotFound(Message("Không có chủ thể này."))
        require(actor, "producers.verify", province=row.province_code, commune=row.commune_code)
        if row.entered_by == actor.ref:
            raise NotAllowed(Message("Người nhập thông tin không tự xác minh được: cần một cán bộ khác."))
        refuse_own_people(actor, producer_id)
        missing = {
            name: Message("Cần có trước khi xác minh.")
            for name in ("registration_no", "registration_on", "registration_issuer", "street")
            if not getattr(row, name)
        }
        if missing:
            raise Invalid(Message("Thông tin đăng ký chưa đủ để xác minh."), fields=missing)
        _change(actor, producer_id, "verify", ProducerVerified(producer_id), entered_by=row.entered_by)


def suspend(actor: Actor, producer_id: int, reason: str, *, paper_no: str = "") -> None:
    """Stop a producer's sales from this instant on. ``paper_no`` is the decision or minutes behind it. Who works for a
    producer decides nothing about it, neither way: a stop of one's own making would hide the one that is coming.

    :raises Invalid: no reason, or a number that is too long.
    :raises InvalidMove: the producer is not one that sells.
    """
    _require_for(actor, producer_id, "producers.suspend")
    refuse_own_people(actor, producer_id)
    reason, paper_no = check_reason(reason), _number(paper_no)
    _change(
        actor,
        producer_id,
        "suspend",
        ProducerSuspended(producer_id, reason),
        reason=reason,
        paper_no=paper_no,
    )


def reinstate(actor: Actor, producer_id: int, reason: str) -> None:
    """Let a suspended producer sell again; none of its own people does it.

    :raises Invalid: no reason.
    :raises InvalidMove: it sells.
    """
    _require_for(actor, producer_id, "producers.suspend")
    refuse_own_people(actor, producer_id)
    _change(actor, producer_id, "reinstate", ProducerReinstated(producer_id), reason=check_reason(reason))


def close(actor: Actor, producer_id: int, reason: str) -> None:
    """End a producer's time here for good; none of its own people does it. What it had in a pair with another one is
    nobody's question any more. :class:`Invalid` without a reason, ``InvalidMove`` if it has closed.
    """
    _require_for(actor, producer_id, "producers.suspend")
    refuse_own_people(actor, producer_id)
    _change(actor, producer_id, "close", ProducerClosed(producer_id), reason=check_reason(reason))


def change_standing(
    actor: Actor, producer_id: int, move: str, *, reason: str = "", paper_no: str = "", **guards: Any
) -> None:
    """Make a move of the state machine and write its period; part of an open transaction, tells nobody.

    ``guards`` are columns that must still hold what they held when the caller looked.

    :raises InvalidMove: the producer does not stand where the move begins.
    :raises Conflict: somebody else was faster.
    """
    here, now = session(), clock.now()
    row = here.execute(
        select(Producer.standing, Producer.display_name).where(Producer.id == producer_id)
    ).one_or_none()
    if row is None:
        raise NotFound(Message("Không có chủ thể này."))
    before = Standing(row.standing)
    after = PRODUCER.next(row.display_name, before, move)
    moved = here.execute(
        update(Producer)
        .where(
            Producer.id == producer_id,
            Producer.standing == before,
            *(getattr(Producer, name) == value for name, value in guards.items()),
        )
        .values(
            standing=after,
            version=Producer.version + 1,
            changed_at=now,
            **({"verified_at": now} if move == "verify" else {}),
        )
        .returning(Producer.id)
    )
    if moved.one_or_none() is None:
        raise Conflict(Message("Có người vừa đổi tình trạng của chủ thể này. Tải lại trang."))
    here.execute(
        update(StandingPeriod)
        .where(StandingPeriod.producer_id == producer_id, StandingPeriod.ends_at.is_(None))
        .values(ends_at=now)
    )
    _open_period(producer_id, after, now, reason, paper_no, actor)
    if after is Standing.CLOSED:
        forget_open_pairs(producer_id)
    audit.record(
        actor,
        f"producers.producer.{_PAST[move]}",
        "producer",
        producer_id,
        {"reason": reason, "paper_no": paper_no} if reason else {},
    )


def go_on_suspended(actor: Actor, producer_id: int, reason: str, paper_no: str = "") -> None:
    """A producer that is suspended is so for another reason as well; part of an open transaction. Whoever lets it sell
    again reads both.
    """
    here, now = session(), clock.now()
    ended = here.execute(
        update(StandingPeriod)
        .where(
            StandingPeriod.producer_id == producer_id,
            StandingPeriod.ends_at.is_(None),
            StandingPeriod.standing == Standing.SUSPENDED,
        )
        .values(ends_at=now)
        .returning(StandingPeriod.reason, StandingPeriod.paper_no)
    ).one_or_none()
    if ended is None:
        raise Conflict(Message("Có người vừa đổi tình trạng của chủ thể này. Tải lại trang."))
    reasons = "; ".join(text for text in dict.fromkeys((ended.reason, reason)) if text)[:REASON_LIMIT]
    papers = "; ".join(text for text in dict.fromkeys((ended.paper_no, paper_no)) if text)[:PAPER_LIMIT]
    _open_period(producer_id, Standing.SUSPENDED, now, reasons, papers, actor)
    told = {"reason": reasons, "paper_no": papers}
    audit.record(actor, "producers.producer.suspended", "producer", producer_id, told)


_PAST = {
    "verify": "verified",
    "send_back": "sent_back",
    "suspend": "suspended",
    "reinstate": "reinstated",
    "close": "closed",
}


def _change(actor: Actor, producer_id: int, move: str, event: Event, **details: Any) -> None:
    with transaction():
        change_standing(actor, producer_id, move, **details)
        emit(event)


def _open_period(
    producer_id: int, standing: Standing, at: datetime, reason: str, paper_no: str, actor: Actor
) -> None:
    session().execute(
        insert(StandingPeriod).values(
            producer_id=producer_id,
            standing=standing,
            starts_at=at,
            reason=reason,
            paper_no=paper_no,
            actor=actor.ref,
        )
    )


def _require_for(actor: Actor, producer_id: int, permission: str) -> None:
    place = (
        session()
        .execute(select(Producer.province_code, Producer.commune_code).where(Producer.id == producer_id))
        .one_or_none()
    )
    if place is None:
        raise NotFound(Message("Không có chủ thể này."))
    require(actor, permission, province=place.province_code, commune=place.commune_code)


def _number(text: str) -> str:
    """The number of a paper as it is stored. :class:`Invalid` (field ``paper_no``) for one that is too long."""
    number = one_line(text)
    if len(number) > PAPER_LIMIT:
        message = Message("Dài quá %(limit)s ký tự.", {"limit": PAPER_LIMIT})
        raise Invalid(message, fields={"paper_no": message})
    return number

"""Joining: one producer goes into another, with everything that is not the past, in one transaction."""

from sqlalchemy import insert, select, update

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import DEFAULT_LOCALE, Message, speaking
from marketplace.producers.events import ProducerChanged, ProducerClosed, ProducersJoined, ProducerSuspended
from marketplace.producers.joining.access import PairRow, move, to_decide
from marketplace.producers.joining.comparing import compare
from marketplace.producers.joining.fitness import refusal
from marketplace.producers.joining.models import Joined
from marketplace.producers.joining.services.moving import move_own
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer, StandingPeriod
from marketplace.producers.services.standing import change_standing, go_on_suspended


def join(actor: Actor, pair_id: int, *, seen: int | None = None) -> int:
    """Join what another officer has proposed to join; returns the id of the producer that stays. ``seen`` is the
    ``version`` of the pair that was looked at.

    Papers, days off, people, recognitions, products, lots and orders become its own; a bank account waits to be
    verified anew. A suspension of either goes on. The other one closes and stays as the name under which its past
    happened: its application, its standings, its bank accounts, the words of its contracts. It cannot be undone.

    :raises NotAllowed: the officer proposed it, or is one of either's own people.
    :raises InvalidMove: nobody has proposed it.
    :raises Conflict: one of the two stands otherwise than when it was proposed, somebody was faster, or an open order
        has a part of each.
    :raises NotFound: none, or not both of the officer's place.
    """
    with transaction():
        row = to_decide(actor, pair_id)
        if row.proposed_by == actor.ref:
            raise NotAllowed(Message("Người đề nghị gộp không tự xác nhận được: cần một cán bộ khác."))
        if seen is not None and seen != row.version:
            raise Conflict(Message("Có người vừa xử lý cặp này. Tải lại trang."))
        move(row, "join", decided_by=actor.ref, decided_at=clock.now())
        kept, gone = row.kept_id, row.gone_id
        assert kept is not None
        assert gone is not None
        why_not = refusal(row.standing_of(kept), row.standing_of(gone))
        if why_not is not None:
            raise Conflict(why_not)
        _hold(row)
        moved = move_own(actor, kept, gone)
        _close(actor, row, kept, gone)
        emit(ProducersJoined(row.id, kept, gone, actor))
        for about, told in ((kept, {"producer": gone, **moved}), (gone, {"into": kept})):
            audit.record(actor, "producers.producer.joined", "producer", about, told)
        compare(kept)
        emit(ProducerClosed(gone))
        emit(ProducerChanged(kept))
    return kept


def _hold(row: PairRow) -> None:
    """Have whoever changes either of them wait for us, or see that they were faster: in the order of their ids.

    Two joins that cross (one into two, two into three) meet here: the second finds one that has closed.
    """
    for producer_id in sorted((row.first_id, row.second_id)):
        held = session().execute(
            update(Producer)
            .where(Producer.id == producer_id, Producer.standing == row.standing_of(producer_id))
            .values(version=Producer.version + 1, changed_at=clock.now())
            .returning(Producer.id)
        )
        if held.one_or_none() is None:
            raise Conflict(Message("Có người vừa đổi tình trạng của chủ thể này. Tải lại trang."))


def _close(actor: Actor, row: PairRow, kept: int, gone: int) -> None:
    here, now = session(), clock.now()
    if row.standing_of(gone) is Standing.SUSPENDED:
        _stop(actor, kept, gone, row.standing_of(kept))
    with speaking(DEFAULT_LOCALE):  # what the register keeps is read by everybody
        reason = str(Message("Gộp vào chủ thể “%(name)s”.", {"name": row.name_of(kept)}))
    change_standing(actor, gone, "close", reason=reason)
    # Whoever went into the one that goes now stands in the one that stays: nobody has to follow a chain.
    here.execute(update(Joined).where(Joined.kept_id == gone).values(kept_id=kept))
    here.execute(insert(Joined).values(gone_id=gone, kept_id=kept, at=now))


def _stop(actor: Actor, kept: int, gone: int, standing: Standing) -> None:
    """What had stopped the one stops the other from now on, for the same reason."""
    period = (
        session()
        .execute(
            select(StandingPeriod.reason, StandingPeriod.paper_no).where(
                StandingPeriod.producer_id == gone, StandingPeriod.ends_at.is_(None)
            )
        )
        .one()
    )
    if standing is Standing.SUSPENDED:
        go_on_suspended(actor, kept, period.reason, period.paper_no)
    elif standing is Standing.VERIFIED:
        change_standing(actor, kept, "suspend", reason=period.reason, paper_no=period.paper_no)
        emit(ProducerSuspended(kept, period.reason))

"""What officers say of a pair short of joining it."""

from typing import Any

from sqlalchemy import select

from marketplace.accounts.policy import may, refuse_own_people
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.events import PairDropped, PairProposed
from marketplace.producers.joining.access import PERMISSION, PairRow, move, to_decide
from marketplace.producers.joining.comparing import add_pair, have_one_number, likeness_of
from marketplace.producers.joining.fitness import refusal
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from marketplace.producers.reasons import check_reason


def tell_apart(actor: Actor, pair_id: int, reason: str) -> None:
    """Say that the two are not the same holder. It is remembered: the pair is not shown again.

    :raises Invalid: no reason, or one that is too long.
    :raises InvalidMove: somebody has proposed to join them, or it is said already.
    :raises NotAllowed: one of either's own people.
    :raises NotFound: none, or not both of the officer's place.
    """
    reason = check_reason(reason)
    with transaction():
        row = to_decide(actor, pair_id)
        move(row, "tell_apart", reason=reason, decided_by=actor.ref, decided_at=clock.now())
        _tell(actor, "told_apart", row, {"reason": reason})


def look_again(actor: Actor, pair_id: int, reason: str) -> None:
    """Take back that the two are not the same. Errors as :func:`tell_apart`."""
    reason = check_reason(reason)
    with transaction():
        row = to_decide(actor, pair_id)
        move(row, "look_again", reason="", decided_by="", decided_at=None)
        _tell(actor, "reopened", row, {"reason": reason})


def put_together(actor: Actor, one: int, other: int) -> int:
    """Note that two producers may be one though nothing in the register says so; returns the pair's id, also of a pair
    that is there.

    :raises Invalid: (field ``other``) it is the same producer.
    :raises Conflict: one of them has closed.
    :raises NotAllowed: one of either's own people.
    :raises NotFound: none, or not both of the officer's place.
    """
    with transaction() as here:
        rows = {
            row.id: row
            for row in here.execute(
                select(
                    Producer.id,
                    Producer.legal_name,
                    Producer.display_name,
                    Producer.tax_code,
                    Producer.kind,
                    Producer.province_code,
                    Producer.commune_code,
                    Producer.standing,
                ).where(Producer.id.in_((one, other)))
            )
        }
        for each in (one, other):
            row = rows.get(each)
            if row is None or not may(
                actor, PERMISSION, province=row.province_code, commune=row.commune_code
            ):
                raise NotFound(Message("Không có chủ thể này."))
            refuse_own_people(actor, each)
        if one == other:
            message = Message("Chọn một chủ thể khác.")
            raise Invalid(message, fields={"other": message})
        if Standing.CLOSED in {Standing(row.standing) for row in rows.values()}:
            raise Conflict(Message("Một trong hai chủ thể đã đóng: không gộp được nữa."))
        first, second = rows[one], rows[other]
        pair_id = add_pair(
            one,
            other,
            one_number=have_one_number(first, second),
            alikeness=likeness_of(first, second),
            by_hand=True,
        )
        audit.record(
            actor, "producers.pair.put_together", "producer", min(one, other), {"with": max(one, other)}
        )
    return pair_id


def propose(actor: Actor, pair_id: int, kept_id: int, reason: str) -> None:
    """Propose that the two are one holder, and which of them stays. A second officer decides (:func:`join`).

    :raises Invalid: no reason, or (field ``kept_id``) one that may not stay; see ``fitness.refusal``.
    :raises InvalidMove: it is proposed, or told apart.
    :raises NotAllowed: one of either's own people.
    :raises NotFound: none, or not both of the officer's place.
    """
    reason = check_reason(reason)
    with transaction():
        row = to_decide(actor, pair_id)
        if kept_id not in {row.first_id, row.second_id}:
            message = Message("Chọn chủ thể được giữ lại.")
            raise Invalid(message, fields={"kept_id": message})
        gone_id = row.second_id if kept_id == row.first_id else row.first_id
        why_not = refusal(row.standing_of(kept_id), row.standing_of(gone_id))
        if why_not is not None:
            raise Invalid(why_not, fields={"kept_id": why_not})
        move(row, "propose", kept_id=kept_id, reason=reason, proposed_by=actor.ref, proposed_at=clock.now())
        told = {"producer": gone_id, "reason": reason}
        audit.record(actor, "producers.pair.proposed", "producer", kept_id, told)
        emit(PairProposed(row.id, row.version + 1, kept_id, gone_id, actor))


def drop(actor: Actor, pair_id: int, reason: str) -> None:
    """Take a proposal back, one's own or another's: the two are looked at again.

    :raises Invalid: no reason, or one that is too long.
    :raises InvalidMove: nobody has proposed to join them.
    :raises NotAllowed: one of either's own people.
    :raises NotFound: none, or not both of the officer's place.
    """
    reason = check_reason(reason)
    with transaction():
        row = to_decide(actor, pair_id)
        move(row, "drop", kept_id=None, reason="", proposed_by="", proposed_at=None)
        _tell(actor, "dropped", row, {"reason": reason})
        emit(PairDropped(row.id))


def _tell(actor: Actor, verb: str, row: PairRow, told: dict[str, Any]) -> None:
    audit.record(actor, f"producers.pair.{verb}", "producer", row.first_id, {"with": row.second_id, **told})

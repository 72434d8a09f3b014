"""What officers do with a claim: one gives over what agrees, two what does not, each of them refuses."""

from sqlalchemy import update

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import Role, may, refuse_own_people
from marketplace.certification.claims.access import PERMISSION, ClaimRow, about, move, reviewable
from marketplace.certification.claims.evidence import Evidence, evidence
from marketplace.certification.claims.kinds import CLAIM, ClaimState
from marketplace.certification.events import ClaimDecided
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import sealer
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from marketplace.producers.reasons import check_reason

SYSTEM = "claims"


def propose(actor: Actor, code: str, producer_id: int, reason: str, *, seen: int | None = None) -> None:
    """Find that the claim is about that producer though its numbers do not say so, and why; a second officer decides.

    :raises Invalid: no reason, or (field ``producer_id``) no such producer in the officer's place.
    :raises Conflict: the producer has closed or somebody speaks for it, the claim was worked on, or all agrees.
    :raises NotFound: none, or none of the officer's place. :raises NotAllowed: it is the officer's own, or one of the
        producer's own people.
    """
    reason = check_reason(reason)
    with transaction():
        row = _seen(reviewable(actor, code), seen)
        CLAIM.next(row.holder_name, row.state, "propose")
        found = _of(actor, row, producer_id)
        if found.agrees:
            raise Conflict(
                Message("Mã số thuế và số quyết định đều khớp: giao luôn, không cần người thứ hai.")
            )
        move(
            actor,
            row,
            "propose",
            producer_id=producer_id,
            proposed_by=actor.ref,
            proposed_at=clock.now(),
            proposal=reason,
        )


def accept(actor: Actor, code: str, producer_id: int | None = None, *, seen: int | None = None) -> int:
    """Give the producer over: the claimant becomes its owner; returns the producer's id.

    One officer does it where the tax number is the producer's and it holds a recognition from the claimed decision.
    Otherwise it has to be proposed, and another officer does it; the producer is the proposed one then.

    :raises Invalid: (field ``producer_id``) none was chosen, or none of the officer's place.
    :raises NotAllowed: the numbers do not agree and nobody has proposed it; the same person proposed it; the officer's
        own claim or producer.
    :raises Conflict: the producer has closed, somebody speaks for it already, or the claim was worked on.
    :raises InvalidMove: it is decided. :raises NotFound: none, or none of the officer's place.
    """
    with transaction():
        row = _seen(reviewable(actor, code), seen)
        CLAIM.next(row.holder_name, row.state, "accept")
        proposed = row.state is ClaimState.PROPOSED
        wanted = row.producer_id if proposed else producer_id
        if proposed and row.proposed_by == actor.ref:
            raise NotAllowed(Message("Người đề nghị giao không tự duyệt được: cần một cán bộ khác."))
        # Whoever gives the same producer over at this moment waits here, and finds then that somebody speaks for it.
        session().execute(update(Producer).where(Producer.id == wanted).values(version=Producer.version + 1))
        found = _of(actor, row, wanted)
        if not proposed and not found.agrees:
            raise NotAllowed(
                Message(
                    "Mã số thuế hoặc số quyết định chưa khớp: đề nghị kèm lý do, rồi một cán bộ khác duyệt."
                )
            )
        move(
            actor,
            row,
            "accept",
            producer_id=found.producer_id,
            decided_by=actor.ref,
            decided_at=clock.now(),
        )
        accounts.grant(
            Actor.system(SYSTEM), row.claimant_id, Role.PRODUCER_OWNER, "producer", str(found.producer_id)
        )
        emit(ClaimDecided(row.code, row.claimant_id, accepted=True))
    return found.producer_id


def refuse(actor: Actor, code: str, reason: str, *, seen: int | None = None) -> None:
    """Refuse a claim for good, with a reason that the claimant reads. They may open another one.

    :raises Invalid: no reason, or one that is too long.
    :raises InvalidMove: it is decided. :raises Conflict: it was worked on.
    :raises NotFound: none, or none of the officer's place. :raises NotAllowed: it is the officer's own.
    """
    reason = check_reason(reason)
    with transaction():
        row = _seen(reviewable(actor, code), seen)
        move(actor, row, "refuse", reason=reason, decided_by=actor.ref, decided_at=clock.now())
        emit(ClaimDecided(row.code, row.claimant_id, accepted=False))


def _seen(row: ClaimRow, seen: int | None) -> ClaimRow:
    if seen is not None and seen != row.version:
        raise Conflict(Message("Có người vừa xử lý đề nghị này. Tải lại trang."))
    return row


def _of(actor: Actor, row: ClaimRow, producer_id: int | None) -> Evidence:
    """What agrees for that producer, if the officer may give it over."""
    number = sealer().open(row.tax_sealed, about(row.code))
    found = (
        evidence([producer_id], row.holder_name, number, row.decision_no) if producer_id is not None else ()
    )
    mine = [
        each
        for each in found
        if may(actor, PERMISSION, province=each.province_code, commune=each.commune_code)
    ]
    if not mine:
        message = Message("Chọn một chủ thể trong địa bàn.")
        raise Invalid(message, fields={"producer_id": message})
    refuse_own_people(actor, mine[0].producer_id)
    if mine[0].standing is Standing.CLOSED:
        raise Conflict(Message("Chủ thể này đã đóng."))
    if mine[0].owned:
        raise Conflict(
            Message(
                "Chủ thể này đã có người đứng tên tài khoản: người ấy mời thêm người, không giao lại ở đây."
            )
        )
    return mine[0]

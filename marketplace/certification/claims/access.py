"""Whose a claim is and who may work on it. What is not somebody's to see does not exist for them."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select, update

from marketplace.accounts.policy import may
from marketplace.certification.claims.kinds import CLAIM, ClaimState
from marketplace.certification.claims.models import Claim
from marketplace.certification.events import ClaimProposed, ClaimWithdrawn
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

PERMISSION = "certification.claims"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a verb looks at before it acts."""

    id: int
    code: str
    claimant_id: int
    state: ClaimState
    holder_name: str
    decision_no: str
    tax_sealed: str
    province_code: str
    commune_code: str
    producer_id: int | None
    proposed_by: str
    version: int


def own(actor: Actor, code: str) -> ClaimRow:
    """The actor's own claim; :class:`NotFound` for another's. One statement."""
    row = _row(code)
    if row is None or actor.id is None or row.claimant_id != actor.id:
        raise unknown()
    return row


def reviewable(actor: Actor, code: str) -> ClaimRow:
    """A claim of the officer's place; one statement.

    :raises NotFound: none, or none of the actor's place. :raises NotAllowed: it is the actor's own.
    """
    row = _row(code)
    if row is None or not may(actor, PERMISSION, province=row.province_code, commune=row.commune_code):
        raise unknown()
    if actor.id == row.claimant_id:
        raise NotAllowed(Message("Không ai xem xét đề nghị của chính mình: cần một cán bộ khác."))
    return row


def move(actor: Actor, row: ClaimRow, name: str, **values: Any) -> None:
    """Make a move and note it; part of an open transaction. Of decisions their verbs tell, once all is done.

    :raises InvalidMove: the claim does not stand where the move begins. :raises Conflict: somebody was faster.
    """
    after = CLAIM.next(row.holder_name, row.state, name)
    moved = session().execute(
        update(Claim)
        .where(Claim.id == row.id, Claim.state == row.state, Claim.version == row.version)
        .values(state=after, version=Claim.version + 1, **values)
        .returning(Claim.id)
    )
    if moved.one_or_none() is None:
        raise Conflict(Message("Có người vừa xử lý đề nghị này. Tải lại trang."))
    told = {"producer": values.get("producer_id"), "reason": values.get("reason", "")}
    audit.record(actor, f"certification.claim.{_PAST[name]}", "claim", row.code, told)
    if name in _TOLD:
        emit(_TOLD[name](row.code))


_TOLD: Final = {"propose": ClaimProposed, "withdraw": ClaimWithdrawn}
_PAST: Final = {"propose": "proposed", "accept": "accepted", "refuse": "refused", "withdraw": "withdrawn"}


def about(claim_code: str) -> str:
    """What a claim's sealed tax number is bound to."""
    return f"claim:{claim_code}:tax_code"


def unknown() -> NotFound:
    """What is said of a claim that is not the reader's."""
    return NotFound(Message("Không có đề nghị này."))


def _row(code: str) -> ClaimRow | None:
    columns: list[Any] = [getattr(Claim, name) for name in ClaimRow.__dataclass_fields__]
    found = session().execute(select(*columns).where(Claim.code == code)).one_or_none()
    if found is None:
        return None
    return ClaimRow(**{**found._mapping, "state": ClaimState(found.state)})

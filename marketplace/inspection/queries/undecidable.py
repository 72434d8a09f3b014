"""Cases that lie before the authority, and whom the rules leave to decide each: sometimes nobody.

Who inspected, wrote, submitted or entered what is complained about does not decide on it. Where a province has one
account in its chair's name, and that one has entered a revocation, a complaint about it would wait for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import PERMISSIONS, may, speaks_for
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.services.revocation import may_revoke, who_revokes
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.complaint import complainables
from marketplace.inspection.deciders import hands_by
from marketplace.inspection.kinds import AppealState, ProposalState
from marketplace.inspection.models import Proposal
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message


class CaseKind(StrEnum):
    """What lies before the authority."""

    PROPOSAL = "proposal"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class AtAuthority:
    """A case that waits. ``authority`` are the accounts that may decide on such a product at all, ``free`` those of
    them who had no hand in it; who works for its producer is in neither.
    """

    kind: CaseKind
    code: str
    recognition_id: int
    producer_id: int | None
    product_name: str
    holder: str
    who: Message
    authority: frozenset[int]
    free: frozenset[int]


def at_authority(code: str = "") -> tuple[AtAuthority, ...]:
    """Every case that was submitted and every complaint that nobody has decided yet, or that of ``code`` alone; at most
    8 statements, and 2 where nothing waits. The rules are those of ``deciders``, asked for each account.
    """
    cases = [*_waiting(CaseKind.PROPOSAL, code), *_waiting(CaseKind.APPEAL, code)]
    if not cases:
        return ()
    heads = _heads([each.recognition_id for each in cases])
    people = _people()
    hands = hands_by([each.proposal_id for each in cases if each.proposal_id is not None])
    complaints = complainables([each.recognition_id for each in cases if each.kind is CaseKind.APPEAL])
    found = []
    for each in cases:
        head = heads.get(each.recognition_id, each)
        authority = [actor for actor in people if _may(actor, each, head)]
        involved: set[str | None] = {each.opened_by, *hands.get(each.proposal_id or 0, ())}
        if each.kind is CaseKind.APPEAL and (about := complaints.get(each.recognition_id)):
            involved.add(about.by)
        found.append(
            AtAuthority(
                each.kind,
                each.code,
                each.recognition_id,
                each.producer_id,
                each.product_name,
                each.holder_name,
                who_revokes(head.star),
                frozenset(actor.id or 0 for actor in authority),
                frozenset(actor.id or 0 for actor in authority if actor.ref not in involved),
            )
        )
    return tuple(found)


def undecidable() -> tuple[AtAuthority, ...]:
    """Those of them that nobody is left to decide."""
    return tuple(each for each in at_authority() if not each.free)


def nobody_decides(code: str) -> AtAuthority | None:
    """The case or the complaint of that code, if it waits and nobody is left to decide it."""
    return next((each for each in at_authority(code) if not each.free), None)


@dataclass(frozen=True, slots=True)
class _Case:
    kind: CaseKind
    code: str
    recognition_id: int
    producer_id: int | None
    proposal_id: int | None
    opened_by: str
    province_code: str
    commune_code: str
    star: int
    product_name: str
    holder_name: str


def _waiting(kind: CaseKind, code: str) -> list[_Case]:
    table: Any = Proposal if kind is CaseKind.PROPOSAL else Appeal
    waits = ProposalState.SUBMITTED if kind is CaseKind.PROPOSAL else AppealState.OPENED
    statement = (
        select(
            table.code,
            table.recognition_id,
            table.producer_id,
            table.id if kind is CaseKind.PROPOSAL else table.proposal_id,
            table.submitted_by if kind is CaseKind.PROPOSAL else table.opened_by,
            table.province_code,
            table.commune_code,
            Recognition.star,
            Recognition.product_name,
            Recognition.holder_name,
        )
        .join(Recognition, Recognition.id == table.recognition_id)
        .where(table.state == waits)
        .order_by(table.id)
    )
    rows = session().execute(statement.where(table.code == code) if code else statement)
    return [_Case(kind, *row) for row in rows]


def _heads(recognition_ids: Sequence[int]) -> dict[int, Any]:
    """Star and province of the newest verified decision of each product, by the recognition asked for; 1 statement."""
    asked = aliased(Recognition)
    rows = session().execute(
        select(asked.id, Recognition.star, Recognition.province_code)
        .join(Recognition, Recognition.lineage == asked.lineage)
        .where(asked.id.in_(sorted(set(recognition_ids))), Recognition.state == RecordState.VERIFIED)
        .order_by(asked.id, Recognition.issued_on, Recognition.id)
    )
    return {row.id: row for row in rows}


def _people() -> list[Actor]:
    """Everybody with an account that is switched on who decides anywhere, with all they hold; 1 statement."""
    decides = select(RoleGrant.user_id).where(RoleGrant.role.in_(sorted(PERMISSIONS["inspection.decide"])))
    rows = session().execute(
        select(RoleGrant.user_id, RoleGrant.role, RoleGrant.scope, RoleGrant.ref)
        .join(User, User.id == RoleGrant.user_id)
        .where(User.active, RoleGrant.user_id.in_(decides))
        .order_by(RoleGrant.user_id, RoleGrant.id)
    )
    held: dict[int, list[Grant]] = {}
    for user_id, role, scope, ref in rows:
        held.setdefault(user_id, []).append(Grant(role, scope, ref or None))
    return [Actor("user", "", user_id, tuple(grants)) for user_id, grants in held.items()]


def _may(actor: Actor, case: _Case, head: Any) -> bool:
    return (
        may(actor, "inspection.decide", province=case.province_code, commune=case.commune_code)
        and may_revoke(actor, head.star, clock.today(), province=head.province_code)
        and not (case.producer_id is not None and speaks_for(actor, case.producer_id))
    )

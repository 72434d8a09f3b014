"""Whose an inspection or a case is, and who may work on it. What is not somebody's to see does not exist for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select

from marketplace.accounts import policy
from marketplace.accounts.policy import may
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.kinds import AppealState, InspectionState, MisuseState, ProposalState
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotAllowed, NotFound
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionCore:
    """The columns of an inspection that verbs look at before they act."""

    id: int
    code: str
    state: InspectionState
    recognition_id: int | None
    producer_id: int | None
    holder: str
    product_name: str
    province_code: str
    commune_code: str
    begun_by: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCore:
    """The columns of a proposal that verbs look at before they act."""

    id: int
    code: str
    state: ProposalState
    inspection_id: int
    recognition_id: int
    producer_id: int | None
    province_code: str
    commune_code: str
    ground: str
    article: str
    due_on: date
    suspension_id: int | None
    suspended_as: str | None
    inspected_by: str
    drafted_by: str
    submitted_by: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseCore:
    """The columns of a misuse that verbs look at before they act."""

    id: int
    code: str
    state: MisuseState
    inspection_id: int
    producer_id: int | None
    province_code: str
    commune_code: str
    opened_by: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCore:
    """The columns of an appeal that verbs look at before they act."""

    id: int
    code: str
    state: AppealState
    against: str
    recognition_id: int
    producer_id: int
    province_code: str
    commune_code: str
    suspension_id: int | None
    proposal_id: int | None
    against_no: str
    opened_by: str
    opened_at: datetime


Core = TypeVar("Core", InspectionCore, ProposalCore, MisuseCore, AppealCore)

UNKNOWN = Message("Không có hồ sơ này.")


def inspection_for(actor: Actor, permission: str, code: str) -> InspectionCore:
    """The inspection, if the actor holds ``permission`` for its place; one statement. Raises as :func:`_for`."""
    return _for(actor, permission, _row(InspectionCore, Inspection, code, InspectionState))


def proposal_for(actor: Actor, permission: str, code: str) -> ProposalCore:
    """The proposal, likewise."""
    return _for(actor, permission, _row(ProposalCore, Proposal, code, ProposalState))


def misuse_for(actor: Actor, permission: str, code: str) -> MisuseCore:
    """The case of misuse, likewise."""
    return _for(actor, permission, _row(MisuseCore, Misuse, code, MisuseState))


def appeal_for(actor: Actor, permission: str, code: str) -> AppealCore:
    """The appeal, likewise."""
    return _for(actor, permission, _row(AppealCore, Appeal, code, AppealState))


def own_appeal(actor: Actor, producer_id: int, code: str) -> AppealCore:
    """An appeal of a producer whose owner the actor is; one statement. :class:`NotFound` for anybody else's."""
    found = _row(AppealCore, Appeal, code, AppealState)
    if found is None or found.producer_id != producer_id or not may_appeal(actor, producer_id):
        raise NotFound(UNKNOWN)
    return found


def may_appeal(actor: Actor, producer_id: int) -> bool:
    """Whether the actor is an owner of the producer."""
    return may(actor, "inspection.appeal", producer=producer_id)


def refuse_own_people(actor: Actor, producer_id: int | None) -> None:
    """As ``policy.refuse_own_people``, where the producer is known."""
    if producer_id is not None:
        policy.refuse_own_people(actor, producer_id)


def _for(actor: Actor, permission: str, found: Core | None) -> Core:
    """What was found, if it is the actor's to do ``permission`` with.

    :raises NotFound: there is none, or it lies outside what the actor may look at.
    :raises NotAllowed: the actor may look at it and no more, or is one of the producer's own people.
    """
    if found is None:
        raise NotFound(UNKNOWN)
    province, commune = found.province_code, found.commune_code
    if not may(actor, permission, province=province, commune=commune):
        seen = may(actor, "inspection.view", province=province, commune=commune)
        raise NotAllowed if seen else NotFound(UNKNOWN)
    if permission != "inspection.view":
        refuse_own_people(actor, found.producer_id)
    return found


def _row(kind: type[Core], table: Any, code: str, state: Any) -> Core | None:
    columns: list[Any] = [getattr(table, name) for name in kind.__dataclass_fields__]
    row = session().execute(select(*columns).where(table.code == code)).one_or_none()
    if row is None:
        return None
    return kind(**{**row._mapping, "state": state(row.state)})

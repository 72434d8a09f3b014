"""Reads on claims."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from marketplace.accounts.models import User
from marketplace.accounts.within import within
from marketplace.certification.claims.access import about
from marketplace.certification.claims.evidence import Evidence, candidates, evidence
from marketplace.certification.claims.kinds import WAITING, ClaimState, ProofKind
from marketplace.certification.claims.models import Claim, ClaimScan
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.sealing import sealer


@dataclass(frozen=True, slots=True)
class ProofView:
    """A scan. A sealed one is opened by a verb that notes it."""

    id: int
    kind: ProofKind


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim without its tax number, of which ``tax_tail`` are the last digits."""

    id: int
    code: str
    claimant_id: int
    claimant: str
    claimant_email: str
    state: ClaimState
    holder_name: str
    decision_no: str
    tax_tail: str
    phone: str
    note: str
    province_code: str
    commune_code: str
    opened_at: datetime
    producer_id: int | None
    proposed_by: str
    proposed_at: datetime | None
    proposal: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    version: int
    scans: tuple[ProofView, ...] = ()


_NAMES: Final = tuple(
    name for name in ClaimView.__dataclass_fields__ if name not in {"claimant", "claimant_email", "scans"}
)
_CLAIMS: Final = select(
    *(getattr(Claim, name) for name in _NAMES),
    User.name.label("claimant"),
    User.email.label("claimant_email"),
).join(User, User.id == Claim.claimant_id)


def claims(
    provinces: Collection[str] | None,
    communes: Collection[str] = (),
    *,
    waiting: bool = True,
    page: int = 1,
    size: int = 50,
) -> Page[ClaimView]:
    """Claims of these places that wait, the longest first, or that are over, the last first; two statements."""
    states = WAITING if waiting else frozenset(ClaimState) - WAITING
    clauses = [
        Claim.state.in_(sorted(states)),
        within(Claim.province_code, Claim.commune_code, provinces, communes),
    ]
    total = session().execute(select(func.count(Claim.id)).where(*clauses)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    order = (Claim.opened_at, Claim.id) if waiting else (Claim.opened_at.desc(), Claim.id.desc())
    rows = session().execute(_CLAIMS.where(*clauses).order_by(*order).limit(size).offset((number - 1) * size))
    return Page(tuple(_view(row) for row in rows), total, number, size)


def waiting_count(provinces: Collection[str] | None, communes: Collection[str] = ()) -> int:
    """How many claims of these places wait; one statement."""
    clauses = [
        Claim.state.in_(sorted(WAITING)),
        within(Claim.province_code, Claim.commune_code, provinces, communes),
    ]
    return session().execute(select(func.count(Claim.id)).where(*clauses)).scalar_one()


def claim(code: str) -> ClaimView | None:
    """One claim with its scans; two statements. Ask only for whom it may be shown."""
    row = session().execute(_CLAIMS.where(Claim.code == code)).one_or_none()
    if row is None:
        return None
    scans = session().execute(
        select(ClaimScan.id, ClaimScan.kind).where(ClaimScan.claim_id == row.id).order_by(ClaimScan.position)
    )
    return _view(row, tuple(ProofView(each.id, ProofKind(each.kind)) for each in scans))


def mine(user_id: int) -> tuple[ClaimView, ...]:
    """A person's own claims, the last first; one statement."""
    rows = session().execute(_CLAIMS.where(Claim.claimant_id == user_id).order_by(Claim.id.desc()))
    return tuple(_view(row) for row in rows)


def found_for(view: ClaimView) -> tuple[Evidence, ...]:
    """The producers that a claim may be about, the proposed one first; 6 statements at most. For officers' eyes."""
    sealed = session().execute(select(Claim.tax_sealed).where(Claim.id == view.id)).scalar_one()
    number = sealer().open(sealed, about(view.code))
    found = candidates(view.holder_name, number, view.province_code, view.decision_no)
    if view.producer_id is None:
        return found
    proposed = evidence([view.producer_id], view.holder_name, number, view.decision_no)
    return (*proposed, *(each for each in found if each.producer_id != view.producer_id))


def _view(row: Any, scans: tuple[ProofView, ...] = ()) -> ClaimView:
    values = {name: getattr(row, name) for name in _NAMES}
    values["state"] = ClaimState(row.state)
    return ClaimView(**values, claimant=row.claimant, claimant_email=row.claimant_email, scans=scans)

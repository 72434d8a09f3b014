"""What claims on producers hold about a person: who says what is theirs, with which proof."""

from typing import Any

from sqlalchemy import delete, select, update

from marketplace.accounts.privacy import restricted
from marketplace.certification.claims.access import about
from marketplace.certification.claims.kinds import ClaimState
from marketplace.certification.claims.models import Claim, ClaimScan
from marketplace.certification.claims.services import withdraw
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.personal import Keeper, Portion, Traces
from marketplace.kernel.sealing import sealer
from marketplace.media.forgetting import forget_paper
from marketplace.media.services import read_paper

SYSTEM = Actor.system("erasure")
OPEN = (ClaimState.OPENED.value, ClaimState.PROPOSED.value)
GONE = "–"


def withdraw_open(user_id: int) -> None:
    """Take back what waits for officers, in the person's name."""
    for row in _claims(user_id):
        if row.state in OPEN:
            withdraw(Actor("user", "", user_id), row.code)


def export(user_id: int) -> Portion:
    """Claims with the number that was typed, and the scans, opened."""
    claims, files = [], []
    for row in _claims(user_id):
        told = {name: value for name, value in row._mapping.items() if name not in {"id", "tax_sealed"}}
        claims.append({**told, "tax_code": _number(row)})
        for scan in _scans(row.id):
            data, mime = read_paper(scan.file_id)
            files.append((f"{row.code}-{scan.kind}-{scan.position}.{mime.rpartition('/')[2]}", data))
    return Portion({"claims": claims}, tuple(files))


def erase(traces: Traces) -> None:
    """What waits is taken back; proof goes. What made somebody an owner is sealed away."""
    here = session()
    withdraw_open(traces.user_id)
    for row in _claims(traces.user_id):
        if row.state == ClaimState.ACCEPTED.value:
            kept = {
                "holder_name": row.holder_name,
                "phone": row.phone,
                "tax_code": _number(row),
                "note": row.note,
            }
            restricted.keep(traces.user_id, "claim", row.code, kept, term="keep_seller", since=row.opened_at)
        here.execute(
            update(Claim)
            .where(Claim.id == row.id)
            .values(
                holder_name=GONE,
                phone="",
                note="",
                tax_sealed=sealer().seal("", about(row.code)),
                tax_tail="",
                reason=GONE if row.reason else "",
            )
        )
        scans = _scans(row.id)
        here.execute(delete(ClaimScan).where(ClaimScan.claim_id == row.id))
        for scan in scans:
            forget_paper(SYSTEM, scan.file_id)


def subjects(user_id: int) -> tuple[tuple[str, str], ...]:
    """Their claims."""
    return tuple(("claim", row.code) for row in _claims(user_id))


def _claims(user_id: int) -> Any:
    return (
        session()
        .execute(
            select(
                Claim.id,
                Claim.code,
                Claim.state,
                Claim.holder_name,
                Claim.decision_no,
                Claim.tax_sealed,
                Claim.phone,
                Claim.note,
                Claim.opened_at,
                Claim.reason,
            )
            .where(Claim.claimant_id == user_id)
            .order_by(Claim.id)
        )
        .all()
    )


def _scans(claim_id: int) -> Any:
    return (
        session()
        .execute(
            select(ClaimScan.kind, ClaimScan.position, ClaimScan.file_id)
            .where(ClaimScan.claim_id == claim_id)
            .order_by(ClaimScan.id)
        )
        .all()
    )


def _number(row: Any) -> str:
    return sealer().open(row.tax_sealed, about(row.code))


KEEPER = Keeper(
    name="nhan-chu-the",
    title=Message("Đề nghị nhận chủ thể"),
    export=export,
    erase=erase,
    subjects=subjects,
    readings=("certification.claim.revealed", "certification.claim.scan_opened"),
)
"""The claims' part."""

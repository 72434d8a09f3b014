"""Looking at what a claimant sent. Who has looked at what shows a person is noted."""

from sqlalchemy import select

from marketplace.certification.claims.access import ClaimRow, about, own, reviewable
from marketplace.certification.claims.kinds import ProofKind
from marketplace.certification.claims.models import ClaimScan
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import sealer


def open_scan(actor: Actor, code: str, scan_id: int) -> int:
    """The file of a scan, for the claimant and the officers of the place; a look at a sealed one is noted.

    :raises NotFound: not the actor's to see, or no such scan.
    """
    row = _for_either(actor, code)
    found = (
        session()
        .execute(
            select(ClaimScan.kind, ClaimScan.file_id).where(
                ClaimScan.id == scan_id, ClaimScan.claim_id == row.id
            )
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound(Message("Không có tệp này."))
    if ProofKind(found.kind).sealed:
        with transaction():
            told = {"kind": found.kind, "file": found.file_id}
            audit.record(actor, "certification.claim.scan_opened", "claim", row.code, told)
    return int(found.file_id)


def reveal_number(actor: Actor, code: str) -> str:
    """The tax number that was typed, for an officer of the place. Who looked is noted. :class:`NotFound`."""
    with transaction():
        row = reviewable(actor, code)
        audit.record(actor, "certification.claim.revealed", "claim", row.code, {"field": "tax_code"})
    return sealer().open(row.tax_sealed, about(row.code))


def _for_either(actor: Actor, code: str) -> ClaimRow:
    try:
        return own(actor, code)
    except NotFound:
        return reviewable(actor, code)

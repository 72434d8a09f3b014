"""Verbs on claims: open, withdraw; propose, accept, refuse; look at a scan or at the number that was typed."""

from marketplace.certification.claims.services.deciding import accept, propose, refuse
from marketplace.certification.claims.services.looking import open_scan, reveal_number
from marketplace.certification.claims.services.opening import (
    ClaimData,
    check_claim,
    open_claim,
    store_proof,
    withdraw,
)

__all__ = [
    "ClaimData",
    "accept",
    "check_claim",
    "open_claim",
    "open_scan",
    "propose",
    "refuse",
    "reveal_number",
    "store_proof",
    "withdraw",
]

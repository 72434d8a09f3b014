"""A household that an officer entered, its certificate, and somebody who says that it is them."""

from __future__ import annotations

from typing import Any

from marketplace.certification.claims import queries, services
from marketplace.certification.claims.kinds import ProofKind
from marketplace.certification.claims.services import ClaimData
from marketplace.kernel.actor import Actor
from tests import stories
from tests.factories import HUONG_DO
from tests.unit.media import uploads

NAME, NUMBER, DECISION = "Hợp tác xã Mật ong Vũ Quang", "9900000030", "88/QĐ-UBND"


def held(**changes: Any) -> int:
    """A producer without an account, with a verified recognition that is attached to it; its id."""
    values = {"legal_name": NAME, "display_name": "HTX Mật ong Vũ Quang", "tax_code": NUMBER, **changes}
    producer_id = stories.producer(**values)
    stories.recognition(
        holder_name=values["legal_name"],
        holder_tax_id=values["tax_code"],
        decision_no=DECISION,
        product_name="Mật ong Vũ Quang",
    )
    return producer_id


def claimant(number: int = 1) -> Actor:
    return stories.person(f"nguoi-nhan-{number}")


def data(who: Actor, *, identity: bool = False, **changes: Any) -> ClaimData:
    """What they send; sound, with what a test cares about passed by name."""
    proofs = {
        ProofKind.CERTIFICATE: services.store_proof(
            who, ProofKind.CERTIFICATE, uploads.saved(uploads.two_tone())
        )
    }
    if identity:
        proofs[ProofKind.IDENTITY] = services.store_proof(
            who, ProofKind.IDENTITY, uploads.saved(uploads.two_tone())
        )
    values: dict[str, Any] = {
        "holder_name": "HTX mật ong Vũ Quang",
        "decision_no": "88/QĐUBND",
        "tax_code": NUMBER,
        "phone": "0912 345 678",
        "commune_code": HUONG_DO,
        "note": "Tôi là giám đốc.",
        "proofs": proofs,
        **changes,
    }
    return ClaimData(**values)


def opened(who: Actor | None = None, **changes: Any) -> str:
    """A claim that waits; its code."""
    sender = who or claimant()
    return services.open_claim(sender, data(sender, **changes))


def scan_of(code: str, kind: ProofKind) -> int:
    view = queries.claim(code)
    assert view is not None
    return next(each.id for each in view.scans if each.kind is kind)

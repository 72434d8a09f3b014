"""A sound offer, every fact of which a test may change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from marketplace.certification.facts import (
    CertificateFacts,
    PaperFacts,
    PaperKind,
    ProducerFacts,
    ProductFacts,
)
from marketplace.certification.fields import SELLER_FIELDS, required_of_product
from marketplace.certification.gate import GateResult, Outcome, evaluate
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState
from marketplace.certification.packs import parse_pack
from marketplace.kernel import clock

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
PACKS = (parse_pack("Túi 2 kg"), parse_pack("Thùng 5 kg"))


def at(day: date, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    """That time of day in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=clock.VIETNAM)


def product(**changes: Any) -> ProductFacts:
    sets = changes.get("product_set", 1)
    facts = ProductFacts("Cam Khe Mây", sets, PACKS, required_of_product(sets))
    return replace(facts, **changes)


_NAMES = {
    IssuerKind.DISTRICT: "UBND huyện Hương Khê",
    IssuerKind.MINISTRY: "Bộ Nông nghiệp và Môi trường",
}
"""Who signs where a test says no more than the level."""


def certificate(**changes: Any) -> CertificateFacts:
    if changes.get("issuer") in _NAMES:
        changes.setdefault("issuer_name", _NAMES[changes["issuer"]])
    facts = CertificateFacts(
        code="HT-0001",
        decision_no="2394/QĐ-UBND",
        issued_on=date(2024, 10, 15),
        issuer=IssuerKind.PROVINCE,
        issuer_name="UBND tỉnh Hà Tĩnh",
        star=4,
        product_name="Cam Khe Mây",
        holder_name="HTX Long Nhâm",
        scan_hash="5f3c",
        grade=EvidenceGrade.A,
        state=RecordState.VERIFIED,
        packs=PACKS,
        holder_tax_id="9900000016",
        province_code="42",
        issuer_province_code="42",
        score=7850,
        product_code="42-436-18550-1-2024",
    )
    return replace(facts, **changes)


def producer(**changes: Any) -> ProducerFacts:
    facts = ProducerFacts(
        id=7,
        legal_name="HTX Long Nhâm",
        tax_id="9900000016",
        tax_id_valid=True,
        registration_no="28A8001234",
        identity_verified=True,
        filled=SELLER_FIELDS,
    )
    return replace(facts, **changes)


def paper(
    kind: PaperKind, number: str = "41/2025", until: date | None = date(2028, 5, 12), **changes: Any
) -> PaperFacts:
    return replace(PaperFacts(kind, number, date(2025, 5, 12), until), **changes)


FOOD_SAFETY = paper(PaperKind.FOOD_SAFETY)
DECLARATION = paper(PaperKind.QUALITY_DECLARATION, "07/TCB", None)
PAPERS = (FOOD_SAFETY, DECLARATION)


def judge(on: datetime = NOON, **facts: Any) -> GateResult:
    """The gate on a sound offer with some facts changed."""
    return evaluate(
        facts.get("product", product()),
        facts.get("certificate", certificate()),
        facts.get("producer", producer()),
        facts.get("papers", PAPERS),
        on,
    )


def rule(code: str, on=NOON, **changes):
    return judge(on, certificate=certificate(**changes)).rule(code)


def stops(code: str, on=NOON, **facts) -> tuple[str, str]:
    """The words of a rule that must be the only reason why the offer is not listed."""
    result = judge(on, **facts)
    assert not result.listed
    assert [verdict.code for verdict in result.failed] == [code]
    assert not result.promotable
    assert result.rule("G16").outcome is Outcome.FAIL
    return str(result.rule(code).buyer), str(result.rule(code).officer)

"""What the gate's rules say of a record by itself, before anything is sold under it. It sends no statement."""

from typing import Final

from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate.authority_rule import g03
from marketplace.certification.gate.record_rules import g01, g02, g15
from marketplace.certification.gate.score_rules import g07, g08, g09
from marketplace.certification.gate.verdict import RuleVerdict
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState, RegimeCode, Round
from marketplace.certification.packs import parse_packs
from marketplace.certification.queries.detail import RecognitionView

OWN_RULES: Final = (g01, g02, g03, g07, g08, g09, g15)
"""The rules that look at nothing but the record: complete, star, authority, scores and code, evidence."""


def own_verdicts(record: RecognitionView) -> tuple[RuleVerdict, ...]:
    """What these rules say of the record as it is, whatever other decisions its product has."""
    facts = CertificateFacts(
        code=record.code,
        decision_no=record.decision_no,
        issued_on=record.issued_on,
        issuer=IssuerKind(record.issuer_kind),
        issuer_name=record.issuer_name,
        star=record.star,
        product_name=record.product_name,
        holder_name=record.holder_name,
        scan_hash=record.scan_hash,
        grade=EvidenceGrade(record.grade) if record.grade else None,
        state=RecordState(record.state),
        packs=parse_packs(tuple(record.packs)),
        holder_tax_id=record.holder_tax_id,
        producer_id=record.producer_id,
        province_code=record.province_code,
        issuer_province_code=record.issuer_province_code,
        regime=RegimeCode(record.regime) if record.regime else None,
        round=Round(record.round) if record.round else None,
        authority_accepted=record.authority_accepted,
        criteria_set=record.criteria_set,
        score=record.score,
        criterion_scores=record.criterion_scores,
        product_code=record.product_code,
        units_known=record.units_known,
    )
    return tuple(rule(facts) for rule in OWN_RULES)

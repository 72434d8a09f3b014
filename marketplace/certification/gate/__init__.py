"""The listing gate: one pure function, :func:`evaluate`, asked wherever something is shown, sold or promoted.

Nothing stores "is listed" as truth. What an index or a cache keeps is a hint with the instant until which it holds
(``GateResult.holds_until``, :func:`windows`), and the hint is never believed where somebody buys.
"""

from marketplace.certification.facts import (
    CertificateFacts,
    Filing,
    PaperFacts,
    PaperKind,
    ProducerFacts,
    ProductFacts,
    Revocation,
    Suspension,
)
from marketplace.certification.fields import Field
from marketplace.certification.gate.badge import Badge, BadgeState
from marketplace.certification.gate.evaluate import GateResult, evaluate
from marketplace.certification.gate.report import as_data
from marketplace.certification.gate.verdict import Evidence, Outcome, Rule, RuleVerdict, Severity
from marketplace.certification.gate.windows import Window, windows
from marketplace.certification.packs import Pack, parse_pack

__all__ = [
    "Badge",
    "BadgeState",
    "CertificateFacts",
    "Evidence",
    "Field",
    "Filing",
    "GateResult",
    "Outcome",
    "Pack",
    "PaperFacts",
    "PaperKind",
    "ProducerFacts",
    "ProductFacts",
    "Revocation",
    "Rule",
    "RuleVerdict",
    "Severity",
    "Suspension",
    "Window",
    "as_data",
    "evaluate",
    "parse_pack",
    "windows",
]

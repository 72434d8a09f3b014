"""What the gate says of a recognition that nothing is sold under: the rules about the record, at an instant."""

from datetime import datetime
from typing import Final

from marketplace.certification.facts import CertificateFacts, ProducerFacts, ProductFacts
from marketplace.certification.gate import boundaries, rules
from marketplace.certification.gate.authority_rule import g03
from marketplace.certification.gate.badge import badge_for
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.evaluate import GateResult
from marketplace.certification.gate.record_rules import g01, g02, g15
from marketplace.certification.gate.score_rules import g07, g08, g09
from marketplace.certification.gate.time_rules import g04, g05
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict
from marketplace.kernel.i18n import Message

NOTHING_SOLD: Final = Finding(
    Outcome.NOT_APPLICABLE,
    Message("Chưa có sản phẩm nào bán theo quyết định này."),
    Message("Chưa có sản phẩm nào gắn với bản ghi này nên chưa có gì để kiểm."),
)

_GENUINE: Final = ("G01", "G02", "G03", "G07", "G15")
"""What has to be sound before a plate says that the star ended."""

_NO_PRODUCT: Final = ProductFacts("", 0, (), frozenset())
_NO_PRODUCER: Final = ProducerFacts(None, "", "", False, "", False, frozenset())


def evaluate_unsold(certificate: CertificateFacts, on: datetime) -> GateResult:
    """The sixteen verdicts on a recognition by itself at the aware instant ``on``; ``listed`` is always false.

    The rules about a product, its producer and their papers do not apply: there is none. A naive ``on`` is refused
    (``ValueError``).
    """
    case = Case(_NO_PRODUCT, certificate, _NO_PRODUCER, (), on)
    here = case.certificate
    assert here is not None
    found = {
        verdict.code: verdict
        for verdict in (
            g01(here),
            g02(here),
            g03(here),
            g04(case, here),
            g05(case, here),
            g07(here),
            g08(here),
            g09(here),
            g15(here),
        )
    }
    return GateResult(
        on,
        listed=False,
        badge=badge_for(case, listed=False, genuine=all(found[code].passed for code in _GENUINE)),
        rules=tuple(found.get(rule.code) or RuleVerdict(rule, NOTHING_SOLD) for rule in rules.RULES),
        minimum_age=None,
        promotable=False,
        holds_until=boundaries.following(_NO_PRODUCT, certificate, _NO_PRODUCER, (), on),
    )

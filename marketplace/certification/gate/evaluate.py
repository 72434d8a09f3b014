"""The gate: may this be sold, at this instant, and why (domain rules G01–G16)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from marketplace.certification.facts import CertificateFacts, PaperFacts, ProducerFacts, ProductFacts
from marketplace.certification.gate import boundaries, rules
from marketplace.certification.gate.authority_rule import g03
from marketplace.certification.gate.badge import Badge, BadgeState, badge_for
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.category_rule import demands_on, g14, may_promote, minimum_age
from marketplace.certification.gate.offer_rules import g06, g13
from marketplace.certification.gate.paper_rules import g10, g11, g12
from marketplace.certification.gate.record_rules import NO_CERTIFICATE, UNCHECKED, g01, g02, g15
from marketplace.certification.gate.score_rules import g07, g08, g09
from marketplace.certification.gate.time_rules import g04, g05
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Severity
from marketplace.kernel.i18n import Message

_PROMOTED: Final = RuleVerdict(
    rules.G16,
    Finding(
        Outcome.PASS,
        Message("Mọi điều bắt buộc đều đạt, nên được gắn sao."),
        Message("Mọi điều bắt buộc đều đạt: được gắn sao, vào chiến dịch và được xếp lên trước."),
    ),
)
_WITHHELD: Final = RuleVerdict(
    rules.G16,
    Finding(
        Outcome.FAIL,
        Message("Chưa đạt đủ các điều bắt buộc, nên không gắn sao và không quảng bá."),
        Message("Có điều bắt buộc không đạt: không gắn sao, không vào chiến dịch, không được xếp lên trước."),
    ),
)

_UNCHECKED: Final = {
    rule.code: RuleVerdict(rule, UNCHECKED)
    for rule in rules.RULES
    if rule.code in {"G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G15"}
}
_NO_CERTIFICATE: Final = RuleVerdict(rules.G01, NO_CERTIFICATE)

_GENUINE: Final = frozenset({"G01", "G02", "G03", "G06", "G07", "G15"})
"""Rules about whether this offer ever rightly had the star; without them no plate says that it ended."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """What the gate says about one offer at the instant ``on``.

    ``listed`` is the answer: it may be shown in lists, put in a cart and ordered. ``rules`` are the sixteen
    verdicts in order. ``minimum_age`` must be confirmed by the buyer before an order; ``promotable`` is whether it
    may be in campaigns, boosts, posters and newsletters. ``holds_until`` is the next instant at which any of this
    could change by itself; ``None`` when it never will. It says nothing about changes that people make: those come
    as events.
    """

    on: datetime
    listed: bool
    badge: Badge
    rules: tuple[RuleVerdict, ...]
    minimum_age: int | None
    promotable: bool
    holds_until: datetime | None

    @property
    def failed(self) -> tuple[RuleVerdict, ...]:
        """The verdicts that stop the sale, in order, without what merely follows from them (G16)."""
        return tuple(
            verdict
            for verdict in self.rules
            if verdict.outcome is Outcome.FAIL and verdict.severity is Severity.BLOCK
        )

    @property
    def weighed(self) -> tuple[RuleVerdict, ...]:
        """As ``failed``, the heaviest first: what was taken back for good says so before anything else, and then its
        end in time adds nothing.
        """
        if self.badge.state is not BadgeState.REVOKED:
            return self.failed
        rest = tuple(verdict for verdict in self.failed if verdict.code not in {"G04", "G05"})
        return (self.rule("G05"), *rest)

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why it is not sold, in a buyer's words, the heaviest first; empty when it is."""
        return tuple(verdict.buyer for verdict in self.weighed)

    @property
    def officer_reasons(self) -> tuple[Message, ...]:
        """Why it is not sold, in an officer's words; empty when it is."""
        return tuple(verdict.officer for verdict in self.failed)

    @property
    def warnings(self) -> tuple[RuleVerdict, ...]:
        """What an officer should look at though it stops nothing."""
        return tuple(verdict for verdict in self.rules if verdict.outcome is Outcome.WARN)

    @property
    def required_count(self) -> int:
        """How many rules must be met: fourteen."""
        return sum(verdict.blocking for verdict in self.rules)

    @property
    def met_count(self) -> int:
        """How many of them are."""
        return sum(verdict.blocking and verdict.passed for verdict in self.rules)

    def rule(self, code: str) -> RuleVerdict:
        """The verdict of ``G01`` … ``G16``."""
        return self.rules[int(code[1:]) - 1]


def evaluate(
    product: ProductFacts,
    certificate: CertificateFacts | None,
    producer: ProducerFacts,
    papers: tuple[PaperFacts, ...],
    on: datetime,
) -> GateResult:
    """Whether ``product`` may be sold at the aware instant ``on``, past, present or future.

    Pure: the same facts and instant always give the same answer. A naive ``on`` is refused (``ValueError``).
    """
    case = Case(product, certificate, producer, papers, on)
    here = case.certificate
    if here is None:
        verdicts = _without_certificate(case)
    else:
        verdicts = (
            g01(here),
            g02(here),
            g03(here),
            g04(case, here),
            g05(case, here),
            g06(case, here),
            g07(here),
            g08(here),
            g09(here),
            g10(case),
            g11(case),
            g12(case),
            g13(case),
            g14(case),
            g15(here),
        )
    listed, genuine = True, True
    for verdict in verdicts:
        if not verdict.passed and verdict.rule.severity is Severity.BLOCK:
            listed = False
            if verdict.rule.code in _GENUINE:
                genuine = False
    demands = demands_on(product.product_set, case.day)
    return GateResult(
        on,
        listed,
        badge_for(case, listed=listed, genuine=genuine),
        (*verdicts, _PROMOTED if listed else _WITHHELD),
        minimum_age(demands),
        listed and may_promote(demands, product.abv),
        boundaries.following(product, certificate, producer, papers, on),
    )


def _without_certificate(case: Case) -> tuple[RuleVerdict, ...]:
    own = {"G10": g10, "G11": g11, "G12": g12, "G13": g13, "G14": g14}
    return (
        _NO_CERTIFICATE,
        *(_UNCHECKED.get(rule.code) or own[rule.code](case) for rule in rules.RULES[1:-1]),
    )

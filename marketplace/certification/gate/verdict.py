"""What the gate answers in: a rule, what was found, in whose words, on which evidence. All lazy: a verdict points at
constants and facts, and words are put together only when somebody reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from marketplace.certification.facts import CertificateFacts, PaperFacts
from marketplace.certification.kinds import EvidenceGrade
from marketplace.certification.reference import Regime
from marketplace.kernel.i18n import Message


class Severity(StrEnum):
    """What a rule that is not met does: stop the sale, ask an officer to look, or follow from the others."""

    BLOCK = "block"
    WARN = "warn"
    CONSEQUENCE = "consequence"


class Outcome(StrEnum):
    """What became of a rule. ``UNCHECKED``: there was nothing to check it on."""

    PASS = "pass"  # noqa: S105 -- not a password
    NOT_APPLICABLE = "not_applicable"
    WARN = "warn"
    FAIL = "fail"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> Message:
        """The word beside the rule."""
        return _OUTCOMES[self]


_OUTCOMES: Final = {
    Outcome.PASS: Message("Đạt"),
    Outcome.NOT_APPLICABLE: Message("Không áp dụng"),
    Outcome.WARN: Message("Cần xem lại"),
    Outcome.FAIL: Message("Không đạt"),
    Outcome.UNCHECKED: Message("Chưa kiểm được"),
}

_MET: Final = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Rule:
    """One of G01–G16: what it asks, and what it does when it is not met."""

    code: str
    title: Message
    severity: Severity = Severity.BLOCK


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule can find, said to a buyer and to an officer. Placeholders are filled from the verdict's values."""

    outcome: Outcome
    buyer: Message
    officer: Message


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paper a verdict rests on: its name, number, days and, for a recognition, the grade of our copy."""

    label: Message | str
    number: str
    on: date | None
    until: date | None = None
    grade: EvidenceGrade | None = None


class Several:
    """Some texts joined by a comma when they are read, each in the reader's language."""

    __slots__ = ("items",)

    def __init__(self, *items: object) -> None:
        self.items = items

    def __str__(self) -> str:
        return ", ".join(str(item) for item in self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Several) and self.items == other.items

    def __hash__(self) -> int:
        return hash(tuple(map(str, self.items)))

    def __repr__(self) -> str:
        return f"Several{self.items!r}"


NO_VALUES: Final[Mapping[str, Any]] = MappingProxyType({})


class RuleVerdict(NamedTuple):
    """What one rule says at one instant.

    ``values`` fill the words, ``basis`` is the fact that the verdict rests on (a certificate, a paper, a regime).
    """

    rule: Rule
    finding: Finding
    values: Mapping[str, Any] = NO_VALUES
    basis: CertificateFacts | PaperFacts | Regime | None = None

    @property
    def code(self) -> str:
        """``G01`` … ``G16``."""
        return self.rule.code

    @property
    def title(self) -> Message:
        """What the rule asks, in a few words."""
        return self.rule.title

    @property
    def severity(self) -> Severity:
        """What the rule does when it is not met."""
        return self.rule.severity

    @property
    def blocking(self) -> bool:
        """True for rules that must be met before anything is sold."""
        return self.rule.severity is not Severity.WARN

    @property
    def outcome(self) -> Outcome:
        """What became of the rule."""
        return self.finding.outcome

    @property
    def passed(self) -> bool:
        """True when the rule is met, or asks nothing of this product."""
        return self.finding.outcome in _MET

    @property
    def buyer(self) -> Message:
        """The reason in a buyer's words."""
        return self._said(self.finding.buyer)

    @property
    def officer(self) -> Message:
        """The reason in an officer's words, with numbers and days."""
        return self._said(self.finding.officer)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The papers that the verdict rests on."""
        match self.basis:
            case CertificateFacts() as paper:
                label = Message("Quyết định %(number)s", {"number": paper.decision_no})
                return (Evidence(label, paper.decision_no, paper.issued_on, grade=paper.grade),)
            case PaperFacts() as paper:
                return (Evidence(paper.kind.label, paper.number, paper.issued_on, paper.valid_until),)
            case Regime() as regime:
                label = Message("Bảng thẩm quyền theo %(decision)s", {"decision": regime.decision_no})
                return (Evidence(label, regime.decision_no, regime.first_day),)
            case _:
                return ()

    def _said(self, words: Message) -> Message:
        if not self.values:
            return words
        return Message(words.msgid, {key: _readable(value) for key, value in self.values.items()})


def _readable(value: object) -> object:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

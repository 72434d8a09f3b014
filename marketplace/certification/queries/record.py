"""What the gate's rules say of a record by itself, before anything is sold under it. It sends no statement."""

from typing import Final

from marketplace.certification.gate.authority_rule import g03
from marketplace.certification.gate.record_rules import g01, g02, g15
from marketplace.certification.gate.score_rules import g07, g08, g09
from marketplace.certification.gate.verdict import RuleVerdict
from marketplace.certification.queries.detail import RecognitionView
from marketplace.certification.queries.facts import facts_of

OWN_RULES: Final = (g01, g02, g03, g07, g08, g09, g15)
"""The rules that look at nothing but the record: complete, star, authority, scores and code, evidence."""


def own_verdicts(record: RecognitionView) -> tuple[RuleVerdict, ...]:
    """What these rules say of the record as it is, whatever other decisions its product has."""
    facts = facts_of(record)
    return tuple(rule(facts) for rule in OWN_RULES)

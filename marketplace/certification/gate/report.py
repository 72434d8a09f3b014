"""A gate result as plain data, for commands, logs and interfaces."""

from typing import Any

from marketplace.certification.gate.evaluate import GateResult
from marketplace.kernel import clock


def as_data(result: GateResult) -> dict[str, Any]:
    """The result as JSON has it, ``listed`` first; words in the current language, instants in UTC, days as ISO."""
    return {
        "listed": result.listed,
        "on": result.on.isoformat(),
        "local": clock.local(result.on).isoformat(),
        "holds_until": result.holds_until.isoformat() if result.holds_until else None,
        "minimum_age": result.minimum_age,
        "promotable": result.promotable,
        "badge": {
            "state": str(result.badge.state),
            "star": result.badge.star,
            "until": result.badge.until.isoformat() if result.badge.until else None,
            "since": result.badge.since.isoformat() if result.badge.since else None,
            "text": str(result.badge.text),
        },
        "reasons": [str(reason) for reason in result.reasons],
        "rules": [
            {
                "code": verdict.code,
                "title": str(verdict.title),
                "outcome": str(verdict.outcome),
                "passed": verdict.passed,
                "blocking": verdict.blocking,
                "severity": str(verdict.severity),
                "buyer": str(verdict.buyer),
                "officer": str(verdict.officer),
                "evidence": [
                    {
                        "label": str(each.label),
                        "number": each.number,
                        "on": each.on.isoformat() if each.on else None,
                        "until": each.until.isoformat() if each.until else None,
                        "grade": str(each.grade) if each.grade else None,
                    }
                    for each in verdict.evidence
                ],
            }
            for verdict in result.rules
        ],
    }

"""What the officer declares about a file: what holds for all rows, and the answers to questions about single ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from marketplace.certification.annex.values.decisions import NOTHING, Decision
from marketplace.certification.kinds import EvidenceGrade, Round
from marketplace.kernel.i18n import Message

FILL_DOWN_LABEL = Message("Ô chủ thể trống là chủ thể hàng trên")
"""What the page calls ``Declared.fill_down``; a finding refers to it by the same words."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The officer's word.

    ``province_code`` is the province whose file this is. ``decision`` fills what neither the row nor a sub-heading
    says. ``grade`` is how near to the decision the file is: ``A`` for the annex itself. ``fill_down``: an empty holder
    means the holder of the row above. ``communes`` answers by row which present commune is meant, ``follows`` by row
    which recognition of the register the decision continues (an upgrade, a re-evaluation); ``skipped`` are rows that
    are left out.
    """

    province_code: str
    decision: Decision = NOTHING
    round: Round | None = None
    grade: EvidenceGrade = EvidenceGrade.A
    fill_down: bool = False
    communes: Mapping[int, str] = field(default_factory=dict)
    follows: Mapping[int, str] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """A plain form to store."""
        return {
            "province": self.province_code,
            "decision_no": self.decision.number,
            "decided_on": self.decision.day.isoformat() if self.decision.day else None,
            "issuer": self.decision.issuer,
            "round": self.round,
            "grade": self.grade,
            "fill_down": self.fill_down,
            "communes": {str(row): code for row, code in sorted(self.communes.items())},
            "follows": {str(row): code for row, code in sorted(self.follows.items())},
            "skipped": sorted(self.skipped),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` stored."""
        day = stored["decided_on"]
        return cls(
            stored["province"],
            Decision(stored["decision_no"], date.fromisoformat(day) if day else None, stored["issuer"]),
            Round(stored["round"]) if stored["round"] else None,
            EvidenceGrade(stored["grade"]),
            stored["fill_down"],
            {int(row): code for row, code in stored["communes"].items()},
            {int(row): code for row, code in stored["follows"].items()},
            frozenset(stored["skipped"]),
        )

"""The outcome of looking at a file: what every row is, what is wrong where, and which rows may enter the register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.findings import Finding, Severity
from marketplace.certification.annex.layout.body import RowKind
from marketplace.kernel.i18n import Message


class RowState(StrEnum):
    """What may happen to a row."""

    READY = "ready"
    QUESTION = "question"
    BLOCKED = "blocked"
    SKIPPED = "skipped"

    @property
    def label(self) -> Message:
        """What the report calls it."""
        return _LABELS[self]


_LABELS: Mapping[RowState, Message] = {
    RowState.READY: Message("Nhập được"),
    RowState.QUESTION: Message("Cần chọn"),
    RowState.BLOCKED: Message("Có chỗ sai"),
    RowState.SKIPPED: Message("Để lại, không nhập"),
}


@dataclass(frozen=True, slots=True)
class RowReport:
    """One product row."""

    draft: RowDraft
    state: RowState


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no product: what it was taken for, so that nobody wonders where it went."""

    number: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many. ``rows`` are product rows; the next four add up to it."""

    rows: int = 0
    ready: int = 0
    question: int = 0
    blocked: int = 0
    skipped: int = 0
    errors: int = 0
    questions: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in a file. Findings about the whole file come first, then by row and column."""

    findings: tuple[Finding, ...]
    rows: tuple[RowReport, ...]
    others: tuple[OtherRow, ...] = ()

    @property
    def counts(self) -> Counts:
        """How many rows and findings of each kind."""
        states = Counter(row.state for row in self.rows)
        weights = Counter(finding.severity for finding in self.findings)
        return Counts(
            len(self.rows),
            states[RowState.READY],
            states[RowState.QUESTION],
            states[RowState.BLOCKED],
            states[RowState.SKIPPED],
            weights[Severity.ERROR],
            weights[Severity.QUESTION],
            weights[Severity.WARNING],
        )

    @property
    def ready(self) -> tuple[RowDraft, ...]:
        """The rows that may enter the register."""
        return tuple(row.draft for row in self.rows if row.state is RowState.READY)

    @property
    def is_clean(self) -> bool:
        """True when nothing stops any row that is not left out."""
        counts = self.counts
        return counts.ready > 0 and counts.errors == counts.questions == 0

    def of_row(self, number: int) -> tuple[Finding, ...]:
        """The findings of one row."""
        return tuple(finding for finding in self.findings if finding.row == number)

    @property
    def of_file(self) -> tuple[Finding, ...]:
        """The findings about the whole file."""
        return tuple(finding for finding in self.findings if finding.row is None)

    def to_json(self) -> dict[str, Any]:
        """A plain form to store."""
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "rows": [{"draft": row.draft.to_json(), "state": row.state} for row in self.rows],
            "others": [[other.number, other.kind, other.text] for other in self.others],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The report that ``to_json`` stored."""
        return cls(
            tuple(map(Finding.from_json, stored["findings"])),
            tuple(
                RowReport(RowDraft.from_json(row["draft"]), RowState(row["state"])) for row in stored["rows"]
            ),
            tuple(OtherRow(number, RowKind(kind), text) for number, kind, text in stored["others"]),
        )

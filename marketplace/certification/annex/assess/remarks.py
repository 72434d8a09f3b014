"""Collecting findings; a finding about a field is placed in the column that was mapped to it."""

from collections.abc import Iterator

from marketplace.certification.annex.assess.findings import Choice, Code, Finding, Severity
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.mapping import ColumnMapping
from marketplace.kernel.i18n import Message

_SEVERITY = {
    # The register keeps the present commune of every recognition, so somebody has to say which.
    Code.COMMUNE_AMBIGUOUS: Severity.QUESTION,
    Code.COMMUNE_MISSING: Severity.QUESTION,
    **dict.fromkeys(
        (
            Code.COLUMN_UNMAPPED,
            Code.ROW_HIDDEN,
            Code.COLUMN_HIDDEN,
            Code.SHEET_UNREAD,
            Code.TITLE_DIFFERS,
            Code.FILE_SEEN,
            Code.HOLDER_FILLED_DOWN,
            Code.SCORE_ABOVE_STAR,
            Code.COMMUNE_DOUBTFUL,
            Code.DECISION_INCOMPLETE,
            Code.ISSUER_DOUBTFUL,
            Code.AUTHORITY_REVIEW,
            Code.EXPIRED,
            Code.EXPIRY_DIFFERS,
            Code.TAX_CODE_WRONG,
            Code.TAX_CODE_PADDED,
            Code.PRODUCT_CODE_WRONG,
            Code.PRODUCT_SET_UNKNOWN,
            Code.SAME_PRODUCT_IN_FILE,
            Code.LIKELY_DUPLICATE,
        ),
        Severity.WARNING,
    ),
}
"""How much each kind of finding weighs; what is not named here is an error.

A wrong tax code is a warning: the annex prints what it prints, and a recognition does not depend on it. The code is
left out of the register instead.
"""


class Remarks:
    """The findings of one file, in the order in which they were made."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._found: list[Finding] = []

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._found)

    def count(self, code: Code) -> int:
        """How many findings of a kind there are."""
        return sum(finding.code is code for finding in self._found)

    def drop(self, code: Code) -> None:
        """Forget the findings of a kind."""
        self._found = [finding for finding in self._found if finding.code is not code]

    def placed(self, fields: tuple[Field, ...]) -> Field | None:
        """The first of ``fields`` that has a column: where a finding about them is placed."""
        return next((field for field in fields if self._mapping.column_of(field)), None)

    def add(
        self,
        code: Code,
        message: Message,
        *,
        row: int | None = None,
        fields: tuple[Field, ...] = (),
        value: str = "",
        choices: tuple[Choice, ...] = (),
    ) -> None:
        """Note a finding about the first of ``fields`` that has a column."""
        field = self.placed(fields)
        column = self._mapping.column_of(field) if field else None
        self._found.append(
            Finding(
                code,
                _SEVERITY.get(code, Severity.ERROR),
                message,
                row,
                column.number if column else None,
                column.heading if column else "",
                value,
                choices,
            )
        )

    def add_column(self, code: Code, message: Message, number: int, *, row: int | None = None) -> None:
        """Note a finding about a column itself."""
        column = next(column for column in self._mapping.columns if column.number == number)
        self._found.append(
            Finding(code, _SEVERITY.get(code, Severity.ERROR), message, row, number, column.heading)
        )

"""One remark about a file, a row or a cell, in words for the officer, with its place as in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from marketplace.certification.stars import Points
from marketplace.documents.tables.grid import column_letter
from marketplace.kernel.i18n import Message


class Severity(StrEnum):
    """How much a finding weighs.

    A row with an error cannot be imported. A row with a question can, as soon as an officer has chosen an answer. A
    warning is for two pairs of eyes and stops nothing.
    """

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"

    @property
    def label(self) -> Message:
        """What the report calls it."""
        return _LABELS[self]


_LABELS: Mapping[Severity, Message] = {
    Severity.ERROR: Message("Sai"),
    Severity.QUESTION: Message("Cần chọn"),
    Severity.WARNING: Message("Lưu ý"),
}


class Code(StrEnum):
    """What a finding is about. The values are stored and never renamed."""

    HEADER_MISSING = "header_missing"
    COLUMN_MISSING = "column_missing"
    COLUMN_UNMAPPED = "column_unmapped"
    NO_ROWS = "no_rows"
    ROW_HIDDEN = "row_hidden"
    COLUMN_HIDDEN = "column_hidden"
    SHEET_UNREAD = "sheet_unread"
    TITLE_DIFFERS = "title_differs"
    FILE_SEEN = "file_seen"
    FORMULA_UNCOMPUTED = "formula_uncomputed"

    TEXT_TOO_LONG = "text_too_long"

    PRODUCT_MISSING = "product_missing"
    HOLDER_MISSING = "holder_missing"
    HOLDER_FILLED_DOWN = "holder_filled_down"
    STAR_MISSING = "star_missing"
    STAR_UNREADABLE = "star_unreadable"
    STAR_NOT_CERTIFIED = "star_not_certified"
    SCORE_UNREADABLE = "score_unreadable"
    SCORE_MISMATCH = "score_mismatch"
    SCORE_ABOVE_STAR = "score_above_star"
    COMMUNE_MISSING = "commune_missing"
    COMMUNE_UNKNOWN = "commune_unknown"
    COMMUNE_AMBIGUOUS = "commune_ambiguous"
    COMMUNE_DOUBTFUL = "commune_doubtful"
    OTHER_PROVINCE = "other_province"
    DECISION_MISSING = "decision_missing"
    DECISION_INCOMPLETE = "decision_incomplete"
    DATE_MISSING = "date_missing"
    DATE_UNREADABLE = "date_unreadable"
    DATE_FUTURE = "date_future"
    DATE_TOO_EARLY = "date_too_early"
    ISSUER_MISSING = "issuer_missing"
    ISSUER_UNREADABLE = "issuer_unreadable"
    ISSUER_CONTRADICTS = "issuer_contradicts"
    ISSUER_ELSEWHERE = "issuer_elsewhere"
    ISSUER_DOUBTFUL = "issuer_doubtful"
    AUTHORITY_MISMATCH = "authority_mismatch"
    AUTHORITY_REVIEW = "authority_review"
    EXPIRED = "expired"
    EXPIRY_DIFFERS = "expiry_differs"
    TAX_CODE_WRONG = "tax_code_wrong"
    TAX_CODE_PADDED = "tax_code_padded"
    PRODUCT_CODE_WRONG = "product_code_wrong"
    PRODUCT_SET_UNKNOWN = "product_set_unknown"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    SAME_PRODUCT_IN_FILE = "same_product_in_file"
    ALREADY_REGISTERED = "already_registered"
    LIKELY_DUPLICATE = "likely_duplicate"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: what is stored, what it is called, and why it is offered."""

    value: str
    name: str
    why: Message | None = None

    @property
    def label(self) -> str:
        """The name with the reason, in the reader's language."""
        return f"{self.name} ({self.why})" if self.why else self.name


@dataclass(frozen=True, slots=True)
class Finding:
    """``row`` and ``column`` are numbers as in the file; ``None`` for what concerns the whole of it.

    ``heading`` is the column's heading as in the file, ``value`` what stands in the cell.
    """

    code: Code
    severity: Severity
    message: Message
    row: int | None = None
    column: int | None = None
    heading: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def place(self) -> Message:
        """Where: "hàng 12, cột F (Hạng sao)"."""
        if self.row is None:
            if self.column is None:
                return Message("cả tệp")
            return Message("cột %(letter)s (%(heading)s)", self._where())
        if self.column is None:
            return Message("hàng %(row)s", {"row": self.row})
        return Message("hàng %(row)s, cột %(letter)s (%(heading)s)", self._where())

    @property
    def letter(self) -> str:
        """The column as a spreadsheet program names it; empty where no column is meant."""
        return column_letter(self.column) if self.column else ""

    def _where(self) -> dict[str, Any]:
        return {"row": self.row, "letter": self.letter, "heading": self.heading or "–"}

    def to_json(self) -> dict[str, Any]:
        """A plain form to store. The message is kept with its parameters, to be said in the reader's language."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": _stored(self.message),
            "row": self.row,
            "column": self.column,
            "heading": self.heading,
            "value": self.value,
            "choices": [[choice.value, choice.name, _stored(choice.why)] for choice in self.choices],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The finding that ``to_json`` stored."""
        return cls(
            Code(stored["code"]),
            Severity(stored["severity"]),
            _read(stored["message"]),
            stored["row"],
            stored["column"],
            stored["heading"],
            stored["value"],
            tuple(Choice(value, name, _read(why) if why else None) for value, name, why in stored["choices"]),
        )


def _stored(message: Message | None) -> dict[str, Any] | None:
    """A message with its parameters, some of which are said when they are read, as it is: messages and points."""
    if message is None:
        return None
    return {"msgid": message.msgid, "params": {name: _plain(value) for name, value in message.params.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Points):
        return {"hundredths": value.hundredths}
    return _stored(value) if isinstance(value, Message) else value


def _read(stored: Mapping[str, Any]) -> Message:
    msgid = stored["msgid"]
    return Message(msgid, {name: _live(value) for name, value in stored["params"].items()})


def _live(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return Points(value["hundredths"]) if "hundredths" in value else _read(value)

"""Which decision recognised a product: from its row, else a sub-heading, else the officer, else the title."""

from datetime import date
from decimal import Decimal

from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.values.dates import from_serial, looks_month_first, parse_date
from marketplace.certification.annex.values.decisions import (
    Decision,
    has_symbol,
    parse_decision,
    parse_number,
)
from marketplace.certification.annex.values.issuers import from_number
from marketplace.certification.issuers import LOCAL, parse_issuer
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.ministries import is_of_other_ministry
from marketplace.kernel.i18n import Message

EXAMPLE = "2394/QĐ-UBND"


def read_decision(source: Source, file_wide: Decision) -> tuple[Decision, dict[str, Field]]:
    """The decision of a row, and which columns its number, day and issuer came from. Each part that is missing or
    cannot be read is remarked upon.
    """
    own, places = _own(source)
    decision = own.over(source.row.context.decision).over(file_wide)
    _require_number(source, decision)
    if decision.day is None and not (Field.DECISION_DATE in source.row.cells and own.day is None):
        source.missing(
            Code.DATE_MISSING, Message("Chưa có ngày quyết định."), Field.DECISION_DATE, Field.DECISION
        )
    return decision, places


def read_issuer(source: Source, decision: Decision) -> IssuerKind | None:
    """What kind of authority the issuer is."""
    by_number = from_number(decision.number or "")
    if decision.number and is_of_other_ministry(decision.number):
        source.remark(
            Code.ISSUER_DOUBTFUL,
            Message(
                "Số “%(number)s” có ký hiệu của bộ không phụ trách nông nghiệp. Xem lại số và cơ quan ban hành.",
                {"number": decision.number},
            ),
            Field.DECISION,
            value=decision.number,
        )
    if decision.issuer is None:
        if by_number is None:
            source.missing(
                Code.ISSUER_MISSING, Message("Chưa có cơ quan ban hành."), Field.ISSUER, Field.DECISION
            )
        return by_number
    kind = parse_issuer(decision.issuer, decision.day)
    if kind is None:
        source.remark(
            Code.ISSUER_UNREADABLE,
            Message(
                "Không rõ “%(issuer)s” là cấp nào. Ghi như “UBND tỉnh Hà Tĩnh”, “UBND huyện Hương Khê”.",
                {"issuer": decision.issuer},
            ),
            Field.ISSUER,
            Field.DECISION,
            value=decision.issuer,
        )
    elif by_number is not None and kind in LOCAL:
        source.remark(
            Code.ISSUER_CONTRADICTS,
            Message(
                "Số “%(number)s” là số của Bộ, mà cơ quan ban hành ghi “%(issuer)s”.",
                {"number": decision.number, "issuer": decision.issuer},
            ),
            Field.ISSUER,
            Field.DECISION,
            value=decision.issuer,
        )
    return kind


def read_day(source: Source, field: Field) -> date | None:
    """The day in a date column. What stands there and is no day is remarked upon."""
    cell = source.cell(field)
    if cell is None:
        return None
    day = cell.day or parse_date(cell.line)
    if day is None and cell.line.isdecimal():
        day = from_serial(Decimal(cell.line))
    if day is None:
        source.remark(
            Code.DATE_UNREADABLE,
            Message("“%(text)s” ghi tháng trước ngày. Ghi ngày/tháng/năm.", {"text": cell.line})
            if looks_month_first(cell.line)
            else Message("“%(text)s” không phải là ngày. Ghi như 15/10/2024.", {"text": cell.line}),
            field,
        )
    return day


def _own(source: Source) -> tuple[Decision, dict[str, Field]]:
    """What the row itself says."""
    in_cell = parse_decision(source.line(Field.DECISION)) if source.line(Field.DECISION) else Decision()
    number = parse_number(source.line(Field.DECISION)) if source.line(Field.DECISION) else None
    day, issuer = read_day(source, Field.DECISION_DATE), source.line(Field.ISSUER) or None
    places: dict[str, Field] = {}
    if number:
        places["number"] = Field.DECISION
    if day or in_cell.day:
        places["day"] = Field.DECISION_DATE if day else Field.DECISION
    if issuer or in_cell.issuer:
        places["issuer"] = Field.ISSUER if issuer else Field.DECISION
    return Decision(number, day or in_cell.day, issuer or in_cell.issuer), places


def _require_number(source: Source, decision: Decision) -> None:
    written = source.line(Field.DECISION)
    if decision.number is None:
        message = (
            Message(
                "Không thấy số quyết định trong “%(text)s”. Ghi như %(example)s.",
                {"text": written, "example": EXAMPLE},
            )
            if written
            else Message("Chưa có số quyết định.")
        )
        source.missing(Code.DECISION_MISSING, message, Field.DECISION)
    elif not has_symbol(decision.number):
        source.remark(
            Code.DECISION_INCOMPLETE,
            Message(
                "Số “%(number)s” thiếu ký hiệu, thường như %(example)s.",
                {"number": decision.number, "example": EXAMPLE},
            ),
            Field.DECISION,
            value=decision.number,
        )

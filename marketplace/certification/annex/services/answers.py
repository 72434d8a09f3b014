"""What an officer declares, checked before it is kept."""

from dataclasses import replace

from marketplace.certification import lifecycle
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.values.decisions import Decision, parse_number
from marketplace.documents.tables.text import clean
from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid, NotFound, Text
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places

LONGEST = 160


def checked(declared: Declared) -> Declared:
    """What was declared, in the form in which it is kept. At most 2 statements.

    :raises Invalid: ``fields`` names what cannot be: ``province``, ``decision_no``, ``decided_on``, ``issuer``,
        ``communes.<row>``.
    """
    errors: dict[str, Text] = {}
    try:
        places.province(declared.province_code)
    except NotFound:
        errors["province"] = Message("Chọn tỉnh của danh sách.")
    decision = declared.decision
    number, issuer = _line(decision.number), _line(decision.issuer)
    if number and (parse_number(number) is None or len(number) > 80):
        errors["decision_no"] = Message("Ghi số quyết định, ví dụ 2394/QĐ-UBND.")
    wrong_day = lifecycle.issue_day_fault(decision.day, clock.today()) if decision.day else None
    if wrong_day:
        errors["decided_on"] = wrong_day
    if issuer and len(issuer) > LONGEST:
        errors["issuer"] = Message("Dài quá %(limit)s ký tự.", {"limit": LONGEST})
    errors |= _wrong_communes(declared)
    if errors:
        raise Invalid(Message("Có chỗ chưa đúng."), fields=errors)
    number = parse_number(number) if number else None
    return replace(declared, decision=Decision(number, decision.day, issuer))


def _line(text: str | None) -> str | None:
    return " ".join(clean(text).split()) or None if text else None


def _wrong_communes(declared: Declared) -> dict[str, Text]:
    """Answers that are no commune of the province."""
    if not declared.communes:
        return {}
    known = places.communes(declared.communes.values())
    return {
        f"communes.{row}": Message("Chọn xã, phường trong tỉnh.")
        for row, code in declared.communes.items()
        if code not in known or known[code].province.code != declared.province_code
    }

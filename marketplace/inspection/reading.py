"""What the minutes mean as they are typed, what is missing to conclude, and which ground fits a failed check.

Pure, save for today's date: a visit does not lie ahead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.fields import TEAM
from marketplace.inspection.kinds import Check, Finding, Occasion, Verdict
from marketplace.kernel import clock, days
from marketplace.kernel.i18n import Message

Answers = Mapping[str, str]

FIRST_DAY: Final = date(2018, 5, 7)
"""The day of the first OCOP decision (490/QĐ-TTg): nothing was inspected before it."""

_WRONG_CHOICE: Final = Message("Chọn một trong các mục.")
_NOT_A_DAY: Final = Message("Ghi ngày như 21/11/2026.")


@dataclass(frozen=True, slots=True)
class Reading:
    """The minutes as values, as far as they can be read; ``errors`` says what cannot."""

    occasion: Occasion | None
    day: date | None
    verdict: Verdict | None
    remedy_by: date | None
    findings: Mapping[Check, Finding | None]
    ground: RevocationGround | None
    team: tuple[tuple[str, str], ...]
    errors: Mapping[str, Message]

    @property
    def faults(self) -> tuple[Check, ...]:
        """The checks that found a fault."""
        return tuple(check for check, finding in self.findings.items() if finding is Finding.FAULT)


def read(answers: Answers) -> Reading:
    """What was typed, as values."""
    errors: dict[str, Message] = {}

    def choice(name: str, kind: type) -> object:
        text = answers.get(name, "").strip()
        if not text:
            return None
        try:
            return kind(text)
        except ValueError:
            errors[name] = _WRONG_CHOICE
            return None

    def day(name: str) -> date | None:
        try:
            return days.day(answers.get(name, ""))
        except ValueError:
            errors[name] = _NOT_A_DAY
            return None

    occasion, verdict, ground = (
        choice("occasion", Occasion),
        choice("verdict", Verdict),
        choice("ground", RevocationGround),
    )
    findings = {check: choice(check.value, Finding) for check in Check}
    visited, remedy_by = day("day"), day("remedy_by")
    if visited is not None and visited > clock.today():
        errors["day"] = Message("Ngày kiểm tra không thể ở tương lai.")
    elif visited is not None and visited < FIRST_DAY:
        errors["day"] = Message("Ngày kiểm tra quá xa trong quá khứ.")
    if visited is not None and remedy_by is not None and remedy_by <= visited:
        errors["remedy_by"] = Message("Hạn khắc phục phải sau ngày kiểm tra.")
    members = ((answers.get(name, "").strip(), answers.get(role, "").strip()) for name, role in TEAM)
    return Reading(
        occasion=occasion if isinstance(occasion, Occasion) else None,
        day=visited,
        verdict=verdict if isinstance(verdict, Verdict) else None,
        remedy_by=remedy_by,
        findings={check: found if isinstance(found, Finding) else None for check, found in findings.items()},
        ground=ground if isinstance(ground, RevocationGround) else None,
        team=tuple(member for member in members if member[0]),
        errors=errors,
    )


def missing(reading: Reading, answers: Answers, *, certified: bool, stamps: int) -> dict[str, Message]:
    """What stands in the way of concluding, by field. ``certified``: the product has a certificate that counts;
    ``stamps`` is how many pictures of the stamp there are.
    """
    found: dict[str, Message] = dict(reading.errors)

    def need(name: str, words: Message, *, given: object = None) -> None:
        if not (given if given is not None else answers.get(name, "").strip()):
            found.setdefault(name, words)

    need("occasion", Message("Chọn loại kiểm tra."))
    need("day", Message("Ghi ngày kiểm tra."))
    need("team_1_name", Message("Ghi ít nhất một người trong đoàn."), given=bool(reading.team))
    for check, finding in reading.findings.items():
        need(check.value, Message("Chọn kết quả của mục này."))
        if finding is Finding.FAULT:
            need(f"{check.value}_note", Message("Ghi rõ lỗi đã thấy."))
    need("summary", Message("Ghi nhận xét chung."))
    need("verdict", Message("Chọn kết luận."))
    if reading.verdict is not None and "verdict" not in found:
        against = _verdict(reading, certified=certified)
        if against is not None:
            found["verdict"] = against
    if reading.verdict is Verdict.REMEDY:
        need("remedy_by", Message("Ghi hạn khắc phục."))
        need("remedy", Message("Ghi việc phải khắc phục."))
    if reading.verdict is Verdict.FAIL and Check.MARK in reading.faults and not stamps:
        found.setdefault("stamp", Message("Chụp mẫu tem, nhãn dùng sai để làm bằng chứng."))
    return found


def _verdict(reading: Reading, *, certified: bool) -> Message | None:
    """Why the verdict does not go with what was found, if it does not."""
    looked_at = [finding for finding in reading.findings.values() if finding in {Finding.OK, Finding.FAULT}]
    if reading.verdict is not Verdict.FAIL and not certified and Check.MARK in reading.faults:
        return Message("Dùng tem, nhãn hiệu OCOP trên hàng không có chứng nhận: kết luận phải là không đạt.")
    if reading.verdict is Verdict.PASS:
        if reading.faults:
            return Message("Có mục bị lỗi thì không kết luận đạt được.")
        if not looked_at:
            return Message("Chưa xem mục nào thì chưa kết luận được.")
        return None
    if not reading.faults:
        return Message("Không có mục nào bị lỗi: kết luận này cần ít nhất một lỗi.")
    return None


_BY_CHECK: Final = (
    (Check.LAW, RevocationGround.UNLAWFUL),
    (Check.MARK, RevocationGround.MARK_MISUSED),
    (Check.PRODUCTION, RevocationGround.NOT_PRODUCED),
)
"""Check → ground, the gravest first: of several faults that one is put forward, the others stand in the note."""


def article_of(ground: RevocationGround) -> str:
    """Where a ground stands, as papers cite it. Of record, so it is in Vietnamese in every language."""
    return f"Điểm {ground} Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026"


def recommended(reading: Reading) -> RevocationGround | None:
    """The ground that fits the failed checks; ``None`` where none failed."""
    return next((ground for check, ground in _BY_CHECK if check in reading.faults), None)

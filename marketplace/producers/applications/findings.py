"""What a machine can say of an application before anybody compares it with papers. Pure.

It decides nothing: an officer reads it beside the fields that it is about.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.answers import ALL_FIELDS, Answers, read
from marketplace.producers.applications.checklist import SCAN, asked_papers, papers_begun
from marketplace.producers.applications.requirements import Level
from marketplace.producers.identity import is_personal
from marketplace.producers.payout.holders import compared

SOON: Final = timedelta(days=60)
"""A paper that runs out within this is pointed out: the producer has to renew it right after being let in."""


class Verdict(StrEnum):
    """What a check came to. ``WARN`` asks for a look; ``BAD`` stands in the way."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about the answer, or the place for scans, ``name``."""

    name: str
    verdict: Verdict
    text: Message


@dataclass(frozen=True, slots=True)
class Twin:
    """A producer, or another application, that has the same tax number or the same name."""

    words: str
    same_number: bool
    same_name: bool


def found(answers: Answers, scans: Collection[str], twins: Collection[Twin], on: date) -> tuple[Finding, ...]:
    """Everything that can be checked, in the order of the wizard. ``on`` is the legal day."""
    values, errors = read(answers, ALL_FIELDS)
    return (
        *(Finding(name, Verdict.BAD, text) for name, text in errors.items()),
        *_number(values, twins),
        *_names(twins),
        *_papers(answers, scans, on),
        *_dates(values, on),
        *_account(values),
    )


def _number(values: dict[str, Any], twins: Collection[Twin]) -> Iterator[Finding]:
    number = values.get("tax_code")
    if number is None:
        return
    if not is_personal(number):
        yield Finding("tax_code", Verdict.OK, Message("Mã số thuế đúng chữ số kiểm tra."))
    elif number == values.get("representative_id"):
        text = Message("Mã số thuế là số định danh của người đại diện.")
        yield Finding("tax_code", Verdict.OK, text)
    else:
        text = Message("Mã số thuế 12 số khác số căn cước của người đại diện. Xem lại hai số.")
        yield Finding("tax_code", Verdict.WARN, text)
    same = [twin.words for twin in twins if twin.same_number]
    if same:
        text = Message("Mã số thuế này đã có ở: %(others)s.", {"others": ", ".join(same)})
        yield Finding("tax_code", Verdict.BAD, text)
    else:
        yield Finding("tax_code", Verdict.OK, Message("Chưa có chủ thể hay hồ sơ nào khác dùng mã này."))


def _names(twins: Collection[Twin]) -> Iterator[Finding]:
    same = [twin.words for twin in twins if twin.same_name and not twin.same_number]
    if same:
        text = Message("Cùng tên với: %(others)s. Xem có phải một chủ thể.", {"others": ", ".join(same)})
        yield Finding("legal_name", Verdict.WARN, text)
    else:
        text = Message("Không trùng tên với chủ thể hay hồ sơ nào trong tỉnh.")
        yield Finding("legal_name", Verdict.OK, text)


def _papers(answers: Answers, scans: Collection[str], on: date) -> Iterator[Finding]:
    """What is only advised is the applicant's to think about, not the officer's."""
    begun = papers_begun(answers, scans)
    for asked in asked_papers(answers, on):
        held = next((kind for kind in asked.papers if kind in begun), None)
        if held is not None:
            text = Message("Có giấy cần có: %(paper)s.", {"paper": held.label})
            yield Finding(SCAN + held, Verdict.OK, text)
        elif asked.level is Level.REQUIRED:
            text = Message("Thiếu: %(paper)s.", {"paper": asked.usual.label})
            yield Finding(SCAN + asked.usual, Verdict.BAD, text)


def _dates(values: dict[str, Any], on: date) -> Iterator[Finding]:
    for name, until in values.items():
        if not name.endswith(".expires_on"):
            continue
        said = {"day": formats.day(until)}
        if until < on:
            yield Finding(name, Verdict.BAD, Message("Giấy đã hết hạn ngày %(day)s.", said))
        elif until - on < SOON:
            text = Message("Giấy sắp hết hạn: hết ngày %(day)s.", said)
            yield Finding(name, Verdict.WARN, text)
        else:
            yield Finding(name, Verdict.OK, Message("Giấy còn hạn đến hết ngày %(day)s.", said))


def _account(values: dict[str, Any]) -> Iterator[Finding]:
    found = compared(
        values.get("bank_holder", ""),
        legal_name=values.get("legal_name", ""),
        representative=values.get("representative", ""),
        kind=values.get("kind"),
    )
    if found is not None:
        yield Finding("bank_holder", Verdict.OK if found.agrees else Verdict.WARN, found.text)

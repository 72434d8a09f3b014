"""What an application still lacks. Pure: from the answers, the kinds that have a scan, and the day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.answers import (
    ALL_FIELDS,
    FIELDS,
    AnswerField,
    Answers,
    paper_fields,
    read,
)
from marketplace.producers.applications.kinds import IdScan, Progress, Step
from marketplace.producers.applications.requirements import Level, Requirement, required
from marketplace.producers.kinds import PaperKind

SCAN: Final = "scan."
"""What begins the name of a place for scans: ``scan.food_safety``, ``scan.id_front``."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that has to be done in ``step`` at ``name`` (a question, or ``scan.<kind>``) before sending. ``wrong``
    is true where something is there that cannot be so.
    """

    step: Step
    name: str
    text: Message
    wrong: bool = False


def is_place_for_scans(name: str) -> bool:
    """True for ``scan.<kind>`` with a kind that is scanned."""
    return name.startswith(SCAN) and name.removeprefix(SCAN) in {*PaperKind, *IdScan}


def step_of(name: str) -> Step:
    """The step in which a question or a place for scans stands. ``KeyError`` for neither."""
    if is_place_for_scans(name):
        return Step.PERSON if name.removeprefix(SCAN) in set(IdScan) else Step.PAPERS
    return ALL_FIELDS[name].step


def asked_papers(answers: Answers, on: date) -> tuple[Requirement, ...]:
    """What is asked of this applicant, as far as kind and product sets can be read."""
    values, _errors = read(answers, ("kind", "sets"))
    return required(values.get("kind"), values.get("sets", ()), on)


def missing(answers: Answers, scans: Collection[str], on: date) -> tuple[Missing, ...]:
    """Everything that stands in the way of sending, in the order of the wizard. ``on`` is the legal day."""
    values, errors = read(answers, ALL_FIELDS)
    found = [*_of_fields(FIELDS.values(), answers, errors)]
    if answers.get("commune", "").strip() and not answers.get("commune_code", "").strip():
        found.append(
            Missing(Step.PLACE, "commune", Message("Chọn xã, phường trong danh sách hiện nay."), True)
        )
    for side in IdScan:
        if side not in scans:
            text = Message("Thêm ảnh chụp: %(paper)s.", {"paper": side.label})
            found.append(Missing(Step.PERSON, SCAN + side, text))
    found += _of_papers(answers, scans, on, values, errors)
    order = list(Step)
    return tuple(sorted(found, key=lambda each: order.index(each.step)))


def progress(answers: Answers, scans: Collection[str], on: date) -> dict[Step, Progress]:
    """How far each step is. The last one is complete when nothing is missing anywhere."""
    lacks = missing(answers, scans, on)
    begun = {ALL_FIELDS[name].step for name, text in answers.items() if text.strip()}
    begun |= {step_of(SCAN + kind) for kind in scans}
    found = {}
    for step in Step:
        here = [each for each in lacks if each.step is step]
        if any(each.wrong for each in here):
            found[step] = Progress.WRONG
        elif step not in begun:
            found[step] = Progress.EMPTY
        else:
            found[step] = Progress.BEGUN if here else Progress.COMPLETE
    found[Step.SEND] = Progress.EMPTY if lacks else Progress.COMPLETE
    return found


def lines(answers: Answers) -> tuple[str, ...]:
    """The answers that an officer holds against papers and ticks, in the order in which they are asked."""
    return tuple(
        name for name, field in ALL_FIELDS.items() if field.compared and answers.get(name, "").strip()
    )


def lines_beside(scan: str) -> tuple[str, ...]:
    """The answers that are held against scans of a kind: a changed scan takes their ticks away."""
    if scan in set(IdScan):
        return "representative", "representative_id"
    if scan == PaperKind.BUSINESS_REGISTRATION:
        registration = [field.name for field in FIELDS.values() if field.step is Step.REGISTRATION]
        return "kind", "legal_name", *registration
    return tuple(field.name for field in paper_fields(PaperKind(scan)))


def papers_begun(answers: Answers, scans: Collection[str]) -> tuple[PaperKind, ...]:
    """The papers about which anything is typed or scanned."""
    return tuple(
        kind
        for kind in PaperKind
        if kind in scans or any(answers.get(field.name, "").strip() for field in paper_fields(kind))
    )


def _of_fields(
    fields: Iterable[AnswerField], answers: Answers, errors: dict[str, Message]
) -> Iterator[Missing]:
    for field in fields:
        if field.name in errors:
            yield Missing(field.step, field.name, errors[field.name], True)
        elif field.ask is not None and not answers.get(field.name, "").strip():
            yield Missing(field.step, field.name, field.ask)


def _of_papers(
    answers: Answers, scans: Collection[str], on: date, values: dict[str, Any], errors: dict[str, Message]
) -> Iterator[Missing]:
    begun = papers_begun(answers, scans)
    for asked in asked_papers(answers, on):
        if asked.level is Level.REQUIRED and not set(asked.papers) & set(begun):
            yield Missing(Step.PAPERS, SCAN + asked.usual, _no_paper(asked))
    for kind in begun:
        yield from _of_fields(paper_fields(kind), answers, errors)
        if kind not in scans:
            text = Message("Thêm ảnh chụp hoặc bản quét: %(paper)s.", {"paper": kind.label})
            yield Missing(Step.PAPERS, SCAN + kind, text)
        name = f"paper.{kind}.expires_on"
        if name in values and values[name] < on:
            text = Message("Giấy đã hết hạn ngày %(day)s.", {"day": formats.day(values[name])})
            yield Missing(Step.PAPERS, name, text, True)


def _no_paper(asked: Requirement) -> Message:
    if len(asked.papers) == 1:
        return Message("Thiếu: %(paper)s.", {"paper": asked.usual.label})
    others = Several(asked.papers[1:])
    return Message("Thiếu: %(paper)s, hoặc %(others)s.", {"paper": asked.usual.label, "others": others})


@dataclass(frozen=True, slots=True)
class Several:
    """Names of papers with commas between, said in the reader's language when they are shown."""

    papers: tuple[PaperKind, ...]

    def __str__(self) -> str:
        return ", ".join(str(paper.label) for paper in self.papers)

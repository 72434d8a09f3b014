"""One step of an application: its questions with what was typed, what is wrong, what was remarked, and its scans."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from marketplace.certification import reference
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.places import queries as places
from marketplace.places.cards import Candidate
from marketplace.producers.applications import checklist
from marketplace.producers.applications.answers import AnswerField, fields_of
from marketplace.producers.applications.kinds import IdScan, Step
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.payout.banks import banks

from ..view_models import Link, Option, Remark
from .apply import ApplicationFrame, frame_of, remark_of, step_url, way_on
from .apply_papers import PaperGroup, ScanPlace, paper_groups, scan_place
from .apply_questions import ID_HINTS, ID_WORDS, INTRO, KIND_HINTS, PAPER_PUT, PUT, Put, anchor


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, what is wrong with it, what an officer said about it."""

    value: str = ""
    error: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under a heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as the page puts it. ``covered``: what is shown is not what was typed, but for its end."""

    id: str
    name: str
    label: str
    state: Answer
    put: Put
    hint: str
    optional: bool
    limit: int
    covered: bool = False
    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()
    code: str = ""
    communes: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """The form of a step. ``refused`` says of each file that was not taken why; ``alert`` heads the list of errors."""

    frame: ApplicationFrame
    step: str
    title: str
    intro: str
    action: str
    autosave_url: str
    upload_url: str
    questions: tuple[Question, ...]
    scans: tuple[ScanPlace, ...] = ()
    scan_words: str = ""
    papers: tuple[PaperGroup, ...] = ()
    papers_need: Link | None = None
    has_files: bool = False
    errors: tuple[Link, ...] = ()
    refused: tuple[str, ...] = ()
    next_label: str
    back: Link | None = None
    limit_bytes: int = 0
    alert: str = field(default="")

    @property
    def failed(self) -> bool:
        """Something has to be looked at before it goes on."""
        return bool(self.errors or self.refused or self.alert)


def question(
    view: ApplicationView, asked: AnswerField, errors: Mapping[str, str], typed: Mapping[str, str]
) -> Question:
    """A question with its answer; ``typed`` is what could not be kept and is shown all the same."""
    name = asked.name
    put = PUT[name] if name in PUT else PAPER_PUT[name.rpartition(".")[2]]
    value = typed.get(name, view.answers.get(name, ""))
    covered = name in view.hidden and name not in typed
    hint = str(put.hint) if put.hint else ""
    if covered:
        hint = _("Đã lưu, chỉ hiện 4 số cuối. Muốn sửa thì xoá ô này rồi gõ lại cả số.")
    return Question(
        id=anchor(name),
        name=name,
        label=str(asked.label),
        state=Answer(value, errors.get(name, ""), remark_of(view, name)),
        put=put,
        hint=hint,
        optional=not asked.required,
        limit=asked.limit,
        covered=covered,
        **_choices(view, name, value),
    )


def step_page(
    view: ApplicationView,
    step: Step,
    *,
    errors: Mapping[str, Message | str] | None = None,
    typed: Mapping[str, str] | None = None,
    refused: Mapping[str, tuple[str, ...]] | None = None,
    alert: str = "",
    limit_bytes: int,
) -> StepPage:
    """The page of a step. Without ``errors`` only what was typed and cannot be so is marked, and nobody is stopped."""
    said = {name: str(text) for name, text in (errors if errors is not None else view.errors).items()}
    given, not_taken = typed or {}, refused or {}
    asked = [each for each in fields_of(step) if each.name != "commune_code"]
    groups: tuple[PaperGroup, ...] = ()
    if step is Step.PAPERS:
        groups = paper_groups(view, said, not_taken, lambda each: question(view, each, said, given))
    steps = list(Step)
    before = steps[steps.index(step) - 1] if step is not steps[0] else None
    places_ = tuple(scan_place(view, side, said, not_taken, str(ID_HINTS[side])) for side in IdScan)
    questions = tuple(question(view, each, said, given) for each in asked)
    order = _order(questions, places_ if step is Step.PERSON else (), groups)
    shown = {anchor(name): text for name, text in said.items() if checklist.step_of(name) is step}
    shown = {id_: shown[id_] for id_ in order if id_ in shown}
    return StepPage(
        frame=frame_of(view, step),
        step=step.value,
        title=str(step.label),
        intro=str(INTRO[step]),
        action=step_url(view.code, step),
        autosave_url=url_for(".apply_autosave", code=view.code, step=step.value),
        upload_url=url_for(".apply_upload", code=view.code, step=step.value),
        questions=questions,
        scans=places_ if step is Step.PERSON else (),
        scan_words=str(ID_WORDS) if step is Step.PERSON else "",
        papers=groups,
        papers_need=_needs(view) if step is Step.PAPERS else None,
        has_files=step in {Step.PERSON, Step.PAPERS},
        errors=tuple(Link(text, f"#{id_}") for id_, text in shown.items()) if errors is not None else (),
        refused=tuple(text for each in not_taken.values() for text in each),
        next_label=way_on(view, step).label,
        back=Link(str(before.label), step_url(view.code, before)) if before else None,
        limit_bytes=limit_bytes,
        alert=alert,
    )


def _order(
    questions: tuple[Question, ...], scans: tuple[ScanPlace, ...], papers: tuple[PaperGroup, ...]
) -> list[str]:
    """The ids of the page from its top to its end."""
    blocks = [block for group in papers for block in group.papers]
    inside = [id_ for block in blocks for id_ in (*(each.id for each in block.questions), block.place.id)]
    return [*(each.id for each in questions), *(each.id for each in scans), *inside]


def _needs(view: ApplicationView) -> Link | None:
    """Where to say first what the papers depend on."""
    for name, step in (("kind", Step.SUBJECT), ("sets", Step.GOODS)):
        if not view.answers.get(name, "").strip():
            return Link(str(step.label), f"{step_url(view.code, step)}#{anchor(name)}")
    return None


def _choices(view: ApplicationView, name: str, value: str) -> dict[str, Any]:
    if name == "kind":
        return {
            "options": tuple(
                Option(each.value, str(each.label), str(KIND_HINTS[each])) for each in ProducerKind
            )
        }
    if name == "province":
        return {"options": tuple(Option(each.code, each.name) for each in places.provinces())}
    if name == "bank":
        return {"options": tuple(Option(each.bin, each.label) for each in banks().values())}
    if name == "sets":
        return {"groups": _sets(value)}
    if name == "commune":
        code = view.answers.get("commune_code", "")
        return {"code": code, "communes": () if code else _communes(value, view.answers.get("province", ""))}
    return {}


def _sets(value: str) -> tuple[Group, ...]:
    chosen, found = set(value.split()), dict[str, list[Option]]()
    for number, each in reference.product_sets().items():
        option = Option(str(number), each.name, selected=str(number) in chosen)
        found.setdefault(each.group_name, []).append(option)
    return tuple(Group(label, tuple(options)) for label, options in found.items())


def _communes(name: str, province: str) -> tuple[Option, ...]:
    """What a typed name can mean today, where that is several."""
    found: tuple[Candidate, ...] = places.read_commune("", name, province).choices
    return tuple(Option(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in found)

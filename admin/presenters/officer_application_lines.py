"""The lines of an application that an officer holds against its papers, and what was found about each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from marketplace.certification.reference import product_sets
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications.answers import AnswerField
from marketplace.producers.applications.checklist import SCAN
from marketplace.producers.applications.findings import Finding, Verdict
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.payout.banks import banks

from ..view_models import Status
from .officer_application_parts import Part

REASON = "reason"
"""The remark on the whole."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, to be shown again: nothing that was typed is lost."""

    ticked: frozenset[str]
    said: Mapping[str, str]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A remark that is being written at ``name``. ``before`` is what the applicant was told last time."""

    id: str
    name: str
    value: str
    error: str = ""
    before: str = ""
    mended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An answer. ``compared``: it has a tick. ``covered``: it is sealed, and not shown just now. ``kind``: bad, warn or
    empty, by what was found.
    """

    id: str
    name: str
    label: str
    value: str
    compared: bool
    ticked: bool
    by: str
    covered: bool
    shown: bool
    kind: str
    problems: tuple[str, ...]
    changed: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Check:
    """What a machine has checked: one sentence with how it came out."""

    text: str
    status: Status


def lines_of(
    view: ApplicationView,
    part: Part,
    found: Iterable[Finding],
    notes: Mapping[str, str],
    typed: Typed | None,
    revealed: Mapping[str, str],
) -> tuple[Line, ...]:
    """The answers of a tab, in the order in which they were asked."""
    problems: dict[str, list[Finding]] = {}
    for each in found:
        if each.verdict is not Verdict.OK:
            problems.setdefault(each.name, []).append(each)
    return tuple(
        _line(view, field, problems.get(field.name, ()), notes, typed, revealed)
        for field in part.fields
        if field.name in view.answers or field.required or view.remark(field.name)
    )


def _line(
    view: ApplicationView,
    field: AnswerField,
    found: Collection[Finding],
    notes: Mapping[str, str],
    typed: Typed | None,
    revealed: Mapping[str, str],
) -> Line:
    name, tick = field.name, view.ticks.get(field.name)
    kinds = {each.verdict for each in found}
    compared = name in view.lines
    return Line(
        id=name.replace(".", "-"),
        name=name,
        label=str(field.label),
        value=revealed.get(name) or _value(view, name) or _("(không ghi)"),
        compared=compared,
        ticked=compared and (name in typed.ticked if typed else tick is not None),
        by=_("%(who)s, %(when)s", who=view.people.get(tick.by, tick.by), when=formats.moment(tick.at))
        if tick
        else "",
        covered=name in view.hidden and name not in revealed,
        shown=name in revealed,
        kind="bad" if Verdict.BAD in kinds else "warn" if kinds else "",
        problems=tuple(str(each.text) for each in found),
        changed=name in view.changed,
        said=said(view, name, notes, typed),
    )


def said(view: ApplicationView, name: str, notes: Mapping[str, str], typed: Typed | None) -> Said:
    """The remark at a place, as far as it is written."""
    before = view.remark(name)
    value = notes.get(name, "")
    if typed:
        value = typed.said.get(name, value)
    return Said(
        f"y-{name.replace('.', '-')}" if name else "y-chung",
        f"note-{name}" if name else REASON,
        value,
        typed.errors.get(name or REASON, "") if typed else "",
        before.text if before else "",
        before.mended if before else False,
    )


def _value(view: ApplicationView, name: str) -> str:
    """An answer as people say it; what cannot be read stays as it was typed."""
    text = view.answers.get(name, "")
    match name:
        case "kind":
            return str(ProducerKind(text).label) if text in list(ProducerKind) else text
        case "province":
            return view.province or text
        case "commune":
            return f"{text} → {view.commune}" if view.commune and view.commune != text else text
        case "bank":
            known = banks().get(text)
            return known.label if known else text
        case "sets":
            names = {str(number): each.name for number, each in product_sets().items()}
            return "; ".join(f"{word}. {names[word]}" if word in names else word for word in text.split())
    return text


_CHECKED = {
    Verdict.OK: ("ok", "circle-check"),
    Verdict.WARN: ("warn", "triangle-alert"),
    Verdict.BAD: ("bad", "circle-x"),
}


def checks_of(parts: Sequence[Part], part: Part, found: Iterable[Finding]) -> tuple[Check, ...]:
    """What was checked about a tab, what needs a look first. What has no tab, such as a paper that is missing, is said
    on the first.
    """
    placed = frozenset[str]().union(*(each.places for each in parts))
    words = {Verdict.OK: _("Đạt"), Verdict.WARN: _("Cần xem"), Verdict.BAD: _("Không đạt")}
    order = [Verdict.BAD, Verdict.WARN, Verdict.OK]
    about = [
        each for each in found if each.name in part.places or (part is parts[0] and each.name not in placed)
    ]
    here = sorted(about, key=lambda each: order.index(each.verdict))
    return tuple(Check(str(e.text), Status(words[e.verdict], *_CHECKED[e.verdict])) for e in here)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scan beside the fields. ``url`` is the page as a picture, empty while it is ``covered``; ``pages`` lead to its
    pages. ``pictures`` are those of a sealed one that is shown now.
    """

    id: int
    label: str
    name: str
    url: str
    full_url: str
    file_url: str
    look_url: str
    covered: bool
    pictures: tuple[str, ...]
    page: int
    pages: int
    previous_url: str
    next_url: str
    changed: bool
    said: Said


def sheets_of(
    view: ApplicationView,
    part: Part,
    labels: Mapping[str, str],
    at: Mapping[int, int],
    pictures: Mapping[int, tuple[str, ...]],
    notes: Mapping[str, str],
    typed: Typed | None,
) -> tuple[Sheet, ...]:
    """The scans of a tab. ``at`` says which page of a scan to show, the first if nothing."""
    found = []
    for kind in part.scans:
        for place, scan in enumerate(view.scans_of(kind)):
            to: dict[str, Any] = {"code": view.code, "scan_id": scan.id}
            page, last = min(at.get(scan.id, 1), scan.file.pages), scan.file.pages
            sealed = scan.file.sealed
            here: dict[str, Any] = {"code": view.code, "muc": part.slug, "quet": scan.id}
            found.append(
                Sheet(
                    id=scan.id,
                    label=labels[kind],
                    name=scan.name,
                    url="" if sealed else url_for(".application_page", **to, page=page, width=960),
                    full_url="" if sealed else url_for(".application_page", **to, page=page, width=1600),
                    file_url=url_for(".application_take" if sealed else ".application_file", **to),
                    look_url=url_for(".application_look", **to) if sealed else "",
                    covered=sealed and scan.id not in pictures,
                    pictures=pictures.get(scan.id, ()),
                    page=page,
                    pages=last,
                    previous_url=_page_url(here, page - 1, last, scan.id),
                    next_url=_page_url(here, page + 1, last, scan.id),
                    changed=SCAN + kind in view.changed,
                    said=said(view, SCAN + kind, notes, typed) if place == 0 else Said("", "", ""),
                )
            )
    return tuple(found)


def _page_url(here: Mapping[str, Any], page: int, last: int, scan_id: int) -> str:
    to = {**here, "trang": page}
    return url_for(".application", **to, _anchor=f"quet-{scan_id}") if 1 <= page <= last else ""

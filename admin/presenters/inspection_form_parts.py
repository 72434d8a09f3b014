"""The pieces of the page on which minutes are written: fields with their wordings, checks, pictures."""

from dataclasses import dataclass

from flask import url_for

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import Check, Finding, Occasion, Verdict
from marketplace.inspection.queries.views import EvidenceView, InspectionView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from .inspection_words import by_name, picture_alt

WIDTH = 480


@dataclass(frozen=True, slots=True)
class Clash:
    """Two wordings of one field, of which somebody has to choose one."""

    id: int
    kept: str
    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: what is typed in it, what it was filled from, what is wrong with it, and wordings to choose between."""

    value: str = ""
    was: str = ""
    error: str = ""
    clashes: tuple[Clash, ...] = ()
    limit: int = 0
    remark: None = None


@dataclass(frozen=True, slots=True)
class CheckBlock:
    """One of the three checks."""

    name: str
    id: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Card:
    """A picture that was taken in."""

    id: int
    src: str
    url: str
    alt: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where pictures of one kind are added and shown."""

    id: str
    name: str
    label: str
    hint: str
    error: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """The fields of a member of the team."""

    number: int
    name: str
    role: str


def anchor(name: str) -> str:
    """The id of a field in the page."""
    return name.replace("_", "-")


def clashes_of(view: InspectionView, name: str) -> tuple[Clash, ...]:
    """The wordings of a field that wait for a choice."""
    return tuple(
        Clash(
            each.id,
            said(name, each.kept),
            said(name, each.text),
            by_name(each.by, view.people),
            formats.moment(each.at),
        )
        for each in view.clashes
        if each.name == name
    )


def said(name: str, text: str) -> str:
    """A typed value as people read it: the words of a choice."""
    if name in {each.value for each in Check} and text in set(Finding):
        return str(Finding(text).label)
    if name == "occasion" and text in set(Occasion):
        return str(Occasion(text).label)
    if name == "verdict" and text in set(Verdict):
        return str(Verdict(text).label)
    if name == "ground" and text in set(RevocationGround):
        return str(RevocationGround(text).label)
    return text or _("(để trống)")


def card(code: str, each: EvidenceView) -> Card:
    """A picture with the way to it in full."""
    return Card(
        each.id,
        url_for(".inspection_page", code=code, file_id=each.id, page=1, width=WIDTH),
        url_for(".inspection_file", code=code, file_id=each.id),
        picture_alt(each),
        each.name,
        formats.moment(each.added_at),
    )

"""What the templates of a producer's inspections are given."""

from dataclasses import dataclass

from ..view_models import EMPTY, Fact, Field, Link, Note, PageLinks, Status, Step
from .inspection_deeds import Section
from .inspection_done import Checked
from .inspection_form_parts import Card


@dataclass(frozen=True, slots=True)
class Stopped:
    """Something that stops a product, why, and until when its owner may complain."""

    id: str
    name: str
    status: Status
    text: str
    until: str
    past: bool
    action: Link | None
    appeal: Link | None


@dataclass(frozen=True, slots=True)
class Line:
    """An inspection or a complaint in a list."""

    title: str
    url: str
    words: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The list."""

    eyebrow: str
    producers: tuple[Link, ...]
    tabs: tuple[Link, ...]
    stopped: tuple[Stopped, ...]
    cases: tuple[Line, ...]
    total: int
    pages: PageLinks | None
    appeals: tuple[Line, ...]
    stopped_pages: PageLinks | None
    appeal_pages: PageLinks | None
    may_appeal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCasePage:
    """One inspection."""

    title: str
    eyebrow: str
    back: Link
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Checked, ...]
    summary: str
    remedy: str
    cards: tuple[Card, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealForm:
    """The form of a complaint."""

    title: str
    back: Link
    stopped: Stopped
    action: str
    words: Field = EMPTY
    hidden: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """It was refused."""
        return bool(self.words.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAppealPage:
    """One complaint."""

    title: str
    eyebrow: str
    back: Link
    status: Status
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    withdraw_url: str

"""What is seen of an application: values for pages, with everything sensitive covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from marketplace.kernel.i18n import Message
from marketplace.media.queries import PaperCard
from marketplace.producers.applications.checklist import Missing
from marketplace.producers.applications.kinds import ApplicationState, Progress, Step
from marketplace.producers.applications.requirements import Requirement
from marketplace.producers.kinds import ProducerKind


@dataclass(frozen=True, slots=True)
class ScanView:
    """A scan. ``kind`` is a ``PaperKind`` or an ``IdScan``, ``name`` what the applicant's device called it."""

    id: int
    kind: str
    name: str
    added_at: datetime
    file: PaperCard


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What was found wrong at ``name`` (a question, or ``scan.<kind>``). ``mended``: it changed since then."""

    name: str
    text: str
    by: str
    at: datetime
    mended: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """An officer, named as the audit log does, held this answer against its paper."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EventView:
    """A move and the state after it."""

    move: str
    state: ApplicationState
    by: str
    at: datetime
    reason: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView:
    """An application as it is now.

    ``answers`` are as they were typed, the sensitive ones (``hidden``) covered but for their end; ``errors`` says what
    is wrong with those that cannot be read, ``missing`` what stands in the way of sending, ``progress`` how far each
    step is, ``requirements`` which papers are asked today. ``lines`` are the answers that an officer ticks, ``ticks``
    those that are. ``changed`` are the answers and places for scans (``scan.<kind>``) that became another since the
    application was sent the time before last. ``remarks`` are those of the last return, with its ``reason``.
    ``people`` gives the names of those who are named in ``user:12`` fashion.
    """

    id: int
    code: str
    state: ApplicationState
    kind: ProducerKind | None
    name: str
    applicant_id: int
    province_code: str | None
    province: str
    commune_code: str | None
    commune: str
    round: int
    submitted_at: datetime | None
    claimed_by: int | None
    claimed_at: datetime | None
    proposed_by: str
    proposed_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    producer_id: int | None
    version: int
    created_at: datetime
    changed_at: datetime
    answers: Mapping[str, str]
    hidden: frozenset[str]
    errors: Mapping[str, Message]
    scans: tuple[ScanView, ...]
    missing: tuple[Missing, ...]
    progress: Mapping[Step, Progress]
    requirements: tuple[Requirement, ...]
    lines: tuple[str, ...]
    ticks: Mapping[str, Tick]
    remarks: tuple[RemarkView, ...]
    changed: frozenset[str]
    reason: str
    events: tuple[EventView, ...]
    people: Mapping[str, str]

    @property
    def unticked(self) -> tuple[str, ...]:
        """The lines that nobody has ticked yet."""
        return tuple(name for name in self.lines if name not in self.ticks)

    def remark(self, name: str) -> RemarkView | None:
        """The remark of the last return on a question or a place for scans, if there is one."""
        return next((each for each in self.remarks if each.name == name), None)

    def scans_of(self, kind: str) -> tuple[ScanView, ...]:
        """The scans of one kind, in order."""
        return tuple(each for each in self.scans if each.kind == kind)

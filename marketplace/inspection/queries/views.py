"""What is seen of inspections and their cases: values for pages and papers.

``by`` and the like are names as the audit log has them (``user:12``); ``people`` of each detail view gives the name a
person goes by. Days are legal days in Vietnam, instants are aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import (
    Check,
    EvidenceKind,
    Finding,
    InspectionState,
    Occasion,
    ProposalState,
    Verdict,
)
from marketplace.kernel.i18n import Message
from marketplace.media.queries import PaperCard


@dataclass(frozen=True, slots=True)
class About:
    """What an inspection or a case is about. ``holder`` is the producer's name, or what was typed of an unknown one.

    ``recognition_id``, ``recognition_code``, ``star`` and ``decision_no`` are those of the certificate that counts
    today; ``None`` and empty where the product has none. ``product_slug`` is the page in the shop, if it has one.
    """

    producer_id: int | None
    holder: str
    recognition_id: int | None
    recognition_code: str
    star: int | None
    decision_no: str
    product_name: str
    province_code: str
    province: str
    commune_code: str
    commune: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRow:
    """One line of the list. ``remedy_by`` is the day until which the producer has time; ``overdue`` that it is past and
    nobody has inspected again. ``proposal`` and ``misuse`` are the codes of the cases that came of it, or empty.
    """

    code: str
    state: InspectionState
    occasion: Occasion | None
    verdict: Verdict | None
    day: date | None
    holder: str
    producer_id: int | None
    product_name: str
    recognition_id: int | None
    commune: str
    province: str
    inspector: str
    inspector_name: str
    changed_at: datetime
    concluded_at: datetime | None
    remedy_by: date | None
    overdue: bool
    proposal: str
    misuse: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A picture of an inspection. ``name`` is what the device called it."""

    id: int
    kind: EvidenceKind
    name: str
    note: str
    added_by: str
    added_at: datetime
    file: PaperCard


@dataclass(frozen=True, slots=True)
class ClashView:
    """Words that were typed over a page on which others had changed the same field meanwhile: kept aside until somebody
    says which hold. ``kept`` is what stands in the field now.
    """

    id: int
    name: str
    text: str
    kept: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckView:
    """One of the three checks as it was typed."""

    check: Check
    finding: Finding | None
    note: str


@dataclass(frozen=True, slots=True)
class Recommended:
    """The ground that fits the failed check, with its source; what the officer types takes its place."""

    ground: RevocationGround
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionView:
    """The minutes in full.

    ``answers`` are as they were typed, ``errors`` say what is wrong with those that cannot be read, ``missing`` what
    stands in the way of concluding (field → words), by the verdict that was chosen. ``team`` are names and roles.
    ``version`` is the one to send along with what is typed on this page. ``certified``: while it is written, whether
    the product has a certificate that counts now, which a failure would stop; expired and revoked ones are none.
    ``proposal_state`` is how far the case that followed has come.
    """

    id: int
    code: str
    state: InspectionState
    about: About
    certified: bool
    occasion: Occasion | None
    day: date | None
    verdict: Verdict | None
    remedy_by: date | None
    team: tuple[tuple[str, str], ...]
    checks: tuple[CheckView, ...]
    recommended: Recommended | None
    answers: Mapping[str, str]
    errors: Mapping[str, Message]
    missing: Mapping[str, Message]
    files: tuple[EvidenceView, ...]
    clashes: tuple[ClashView, ...]
    follows: str
    followed_by: str
    proposal: str
    proposal_state: ProposalState | None
    misuse: str
    inspector: str
    begun_at: datetime
    concluded_by: str
    concluded_at: datetime | None
    dropped_reason: str
    version: int
    changed_at: datetime
    people: Mapping[str, str]

    @property
    def is_writable(self) -> bool:
        """Whether it can still be typed into."""
        return self.state is InspectionState.DRAFT

    def files_of(self, kind: EvidenceKind) -> tuple[EvidenceView, ...]:
        """The pictures of one kind, in order."""
        return tuple(each for each in self.files if each.kind is kind)

"""What is seen of inspections and their cases: values for pages and papers.

``by`` and the like are names as the audit log has them (``user:12``); ``people`` of each detail view gives the name a
person goes by. Days are legal days in Vietnam, instants are aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import (
    Against,
    AppealState,
    Check,
    EvidenceKind,
    Finding,
    InspectionState,
    MisuseState,
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
    ``version`` is the one to send along with what is typed on this page.
    """

    id: int
    code: str
    state: InspectionState
    about: About
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """One line of the cases. ``due_on`` is the 15th day after the conclusion; ``days_left`` is negative when past;
    ``None`` once it is decided.
    """

    code: str
    state: ProposalState
    about: About
    ground: RevocationGround
    inspection: str
    concluded_at: datetime
    due_on: date
    days_left: int | None
    late: bool
    submitted_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal to revoke with all that became of it. ``by_ministry``: five stars, so the ministry decides; otherwise
    the chair of the province. ``suspended``: the product is stopped just now; ``own_stop``: by this case, so that
    rejecting or withdrawing lets it go on. ``refusal`` says why this actor may not decide, if they may not.
    """

    id: int
    code: str
    state: ProposalState
    about: About
    ground: RevocationGround
    article: str
    note: str
    inspection: str
    concluded_at: datetime
    due_on: date
    days_left: int | None
    late: bool
    by_ministry: bool
    drafted_by: str
    drafted_at: datetime
    paper_no: str
    submitted_by: str
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    decision_no: str
    reason: str
    suspended: bool
    own_stop: bool
    refusal: Message | None
    appeal: str
    version: int
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseRow:
    """One line of the products that carry the mark without a recognition."""

    code: str
    state: MisuseState
    holder: str
    producer_id: int | None
    product_name: str
    commune: str
    province: str
    inspection: str
    opened_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MisuseView:
    """The mark on a product without a recognition, and what was done about it. ``files`` are the inspection's."""

    id: int
    code: str
    state: MisuseState
    about: About
    inspection: str
    note: str
    files: tuple[EvidenceView, ...]
    opened_by: str
    opened_at: datetime
    handling: str
    paper_no: str
    handled_by: str
    handled_at: datetime | None
    outcome: str
    closed_by: str
    closed_at: datetime | None
    version: int
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRow:
    """One line of the appeals."""

    code: str
    state: AppealState
    against: Against
    about: About
    opened_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal with its outcome. ``against_no`` is the number of the revocation's decision, or the paper behind the
    suspension; ``against_on`` its day. ``last_day`` is the last on which it could be opened. ``refusal`` says why this
    actor may not decide, if they may not; ``stays_stopped``: upheld, but a higher authority still stops the product.
    """

    id: int
    code: str
    state: AppealState
    against: Against
    against_no: str
    against_on: date
    about: About
    proposal: str
    words: str
    opened_by: str
    opened_at: datetime
    last_day: date
    decided_by: str
    decided_at: datetime | None
    decision_no: str
    reason: str
    restored: bool
    stays_stopped: bool
    refusal: Message | None
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealable:
    """Something a producer's owner may complain about. ``until`` is the last day; ``open_appeal`` the code of the one
    that is being decided, or empty; ``past``: the day is over.
    """

    recognition_id: int
    recognition_code: str
    product_name: str
    star: int
    against: Against
    since: date
    no: str
    reason: str
    until: date
    past: bool
    open_appeal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """A concluded inspection as the producer sees it, with the proposal and the misuse that came of it, if any."""

    code: str
    day: date
    concluded_at: datetime
    product_name: str
    recognition_id: int | None
    verdict: Verdict
    checks: tuple[CheckView, ...]
    summary: str
    remedy_by: date | None
    remedy: str
    proposal_state: ProposalState | None
    ground: RevocationGround | None
    due_on: date | None
    decision_no: str
    reason: str
    misuse_state: MisuseState | None

"""What is seen of the cases that follow from inspections: proposals, misuse, appeals; words as in ``views``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import Against, AppealState, MisuseState, ProposalState, Verdict
from marketplace.inspection.queries.views import About, CheckView, EvidenceView
from marketplace.kernel.i18n import Message


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
    the chair of the province. ``suspended``: the product is stopped just now; ``own_stop``: by this case
    alone, so that rejecting or withdrawing lets it go on. ``is_inspector``: this actor had a part in the inspection.
    ``refusal`` says why this actor may not decide, if they may not. ``annulled_by``: the decision on the complaint that
    annulled the revocation, empty where none did.
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
    is_inspector: bool
    refusal: Message | None
    appeal: str
    annulled_by: str
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
    """The mark on a product without a recognition, and what was done about it. ``files`` are the inspection's.
    ``is_inspector``: this actor had a part in it.
    """

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
    is_inspector: bool
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

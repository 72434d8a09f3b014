"""The star plate: which of its states is shown, and its words. What it looks like is the pages' business."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate.case import Case
from marketplace.certification.kinds import EvidenceGrade, RecordState
from marketplace.certification.lifecycle import in_grace
from marketplace.certification.regimes import CERTIFIED_STARS
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message


class BadgeState(StrEnum):
    """The states of the plate. ``NONE`` is no plate at all."""

    VALID = "valid"
    GRACE = "grace"
    PENDING = "pending"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    NONE = "none"


_DETAILS: Final = {
    BadgeState.VALID: Message("đến %(until)s"),
    BadgeState.GRACE: Message("gia hạn đến %(until)s"),
    BadgeState.PENDING: Message("chờ đối chiếu"),
    BadgeState.EXPIRED: Message("từ %(since)s"),
    BadgeState.SUSPENDED: Message("từ %(since)s"),
    BadgeState.REVOKED: Message("thu hồi %(since)s"),
    BadgeState.NONE: Message(""),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A plate.

    ``star`` is the star it speaks of, ``None`` where none may be named (expired, suspended, none). ``until`` is the
    last day the star stands or stood, ``since`` the first day without it: the day after the last one of validity,
    the day of suspension or revocation.
    """

    state: BadgeState
    star: int | None = None
    until: date | None = None
    since: date | None = None
    certificate: CertificateFacts | None = None

    @property
    def stars_filled(self) -> int:
        """How many of the five drawn stars are filled; a pending plate has five empty ones."""
        return self.star or 0 if self.state in {BadgeState.VALID, BadgeState.GRACE} else 0

    @property
    def has_stars(self) -> bool:
        """True when the plate draws stars at all."""
        return self.state in {BadgeState.VALID, BadgeState.GRACE, BadgeState.PENDING}

    @property
    def title(self) -> Message:
        """The plate's first line; on a revoked plate it is struck through."""
        match self.state:
            case BadgeState.NONE:
                return Message("")
            case BadgeState.EXPIRED:
                return Message("Hết hạn sao")
            case BadgeState.SUSPENDED:
                return Message("Tạm dừng")
            case _:
                return Message("OCOP %(star)s sao", {"star": self.star})

    @property
    def detail(self) -> Message:
        """The plate's second line."""
        words = _DETAILS[self.state]
        if "%(" not in words.msgid:
            return words
        return Message(words.msgid, {"until": _day(self.until), "since": _day(self.since)})

    @property
    def text(self) -> Message:
        """The plate in one line, with who decided: for posters, feeds, alternative texts."""
        paper = self.certificate
        if self.state is BadgeState.NONE or paper is None:
            return Message("")
        values = {
            "title": self.title,
            "detail": self.detail,
            "issuer": paper.issuer_name or (paper.issuer.label if paper.issuer else ""),
            "decision": paper.decision_no,
            "issued": _day(paper.issued_on),
        }
        if self.state is BadgeState.VALID:
            return Message(
                "%(title)s · %(issuer)s · QĐ %(decision)s %(issued)s · %(detail)s · đã đối chiếu", values
            )
        return Message("%(title)s · %(issuer)s · QĐ %(decision)s %(issued)s · %(detail)s", values)


NO_BADGE: Final = Badge(BadgeState.NONE)


def badge_for(case: Case, *, listed: bool, genuine: bool) -> Badge:
    """The plate at this instant.

    ``genuine`` says that the certificate itself is sound (complete, verified, rightly issued): a sound one that has
    ended says how; one that never was a star says nothing. Where another rule stops the sale there is no plate (G16).
    Grace on weak evidence is shown as pending: a plate with filled stars needs the decision itself.
    """
    paper, days, day = case.certificate, case.calendar, case.day
    if paper is None or days is None or paper.state is not RecordState.VERIFIED:
        return NO_BADGE
    star = paper.star if paper.star in CERTIFIED_STARS else None
    revocation = paper.revocation
    if revocation is not None and revocation.at <= case.on and star is not None:
        return Badge(BadgeState.REVOKED, star, since=clock.local(revocation.at).date(), certificate=paper)
    if not genuine or day < days.issued_on or (paper.superseded_on and paper.superseded_on <= day):
        return NO_BADGE
    filing = paper.filing
    graced = filing is not None and in_grace(day, days, filing.filed_on, filing.result_on)
    if day > days.expires_on and not graced:
        last = days.expires_on
        return Badge(BadgeState.EXPIRED, until=last, since=last + timedelta(days=1), certificate=paper)
    for suspension in paper.suspensions:
        if suspension.covers(case.on):
            since = clock.local(suspension.since).date()
            return Badge(BadgeState.SUSPENDED, since=since, certificate=paper)
    if not listed:
        return NO_BADGE
    until = days.grace_ends if graced else days.expires_on
    if paper.grade is not EvidenceGrade.A:
        return Badge(BadgeState.PENDING, star, until, certificate=paper)
    return Badge(BadgeState.GRACE if graced else BadgeState.VALID, star, until, certificate=paper)


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""

"""The life of a recognition in legal days: 36 months, the window for re-evaluation, the grace after it.

**How the last day is read.** A recognition issued 29/2/2024 ends 28/2/2027: it holds through the whole of that day
in Vietnam. At 23:59:59 on 28/2/2027 the product can be bought; at 00:00:00 on 1/3/2027 it is gone. As instants the
validity is half-open, from the start of the day of issue to the start of the day after the last one. The same holds
for the grace: issued 15/6/2023, expired 15/6/2026, the last day of grace is 12/12/2026; issued 20/5/2023, it is
16/11/2026.

Every function here takes and gives legal days; ``clock.start_of_day`` and ``clock.end_exclusive`` turn them to
instants.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification.facts import CertificateFacts
from marketplace.certification.kinds import RecordState
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message

VALIDITY_MONTHS: Final = 36
"""From the date of issue, the same in every regime: 26/2026/QĐ-TTg art. 4(3); ``data/regimes.csv``."""

WINDOW_OPENS: Final = timedelta(days=180)
WINDOW_CLOSES: Final = timedelta(days=120)
"""A dossier for re-evaluation is filed not earlier than 180 and not later than 120 days before expiry
(26/2026/QĐ-TTg art. 6)."""

GRACE: Final = timedelta(days=180)
"""How long a recognition goes on after expiry while its re-evaluation is pending (26/2026/QĐ-TTg art. 12(3))."""

FIRST_ISSUE: Final = date(2018, 5, 7)
"""The day the One Commune One Product programme began (490/QĐ-TTg); nothing was recognised before it."""

FIRST_NOTICE: Final = timedelta(days=210)
LAST_NOTICE: Final = timedelta(days=30)
"""Reminders of ours, a month before the window opens and a month before the end; not law."""


class Standing(StrEnum):
    """What a recognition is at an instant. Computed whenever it is asked for, never stored."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    UPCOMING = "upcoming"
    VERIFIED = "verified"
    EXPIRING = "expiring"
    GRACE = "grace"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> Message:
        """What the register calls it."""
        return _LABELS[self]

    @property
    def holds(self) -> bool:
        """True when a star stands: verified and in its 36 months, or in grace."""
        return self in {Standing.VERIFIED, Standing.EXPIRING, Standing.GRACE}


_LABELS: Final = {
    Standing.DRAFT: Message("Bản nháp"),
    Standing.SUBMITTED: Message("Chờ duyệt"),
    Standing.WITHDRAWN: Message("Đã bỏ"),
    Standing.UPCOMING: Message("Chưa đến ngày ký"),
    Standing.VERIFIED: Message("Còn sao"),
    Standing.EXPIRING: Message("Sắp hết hạn"),
    Standing.GRACE: Message("Gia hạn"),
    Standing.EXPIRED: Message("Hết hạn"),
    Standing.SUSPENDED: Message("Tạm dừng"),
    Standing.REVOKED: Message("Đã thu hồi"),
    Standing.SUPERSEDED: Message("Đã được thay thế"),
}


class Notice(StrEnum):
    """The days on which a holder is told something, named by their distance from the last day."""

    T_210 = "T-210"
    T_180 = "T-180"
    T_120 = "T-120"
    T_30 = "T-30"
    T_0 = "T0"
    GRACE_ENDS = "T+180"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that follow from a day of issue. ``grace_ends`` counts only with proof of filing."""

    issued_on: date
    expires_on: date
    window_opens: date
    window_closes: date
    grace_ends: date

    def notices(self) -> dict[Notice, date]:
        """The day of each notice, in order of time."""
        return {
            Notice.T_210: self.expires_on - FIRST_NOTICE,
            Notice.T_180: self.window_opens,
            Notice.T_120: self.window_closes,
            Notice.T_30: self.expires_on - LAST_NOTICE,
            Notice.T_0: self.expires_on,
            Notice.GRACE_ENDS: self.grace_ends,
        }


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=8192)
def calendar_of(issued_on: date) -> Calendar:
    """All days that follow from ``issued_on``.

    Issued 15/10/2024: expires 15/10/2027, window 18/4/2027 to 17/6/2027, grace (with proof) to 12/4/2028.
    """
    expires_on = add_months(issued_on, VALIDITY_MONTHS)
    return Calendar(
        issued_on, expires_on, expires_on - WINDOW_OPENS, expires_on - WINDOW_CLOSES, expires_on + GRACE
    )


def issue_day_fault(day: date, today: date) -> Message | None:
    """Why no decision can be of the legal day ``day``, as seen on ``today``; ``None`` when one can."""
    if day > today:
        return Message("Ngày ký không thể ở tương lai.")
    if day < FIRST_ISSUE:
        return Message(
            "Ngày ký không thể trước ngày %(day)s, ngày bắt đầu Chương trình OCOP (490/QĐ-TTg).",
            {"day": f"{FIRST_ISSUE:%d/%m/%Y}"},
        )
    return None


def in_grace(day: date, days: Calendar, filed_on: date | None, result_on: date | None = None) -> bool:
    """True when ``day`` lies in the grace: after expiry, at most 180 days, with a dossier on file and no result yet.

    The dossier is filed on the last day of validity at the latest: a recognition stays in force, one that has ended is
    not put in force again (26/2026/QĐ-TTg art. 12(3)). A receipt from before the recognition itself is another round's
    and counts for nothing. The result ends the grace on the day it is given, whatever it says: a new decision then
    stands on its own.
    """
    return (
        filed_on is not None
        and days.issued_on < filed_on <= days.expires_on
        and days.expires_on < day <= days.grace_ends
        and (result_on is None or day < result_on)
    )


def refiling_overdue(day: date, days: Calendar, filed_on: date | None) -> bool:
    """True when the window has closed without a dossier and the 36 months still run ("quá hạn nộp lại")."""
    filed = filed_on is not None and filed_on > days.issued_on
    return not filed and days.window_closes < day <= days.expires_on


def standing(certificate: CertificateFacts, on: datetime) -> Standing:
    """What the recognition is at the instant ``on``, past or future.

    What ends it for good is said before what stops it for a while: revoked, superseded, expired, suspended, grace.
    The record's own state counts as it is now: nobody asks whether it had been typed in by then.
    """
    if certificate.state is not RecordState.VERIFIED or certificate.issued_on is None:
        return _UNVERIFIED.get(certificate.state, Standing.DRAFT)
    if certificate.revocation is not None and certificate.revocation.at <= on:
        return Standing.REVOKED
    day = clock.local(on).date()
    if certificate.superseded_on is not None and certificate.superseded_on <= day:
        return Standing.SUPERSEDED
    days = calendar_of(certificate.issued_on)
    filing = certificate.filing
    if day < days.issued_on:
        return Standing.UPCOMING
    graced = filing is not None and in_grace(day, days, filing.filed_on, filing.result_on)
    if day > days.expires_on and not graced:
        return Standing.EXPIRED
    if any(suspension.covers(on) for suspension in certificate.suspensions):
        return Standing.SUSPENDED
    if graced:
        return Standing.GRACE
    return Standing.VERIFIED if day < days.window_opens else Standing.EXPIRING


_UNVERIFIED: Final = {
    RecordState.DRAFT: Standing.DRAFT,
    RecordState.SUBMITTED: Standing.SUBMITTED,
    RecordState.WITHDRAWN: Standing.WITHDRAWN,
}

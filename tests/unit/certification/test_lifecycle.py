"""The worked dates of the decision, the clamp at the end of months, and what a recognition is at each second."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certification import lifecycle
from marketplace.certification.facts import Filing, Revocation, Suspension
from marketplace.certification.kinds import RecordState, RevocationGround
from marketplace.certification.lifecycle import Notice, Standing, calendar_of, standing
from marketplace.kernel import clock
from tests.unit.certification.build import at, certificate

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("issued", "expires", "opens", "closes"),
    [
        (date(2024, 10, 15), date(2027, 10, 15), date(2027, 4, 18), date(2027, 6, 17)),
        (date(2025, 6, 26), date(2028, 6, 26), date(2027, 12, 29), date(2028, 2, 27)),
        (date(2024, 2, 29), date(2027, 2, 28), date(2026, 9, 1), date(2026, 10, 31)),
    ],
)
def test_worked_dates(issued, expires, opens, closes):
    days = calendar_of(issued)
    assert (days.expires_on, days.window_opens, days.window_closes) == (expires, opens, closes)


@pytest.mark.parametrize(
    ("issued", "expires", "grace_ends"),
    [
        (date(2023, 6, 15), date(2026, 6, 15), date(2026, 12, 12)),
        (date(2023, 5, 20), date(2026, 5, 20), date(2026, 11, 16)),
        (date(2024, 10, 15), date(2027, 10, 15), date(2028, 4, 12)),
    ],
)
def test_worked_grace(issued, expires, grace_ends):
    days = calendar_of(issued)
    assert (days.expires_on, days.grace_ends) == (expires, grace_ends)


def test_notices():
    assert calendar_of(date(2024, 10, 15)).notices() == {
        Notice.T_210: date(2027, 3, 19),
        Notice.T_180: date(2027, 4, 18),
        Notice.T_120: date(2027, 6, 17),
        Notice.T_30: date(2027, 9, 15),
        Notice.T_0: date(2027, 10, 15),
        Notice.GRACE_ENDS: date(2028, 4, 12),
    }


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 31), 36, date(2027, 12, 31)),
    ],
)
def test_months_are_added_and_clamped(day, months, expected):
    assert lifecycle.add_months(day, months) == expected


@given(st.dates(date(2019, 1, 1), date(2090, 1, 1)))
def test_thirty_six_months_keep_the_day_or_clamp_to_the_last(day):
    end = calendar_of(day).expires_on
    assert (end.year, end.month) == (day.year + 3, day.month)
    assert end.day == day.day or (day.month, day.day, end.day) == (2, 29, 28)


def test_at_the_last_second_it_stands_and_at_the_next_it_is_gone():
    leap = certificate(issued_on=date(2024, 2, 29))
    end = clock.end_exclusive(date(2027, 2, 28))
    assert end == at(date(2027, 3, 1), 0)
    assert standing(leap, at(date(2027, 2, 28), 23, 59, 59)) is Standing.EXPIRING
    assert standing(leap, end - SECOND) is Standing.EXPIRING
    assert standing(leap, end) is Standing.EXPIRED


def test_it_stands_from_the_first_second_of_the_day_of_issue():
    start = clock.start_of_day(date(2024, 10, 15))
    assert standing(certificate(), start - SECOND) is Standing.UPCOMING
    assert standing(certificate(), start) is Standing.VERIFIED


def test_expiring_begins_when_the_window_opens():
    opens = clock.start_of_day(date(2027, 4, 18))
    assert standing(certificate(), opens - SECOND) is Standing.VERIFIED
    assert standing(certificate(), opens) is Standing.EXPIRING


def test_grace_needs_proof_and_ends_after_its_last_day():
    issued = date(2023, 6, 15)
    bare = certificate(issued_on=issued)
    filed = certificate(issued_on=issued, filing=Filing("03/PĐK-42-18685-2026", date(2026, 5, 30)))
    expired = clock.end_exclusive(date(2026, 6, 15))
    ends = clock.end_exclusive(date(2026, 12, 12))
    assert standing(bare, expired) is Standing.EXPIRED
    assert standing(filed, expired - SECOND) is Standing.EXPIRING
    assert standing(filed, expired) is Standing.GRACE
    assert standing(filed, ends - SECOND) is Standing.GRACE
    assert standing(filed, ends) is Standing.EXPIRED


def test_on_21_november_2026_the_grace_of_20_may_2023_is_over():
    filed = certificate(issued_on=date(2023, 5, 20), filing=Filing("1", date(2026, 3, 1)))
    assert standing(filed, at(date(2026, 11, 16), 23, 59, 59)) is Standing.GRACE
    assert standing(filed, at(date(2026, 11, 21))) is Standing.EXPIRED


def test_proof_filed_after_expiry_gives_nothing_back():
    on_the_last_day = certificate(issued_on=date(2023, 6, 15), filing=Filing("1", date(2026, 6, 15)))
    a_day_late = certificate(issued_on=date(2023, 6, 15), filing=Filing("1", date(2026, 6, 16)))
    ended = clock.end_exclusive(date(2026, 6, 15))
    assert standing(a_day_late, ended - SECOND) is Standing.EXPIRING
    assert [standing(each, ended) for each in (on_the_last_day, a_day_late)] == [
        Standing.GRACE,
        Standing.EXPIRED,
    ]
    assert standing(a_day_late, at(date(2026, 12, 12))) is Standing.EXPIRED


def test_a_receipt_older_than_the_recognition_proves_nothing():
    stale = certificate(issued_on=date(2023, 6, 15), filing=Filing("1", date(2023, 6, 15)))
    assert standing(stale, at(date(2026, 7, 1))) is Standing.EXPIRED


def test_the_result_ends_the_grace():
    decided = certificate(
        issued_on=date(2023, 6, 15), filing=Filing("1", date(2026, 5, 30), result_on=date(2026, 8, 1))
    )
    result = clock.start_of_day(date(2026, 8, 1))
    assert standing(decided, result - SECOND) is Standing.GRACE
    assert standing(decided, result) is Standing.EXPIRED


def test_a_result_before_expiry_takes_nothing_from_the_36_months():
    decided = certificate(
        issued_on=date(2023, 6, 15), filing=Filing("1", date(2026, 1, 1), result_on=date(2026, 3, 1))
    )
    assert standing(decided, at(date(2026, 6, 15))) is Standing.EXPIRING
    assert standing(decided, at(date(2026, 6, 16))) is Standing.EXPIRED


def test_suspension_is_half_open_to_the_second_and_leaves_the_past_alone():
    since, until = at(date(2026, 11, 10), 9, 30), at(date(2026, 11, 20), 16)
    stopped = certificate(suspensions=(Suspension(since, until, "tem sai"),))
    assert standing(stopped, since - SECOND) is Standing.VERIFIED
    assert standing(stopped, since) is Standing.SUSPENDED
    assert standing(stopped, until - SECOND) is Standing.SUSPENDED
    assert standing(stopped, until) is Standing.VERIFIED


def test_revocation_is_an_instant_and_stays():
    gone = at(date(2026, 11, 10), 9, 30, 15)
    revoked = certificate(revocation=Revocation(gone, "843/QĐ-UBND", RevocationGround.UNLAWFUL))
    assert standing(revoked, gone - SECOND) is Standing.VERIFIED
    assert standing(revoked, gone) is Standing.REVOKED
    assert standing(revoked, at(date(2029, 1, 1))) is Standing.REVOKED


def test_what_ended_for_good_is_said_before_what_only_stopped():
    stop = (Suspension(at(date(2026, 1, 1))),)
    assert standing(certificate(suspensions=stop), at(date(2027, 10, 15))) is Standing.SUSPENDED
    assert standing(certificate(suspensions=stop), at(date(2027, 10, 16))) is Standing.EXPIRED


def test_a_newer_decision_replaces_from_its_day():
    old = certificate(superseded_on=date(2026, 10, 1))
    assert standing(old, at(date(2026, 9, 30), 23, 59, 59)) is Standing.VERIFIED
    assert standing(old, at(date(2026, 10, 1), 0)) is Standing.SUPERSEDED


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (RecordState.DRAFT, Standing.DRAFT),
        (RecordState.SUBMITTED, Standing.SUBMITTED),
        (RecordState.WITHDRAWN, Standing.WITHDRAWN),
    ],
)
def test_a_record_nobody_verified_has_no_standing_of_time(state, expected):
    assert standing(certificate(state=state), at(date(2026, 11, 21))) is expected
    assert not expected.holds


def test_refiling_is_overdue_between_the_close_of_the_window_and_the_end():
    days = calendar_of(date(2024, 10, 15))
    assert not lifecycle.refiling_overdue(date(2027, 6, 17), days, None)
    assert lifecycle.refiling_overdue(date(2027, 6, 18), days, None)
    assert lifecycle.refiling_overdue(date(2027, 10, 15), days, None)
    assert not lifecycle.refiling_overdue(date(2027, 10, 16), days, None)
    assert not lifecycle.refiling_overdue(date(2027, 6, 18), days, date(2027, 6, 1))
    assert lifecycle.refiling_overdue(date(2027, 6, 18), days, date(2024, 6, 1))


def test_standings_that_hold_a_star():
    assert {each for each in Standing if each.holds} == {Standing.VERIFIED, Standing.EXPIRING, Standing.GRACE}

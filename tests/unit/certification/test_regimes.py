"""Who could recognise what, when: every issuer and star on every day from 2019 to 2028."""

from datetime import date, timedelta

import pytest

from marketplace.certification import regimes
from marketplace.certification.kinds import IssuerKind, RegimeCode, Round
from marketplace.certification.regimes import Authorised, AuthorityReason

OK, REVIEW, MISMATCH = Authorised.OK, Authorised.REVIEW, Authorised.MISMATCH

# The table of domain rule G03, written down a second time: last day of the span, then who may sign 3, 4 and 5 stars.
TABLE = (
    (date(2023, 2, 23), "1048", "province", "province", "central ministry"),
    (date(2025, 6, 30), "148", "district", "province", "ministry"),
    (date(2025, 7, 5), "148", "(province)", "province", "ministry"),
    (date(2026, 5, 21), "148-1489", "province", "province", "ministry"),
    (date(2028, 12, 31), "26-2026", "province", "province", "ministry"),
)


def expected(day: date, star: int, issuer: IssuerKind) -> Authorised:
    if star not in {3, 4, 5}:
        return MISMATCH
    row = next(row for row in TABLE if day <= row[0])
    if issuer in row[star - 1].split():
        return OK
    return REVIEW if f"({issuer})" in row[star - 1].split() else MISMATCH


@pytest.mark.parametrize("star", range(1, 6))
@pytest.mark.parametrize("issuer", IssuerKind)
def test_the_matrix_of_days_issuers_and_stars(issuer, star):
    day = date(2019, 8, 21)
    while day <= date(2028, 12, 31):
        check = regimes.check_authority(day, star, issuer)
        assert (day, check.result) == (day, expected(day, star, issuer))
        assert check.regime is not None
        assert check.regime.code == next(row[1] for row in TABLE if day <= row[0])
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "star", "issuer", "result"),
    [
        (date(2023, 2, 23), 3, IssuerKind.PROVINCE, OK),
        (date(2023, 2, 24), 3, IssuerKind.PROVINCE, MISMATCH),
        (date(2023, 2, 24), 3, IssuerKind.DISTRICT, OK),
        (date(2023, 2, 23), 3, IssuerKind.DISTRICT, MISMATCH),
        (date(2025, 6, 30), 3, IssuerKind.DISTRICT, OK),
        (date(2025, 7, 1), 3, IssuerKind.DISTRICT, MISMATCH),
        (date(2025, 7, 1), 3, IssuerKind.PROVINCE, REVIEW),
        (date(2025, 7, 5), 3, IssuerKind.PROVINCE, REVIEW),
        (date(2025, 7, 6), 3, IssuerKind.PROVINCE, OK),
        (date(2025, 7, 3), 4, IssuerKind.PROVINCE, OK),
        (date(2024, 10, 15), 5, IssuerKind.PROVINCE, MISMATCH),
        (date(2022, 10, 15), 5, IssuerKind.CENTRAL, OK),
        (date(2023, 2, 24), 5, IssuerKind.CENTRAL, MISMATCH),
        (date(2026, 5, 22), 5, IssuerKind.MINISTRY, OK),
    ],
)
def test_the_days_on_which_authority_changed(day, star, issuer, result):
    assert regimes.check_authority(day, star, issuer).result is result


def test_before_the_first_regime_somebody_has_to_look():
    check = regimes.check_authority(date(2019, 8, 20), 3, IssuerKind.PROVINCE)
    assert (check.result, check.reason, check.regime) == (REVIEW, AuthorityReason.BEFORE_ALL_REGIMES, None)


def test_a_mismatch_says_who_should_have_signed():
    check = regimes.check_authority(date(2025, 8, 1), 3, IssuerKind.DISTRICT)
    assert check.reason is AuthorityReason.WRONG_ISSUER
    assert check.expected == {IssuerKind.PROVINCE}


OLD, NEW = RegimeCode.R148_1489, RegimeCode.R26_2026


@pytest.mark.parametrize(
    ("day", "round_", "codes"),
    [
        (date(2026, 5, 21), None, {OLD}),
        (date(2026, 5, 22), Round.FIRST, {OLD, NEW}),
        (date(2026, 6, 21), Round.RE_EVALUATION, {OLD, NEW}),
        (date(2026, 6, 22), Round.RE_EVALUATION, {NEW}),
        (date(2026, 6, 22), Round.FIRST, {OLD, NEW}),
        (date(2026, 7, 21), Round.UPGRADE, {OLD, NEW}),
        (date(2026, 7, 22), Round.UPGRADE, {NEW}),
        (date(2026, 7, 22), Round.FIRST, {NEW}),
        (date(2026, 6, 22), None, {OLD, NEW}),
        (date(2019, 1, 1), None, set()),
    ],
)
def test_old_dossiers_are_decided_until_their_day(day, round_, codes):
    assert regimes.admissible(day, round_) == codes


@pytest.mark.parametrize(
    ("day", "round_", "result", "reason"),
    [
        (date(2026, 6, 21), Round.RE_EVALUATION, OK, AuthorityReason.FITS),
        (date(2026, 6, 22), Round.RE_EVALUATION, MISMATCH, AuthorityReason.REGIME_NOT_IN_FORCE),
        (date(2026, 7, 21), Round.FIRST, OK, AuthorityReason.FITS),
        (date(2026, 7, 22), Round.FIRST, MISMATCH, AuthorityReason.REGIME_NOT_IN_FORCE),
        (date(2026, 6, 21), None, OK, AuthorityReason.FITS),
        (date(2026, 6, 22), None, REVIEW, AuthorityReason.ROUND_UNKNOWN),
        (date(2026, 7, 22), None, MISMATCH, AuthorityReason.REGIME_NOT_IN_FORCE),
    ],
)
def test_a_dossier_that_claims_the_old_rule(day, round_, result, reason):
    check = regimes.check_authority(day, 4, IssuerKind.PROVINCE, OLD, round_)
    assert (check.result, check.reason) == (result, reason)


def test_the_new_rule_cannot_be_claimed_before_its_day():
    check = regimes.check_authority(date(2026, 5, 21), 4, IssuerKind.PROVINCE, NEW)
    assert (check.result, check.reason) == (MISMATCH, AuthorityReason.REGIME_NOT_IN_FORCE)


@pytest.mark.parametrize(
    ("star", "on", "who"),
    [
        (3, date(2026, 11, 21), {IssuerKind.PROVINCE}),
        (4, date(2026, 11, 21), {IssuerKind.PROVINCE}),
        (5, date(2026, 11, 21), {IssuerKind.MINISTRY}),
        (3, date(2021, 2, 4), {IssuerKind.PROVINCE}),
        (3, date(2024, 2, 4), {IssuerKind.DISTRICT}),
        (3, date(2025, 7, 2), {IssuerKind.PROVINCE}),
        (2, date(2026, 11, 21), set()),
    ],
)
def test_who_may_revoke(star, on, who):
    assert regimes.revokers(star, on) == who

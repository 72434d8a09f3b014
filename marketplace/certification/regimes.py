"""Which decision governed a recognition, and whether who signed it had the authority (domain rule G03).

The facts are rows in ``data/regimes.csv``, ``data/authorities.csv`` and ``data/transitions.csv``; here is only how
they are read. Dates are legal days in Vietnam.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from marketplace.certification import reference
from marketplace.certification.kinds import IssuerKind, RegimeCode, Round
from marketplace.certification.reference import Authority, Regime

CERTIFIED_STARS = (3, 4, 5)
"""One and two stars get no decision and no certificate in any regime."""


class Authorised(StrEnum):
    """The outcome of an authority check. ``REVIEW`` blocks until a second officer has looked and said so."""

    OK = "ok"
    REVIEW = "review"
    MISMATCH = "mismatch"


class AuthorityReason(StrEnum):
    """Why an authority check came out as it did."""

    FITS = "fits"
    WRONG_ISSUER = "wrong_issuer"
    NO_SUCH_STAR = "no_such_star"
    BEFORE_ALL_REGIMES = "before_all_regimes"
    BETWEEN_DECISIONS = "between_decisions"
    REGIME_NOT_IN_FORCE = "regime_not_in_force"
    ROUND_UNKNOWN = "round_unknown"


@dataclass(frozen=True, slots=True)
class AuthorityCheck:
    """Whether an issuer could recognise a star on a day.

    ``regime`` is the one that governed, ``None`` before the first; ``expected`` who should have signed.
    """

    result: Authorised
    reason: AuthorityReason
    regime: Regime | None
    expected: frozenset[IssuerKind] = frozenset()


def regime_on(day: date) -> Regime | None:
    """The regime of a decision signed on ``day``: the newest one in force. ``None`` before 21/8/2019.

    From 22/5/2026 that is 26/2026/QĐ-TTg, even while old dossiers are still being decided (:func:`admissible`).
    """
    return next((regime for regime in reversed(reference.regimes()) if _covers(regime, day)), None)


def by_code(code: RegimeCode) -> Regime:
    """The regime of that code."""
    return next(regime for regime in reference.regimes() if regime.code == code)


def admissible(day: date, round_: Round | None = None) -> frozenset[RegimeCode]:
    """The regimes that a decision signed on ``day`` may rest on.

    After 22/5/2026 a dossier filed before that day is decided by the old rule: a first evaluation or an upgrade until
    21/7/2026, a re-evaluation until 21/6/2026 (26/2026/QĐ-TTg art. 12(2)). An unknown round counts as any of them.
    """
    now = regime_on(day)
    if now is None:
        return frozenset()
    old = {
        transition.regime
        for transition in reference.transitions()
        if transition.first_day <= day <= transition.last_day and round_ in {None, transition.round}
    }
    return frozenset({now.code, *old})


@lru_cache(maxsize=4096)
def check_authority(
    issued_on: date,
    star: int,
    issuer: IssuerKind,
    regime: RegimeCode | None = None,
    round_: Round | None = None,
) -> AuthorityCheck:
    """Whether ``issuer`` could recognise ``star`` on ``issued_on`` (domain rule G03).

    ``regime`` is the rule the dossier says it was evaluated by; without it the one in force that day is meant. A
    district after 30/6/2025 or a province for five stars is a mismatch; a province's three stars of 1–5/7/2025 and an
    old-rule dossier of unknown round decided after 21/6/2026 need a second look.
    """
    governing = regime_on(issued_on)
    if governing is None:
        return AuthorityCheck(Authorised.REVIEW, AuthorityReason.BEFORE_ALL_REGIMES, None)
    authority = _authority(issued_on, star)
    if authority is None:
        return AuthorityCheck(Authorised.MISMATCH, AuthorityReason.NO_SUCH_STAR, governing)
    expected = authority.issuers or authority.review
    if regime is not None and regime != governing.code:
        if regime not in admissible(issued_on, round_):
            return AuthorityCheck(
                Authorised.MISMATCH, AuthorityReason.REGIME_NOT_IN_FORCE, governing, expected
            )
        if round_ is None and any(regime not in admissible(issued_on, each) for each in Round):
            return AuthorityCheck(Authorised.REVIEW, AuthorityReason.ROUND_UNKNOWN, by_code(regime), expected)
        governing = by_code(regime)
    if issuer in authority.issuers:
        return AuthorityCheck(Authorised.OK, AuthorityReason.FITS, governing, expected)
    if issuer in authority.review:
        return AuthorityCheck(Authorised.REVIEW, AuthorityReason.BETWEEN_DECISIONS, governing, expected)
    return AuthorityCheck(Authorised.MISMATCH, AuthorityReason.WRONG_ISSUER, governing, expected)


def revokers(star: int, on: date) -> frozenset[IssuerKind]:
    """Who may revoke ``star`` on the day ``on``: whoever recognises that star on that day.

    Today the provincial chair for three and four stars and the minister for five (26/2026/QĐ-TTg art. 8). For earlier
    days the same reading is used; the earlier decisions' own articles on revocation were not seen.
    """
    authority = _authority(on, star)
    return frozenset() if authority is None else authority.issuers or authority.review


def _authority(day: date, star: int) -> Authority | None:
    return next((each for each in reference.authorities() if each.star == star and _covers(each, day)), None)


def _covers(span: Regime | Authority, day: date) -> bool:
    return span.first_day <= day and (span.last_day is None or day <= span.last_day)

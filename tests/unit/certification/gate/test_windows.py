"""The future computed ahead says what the gate says when the moment comes, to the second, in any order of facts."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from marketplace.certification.facts import (
    CertificateFacts,
    Filing,
    PaperFacts,
    PaperKind,
    Revocation,
    Suspension,
)
from marketplace.certification.gate import BadgeState, Window, boundaries, evaluate, windows
from marketplace.certification.kinds import EvidenceGrade, RecordState, RevocationGround
from marketplace.kernel import clock
from marketplace.kernel.i18n import speaking
from tests.unit.certification.build import FOOD_SAFETY, NOON, PAPERS, at, certificate, producer, product

SECOND = timedelta(seconds=1)


def test_the_future_of_a_sound_offer():
    papers = clock.end_exclusive(date(2027, 10, 15))
    assert windows(product(), certificate(), producer(), PAPERS, NOON) == (
        Window(NOON, papers, listed=True, star=4, badge_state=BadgeState.VALID),
        Window(papers, None, listed=False, star=None, badge_state=BadgeState.EXPIRED),
    )


def test_a_future_with_a_pause_a_renewal_and_a_grace():
    facts = certificate(
        filing=Filing("1", date(2027, 5, 1)),
        suspensions=(Suspension(at(date(2026, 12, 1), 9), at(date(2026, 12, 3), 17)),),
    )
    papers = (
        PaperFacts(PaperKind.FOOD_SAFETY, "1", date(2024, 1, 1), date(2027, 1, 31)),
        PaperFacts(PaperKind.FOOD_SAFETY, "2", date(2027, 2, 3), date(2030, 2, 2)),
    )
    found = windows(product(), facts, producer(), papers, NOON)
    assert [(clock.local(each.from_).isoformat()[:16], each.listed, each.badge_state) for each in found] == [
        ("2026-11-21T12:00", True, BadgeState.VALID),
        ("2026-12-01T09:00", False, BadgeState.SUSPENDED),
        ("2026-12-03T17:00", True, BadgeState.VALID),
        ("2027-02-01T00:00", False, BadgeState.NONE),
        ("2027-02-03T00:00", True, BadgeState.VALID),
        ("2027-10-16T00:00", True, BadgeState.GRACE),
        ("2028-04-13T00:00", False, BadgeState.EXPIRED),
    ]
    assert [each.until for each in found] == [*(each.from_ for each in found[1:]), None]


def test_an_earlier_certificate_answers_for_its_time():
    old = certificate(
        code="old",
        issued_on=date(2024, 2, 1),
        star=3,
        score=6000,
        product_code="",
        issuer="district",
        superseded_on=date(2026, 12, 1),
    )
    new = certificate(issued_on=date(2026, 12, 1), product_code="", previous=old)
    renewed = clock.start_of_day(date(2026, 12, 1))
    assert evaluate(product(), new, producer(), PAPERS, renewed - SECOND).badge.star == 3
    assert evaluate(product(), new, producer(), PAPERS, renewed - SECOND).holds_until is not None
    assert evaluate(product(), new, producer(), PAPERS, renewed).badge.star == 4
    assert [each.star for each in windows(product(), new, producer(), PAPERS, NOON)] == [3, 4, None, None]


DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))
INSTANTS = st.datetimes(datetime(2022, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 -- the zone is named beside them


@st.composite
def suspensions(draw: st.DrawFn) -> tuple[Suspension, ...]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        since, until = draw(INSTANTS), draw(st.none() | INSTANTS)
        found.append(Suspension(since, until if until is None or until > since else since + SECOND))
    return tuple(found)


@st.composite
def certificates(draw: st.DrawFn, depth: int = 1) -> CertificateFacts:
    filed = draw(st.none() | DAYS)
    revoked = draw(st.none() | INSTANTS)
    return certificate(
        issued_on=draw(DAYS),
        product_code="",
        state=draw(st.sampled_from([RecordState.VERIFIED] * 5 + [RecordState.DRAFT])),
        grade=draw(st.sampled_from([EvidenceGrade.A, EvidenceGrade.B1, EvidenceGrade.C])),
        filing=None if filed is None else Filing("1", filed, draw(st.none() | DAYS)),
        suspensions=draw(suspensions()),
        revocation=None if revoked is None else Revocation(revoked, "1", RevocationGround.OTHER_CONCLUSION),
        superseded_on=draw(st.none() | DAYS),
        previous=draw(certificates(depth=0)) if depth and draw(st.booleans()) else None,
    )


@st.composite
def papers(draw: st.DrawFn) -> tuple[PaperFacts, ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([PaperKind.FOOD_SAFETY, PaperKind.BUSINESS_REGISTRATION]))
        found.append(PaperFacts(kind, "1", draw(DAYS), draw(st.none() | DAYS)))
    return (FOOD_SAFETY, *found) if draw(st.booleans()) else tuple(found)


@settings(max_examples=250, deadline=None)
@given(st.none() | certificates(), suspensions(), papers(), INSTANTS, st.lists(INSTANTS, max_size=5))
@example(certificate(issued_on=date(2024, 2, 29)), (), PAPERS, NOON, [])
def test_windows_say_what_the_gate_says(facts, stops, held, start, asked):
    seller = producer(suspensions=stops)
    found = windows(product(), facts, seller, held, start)
    assert found[0].from_ == start
    assert found[-1].until is None
    assert [each.until for each in found[:-1]] == [each.from_ for each in found[1:]]
    for one, other in pairwise(found):
        assert (one.listed, one.star, one.badge_state) != (other.listed, other.star, other.badge_state)
    edges = boundaries.after(product(), facts, seller, held, start)
    asked = [*asked, start, *(edge + step for edge in edges for step in (-SECOND, timedelta(), SECOND))]
    for on in asked:
        if on < start:
            continue
        result = evaluate(product(), facts, seller, held, on)
        (window,) = [each for each in found if each.contains(on)]
        assert (window.listed, window.star, window.badge_state) == (
            result.listed,
            result.badge.star,
            result.badge.state,
        )
        assert (result.holds_until is None) is (not [edge for edge in edges if edge > on])
        assert result.holds_until is None or result.holds_until == min(edge for edge in edges if edge > on)


@settings(max_examples=150, deadline=None)
@given(certificates(), suspensions(), papers(), INSTANTS, st.integers(0, 10**9))
def test_nothing_changes_before_the_instant_until_which_it_holds(facts, stops, held, on, step):
    seller = producer(suspensions=stops)
    result = evaluate(product(), facts, seller, held, on)
    end = result.holds_until or on + timedelta(days=9000)
    assert end > on
    span = int((end - on).total_seconds())
    inside = min(on + timedelta(seconds=step % max(1, span)), end - timedelta(microseconds=1))
    later = evaluate(product(), facts, seller, held, inside)
    assert (later.listed, later.badge, later.promotable) == (result.listed, result.badge, result.promotable)
    assert [each.outcome for each in later.rules] == [each.outcome for each in result.rules]
    for language in ("vi", "en"):
        with speaking(language):
            said = [str(words) for each in later.rules for words in (each.title, each.buyer, each.officer)]
            assert not [words for words in said if not words or "%(" in words]

"""What minutes mean, what is missing to conclude, which ground fits, and how days count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection import limits
from marketplace.inspection.fields import FIELDS, TEAM
from marketplace.inspection.kinds import Check, Finding, Occasion, Verdict
from marketplace.inspection.machine import APPEAL, INSPECTION, MISUSE, PROPOSAL
from marketplace.inspection.reading import article_of, missing, read, recommended
from marketplace.kernel import clock

PASSED = {
    "occasion": "ad_hoc",
    "day": "20/11/2026",
    "team_1_name": "An",
    "production": "ok",
    "law": "ok",
    "mark": "not_looked_at",
    "summary": "Đúng",
    "verdict": "pass",
}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.hold(datetime(2026, 11, 21, 5, 0, tzinfo=UTC)):
        yield


def lacking(certified: bool = True, stamps: int = 0, **changes: str) -> list[str]:
    answers = {**PASSED, **changes}
    return sorted(missing(read(answers), answers, certified=certified, stamps=stamps))


def test_everything_typed_has_a_meaning() -> None:
    found = read({**PASSED, "team_2_name": "Bình", "team_2_role": "Thư ký", "ground": "đ"})
    assert (found.occasion, found.day, found.verdict) == (Occasion.AD_HOC, date(2026, 11, 20), Verdict.PASS)
    assert found.findings == {
        Check.PRODUCTION: Finding.OK,
        Check.LAW: Finding.OK,
        Check.MARK: Finding.NOT_LOOKED_AT,
    }
    assert found.team == (("An", ""), ("Bình", "Thư ký"))
    assert (found.ground, found.errors) == (RevocationGround.NOT_PRODUCED, {})


def test_nothing_typed_means_nothing() -> None:
    found = read({})
    assert (found.day, found.verdict, found.team, found.errors, found.faults) == (None, None, (), {}, ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("day", "22/11/2026"),
        ("day", "6/5/2018"),
        ("day", "31/2/2026"),
        ("occasion", "spontaneous"),
        ("verdict", "maybe"),
        ("law", "good"),
        ("ground", "f"),
        ("remedy_by", "20/11/2026"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, text: str) -> None:
    assert sorted(read({**PASSED, name: text}).errors) == [name]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"team_1_name": " "}, ["team_1_name"]),
        ({"team_1_name": "", "team_3_name": "Cúc"}, []),
        ({"production": "not_looked_at", "law": "not_looked_at"}, ["verdict"]),
        ({"law": "fault", "law_note": "Nhãn"}, ["verdict"]),
        ({"law": "fault", "verdict": "fail"}, ["law_note"]),
        ({"verdict": "fail"}, ["verdict"]),
        ({"verdict": "remedy"}, ["remedy", "remedy_by", "verdict"]),
        (
            {"law": "fault", "law_note": "x", "verdict": "remedy", "remedy_by": "1/12/2026", "remedy": "Sửa"},
            [],
        ),
        ({"mark": "fault", "mark_note": "x", "verdict": "fail"}, ["stamp"]),
    ],
)
def test_what_is_missing_depends_on_the_verdict(changes: dict[str, str], fields: list[str]) -> None:
    assert lacking(**changes) == fields


def test_a_picture_of_the_stamp_goes_with_a_fault_of_the_mark() -> None:
    assert lacking(stamps=1, mark="fault", mark_note="x", verdict="fail") == []


def test_the_mark_without_a_certificate_can_only_fail() -> None:
    typed = {"mark": "fault", "mark_note": "x", "remedy_by": "1/12/2026", "remedy": "Bỏ tem"}
    assert lacking(certified=False, verdict="remedy", **typed) == ["verdict"]
    assert lacking(certified=True, verdict="remedy", **typed) == []


@pytest.mark.parametrize(
    ("faults", "ground"),
    [
        (("production",), RevocationGround.NOT_PRODUCED),
        (("mark",), RevocationGround.MARK_MISUSED),
        (("law",), RevocationGround.UNLAWFUL),
        (("production", "mark"), RevocationGround.MARK_MISUSED),
        (("production", "law", "mark"), RevocationGround.UNLAWFUL),
        ((), None),
    ],
)
def test_the_gravest_fault_gives_the_ground(faults: tuple[str, ...], ground: RevocationGround | None) -> None:
    assert recommended(read({**PASSED, **dict.fromkeys(faults, "fault")})) is ground


def test_a_ground_is_cited_with_its_point() -> None:
    assert article_of(RevocationGround.NOT_PRODUCED) == (
        "Điểm đ Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026"
    )


def test_fields_are_those_of_the_checks_and_the_team() -> None:
    assert {name for pair in TEAM for name in pair} <= FIELDS.keys()
    assert {f"{check}_note" for check in Check} | set(Check) <= FIELDS.keys()


@pytest.mark.parametrize(
    ("begins", "key", "last"),
    [
        (datetime(2026, 11, 21, 5, 0, tzinfo=UTC), limits.DECISION, date(2026, 12, 6)),
        (datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC), limits.DECISION, date(2026, 12, 6)),
        (datetime(2026, 11, 21, 17, 0, tzinfo=UTC), limits.DECISION, date(2026, 12, 7)),
        (datetime(2026, 11, 21, 5, 0, tzinfo=UTC), limits.APPEAL, date(2027, 2, 19)),
    ],
)
def test_days_are_local_and_the_first_does_not_count(begins: datetime, key: str, last: date) -> None:
    assert limits.last_day(key, begins) == last


def test_a_limit_of_a_day_without_a_rule_is_an_error() -> None:
    with pytest.raises(LookupError):
        limits.last_day(limits.APPEAL, datetime(2010, 1, 1, tzinfo=UTC))


def test_every_limit_says_where_it_is_from() -> None:
    assert {(each.key, each.days, each.quality) for each in limits.limits()} == {
        ("decision", 15, "read"),
        ("appeal", 90, "memory"),
    }
    assert all(each.source for each in limits.limits())


def test_what_was_ended_stays_ended() -> None:
    ended = {
        INSPECTION: ("concluded", "dropped"),
        PROPOSAL: ("revoked", "rejected", "withdrawn"),
        MISUSE: ("closed",),
        APPEAL: ("upheld", "dismissed", "withdrawn"),
    }
    for machine, states in ended.items():
        assert {state for state in machine.states if machine.is_final(state)} == set(states)

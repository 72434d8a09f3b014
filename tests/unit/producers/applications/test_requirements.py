"""Which papers are asked of whom, and that it is what the gate will ask of their products."""

from datetime import date, timedelta

import pytest

from marketplace.certification.gate.paper_rules import (
    FOOD_SAFETY_PAPERS,
    FRESH_FOOD_PAPERS,
    REGISTRATION_PAPERS,
)
from marketplace.certification.reference import category_rules, product_sets
from marketplace.producers.applications.requirements import Level, Requirement, required, rules
from marketplace.producers.kinds import PaperKind, ProducerKind

TODAY = date(2026, 11, 21)
HOUSEHOLD = ProducerKind.HOUSEHOLD


def asked(*sets: int, level: Level = Level.REQUIRED, on: date = TODAY) -> list[tuple[str, ...]]:
    found = required(HOUSEHOLD, sets, on)
    return [tuple(each.value for each in one.papers) for one in found if one.level is level]


REGISTRATION = ("business_registration",)
FOOD = ("food_safety", "haccp", "iso_22000", "gmp")
FRESH = (*FOOD, "food_safety_commitment")
ALCOHOL = ("alcohol_licence",)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ((), [REGISTRATION]),
        ((1,), [REGISTRATION, FRESH]),
        ((2,), [REGISTRATION, FRESH]),
        ((7,), [REGISTRATION, FOOD]),
        ((1, 7), [REGISTRATION, FOOD]),
        ((14,), [REGISTRATION, FOOD, ALCOHOL]),
        ((15, 1), [REGISTRATION, FOOD, ALCOHOL]),
        ((18,), [REGISTRATION, FOOD]),
        ((19,), [REGISTRATION]),
        ((26,), [REGISTRATION]),
    ],
)
def test_what_has_to_be_there_by_product_set(sets: tuple[int, ...], expected: list[tuple[str, ...]]) -> None:
    assert asked(*sets) == expected


def test_what_is_advised_comes_after_what_is_required() -> None:
    assert asked(1, level=Level.ADVISED) == [("vietgap", "globalgap", "organic")]
    assert asked(7, level=Level.ADVISED) == [("haccp", "iso_22000", "gmp")]
    levels = [each.level for each in required(HOUSEHOLD, (1, 7), TODAY)]
    assert levels == sorted(levels, key=lambda level: level is Level.ADVISED)


def test_rules_hold_from_their_first_day_on() -> None:
    assert asked(14, on=date(2017, 10, 31)) == []
    assert asked(14, on=date(2017, 11, 1)) == [ALCOHOL]
    assert asked(14, on=date(2018, 2, 1)) == [ALCOHOL]
    assert asked(14, on=date(2018, 2, 2)) == [FOOD, ALCOHOL]
    assert asked(14, on=date(2018, 5, 6)) == [FOOD, ALCOHOL]
    assert asked(14, on=date(2018, 5, 7)) == [REGISTRATION, FOOD, ALCOHOL]


def test_before_a_kind_is_chosen_what_any_kind_needs_is_asked() -> None:
    assert required(None, (7,), TODAY) == required(HOUSEHOLD, (7,), TODAY)


def test_what_is_stricter_implies_what_is_laxer() -> None:
    def of(*papers: PaperKind, level: Level = Level.REQUIRED) -> Requirement:
        return Requirement(papers, level, "", "")

    one, two = of(PaperKind.HACCP), of(PaperKind.HACCP, PaperKind.GMP)
    advised = of(PaperKind.HACCP, level=Level.ADVISED)
    assert (one.implies(two), two.implies(one), one.implies(one)) == (True, False, True)
    assert (one.implies(advised), advised.implies(one), advised.implies(two)) == (True, False, False)


def test_every_row_says_where_it_comes_from_and_whole_sets_of_days() -> None:
    for rule in rules():
        assert rule.requirement.source
        assert rule.kinds
        assert rule.sets <= set(range(1, 27))
        assert rule.sets
        assert rule.last_day is None or rule.last_day > rule.first_day


# What the gate asks of an establishment is asked here, of every kind and set, on the same days.


@pytest.mark.parametrize("kind", list(ProducerKind))
@pytest.mark.parametrize("number", range(1, 27))
def test_g10_and_g11_are_asked_for_as_the_gate_does(kind: ProducerKind, number: int) -> None:
    found = {
        each.rule: {paper.value for paper in each.papers}
        for each in required(kind, (number,), TODAY)
        if each.level is Level.REQUIRED and each.rule in {"G10", "G11"}
    }
    expected = {"G11": {paper.value for paper in REGISTRATION_PAPERS}}
    group = product_sets()[number]
    if group.needs_food_safety:
        papers = FRESH_FOOD_PAPERS if group.is_fresh_food else FOOD_SAFETY_PAPERS
        expected["G10"] = {paper.value for paper in papers}
    assert found == expected


def test_g14_licences_of_producers_are_asked_for_on_the_days_of_the_gate() -> None:
    """Papers of single products, such as a cosmetics notification, are asked for when the product is listed."""
    ours = {kind.value for kind in PaperKind}
    demanded = [
        (number, rule)
        for number, found in category_rules().items()
        for rule in found
        if rule.rule == "paper" and rule.value in ours
    ]
    assert {(number, rule.value) for number, rule in demanded} == {
        (14, "alcohol_licence"),
        (15, "alcohol_licence"),
    }
    for number, rule in demanded:
        for on, there in ((rule.first_day, True), (rule.first_day - timedelta(days=1), False)):
            assert ((rule.value,) in asked(number, on=on)) is there
        assert rule.last_day is None


def test_no_licence_is_asked_for_that_the_gate_does_not_ask() -> None:
    demanded = {
        (number, rule.value)
        for number, found in category_rules().items()
        for rule in found
        if rule.rule == "paper"
    }
    for rule in rules():
        if rule.requirement.rule == "G14":
            assert {(number, rule.requirement.usual.value) for number in rule.sets} <= demanded

"""The law as data: complete, adding up, and the same as the digest of the decision where one was made by hand."""

from collections import Counter

import pytest

from marketplace.certification import fields, reference, stars
from marketplace.certification.fields import Field
from marketplace.kernel.i18n import speaking

SETS = range(1, 27)


def test_there_are_26_sets_in_6_groups_and_17_subgroups():
    sets = reference.product_sets()
    assert list(sets) == list(SETS)
    assert Counter(each.group for each in sets.values()) == {1: 13, 2: 4, 3: 3, 4: 2, 5: 3, 6: 1}
    assert len({each.subgroup_vi for each in sets.values()}) == 17
    assert [n for n in SETS if sets[n].is_fresh_food] == [1, 2]
    assert [n for n in SETS if sets[n].needs_food_safety] == list(range(1, 19))
    assert [n for n in SETS if sets[n].needs_quality_paper] == list(range(3, 19))
    assert sets[7].lead_ministry_vi == "Bộ Nông nghiệp và Môi trường"
    assert sets[16].lead_ministry_vi == "Bộ Y tế"


def test_a_set_has_its_name_in_both_languages():
    tea = reference.product_sets()[11]
    assert (tea.name, tea.group_name) == ("Chè tươi, chè chế biến", "Thực phẩm")
    with speaking("en"):
        assert (tea.name, tea.group_name) == ("Fresh and processed tea", "Food")


@pytest.mark.parametrize("number", SETS)
def test_the_maxima_of_a_set_add_up(number):
    parts: Counter[str] = Counter()
    for criterion in reference.criteria_2026()[number].values():
        parts[criterion.part] += criterion.maximum
    assert parts == {"A": 40, "B": 25, "C": 35}


def test_the_minima_are_counted():
    marks = Counter(
        star
        for lines in reference.criteria_2026().values()
        for line in lines.values()
        for star in line.minima
    )
    assert marks == {3: 179, 4: 290, 5: 106}
    assert sum(map(len, reference.criteria_2026().values())) == 787


def points(number: int, star: int) -> dict[str, int]:
    return {code: needed // 100 for code, needed in stars.minima(number, star).items()}


def test_the_minima_of_set_1_are_cumulative():
    three = {"2.2": 2, "2.3": 1, "3.5": 1, "4.1": 2, "5.3": 1, "9": 2, "10": 1}
    four = {"1.5": 2, "1.6": 1, "2.1": 3, "2.3": 3, "3.4": 2, "3.5": 2, "4.1": 3, "5.1": 5}
    four |= {"6.1": 2, "6.2": 3, "8": 3, "10": 3}
    assert points(1, 3) == three
    assert points(1, 4) == three | four
    assert points(1, 5) == three | four | {"1.3": 3, "1.5": 3, "4.1": 5}


def test_set_3_has_its_four_star_mark_on_the_story_and_set_26_few_marks():
    assert points(3, 4)["5.1"] == 5
    assert points(26, 5) == {"3.4": 3, "3.5": 2}


def test_regimes_do_not_overlap_but_in_the_transition():
    spans = [(str(each.code), each.first_day.isoformat(), str(each.last_day)) for each in reference.regimes()]
    assert spans == [
        ("1048", "2019-08-21", "2023-02-23"),
        ("148", "2023-02-24", "2025-07-05"),
        ("148-1489", "2025-07-06", "2026-07-21"),
        ("26-2026", "2026-05-22", "None"),
    ]
    assert [each.part_maxima for each in reference.regimes()] == [(35, 25, 40), *[(40, 25, 35)] * 3]
    assert {each.validity_months for each in reference.regimes()} == {36}
    assert all(
        each.source for each in (*reference.regimes(), *reference.authorities(), *reference.transitions())
    )


def test_what_an_offer_must_say_depends_on_what_it_is():
    fresh, spirit, craft, stay = (fields.required_of_product(number) for number in (1, 14, 21, 26))
    assert Field.INGREDIENTS not in fresh
    assert {Field.STORAGE, Field.SHELF_LIFE, Field.NET_CONTENT} <= fresh
    assert spirit - fresh == {Field.INGREDIENTS, Field.WARNING}
    assert Field.SHELF_LIFE not in craft
    assert Field.NET_CONTENT not in stay
    assert all(fields.required(number) >= fields.SELLER_FIELDS for number in SETS)


def test_every_mandatory_field_is_known():
    assert {name for names in reference.mandatory_fields().values() for name in names} == {
        str(field) for field in Field
    }


def test_category_rules_know_their_papers():
    rules = [rule for each in reference.category_rules().values() for rule in each]
    assert [(rule.product_set, rule.value) for rule in rules if rule.rule == "paper"] == [
        (14, "alcohol_licence"),
        (15, "alcohol_licence"),
        (18, "product_registration"),
        (19, "cosmetics_notification"),
    ]
    assert {rule.rule for rule in rules} == {"minimum_age", "no_promotion_from_abv", "paper", "no_parcel"}

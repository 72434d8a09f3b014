"""What an offer lacks, by field of its form; weights as people write them."""

import pytest

from marketplace.catalog.completeness import FORM_FIELDS, lacking
from marketplace.catalog.measures import read_grams
from marketplace.certification.fields import SELLER_FIELDS, Field, required_of_product


def test_every_field_of_the_product_has_its_place_in_the_form() -> None:
    assert set(FORM_FIELDS) == set(Field) - SELLER_FIELDS


def test_nothing_is_missing_where_all_is_said() -> None:
    said = required_of_product(1)
    facts = {"set_no": 1, "abv_tenths": None, "storage_class": "ambient"}
    assert lacking(**facts, filled=said, gross_grams=[5_600]) == {}
    assert list(lacking(**facts, filled=said - {Field.USE, Field.PRICE, Field.UNIT}, gross_grams=[1])) == [
        "packs",
        "usage",
    ]
    assert list(lacking(**facts, filled=said, gross_grams=[5_600, 0])) == ["packs"]


def test_a_spirit_says_how_strong_it_is_before_it_is_sent_in() -> None:
    said = required_of_product(14)
    assert list(
        lacking(set_no=14, abv_tenths=None, filled=said, storage_class="ambient", gross_grams=[700])
    ) == ["abv_tenths"]


def test_a_service_has_no_weight() -> None:
    said = required_of_product(26)
    assert lacking(set_no=26, abv_tenths=None, filled=said, storage_class="service", gross_grams=[0]) == {}


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("5,6 kg", 5_600),
        ("5.6kg", 5_600),
        ("2 kg", 2_000),
        ("0,25 kg", 250),
        ("350 g", 350),
        ("350", 350),
        ("5.600", 5_600),
        ("1.200 gam", 1_200),
        ("3 cân", 3_000),
        ("", None),
        ("nặng", None),
        ("-5", None),
        ("5,6", None),
    ],
)
def test_weights_are_read_as_they_are_written(text: str, grams: int | None) -> None:
    assert read_grams(text) == grams

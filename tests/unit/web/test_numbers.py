"""Whole numbers, ids and pages as they are typed."""

import pytest

from marketplace.web.numbers import read_id, read_page, whole


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        (" 1200 ", 1200),
        ("1.200", 1200),
        ("1.200.300", 1_200_300),
        ("999999999", 999_999_999),
        ("1.5", None),
        ("1.20", None),
        ("1200.300", None),
        ("1,5", None),
        ("-3", None),
        ("9" * 10, None),
        ("9" * 5000, None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_a_dot_only_sets_thousands_apart(typed: str | None, number: int | None) -> None:
    assert whole(typed) == number


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1", 1),
        ("2147483647", 2_147_483_647),
        ("2147483648", None),
        ("0", None),
        ("9" * 25, None),
        ("abc", None),
        ("²", None),
        (None, None),
    ],
)
def test_an_id_fits_its_column(typed: str | None, key: int | None) -> None:
    assert read_id(typed) == key


@pytest.mark.parametrize(
    ("typed", "page"),
    [("3", 3), ("0", 1), ("-1", 1), ("x", 1), (None, 1), ("2147483647", 100_000), ("9" * 25, 1)],
)
def test_a_page_is_never_out_of_bounds(typed: str | None, page: int) -> None:
    assert read_page(typed) == page

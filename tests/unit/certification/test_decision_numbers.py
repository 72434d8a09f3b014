"""One decision however its number is typed, and two that only look alike."""

import pytest

from marketplace.certification.decision_numbers import is_same, may_be_same, number_key, symbol_of

USUAL = "2394/QĐ-UBND"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (USUAL, "2394/qdubnd"),
        ("2394/QĐUBND", "2394/qdubnd"),
        ("2394/QD-UBND", "2394/qdubnd"),
        ("2394/QĐ–UBND", "2394/qdubnd"),
        ("02394/QĐ-UBND", "2394/qdubnd"),
        ("Số: 2394 / qđ - ubnd", "2394/qdubnd"),
        ("Quyết định số 2394/QĐ-UBND", "2394/qdubnd"),
        ("2394QĐ-UBND", "2394/qdubnd"),
        ("2394", "2394/"),
        ("0", "0/"),
        ("12a/QĐ-UBND", "12a/qdubnd"),
        ("12/A", "12/a"),
        ("26/2026/QĐ-TTg", "26/2026qdttg"),
        ("không số", "khongso"),
        ("", ""),
    ],
)
def test_the_key_of_a_number(number: str, key: str) -> None:
    assert number_key(number) == key
    assert number_key(key) == key


@pytest.mark.parametrize(
    "other", ["2395/QĐ-UBND", "12394/QĐ-UBND", "2394a/QĐ-UBND", "2394/QĐ-SNN", "không số", ""]
)
def test_others(other: str) -> None:
    assert not is_same(USUAL, other)
    assert not may_be_same(USUAL, other)
    assert not may_be_same(other, USUAL)


@pytest.mark.parametrize("cut", ["2394", "Số 2394", "02394", "2394/QĐ"])
def test_a_number_that_breaks_off(cut: str) -> None:
    assert not is_same(USUAL, cut)
    assert may_be_same(USUAL, cut)
    assert may_be_same(cut, USUAL)


def test_the_year_in_the_middle_of_a_number() -> None:
    """What is asked is of one day, so that it is the year of both; where both have one it has to be the same."""
    with_year = "2394/2024/QĐ-UBND"
    assert not is_same(USUAL, with_year)
    for other in (USUAL, "2394/QĐUBND", "2394/QĐ", "2394", "02394/2024/QD–UBND"):
        assert may_be_same(with_year, other)
        assert may_be_same(other, with_year)
    for other in ("2394/2023/QĐ-UBND", "2394/QĐ-SNN", "2395/QĐ-UBND"):
        assert not may_be_same(with_year, other)
        assert not may_be_same(other, with_year)


def test_symbols() -> None:
    assert [symbol_of(number) for number in (USUAL, "2361/QĐBNNMT", "2394", "")] == [
        "qdubnd",
        "qdbnnmt",
        "",
        "",
    ]

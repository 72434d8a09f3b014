"""Points in hundredths, bands, and the minima that a total alone does not buy."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certification import stars
from marketplace.certification.stars import Shortfall
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import speaking


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("78,5", 7850),
        ("78.5", 7850),
        (" 69,99 ", 6999),
        (70, 7000),
        (Decimal("89.99"), 8999),
        ("100", 10000),
        ("0", 0),
    ],
)
def test_points_are_read_to_the_hundredth(written, points):
    assert stars.hundredths(written) == points


@pytest.mark.parametrize("written", ["100,01", "101", "-1", "78,555", "", "bảy mươi", "7e1"])
def test_what_is_no_score_is_refused(written):
    with pytest.raises(Invalid, match="Nhập điểm từ 0 đến 100"):
        stars.hundredths(written)


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        stars.hundredths(69.99)


@pytest.mark.parametrize(
    ("points", "star"),
    [
        (0, 1),
        (2999, 1),
        (3000, 2),
        (4999, 2),
        (5000, 3),
        (6999, 3),
        (7000, 4),
        (8950, 4),
        (8999, 4),
        (9000, 5),
        (10000, 5),
    ],
)
def test_bands(points, star):
    assert stars.band(points) == star


@given(st.integers(0, 10000))
def test_a_total_lies_in_the_bounds_of_its_band(points):
    least, below = stars.bounds(stars.band(points))
    assert least <= points
    assert points < below or (points, below) == (10000, 10000)


@given(st.integers(0, 10000))
def test_points_in_words_are_read_back(points):
    assert stars.hundredths(stars.in_words(points)) == points


def test_points_are_said_as_the_reader_writes_them():
    points, missed = stars.Points(7736), stars.Marks(stars.Shortfall("4.1", 500, 350))
    assert (str(points), str(missed)) == ("77,36", "4.1 (3,5/5)")
    with speaking("en"):
        assert (str(points), str(missed)) == ("77.36", "4.1 (3.5/5)")


def test_points_in_words():
    assert [stars.in_words(each) for each in (7850, 7000, 6999, 5)] == ["78,5", "70", "69,99", "0,05"]


def all_minima(number: int, star: int) -> dict[str, int]:
    return dict(stars.minima(number, star))


def test_minima_met_exactly_are_met():
    assert stars.shortfalls(1, 4, all_minima(1, 4)) == ()


def test_one_criterion_short_is_named_with_what_it_needs():
    scores = all_minima(1, 4) | {"8": 100, "10": 299}
    assert stars.shortfalls(1, 4, scores) == (Shortfall("8", 300, 100), Shortfall("10", 300, 299))


def test_a_criterion_without_a_score_has_none():
    scores = all_minima(7, 3)
    del scores["9"]
    assert stars.shortfalls(7, 3, scores) == (Shortfall("9", 100, 0),)


def test_a_score_sheet_that_adds_up_is_accepted():
    stars.check_scores(1, {"1.1": 300, "4.1": 250}, 550)
    stars.check_scores(1, {"1.1": 300, "4.1": 250}, None)


def test_a_score_sheet_that_does_not_add_up_is_refused():
    with pytest.raises(Invalid) as refused:
        stars.check_scores(1, {"1.1": 300, "4.1": 250}, 551)
    assert {field: str(text) for field, text in refused.value.fields.items()} == {
        "score": "Các mục cộng lại được 5,5 điểm, khác tổng 5,51 điểm."
    }


def test_unknown_and_too_generous_criteria_are_named():
    with pytest.raises(Invalid) as refused:
        stars.check_scores(1, {"1.1": 301, "99": 100, "2.2": -1}, 1)
    assert {field: str(text) for field, text in refused.value.fields.items()} == {
        "scores.1.1": "Mục 1.1 có từ 0 đến 3 điểm.",
        "scores.99": "Bộ tiêu chí này không có mục 99.",
        "scores.2.2": "Mục 2.2 có từ 0 đến 3 điểm.",
    }

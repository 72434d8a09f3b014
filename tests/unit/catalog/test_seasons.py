import pytest

from marketplace.catalog import seasons
from marketplace.kernel.i18n import speaking


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], "quanh năm"),
        (range(1, 13), "quanh năm"),
        ([11, 12, 1], "tháng 11 đến tháng 1"),
        ([6], "tháng 6"),
        ([12], "tháng 12"),
        ([5, 9, 10], "tháng 5; tháng 9 đến tháng 10"),
        ([1, 2, 6, 12], "tháng 6; tháng 12 đến tháng 2"),
    ],
)
def test_seasons_in_words(months: list[int], words: str) -> None:
    assert str(seasons.in_words(seasons.mask(months))) == words


def test_months_have_names_in_english() -> None:
    with speaking("en"):
        assert str(seasons.in_words(seasons.mask([5, 11, 12, 1]))) == "May; November to January"


def test_months_come_back_in_the_order_of_the_year() -> None:
    assert seasons.mask([12, 1, 11]) == 0b1100_0000_0001
    assert seasons.months(0b1100_0000_0001) == (1, 11, 12)
    assert seasons.months(0) == ()


def test_all_year_is_always_in_season() -> None:
    assert all(seasons.is_in_season(seasons.YEAR, month) for month in range(1, 13))
    autumn = seasons.mask([8, 9, 10])
    assert [month for month in range(1, 13) if seasons.is_in_season(autumn, month)] == [8, 9, 10]


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_thirteenth_month(month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        seasons.mask([month])

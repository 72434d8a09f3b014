from datetime import date

import pytest

from marketplace.kernel.days import TooFar, day


@pytest.mark.parametrize(
    "text", ["12/6/2024", "12-06-2024", "12.6.2024", "2024-06-12", " 12/06/2024 ", "2024-6-12"]
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert day(text) == date(2024, 6, 12)


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize("text", ["31/2/2024", "6/2024", "12/6/24", "tháng 6", "1/1/1899", "12/6/2024 x"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 -- the text is datetime's own where the day is not there
        day(text)
    assert not isinstance(refused.value, TooFar)


def test_the_years_that_papers_reach() -> None:
    assert day("1/1/1900") == date(1900, 1, 1)
    assert day("31/12/2099") == date(2099, 12, 31)
    with pytest.raises(TooFar):
        day("1/1/2100")

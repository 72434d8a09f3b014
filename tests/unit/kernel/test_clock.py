"""Legal days as instants, up to the ends of what a datetime can hold."""

from datetime import UTC, date, datetime

import pytest

from marketplace.kernel import clock


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (
            date(2026, 11, 21),
            datetime(2026, 11, 20, 17, tzinfo=UTC),
            datetime(2026, 11, 21, 17, tzinfo=UTC),
        ),
        (date.max, datetime(9999, 12, 30, 17, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_day_in_vietnam_is_half_open(day: date, start: datetime, end: datetime) -> None:
    assert (clock.start_of_day(day), clock.end_exclusive(day)) == (start, end)


def test_the_first_day_begins_with_the_first_instant() -> None:
    assert clock.start_of_day(date.min) == datetime.min.replace(tzinfo=UTC)
    assert clock.start_of_day(date.min) < clock.end_exclusive(date.min)

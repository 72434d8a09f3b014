"""Days as people here write them: 12/6/2024, 12-06-2024, 2024-06-12."""

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Between them lies every day that a paper, a lot or an entry can bear; databases and time zones reach as far."""


class TooFar(ValueError):
    """A day as it is written here, in a year that nothing reaches."""


def day(text: str) -> date | None:
    """A day: 12/6/2024, 12-06-2024, 2024-06-12. ``None`` for an empty field.

    :raises TooFar: a day after 2099.
    :raises ValueError: the text is no day, or one before 1900.
    """
    text = text.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    d, m, y, y2, m2, d2 = found.groups()
    year = int(y or y2)
    if year < FIRST_YEAR:
        raise ValueError(text)
    found_day = date(year, int(m or m2), int(d or d2))
    if year > LAST_YEAR:
        raise TooFar(text)
    return found_day

"""Which day a cell says. Days are legal days in Vietnam."""

import re
from datetime import date, timedelta
from decimal import Decimal

_NUMERIC = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_SPOKEN = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_PREFIX = re.compile(r"(?:ngày|ký ngày|từ ngày|đến ngày|đến|từ)\s*:?\s*", re.IGNORECASE)

_EXCEL_EPOCH = date(1899, 12, 30)
_EARLIEST_SERIAL, _LATEST_SERIAL = 36526, 73050
"""1/1/2000 and 31/12/2099 as a spreadsheet counts days."""


def parse_date(text: str) -> date | None:
    """The day that the whole text says, or ``None``.

    Understands ``15/10/2024``, ``5-1-2024``, ``15.10.2024``, ``15/10/24``, ``2024-10-15`` and
    ``ngày 15 tháng 10 năm 2024``, with or without "ngày" in front. Day comes before month, always.
    """
    text = _PREFIX.sub("", text.strip(), count=1).strip(" .;,")
    found = _NUMERIC.fullmatch(text) or _SPOKEN.fullmatch(text)
    if found:
        return _from(found)
    if iso := _ISO.fullmatch(text):
        return _day(int(iso.group(3)), int(iso.group(2)), int(iso.group(1)))
    return None


def find_date(text: str) -> date | None:
    """The first day mentioned anywhere in the text, or ``None``."""
    found = min(
        filter(None, (_NUMERIC.search(text), _SPOKEN.search(text))), key=lambda m: m.start(), default=None
    )
    return _from(found) if found else None


def from_serial(number: Decimal) -> date | None:
    """The day of a spreadsheet's day number whose date format was lost: 45580 is 15/10/2024. Only for 2000–2099."""
    if number != number.to_integral_value() or not _EARLIEST_SERIAL <= number <= _LATEST_SERIAL:
        return None
    return _EXCEL_EPOCH + timedelta(days=int(number))


def looks_month_first(text: str) -> bool:
    """True for a day written month first, such as ``10/15/2024``."""
    found = _NUMERIC.fullmatch(text.strip())
    if found is None:
        return False
    first, _, second, year = found.groups()
    return int(second) > 12 and _day(int(second), int(first), _year(year)) is not None


def _from(found: re.Match[str]) -> date | None:
    numbers = [part for part in found.groups() if part.isdigit()]
    return _day(int(numbers[0]), int(numbers[1]), _year(numbers[2]))


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

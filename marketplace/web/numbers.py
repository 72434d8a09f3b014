"""Numbers that arrive in addresses and forms: whole numbers, ids, pages. What is none is ``None``, never an error."""

import re

MAX_ID = 2_147_483_647
"""The largest key of a row: PostgreSQL's ``integer``. In rules of addresses: ``<int(max=2147483647):id>``."""
LAST_PAGE = 100_000

_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}")
_ID = re.compile(r"[0-9]{1,10}")


def whole(text: str | None) -> int | None:
    """A whole number that somebody typed: 1200, 1.200. A dot only sets thousands apart, so 1.5 is none."""
    typed = (text or "").strip()
    return int(typed.replace(".", "")) if _WHOLE.fullmatch(typed) else None


def read_id(text: str | None) -> int | None:
    """The key of a row, from 1 to :data:`MAX_ID`."""
    typed = (text or "").strip()
    number = int(typed) if _ID.fullmatch(typed) else 0
    return number if 1 <= number <= MAX_ID else None


def read_page(text: str | None) -> int:
    """The page that was asked for, at most :data:`LAST_PAGE`; 1 for anything that is no page number."""
    return min(read_id(text) or 1, LAST_PAGE)

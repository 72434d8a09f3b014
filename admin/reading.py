"""Reading what people typed into forms: numbers and days as they write them here."""

import re
from collections.abc import Mapping
from datetime import date

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.web.numbers import whole

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


class Reading:
    """Reads the fields of one form and gathers what cannot be read, to be refused all at once."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self.form = form
        self.errors: dict[str, Message] = {}

    def text(self, name: str) -> str:
        """What was typed, as it is."""
        return self.form.get(name, "")

    def whole(self, name: str, refusal: Message) -> int:
        """A whole number that has to be there."""
        found = whole(self.text(name))
        if found is None:
            self.errors[name] = refusal
        return found or 0

    def day(self, name: str, *, required: Message | None = None) -> date | None:
        """A day; with ``required`` it has to be there."""
        try:
            found = day(self.text(name))
        except TooFar:
            self.errors[name] = Message("Ngày quá xa.")
            return None
        except ValueError:
            self.errors[name] = Message("Ghi ngày như 12/6/2024.")
            return None
        if found is None and required is not None:
            self.errors[name] = required
        return found

    def refuse(self, name: str, message: Message) -> None:
        """Note what is wrong with a field, unless something is already."""
        self.errors.setdefault(name, message)

    def check(self) -> None:
        """:class:`Invalid` with every field at fault, if there is any."""
        if self.errors:
            raise Invalid(next(iter(self.errors.values())), fields=self.errors)

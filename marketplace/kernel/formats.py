"""Days, months, hours and weights as people here read them, in either language (but for months the forms agree)."""

from datetime import date, datetime

from marketplace.kernel import clock
from marketplace.kernel.i18n import Message

MONTHS = (
    Message("tháng 1"),
    Message("tháng 2"),
    Message("tháng 3"),
    Message("tháng 4"),
    Message("tháng 5"),
    Message("tháng 6"),
    Message("tháng 7"),
    Message("tháng 8"),
    Message("tháng 9"),
    Message("tháng 10"),
    Message("tháng 11"),
    Message("tháng 12"),
)


def month(number: int) -> Message:
    """A month within a sentence: ``tháng 11``, in English ``November``."""
    return MONTHS[number - 1]


def day(value: date) -> str:
    """A local day: ``15/10/2027``."""
    return f"{value:%d/%m/%Y}"


def short_day(value: date) -> str:
    """A local day of the running year: ``24/11``."""
    return f"{value:%d/%m}"


def days(first: date, last: date) -> str:
    """A range of local days: ``24/11 - 26/11/2026`` with an en dash, or the one day."""
    if first == last:
        return day(first)
    return f"{short_day(first) if first.year == last.year else day(first)} \N{EN DASH} {day(last)}"


def moment(instant: datetime) -> str:
    """An instant as clocks in Vietnam show it: ``16:05, 21/11/2026``."""
    return f"{clock.local(instant):%H:%M, %d/%m/%Y}"


def weight(grams: int) -> str:
    """Grams in the largest fitting unit: ``500 g``, ``5 kg``, ``1,2 tấn``."""
    if grams < 1_000:
        return f"{grams} g"
    unit, per = ("tấn", 1_000_000) if grams >= 1_000_000 else ("kg", 1_000)
    whole, rest = divmod(grams, per)
    fraction = f"{rest:0{len(str(per)) - 1}d}".rstrip("0")[:2]
    return f"{whole},{fraction} {unit}" if fraction else f"{whole} {unit}"

"""Words for codes and instants that several desks show."""

import json
from datetime import date, datetime

from marketplace.kernel import clock
from marketplace.kernel.i18n import Message, locale, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.orders.states import STATE_NAMES

from ..view_models import Status

ORDER_STATES = {
    "placed": ("warn", "clock"),
    "accepted": ("info", "package"),
    "packed": ("info", "package-check"),
    "handed_over": ("info", "truck"),
    "delivered": ("ok", "circle-check"),
    "cancelled": ("bad", "package-x"),
}
"""State of a seller order → kind and icon of its status."""

WEEKDAYS = (
    Message("Thứ Hai"),
    Message("Thứ Ba"),
    Message("Thứ Tư"),
    Message("Thứ Năm"),
    Message("Thứ Sáu"),
    Message("Thứ Bảy"),
    Message("Chủ Nhật"),
)


def order_status(state: str) -> Status:
    """How a seller order stands."""
    kind, icon = ORDER_STATES[state]
    return Status(str(STATE_NAMES[state]), kind, icon)


def weekday(day: date) -> str:
    """The name of the day."""
    return str(WEEKDAYS[day.weekday()])


def count_days(days: int) -> str:
    """A number of days in words: hôm nay, còn 3 ngày, trễ 2 ngày."""
    if days == 0:
        return _("hôm nay")
    if days > 0:
        return ngettext("còn %(n)s ngày", "còn %(n)s ngày", days)
    return ngettext("trễ %(n)s ngày", "trễ %(n)s ngày", -days)


def from_today(day: date) -> int:
    """Days from today until then; negative when it is past."""
    return (day - clock.today()).days


def number(n: int) -> str:
    """A whole number with its thousands set apart as this language does."""
    text = f"{n:,}"
    return text.replace(",", ".") if locale() == "vi" else text


def stamp(instant: datetime) -> str:
    """An instant in a table to take away, to the second, as clocks in Vietnam show it."""
    return f"{clock.local(instant):%d/%m/%Y %H:%M:%S}"


def flat(value: object) -> str:
    """A value of a log entry or a job on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def waited(since: datetime) -> str:
    """How long something has waited, in hours on the first two days."""
    hours = int((clock.now() - since).total_seconds() // 3600)
    if hours < 1:
        return _("dưới một giờ")
    if hours < 48:
        return ngettext("%(n)s giờ", "%(n)s giờ", hours)
    return ngettext("%(n)s ngày", "%(n)s ngày", hours // 24)

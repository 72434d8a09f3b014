"""An officer's day: what waits for them, the most urgent first, and where nothing waits, where to go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..view_models import Link
from .inspection_list import MINE, TAB
from .todo import Todo
from .words import number, waited, weekday

PLACES: Final[dict[str, tuple[str, str, dict[str, str]]]] = {
    "proposals": ("ban", ".inspection_proposals", {}),
    "appeals": ("message-square-text", ".inspection_appeals", {}),
    "overdue": ("scan-search", ".inspections", {TAB: "remedy"}),
    "misuses": ("stamp", ".inspection_misuses", {}),
    "drafts": ("pencil", ".inspections", {MINE: "toi"}),
    "applications": ("inbox", ".applications", {}),
    "products": ("clipboard-check", ".product_reviews", {}),
    "papers": ("file-check", ".second_looks", {}),
    "records": ("landmark", ".register", {"muc": "waiting"}),
    "imports": ("upload", ".imports", {}),
    "claims": ("user-check", ".claims", {}),
    "pairs": ("copy", ".pairs", {}),
    "expiring": ("calendar-clock", ".expiring", {}),
}
"""What can wait, in the order of the page: its icon and the list in which it stands."""
_WORDS: Final[dict[str, Callable[[int], str]]] = {
    "proposals": lambda n: ngettext(
        "%(count)s đề nghị thu hồi chờ quyết định",
        "%(count)s đề nghị thu hồi chờ quyết định",
        n,
        count=number(n),
    ),
    "appeals": lambda n: ngettext(
        "%(count)s khiếu nại chờ giải quyết", "%(count)s khiếu nại chờ giải quyết", n, count=number(n)
    ),
    "overdue": lambda n: ngettext(
        "%(count)s chủ thể quá hạn khắc phục", "%(count)s chủ thể quá hạn khắc phục", n, count=number(n)
    ),
    "misuses": lambda n: ngettext(
        "%(count)s vụ dùng tem sai chưa xử lý", "%(count)s vụ dùng tem sai chưa xử lý", n, count=number(n)
    ),
    "drafts": lambda n: ngettext(
        "%(count)s buổi kiểm tra đang ghi dở", "%(count)s buổi kiểm tra đang ghi dở", n, count=number(n)
    ),
    "applications": lambda n: ngettext(
        "%(count)s hồ sơ đăng ký chờ xem", "%(count)s hồ sơ đăng ký chờ xem", n, count=number(n)
    ),
    "products": lambda n: ngettext(
        "%(count)s sản phẩm chờ duyệt", "%(count)s sản phẩm chờ duyệt", n, count=number(n)
    ),
    "papers": lambda n: ngettext(
        "%(count)s giấy tờ, tài khoản chờ xác minh",
        "%(count)s giấy tờ, tài khoản chờ xác minh",
        n,
        count=number(n),
    ),
    "records": lambda n: ngettext(
        "%(count)s bản ghi chưa có hiệu lực", "%(count)s bản ghi chưa có hiệu lực", n, count=number(n)
    ),
    "imports": lambda n: ngettext(
        "%(count)s danh sách nhập chờ xác nhận", "%(count)s danh sách nhập chờ xác nhận", n, count=number(n)
    ),
    "claims": lambda n: ngettext(
        "%(count)s đề nghị nhận chủ thể", "%(count)s đề nghị nhận chủ thể", n, count=number(n)
    ),
    "pairs": lambda n: ngettext(
        "%(count)s cặp chủ thể có thể trùng", "%(count)s cặp chủ thể có thể trùng", n, count=number(n)
    ),
    "expiring": lambda n: ngettext(
        "%(count)s sản phẩm hết hạn sao trong 180 ngày",
        "%(count)s sản phẩm hết hạn sao trong 180 ngày",
        n,
        count=number(n),
    ),
}
_URGENT: Final = {"proposals", "appeals", "overdue", "misuses"}
"""What stops goods, or lets them be sold that should not be: each day counts."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of a kind of thing wait (a name of ``PLACES``), since when the longest, or until when the nearest."""

    name: str
    count: int
    since: datetime | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDayPage:
    """The first page of an officer's desk. ``links`` are where to begin something new."""

    eyebrow: str
    todos: tuple[Todo, ...]
    links: tuple[Link, ...]


def day_page(found: Sequence[Waiting], links: tuple[Link, ...]) -> OfficerDayPage:
    """The page; what nobody waits for is not on it."""
    today = clock.today()
    by_name = {each.name: each for each in found if each.count}
    return OfficerDayPage(
        eyebrow=f"{weekday(today)} {formats.day(today)}",
        todos=tuple(_todo(by_name[name]) for name in PLACES if name in by_name),
        links=links,
    )


def _todo(each: Waiting) -> Todo:
    icon, endpoint, query = PLACES[each.name]
    late = each.until is not None and each.until < clock.today()
    text = ""
    if each.until is not None:
        text = _("Hạn gần nhất: %(day)s", day=formats.day(each.until))
    elif each.since is not None:
        text = _("Chờ lâu nhất: %(time)s", time=waited(each.since))
    return Todo(
        icon=icon,
        title=_WORDS[each.name](each.count),
        text=text,
        url=url_for(endpoint, **query),  # type: ignore[arg-type]  # values of a query
        kind="bad" if late else "warn" if each.name in _URGENT else "",
    )

"""A producer's days off: those that come, and the form for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.queries import ClosedView, Seller

from .. import own
from ..view_models import EMPTY, Field, Link, Status

FIELDS = ("first_day", "last_day", "reason")


@dataclass(frozen=True, slots=True)
class DaysLine:
    """Days off in a row; ``remove_url`` is empty where the reader may not."""

    title: str
    words: str
    status: Status
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffPage:
    """The page. ``action`` is empty where the reader only looks."""

    title: str
    eyebrow: str
    tabs: tuple[Link, ...]
    producers: tuple[Link, ...]
    lines: tuple[DaysLine, ...]
    action: str
    fields: Mapping[str, Field]
    failed: bool


def days_off_page(
    seller: Seller,
    closed: Sequence[ClosedView],
    fields: Mapping[str, Field],
    *,
    may_edit: bool,
    tabs: tuple[Link, ...],
    producers: tuple[Link, ...],
) -> DaysOffPage:
    """The page of a producer; ``fields`` is what was typed into a form that was refused."""
    return DaysOffPage(
        title=_("Ngày nghỉ"),
        eyebrow=seller.display_name,
        tabs=tabs,
        producers=producers,
        lines=tuple(_line(each, may_edit=may_edit) for each in closed),
        action=own.at("own_days_off_add", seller.id) if may_edit else "",
        fields={name: fields.get(name, EMPTY) for name in FIELDS},
        failed=any(field.error for field in fields.values()),
    )


def _line(each: ClosedView, *, may_edit: bool) -> DaysLine:
    count = (each.last_day - each.first_day).days + 1
    title = formats.day(each.first_day)
    if count > 1:
        title = _(
            "%(first)s đến hết %(last)s", first=formats.day(each.first_day), last=formats.day(each.last_day)
        )
    words = ngettext("%(n)s ngày: %(reason)s", "%(n)s ngày: %(reason)s", count, reason=each.reason)
    is_now = each.first_day <= clock.today()
    return DaysLine(
        title,
        words,
        Status(_("Đang nghỉ"), "warn", "pause") if is_now else Status(_("Sắp tới"), "info", "calendar"),
        own.at("own_days_off_remove", each.producer_id, closed_id=each.id) if may_edit else "",
    )

"""The queue of applications: tabs with counts, filters, how long each has waited, who has it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard
from marketplace.places.names import folded, without_type
from marketplace.producers.applications.kinds import WITH_OFFICERS, ApplicationState
from marketplace.producers.applications.queries import QueueRow, QueueTab
from marketplace.producers.kinds import ProducerKind

from ..listing import SORT, asked, column, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Option, Row, Status, Table
from .words import number, stamp

TAB, KIND, COMMUNE = "muc", "loai", "xa"
SORTS = ("waiting", "name")
STATUS: Mapping[ApplicationState, tuple[str, str]] = {
    ApplicationState.DRAFT: ("", "pencil"),
    ApplicationState.SUBMITTED: ("warn", "clock"),
    ApplicationState.RETURNED: ("info", "undo-2"),
    ApplicationState.PROPOSED: ("warn", "users"),
    ApplicationState.APPROVED: ("ok", "circle-check"),
    ApplicationState.REFUSED: ("bad", "ban"),
    ApplicationState.WITHDRAWN: ("", "x"),
}
"""State → kind and icon of its status."""
_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
"""Month and day of the public holidays that have the same date every year (Labour Code 45/2019/QH14 art. 112). Tết and
the Hùng Kings' day follow the moon and are announced year by year: they count as working days here."""
_SATURDAY = 5


def working_days(since: datetime, until: datetime) -> int:
    """Whole working days that have begun and ended since: none for what came in today. Monday to Friday without the
    holidays of fixed date.
    """
    first, last = clock.local(since).date(), clock.local(until).date()
    return sum(1 for day in _days(first + timedelta(days=1), last) if _works(day))


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _works(day: date) -> bool:
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _HOLIDAYS


def waited(since: datetime) -> str:
    """How long something has waited, in working days."""
    days = working_days(since, clock.now())
    return ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", days) if days else _("hôm nay")


def status_of(state: ApplicationState) -> Status:
    """How an application stands."""
    return Status(str(state.label), *STATUS[state])


def queue_page(
    page: Page[QueueRow],
    counts: Mapping[QueueTab, int],
    communes: Sequence[CommuneCard],
    *,
    tab: QueueTab,
    text: str,
    kind: str,
    commune: str,
    sort: str,
) -> ListPage:
    """The list. ``communes`` are those to narrow by; none where the officer has a single one."""
    order = {
        "waiting": _("chờ lâu nhất ở trên"),
        "-waiting": _("mới gửi ở trên"),
        "name": _("theo tên từ A"),
        "-name": _("theo tên từ Z"),
    }[sort]
    caption = ngettext(
        "%(count)s hồ sơ, %(order)s",
        "%(count)s hồ sơ, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    columns = (
        column(_("Chủ thể"), "", "name", sort),
        column(_("Xã, phường")),
        column(_("Gửi ngày"), "nw"),
        column(_("Đã chờ"), "nw", "waiting", sort),
        column(_("Người xem xét")),
        column(_("Tình trạng")),
    )
    narrowed = bool(text or kind or commune)
    filters = [
        Filter(name="q", label=_("Tên chủ thể hoặc mã hồ sơ"), value=text),
        Filter(
            name=KIND,
            label=_("Loại hình"),
            value=kind,
            options=tuple(Option(each.value, str(each.label)) for each in ProducerKind),
        ),
    ]
    if communes:
        choice = tuple(Option(each.code, each.full_name) for each in communes)
        filters.append(Filter(name=COMMUNE, label=_("Xã, phường"), value=commune, options=choice))
    return ListPage(
        title=_("Hồ sơ đăng ký"),
        action=url_for(".applications"),
        tabs=tuple(
            Link(str(each.label), here(**{TAB: each.value}), count=counts[each], current=each is tab)
            for each in QueueTab
        ),
        filters=tuple(filters),
        hidden=tuple((name, asked(name)) for name in (TAB, SORT) if asked(name)),
        clear_url=here(q=None, **{KIND: None, COMMUNE: None}) if narrowed else "",
        csv_url=here(".applications_csv"),
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có hồ sơ nào khớp.") if narrowed else str(_EMPTY[tab]),
        foot=_("Ngày làm việc: thứ Hai đến thứ Sáu, trừ ngày lễ dương lịch."),
        **shown(page),
    )


_EMPTY: Mapping[QueueTab, Message] = {
    QueueTab.WAITING: Message("Không có hồ sơ nào chờ xem xét."),
    QueueTab.MINE: Message("Chưa nhận hồ sơ nào. Mở một hồ sơ đang chờ rồi bấm Nhận hồ sơ."),
    QueueTab.PROPOSED: Message("Không có hồ sơ nào chờ người thứ hai."),
    QueueTab.RETURNED: Message("Không có hồ sơ nào đang chờ chủ thể bổ sung."),
    QueueTab.APPROVED: Message("Chưa có hồ sơ nào được duyệt."),
    QueueTab.CLOSED: Message("Không có hồ sơ nào bị từ chối hoặc đã rút."),
}


def _row(row: QueueRow) -> Row:
    again = ngettext("gửi lần %(n)s", "gửi lần %(n)s", row.round) if row.round > 1 else ""
    return Row(
        Cell(
            row.name,
            url=url_for(".application", code=row.code),
            small=", ".join(each for each in (str(row.kind.label) if row.kind else "", row.code) if each),
        ),
        (
            Cell(row.commune, small=_old_name(row)),
            Cell(formats.day(clock.local(row.submitted_at).date()), small=again),
            Cell(waited(row.submitted_at) if row.state in WITH_OFFICERS else "–"),
            Cell(row.claimed_name or _("chưa ai nhận")),
        ),
        status_of(row.state),
    )


def _old_name(row: QueueRow) -> str:
    """The commune as the applicant calls it, where that is another name than today's."""
    same = folded(without_type(row.typed_commune)) == folded(without_type(row.commune))
    parts = [] if same or not row.typed_commune else [_("chủ thể ghi: %(name)s", name=row.typed_commune)]
    return ", ".join([*parts, row.province])


def queue_csv(rows: Iterable[QueueRow]) -> Iterator[tuple[str | int, ...]]:
    """The rows as a table to take away."""
    yield (
        _("Mã hồ sơ"),
        _("Chủ thể"),
        _("Loại hình"),
        _("Xã, phường"),
        _("Chủ thể ghi"),
        _("Tỉnh, thành phố"),
        _("Gửi lúc"),
        _("Gửi lần"),
        _("Số ngày làm việc đã chờ"),
        _("Người xem xét"),
        _("Tình trạng"),
    )
    for row in rows:
        waits = row.state in WITH_OFFICERS
        yield (
            row.code,
            row.name,
            str(row.kind.label) if row.kind else "",
            row.commune,
            row.typed_commune,
            row.province,
            stamp(row.submitted_at),
            row.round,
            working_days(row.submitted_at, clock.now()) if waits else "",
            row.claimed_name,
            str(row.state.label),
        )

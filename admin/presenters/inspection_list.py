"""Inspections as a list, by what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import url_for

from marketplace.inspection.kinds import Occasion
from marketplace.inspection.queries import InspectionTab
from marketplace.inspection.queries.views import InspectionRow
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard

from ..listing import asked, column, day_error, here, shown
from ..view_models import Cell, Column, Filter, Link, ListPage, Option, Row, Table
from .inspection_words import inspection_status
from .words import count_days, from_today, number

TAB, OCCASION, COMMUNE, SINCE, UNTIL, MINE = "muc", "dip", "xa", "tu", "den", "cua"
SORTS = {
    "changed": Message("xếp theo lần ghi gần nhất"),
    "day": Message("xếp theo ngày kiểm tra"),
    "holder": Message("xếp theo tên chủ thể"),
}
TABS = (
    InspectionTab.DRAFT,
    InspectionTab.FAILED,
    InspectionTab.REMEDY,
    InspectionTab.PASSED,
    InspectionTab.DROPPED,
    InspectionTab.ALL,
)
"""The tabs in their order."""


def list_page(
    page: Page[InspectionRow],
    counts: Mapping[InspectionTab, int],
    communes: Sequence[CommuneCard],
    *,
    tab: InspectionTab,
    text: str,
    occasion: str,
    commune: str,
    since: date | None,
    until: date | None,
    mine: bool,
    sort: str,
    may_begin: bool,
) -> ListPage:
    """The list. ``communes`` are those to choose among, empty where there is no choice."""
    caption = ngettext(
        "%(count)s buổi kiểm tra, %(order)s",
        "%(count)s buổi kiểm tra, %(order)s",
        page.total,
        count=number(page.total),
        order=str(SORTS[sort.removeprefix("-")]),
    )
    filters = [
        Filter(name="q", label=_("Chủ thể, sản phẩm, mã"), value=text),
        Filter(
            name=OCCASION,
            label=_("Dịp"),
            value=occasion,
            options=tuple(Option(each.value, str(each.label)) for each in Occasion),
        ),
        Filter(
            name=MINE,
            label=_("Người ghi"),
            value="toi" if mine else "",
            options=(Option("toi", _("Tôi")),),
            empty=_("Mọi người"),
        ),
    ]
    if communes:
        options = tuple(Option(each.code, each.name) for each in communes)
        filters.append(Filter(name=COMMUNE, label=_("Xã, phường"), value=commune, options=options))
    for name, label, day in ((SINCE, _("Từ ngày"), since), (UNTIL, _("Đến hết ngày"), until)):
        filters.append(
            Filter(
                name=name,
                label=label,
                value=formats.day(day) if day else asked(name),
                inputmode="numeric",
                error=day_error(name),
            )
        )
    narrowed = any((text, occasion, commune, since, until, mine))
    begin = Link(_("Kiểm tra mới"), url_for(".inspection_new"), "plus") if may_begin else None
    return ListPage(
        title=_("Kiểm tra sau công nhận"),
        action=url_for(".inspections"),
        primary=begin,
        links=(Link(_("Dấu hiệu bất thường"), url_for(".inspection_anomalies"), "flag"),),
        tabs=tuple(
            Link(str(each.label), here(**{TAB: each.value}), count=counts[each], current=each is tab)
            for each in TABS
        ),
        filters=tuple(filters),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep") if asked(name)),
        clear_url=url_for(".inspections", muc=tab.value) if narrowed else "",
        table=Table(caption, _columns(sort), tuple(map(_row, page.items))),
        empty=_("Không có buổi kiểm tra nào khớp.")
        if narrowed
        else _("Chưa có buổi kiểm tra nào ở mục này."),
        empty_link=begin
        if begin and not narrowed
        else Link(_("Xem tất cả"), url_for(".inspections", muc=InspectionTab.ALL.value)),
        **shown(page),
    )


def _columns(sort: str) -> tuple[Column, ...]:
    return (
        column(_("Sản phẩm")),
        column(_("Chủ thể"), "", "holder", sort),
        column(_("Xã, phường")),
        column(_("Ngày kiểm tra"), "nw", "day", sort),
        column(_("Người ghi")),
        column(_("Việc tiếp theo")),
        column(_("Tình trạng")),
    )


def _row(row: InspectionRow) -> Row:
    return Row(
        Cell(row.product_name, small=row.code, url=url_for(".inspection", code=row.code)),
        (
            Cell(row.holder or _("chưa rõ")),
            Cell(row.commune),
            Cell(
                formats.day(row.day) if row.day else "–",
                small=str(row.occasion.label) if row.occasion else "",
            ),
            Cell(row.inspector_name),
            _next(row),
        ),
        inspection_status(row.state, row.verdict, overdue=row.overdue),
    )


def _next(row: InspectionRow) -> Cell:
    """What waits to be done about it, with the way there."""
    if row.proposal:
        return Cell(
            _("Đề nghị thu hồi"), small=row.proposal, url=url_for(".inspection_proposal", code=row.proposal)
        )
    if row.misuse:
        return Cell(_("Dùng tem sai"), small=row.misuse, url=url_for(".inspection_misuse", code=row.misuse))
    if row.remedy_by:
        small = count_days(from_today(row.remedy_by)) if row.verdict and not row.proposal else ""
        return Cell(_("Khắc phục đến %(day)s", day=formats.day(row.remedy_by)), small=small)
    return Cell("–")

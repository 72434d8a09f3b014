"""Proposals to revoke as a list: those that wait for the reader's word, and all of the reader's places."""

from collections.abc import Mapping

from flask import url_for

from marketplace.inspection.queries import ProposalTab
from marketplace.inspection.queries.case_views import ProposalRow
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page

from ..listing import asked, column, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Row, Status, Table
from .inspection_words import ground_words, place_of, proposal_status
from .words import count_days, number

TAB, MINE = "muc", "cho-toi"
"""The parameter of the tab, and the tab of what waits for the reader."""
TABS = {
    ProposalTab.OPEN: Message("Đang soạn"),
    ProposalTab.WAITING: Message("Chờ quyết định"),
    ProposalTab.LATE: Message("Quá hạn"),
    ProposalTab.REVOKED: Message("Đã thu hồi"),
    ProposalTab.CLOSED: Message("Không thu hồi"),
}
SORTS = {"due": Message("hạn gần nhất ở trên")}


def proposals_page(
    page: Page[ProposalRow],
    counts: Mapping[ProposalTab, int],
    *,
    tab: str,
    text: str,
    sort: str,
    waiting: int | None,
) -> ListPage:
    """The list. ``waiting`` is how many wait for the reader; ``None`` for somebody who decides nothing."""
    caption = ngettext(
        "%(count)s đề nghị thu hồi, %(order)s",
        "%(count)s đề nghị thu hồi, %(order)s",
        page.total,
        count=number(page.total),
        order=str(SORTS["due"]) if not sort.startswith("-") else _("hạn xa nhất ở trên"),
    )
    columns = (
        column(_("Sản phẩm")),
        column(_("Chủ thể")),
        column(_("Nơi")),
        column(_("Sao"), "nw"),
        column(_("Căn cứ"), "w"),
        column(_("Hạn quyết định"), "nw", "due" if tab != MINE else "", sort),
        column(_("Tình trạng")),
    )
    tabs = [
        Link(str(words), here(**{TAB: each.value}), count=counts[each], current=each.value == tab)
        for each, words in TABS.items()
    ]
    if waiting is not None:
        tabs.insert(0, Link(_("Chờ tôi quyết định"), here(**{TAB: MINE}), count=waiting, current=tab == MINE))
    return ListPage(
        title=_("Đề nghị thu hồi"),
        action=url_for(".inspection_proposals"),
        links=(
            Link(_("Dùng tem sai"), url_for(".inspection_misuses"), "shield-alert"),
            Link(_("Khiếu nại"), url_for(".inspection_appeals"), "message-square-text"),
        ),
        tabs=tuple(tabs),
        filters=(Filter(name="q", label=_("Chủ thể, sản phẩm, mã"), value=text),) if tab != MINE else (),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep") if asked(name)),
        clear_url=here(q=None) if text else "",
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có đề nghị nào khớp.")
        if text
        else _("Không có đề nghị nào chờ anh chị quyết định.")
        if tab == MINE
        else _("Chưa có đề nghị nào ở mục này."),
        empty_link=Link(_("Xem các buổi kiểm tra"), url_for(".inspections")),
        **shown(page),
    )


def _row(row: ProposalRow) -> Row:
    about = row.about
    left = "" if row.days_left is None else count_days(row.days_left)
    return Row(
        Cell(about.product_name, small=row.code, url=url_for(".inspection_proposal", code=row.code)),
        (
            Cell(about.holder),
            Cell(place_of(about)),
            Cell(_("%(star)s sao", star=about.star) if about.star else "–"),
            Cell(ground_words(row.ground)),
            Cell(formats.day(row.due_on), small=left),
        ),
        Status(_("Quá hạn"), "bad", "clock")
        if row.late and row.decided_at is None
        else proposal_status(row.state),
    )
